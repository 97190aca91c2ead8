"""A text and its translation in one column: every place of either is found in it, and led back from it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Span
from reader.text.direction import is_right_to_left
from reader.text.parallel import Parallel
from reader.text.segments import Document
from reader.text.spread import ARRANGEMENTS, Spread
from reader.text.weave import Weave

BODY = "Haftar rukt op. De stad wacht.\nWie helpt?\nNiemand weet het."
DOCUMENT = Document.of(BODY)
FULL = ("Haftar advances.", "The city waits.", "Who helps?", "Nobody knows.")


def weave(unit, translations=FULL, signs=()) -> Weave:
    return Weave.of(DOCUMENT, Parallel.of(DOCUMENT, translations, signs), unit)


def read(woven: Weave) -> list[str]:
    """The blocks as they are read, a translation behind a dash and empty rows as such."""
    out = []
    for block, kind, gap in zip(woven.blocks, woven.kinds, woven.gaps, strict=True):
        out += [""] * gap + [("- " if kind == "translation" else "") + block.of(woven.text)]
    return out


def test_a_paragraph_is_followed_by_its_translation():
    assert read(weave("paragraph")) == [
        *("", "Haftar rukt op. De stad wacht.", "- Haftar advances. The city waits."),
        *("", "", "Wie helpt?", "- Who helps?"),
        *("", "Niemand weet het.", "- Nobody knows."),
    ]


def test_a_sentence_is_followed_by_its_translation():
    assert read(weave("sentence"))[:5] == [
        *("", "Haftar rukt op.", "- Haftar advances.", "De stad wacht.", "- The city waits."),
    ]


@pytest.mark.parametrize("unit", ["paragraph", "sentence"])
def test_what_has_no_translation_stands_alone(unit):
    assert not any(row.startswith("-") for row in read(weave(unit, (None,) * 4)))


def test_what_is_waited_for_keeps_its_own_words_behind_its_sign():
    assert read(weave("sentence", (None,) * 4, ("", "…", "", "")))[:4] == [
        *("", "Haftar rukt op.", "De stad wacht.", "- … De stad wacht."),
    ]


def test_a_span_across_sentences_is_marked_in_each():
    woven = weave("sentence")
    start = BODY.index("op.")
    span = Span(start, BODY.index("stad") + 4)
    assert [part.of(woven.text) for part in woven.source.woven(span)] == ["op.", "De stad"]


@pytest.mark.parametrize("unit", ["paragraph", "sentence"])
@given(known=st.lists(st.sampled_from([None, "Yes.", "A longer one, it seems."]), min_size=4, max_size=4))
def test_every_place_of_both_texts_leads_there_and_back(unit, known):
    parallel = Parallel.of(DOCUMENT, tuple(known))
    woven = Weave.of(DOCUMENT, parallel, unit)
    for sentence in DOCUMENT.sentences:
        (there,) = woven.source.woven(sentence.span)
        assert there.of(woven.text) == sentence.span.of(BODY)
        assert woven.source.back(there.start) == sentence.span.start
        assert woven.source.at(sentence.span.start) == there.start
    for index, span in enumerate(parallel.sentences):
        if known[index] is not None:
            (there,) = woven.translation.woven(span)
            assert there.of(woven.text) == known[index]
            assert woven.translation.back(there.start) == span.start
            assert woven.source.back(there.start) is None


@given(st.sampled_from([None, *ARRANGEMENTS]), st.integers(1, 30), st.integers(-2, 40), st.integers(1, 20))
def test_in_every_arrangement_rows_lead_to_the_sentences_on_them(arrangement, width, top, height):
    laid = Spread.of(DOCUMENT, Parallel.of(DOCUMENT, FULL), width, arrangement)
    shown = laid.sentences_on(top, height)
    assert set(shown) <= set(range(4))
    assert laid.nearest_on(top, height, below=True) in shown
    for index, sentence in enumerate(DOCUMENT.sentences):
        first, last = laid.rows_of(sentence.span)
        assert index in laid.sentences_on(first, last - first + 1)


def test_under_each_other_a_click_in_a_translation_leads_to_its_sentence():
    laid = Spread.of(DOCUMENT, Parallel.of(DOCUMENT, FULL), 40, "under")
    at = laid.source.text.index("city")
    assert laid.origin(at) == (BODY.index("De stad"), True)
    assert laid.origin(laid.source.text.index("stad")) == (BODY.index("stad"), False)
    assert laid.rows_beside(laid.parallel.sentences[1]) == (4, 4)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Tripoli", False),
        ("", False),
        ("2019", False),
        ("طرابلس", True),
        ("„هجوم” in Tripoli", True),
        ("2019 בטריפולי", True),
        ("تهران", True),
        ("Tripoli طرابلس", False),
    ],
)
def test_the_first_letter_with_a_direction_says_how_a_text_is_read(text, right):
    assert is_right_to_left(text) is right
