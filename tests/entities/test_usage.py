"""What the other places where a word stands tell about it."""

from __future__ import annotations

import pytest

from reader.entities.usage import Usage


def elsewhere(knowledge, document, sentence, word, **options):
    """The signs of ``word`` in the sentence of that number, joined."""
    sentences = [line.split() for line in document.split(" / ")]
    usage = Usage(sentences, knowledge.gazetteer)
    words = sentences[sentence]
    return "".join(usage.elsewhere(words, words.index(word), **options))


@pytest.mark.parametrize(
    ("document", "signs"),
    [
        ("Serraj zweeg / Wat deed Serraj ?", "c"),
        ("Serraj zweeg / Toen belde premier Serraj", "ct"),
        ("Serraj zweeg / Constantijn Serraj belde", "FKc"),
        ("Serraj zweeg / Wie woont in Serraj ?", "Ic"),
        ("Serraj zweeg / Dat is de Serraj", "Dc"),
        ("Serraj zweeg / Serraj Invest won", "N"),
        ("Serraj zweeg / Serraj ( 60 ) belde", "P"),
        ("Serraj zweeg / De partij ( Serraj ) won", "Q"),
        ("Serraj zweeg / Een serraj is groot", "l"),
        ("Serraj zweeg / Niemand sprak", ""),
    ],
)
def test_a_word_shows_in_one_sentence_how_others_use_it(knowledge, document, signs):
    assert elsewhere(knowledge, document, 0, "Serraj") == signs


def test_a_place_says_nothing_about_itself(knowledge):
    assert elsewhere(knowledge, "Toen belde premier Serraj", 0, "Serraj") == ""
    assert elsewhere(knowledge, "Toen belde premier Serraj / Nu belt premier Serraj", 0, "Serraj") == "ct"


def test_a_possessive_is_used_as_its_owner_is(knowledge):
    assert elsewhere(knowledge, "Haftars leger wacht / Toen belde generaal Haftar", 0, "Haftars") == "ct"


def test_a_word_in_lower_case_shows_nothing(knowledge):
    assert elsewhere(knowledge, "een premier zweeg / Toen sprak Premier", 0, "premier") == ""


def test_a_heading_in_capitals_tells_nothing_but_is_told(knowledge):
    document = "SERRAJ BELT HAFTAR / Toen belde premier Serraj"
    assert elsewhere(knowledge, document, 1, "Serraj") == ""
    usage = Usage([line.split() for line in document.split(" / ")], knowledge.gazetteer)
    assert usage.elsewhere(["Serraj", "belt", "Haftar"], 0, counted=False) == ["c", "t"]
