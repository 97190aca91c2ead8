"""What stands around a passage."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.export.context import around
from reader.model import Span
from reader.text.segments import Document

BODY = "De eerste zin. De tweede zin.\n\nNog een alinea. Met twee zinnen.\n"


@pytest.mark.parametrize(
    ("quote", "unit", "shown"),
    [
        ("tweede", "sentence", "De tweede zin."),
        ("zin. De", "sentence", "De eerste zin. De tweede zin."),
        ("tweede", "paragraph", "De eerste zin. De tweede zin."),
        ("Nog een alinea.", "sentence", "Nog een alinea."),
        ("tweede zin.\n\nNog", "sentence", "De tweede zin.\n\nNog een alinea."),
        ("zin.\n\nNog", "paragraph", BODY.strip()),
        ("\n\n", "sentence", "De tweede zin.\n\n"),
    ],
)
def test_the_sentences_or_paragraphs_of_a_passage_are_around_it(quote, unit, shown):
    start = BODY.index(quote)
    assert around(Document.of(BODY), Span(start, start + len(quote)), unit) == shown


@settings(deadline=None)
@given(body=st.text(st.sampled_from("ab .\n?A")), ends=st.tuples(st.integers(0), st.integers(0)))
def test_a_passage_is_always_in_what_is_around_it(body, ends):
    start, end = sorted(at % (len(body) + 1) for at in ends)
    for unit in ("sentence", "paragraph"):
        assert body[start:end] in around(Document.of(body), Span(start, end), unit)
