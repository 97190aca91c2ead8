"""What every recogniser promises; all that are installed go through the same cases."""

from __future__ import annotations

from itertools import pairwise

import pytest

from reader.model import LABELS
from reader.text.clean import canonical
from reader.text.segments import Document

BODIES = {
    "news": "Khalifa Haftar sprak maandag met de NAVO in Tripoli.\n\nHaftars Libische vrienden zwegen.",
    "astral": "👍🏽 Khalifa Haftar 👩‍👩‍👧 in Tripoli 𝔘𝔫𝔦 🇱🇾 met de NAVO.",
    "combining": "Café́ é́lan in Tripoli: Ha\u0301ftar e\u0323\u0302 zei Khalifa Haftar.",
    "right to left": "قال Khalifa Haftar في طرابلس إن NAVO\u200f لا. \u200eTripoli.",
    "headings": "HAFTAR RUKT OP\n\nTRIPOLI\n\nBeeld AFP",
    "odd spaces": "Khalifa\u00a0Haftar\u2003en\u200bde NAVO\tin Tripoli .  „Haftars” (NAVO).",
    "no letters": "… — 12 % ( ) 5,5",
    "one letter": "A",
}


def check(body, entities):
    """The promises about any body."""
    spans = [entity.span for entity in entities]
    assert spans == sorted(spans)
    assert not any(a.overlaps(b) for a, b in pairwise(spans))
    for entity in entities:
        assert 0 <= entity.span.start < entity.span.end <= len(body)
        assert entity.text == entity.span.of(body)
        assert entity.text == entity.text.strip()
        assert entity.label in LABELS
        assert 0 <= entity.score <= 1
        assert entity.name
        assert "\n" not in entity.name
        assert entity.source in {"model", "rule", "gazetteer", "consistency"}


@pytest.mark.parametrize("case", BODIES)
def test_entities_are_proper_ranges_of_the_body_the_same_every_time(recogniser, case):
    body = canonical(BODIES[case])
    document = Document.of(body)
    found = recogniser.recognise(document)
    check(body, found)
    assert recogniser.recognise(document) == found


@pytest.mark.parametrize("body", ["", "\n", " \n\n "], ids=["empty", "line end", "blank"])
def test_where_there_is_nothing_nothing_is_found(recogniser, body):
    assert recogniser.recognise(Document.of(body)) == ()


@pytest.mark.parametrize(
    "body",
    ["Khalifa Haftar sprak met de NAVO in Tripoli, " * 400, "a" * 20_000, "Tripoli. " * 2_000],
    ids=["one sentence", "one word", "many sentences"],
)
def test_very_long_paragraphs_are_read(recogniser, body):
    check(body, recogniser.recognise(Document.of(body)))


def test_what_is_found_does_not_hang_on_what_was_read_before(recogniser):
    document = Document.of(BODIES["news"])
    found = recogniser.recognise(document)
    recogniser.recognise(Document.of("Tripoli zei Haftar. NAVO."))
    assert recogniser.recognise(document) == found


def test_who_it_is_can_be_asked_while_nothing_is_loaded(recogniser):
    getattr(recogniser, "close", lambda: None)()
    by = recogniser.provenance
    assert by.name
    assert by.version
    assert recogniser.languages
    assert all(language == language.lower() and language.isalpha() for language in recogniser.languages)
    assert getattr(recogniser, "ready", False) is False


def test_after_it_was_closed_it_can_be_used_again(recogniser):
    document = Document.of(BODIES["news"])
    found = recogniser.recognise(document)
    getattr(recogniser, "close", lambda: None)()
    assert recogniser.recognise(document) == found
