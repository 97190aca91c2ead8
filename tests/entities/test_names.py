"""Whom a mention stands for."""

from __future__ import annotations

import pytest

from reader.entities.acronyms import introductions
from reader.entities.names import Named, resolve


@pytest.fixture
def names(tagged, knowledge):
    def names(*sentences):
        read = [tagged(sentence) for sentence in sentences]
        named = [
            Named(words, mention.label, "".join(sentence.words[mention.end : mention.end + 1]))
            for sentence in read
            for words, mention in sentence.names()
        ]
        return resolve(named, introductions(read), knowledge)

    return names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[PER Khalifa Haftar] en [PER Haftar]", ["Khalifa Haftar"] * 2),
        ("[PER Haftar] heet [PER Khalifa Haftar]", ["Khalifa Haftar"] * 2),
        ("[PER Khalifa Haftar] met [PER Haftars] troepen", ["Khalifa Haftar"] * 2),
        ("[PER Haftars] troepen", ["Haftar"]),
        ("[PER Haftars] , [PER Haftar]", ["Haftar"] * 2),
        ("[PER Willems] verklaarde", ["Willems"]),
        ("[PER Willems] troepen", ["Willems"]),
        ("[PER Dries] zei", ["Dries"]),
        ("[PER Mubarak's] zoon", ["Mubarak"]),
        ("[PER Mubarak’s] zoon", ["Mubarak"]),
        ("[PER Fayez al-Serraj] , [PER al-Serraj] , [PER Serraj] , [PER Al-Serraj]", ["Fayez al-Serraj"] * 4),
        ("[PER Jan van der Meer] , [PER Van der Meer] , [PER Meer]", ["Jan van der Meer"] * 3),
        ("[PER Abdul Fatah al-Sisi] , [PER Fatah al-Sisi] , [PER Sisi]", ["Abdul Fatah al-Sisi"] * 3),
        (
            "[PER Bill Clinton] , [PER Clinton] , [PER Hillary Clinton] , [PER Clinton]",
            ["Bill Clinton", "Bill Clinton", "Hillary Clinton", "Hillary Clinton"],
        ),
        ("[PER Khalifa Haftar] heet [PER Khalifa]", ["Khalifa Haftar"] * 2),
        ("[PER Jan Smit] , [PER Jan Kok] , [PER Jan]", ["Jan Smit", "Jan Kok", "Jan"]),
        ("[PER HAFTAR] rukt op . [PER Khalifa Haftar]", ["Khalifa Haftar"] * 2),
        ("[PER ERDOGAN] dreigt", ["Erdogan"]),
        ("[LOC SYRIË] en [ORG UNSMIL] en [ORG NAVO] en [ORG Navo]", ["Syrië", "UNSMIL", "Navo", "Navo"]),
        ("[LOC Ruslands] president", ["Rusland"]),
        ("[LOC Utopias] president", ["Utopias"]),
        ("[LOC Rusland] , [LOC Ruslands] leger", ["Rusland", "Rusland"]),
        ("[MISC Russen] en [MISC Rus]", ["Russen", "Rus"]),
        ("[ORG McDonald's] in [LOC Parijs]", ["McDonald's", "Parijs"]),
        (
            "[ORG Regering van Nationale Eenheid] ( [ORG GNA] ) . [ORG GNA]",
            ["Regering van Nationale Eenheid"] * 3,
        ),
        ("[LOC Verenigde Arabische Emiraten] , de [LOC Emiraten]", ["Verenigde Arabische Emiraten"] * 2),
        ("de [LOC Emiraten] , [LOC Verenigde Arabische Emiraten]", ["Emiraten", "Verenigde Arabische Emiraten"]),
        ("[LOC Haven van Aalst] , [LOC Aalst]", ["Haven van Aalst", "Aalst"]),
        ("[ORG Instituut Clingendael] , [ORG Clingendael]", ["Instituut Clingendael"] * 2),
        ("[ORG Instituut Clingendael] , [LOC Clingendael]", ["Instituut Clingendael", "Clingendael"]),
        ("niemand", []),
    ],
)
def test_a_mention_stands_for_the_fullest_name_in_its_document(names, text, expected):
    assert names(text) == expected


def test_names_reach_over_sentences(names):
    assert names("[PER Khalifa Haftar] rukt op", "[PER Haftar] wint") == ["Khalifa Haftar"] * 2
