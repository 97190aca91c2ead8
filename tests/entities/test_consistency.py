"""What the sentences of one document tell each other."""

from __future__ import annotations

import pytest

from reader.entities import forms
from reader.entities.consistency import persons, settle


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            ["[PER Khalifa Haftar] rukt op", "volgens [LOC:0.5 Haftar] is dat zo"],
            ["[PER Khalifa Haftar] rukt op", "volgens [PER Haftar] is dat zo"],
            id="a doubtful name that is somebody's surname is that person",
        ),
        pytest.param(
            ["[PER Khalifa Haftar] rukt op", "volgens [LOC:0.95 Haftar] is dat zo"],
            ["[PER Khalifa Haftar] rukt op", "volgens [LOC Haftar] is dat zo"],
            id="a name of which the model is sure stays what it is",
        ),
        pytest.param(
            ["[PER Khalifa Haftar] rukt op", "Haftar wint en Haftars troepen ook"],
            ["[PER Khalifa Haftar] rukt op", "[PER Haftar] wint en [PER Haftars] troepen ook"],
            id="an overlooked surname is added, with a possessive too",
        ),
        pytest.param(
            ["[PER Fayez al-Serraj] zei", "toen al-Serraj en Serraj zwegen"],
            ["[PER Fayez al-Serraj] zei", "toen [PER al-Serraj] en [PER Serraj] zwegen"],
            id="with its article and without",
        ),
        pytest.param(
            ["[PER Jan de Vries] zei", "De Vries zweeg , de Vries ook", "De [LOC:0.4 Vries] zweeg"],
            [
                "[PER Jan de Vries] zei",
                "[PER De Vries] zweeg , de [PER Vries] ook",
                "[PER De Vries] zweeg",
            ],
            id="a particle belongs to the surname where it has a capital",
        ),
        pytest.param(
            ["generaal [PER Haftar] rukt op", "volgens [ORG:0.5 Haftar]"],
            ["generaal [PER Haftar] rukt op", "volgens [PER Haftar]"],
            id="a title before a name makes a person as well as a first name does",
        ),
        pytest.param(
            ["[PER Els Weer] zei", "Weer zweeg men"],
            ["[PER Els Weer] zei", "Weer zweeg men"],
            id="a common word that opens a sentence is no surname",
        ),
        pytest.param(
            ["in [LOC Sirte] en [LOC Sirte]", "rond Sirte", "Sirte viel"],
            ["in [LOC Sirte] en [LOC Sirte]", "rond [LOC Sirte]", "Sirte viel"],
            id="a repeated name is added inside a sentence",
        ),
        pytest.param(
            ["in [LOC:0.9 Sirte]", "van [LOC:0.9 Sirte]", "naar [ORG:0.6 Sirte]"],
            ["in [LOC Sirte]", "van [LOC Sirte]", "naar [LOC Sirte]"],
            id="the majority decides about the doubtful",
        ),
        pytest.param(
            ["de [ORG Afrikaanse Unie] ( AU )", "de AU en de [LOC:0.99 AU]"],
            ["de [ORG Afrikaanse Unie] ( [ORG AU] )", "de [ORG AU] en de [ORG AU]"],
            id="an introduced short name is what the long one is, everywhere",
        ),
        pytest.param(
            ["in [LOC:0.99 Gharyan]", "[PER:0.99 Gharyan] viel"],
            ["in [LOC Gharyan]", "[LOC Gharyan] viel"],
            id="a city that nobody is named after is no person, if it once was a city",
        ),
        pytest.param(
            ["in [LOC:0.99 Washington]", "[PER:0.99 Washington] zweeg"],
            ["in [LOC Washington]", "[PER Washington] zweeg"],
            id="a city that people are named after may be both",
        ),
        pytest.param([], [], id="nothing comes of nothing"),
    ],
)
def test_sentences_settle_names(before, after, tagged, shown, knowledge):
    settled = settle([tagged(sentence) for sentence in before], knowledge)
    assert [shown(sentence) for sentence in settled] == [shown(tagged(sentence)) for sentence in after]


def test_what_is_settled_says_so(tagged, knowledge):
    _, second = settle([tagged("[PER Khalifa Haftar] rukt op"), tagged("volgens [LOC:0.5 Haftar]")], knowledge)
    assert second.mentions[0].source == "consistency"


def test_persons_are_surnames_and_names_often_taken_for_a_person(tagged):
    sentences = ["[PER Khalifa Haftar]", "[PER Serraj] en [PER Serraj]", "[PER:0.6 Sirte] , [LOC Misrata]"]
    assert persons([tagged(sentence) for sentence in sentences]) == {"Haftar", "Serraj"}


@pytest.mark.parametrize(
    ("word", "name", "lacks"),
    [
        ("Hafta", "Haftar", True),
        ("Hftar", "Haftar", True),
        ("aftar", "Haftar", True),
        ("Haftar", "Haftar", False),
        ("Haftas", "Haftar", False),
        ("Bus", "Bush", False),
    ],
)
def test_a_long_name_is_known_though_a_letter_was_forgotten(word, name, lacks):
    assert forms.lacks_a_letter(word, name) is lacks


def test_a_doubtful_name_that_lacks_a_letter_of_a_person_is_that_person(knowledge, tagged, shown):
    sentences = [tagged("[PER Khalifa Haftar] wacht"), tagged("Moskou steunt [ORG Hafta]")]
    assert shown(settle(sentences, knowledge)[1]) == "Moskou steunt [PER Hafta]"
