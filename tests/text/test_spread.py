"""A document and its translation share their rows, and rows lead back to sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Span
from reader.text.parallel import Parallel
from reader.text.segments import Document
from reader.text.spread import Spread

BODY = "Haftar rukt op. De stad wacht.\nWie helpt?\nNiemand weet het."
"""Two sentences; a heading; and one sentence."""
DOCUMENT = Document.of(BODY)
LONG = ("Haftar advances, they say, and quickly, too.", "The city waits.", "Who helps?", "Nobody knows.")


def spread(width: int = 16, *, beside: bool = False, translations: tuple[str | None, ...] = LONG) -> Spread:
    return Spread.of(DOCUMENT, Parallel.of(DOCUMENT, translations), width, "beside" if beside else None)


def rows(laid: Spread) -> list[str]:
    """What stands on each row of the source."""
    out = []
    for y in range(laid.rows.height):
        block, row = laid.rows.locate(y)
        line = laid.source.line(block, row) if row >= 0 else None
        out.append(line.of(BODY) if line else "")
    return out


ALONE = ["", "Haftar rukt op.", "De stad wacht.", "", "", "Wie helpt?", "", "Niemand weet", "het."]


def test_paragraphs_stand_apart_and_headings_farther_from_what_is_above_them():
    assert rows(spread()) == ALONE
    assert spread().kinds == ("body", "heading", "body")


def test_beside_its_translation_a_paragraph_takes_the_rows_of_the_longer():
    assert rows(spread(beside=True)) == [*ALONE[:3], "", "", *ALONE[3:]]


def test_the_source_is_wrapped_alike_with_and_without_the_translation():
    assert spread(beside=True).source == spread().source


def test_the_wrapped_source_is_used_again_at_the_same_width_only():
    first = spread()
    again = Spread.of(DOCUMENT, Parallel.of(DOCUMENT, LONG), 16, "beside", old=first)
    wider = Spread.of(DOCUMENT, Parallel.of(DOCUMENT, LONG), 20, "beside", old=first)
    other = Document.of(BODY + " Of wel?")
    changed = Spread.of(other, Parallel.of(other, (None,) * 5), 16, "beside", old=first)
    assert again.source is first.source
    assert wider.source.width == 20
    assert changed.source.text == other.body


@pytest.mark.parametrize(
    ("quote", "row"), [("Haftar", 1), ("op.", 1), ("De stad", 2), ("Wie", 5), ("het.", 8), (BODY[-1], 8)]
)
def test_an_offset_is_on_a_row(quote, row):
    assert spread().row_of(BODY.rindex(quote)) == row


def test_beyond_the_end_is_the_last_row():
    assert spread().row_of(len(BODY)) == spread().row_of(9999) == 8


def test_a_span_has_a_first_and_a_last_row():
    assert spread().rows_of(DOCUMENT.sentences[3].span) == (7, 8)
    assert spread().rows_of(Span(0, len(BODY))) == (1, 8)
    assert spread().rows_of(Span(0, 0)) == (1, 1)


@pytest.mark.parametrize(
    ("top", "height", "sentences"),
    [
        pytest.param(0, 9, [0, 1, 2, 3], id="everything"),
        pytest.param(1, 1, [0], id="one line"),
        pytest.param(1, 2, [0, 1], id="two lines"),
        pytest.param(8, 1, [3], id="the end of a sentence"),
        pytest.param(2, 4, [1, 2], id="across a gap"),
        pytest.param(0, 99, [0, 1, 2, 3], id="a tall view"),
        pytest.param(99, 5, [3], id="scrolled too far"),
    ],
)
def test_the_sentences_on_some_rows(top, height, sentences):
    assert list(spread().sentences_on(top, height)) == sentences


@pytest.mark.parametrize(
    ("top", "height", "below", "sentence"),
    [
        pytest.param(2, 4, True, 1, id="the first that starts there"),
        pytest.param(8, 1, True, 3, id="the one that goes on there where none starts"),
        pytest.param(0, 3, False, 1, id="the last, coming from below"),
    ],
)
def test_when_the_current_sentence_is_out_of_view_another_takes_its_place(top, height, below, sentence):
    assert spread().nearest_on(top, height, below=below) == sentence


@given(st.integers(1, 30), st.booleans(), st.integers(-5, 60), st.integers(0, 20))
def test_whatever_the_view_shows_the_next_sentence_is_near_it(width, beside, top, height):
    laid = spread(width, beside=beside)
    shown = laid.sentences_on(top, height)
    assert set(shown) <= set(range(4))
    assert len(shown)
    for below in (True, False):
        assert laid.nearest_on(top, height, below=below) in shown


@given(st.integers(1, 30), st.booleans(), st.integers(0, len(BODY) - 1))
def test_a_sentence_is_on_the_rows_it_is_on(width, beside, offset):
    laid = spread(width, beside=beside)
    if not BODY[offset].isspace():
        assert DOCUMENT.sentence_at(offset) in laid.sentences_on(laid.row_of(offset), 1)


def test_room_above_and_below_moves_the_rows_and_nothing_else():
    padded = spread().padded(2, 3)
    assert rows(padded) == ["", "", *ALONE, "", "", ""]
    assert padded.row_of(0) == 3
    assert list(padded.sentences_on(0, 2)) == [0]
    assert list(padded.sentences_on(11, 3)) == [3]


def test_an_empty_document_has_no_sentences_on_any_row():
    empty = Document.of("")
    laid = Spread.of(empty, Parallel.of(empty, ()), 20, "beside")
    assert list(laid.sentences_on(0, 10)) == []


BESIDE = spread(beside=True)
SENTENCES = Parallel.of(DOCUMENT, LONG).sentences


def test_a_span_of_the_translation_has_a_first_and_a_last_row_of_its_own():
    shown = [BESIDE.rows_beside(sentence) for sentence in SENTENCES]
    assert shown == [(1, 3), (4, 4), (7, 7), (9, 9)]


@pytest.mark.parametrize(
    ("top", "height", "below", "sentence"),
    [
        (2, 4, True, 1),
        (5, 4, True, 2),
        (8, 9, True, 3),
        (99, 4, True, 3),
        (0, 2, False, 0),
        (0, 8, False, 2),
        (0, 0, False, 0),
    ],
)
def test_in_the_translation_too_another_sentence_takes_the_place_of_one_out_of_view(top, height, below, sentence):
    assert BESIDE.nearest_beside(top, height, below=below) == sentence
