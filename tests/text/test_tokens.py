"""Sentences fall into words, numbers and marks; and no input takes long to segment."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Span
from reader.text.segments import Document, count_words, tokens

# Tokens: a space stands between them.

TOKENS = [
    ("Haftars commando’s, zo’n 80 al-Serraj’s.", "Haftars commando’s , zo’n 80 al-Serraj’s ."),
    ("Libië-expert bij de VN/EU én AT&T", "Libië-expert bij de VN/EU én AT&T"),
    ("Dr. J.P. de Vries (o.a. gen. b.d.)", "Dr. J.P. de Vries ( o.a. gen. b.d. )"),
    ("’s Avonds om 9.30 uur: 2,5% op de 3e", "’s Avonds om 9.30 uur : 2,5% op de 3e"),
    ("De 3deze en 5euro", "De 3 deze en 5 euro"),
    ("„Nee…”, zei ‘hij’...", "„ Nee … ” , zei ‘ hij ’ ..."),
    ("Zie https://nrc.nl/a?b=1. Of (http://x.nl/).", "Zie https://nrc.nl/a?b=1 . Of ( http://x.nl/ ) ."),
    ("mail jan.de-vries@nrc.nl!", "mail jan.de-vries@nrc.nl !"),
    ("bij ING. Ook etc. en VS.", "bij ING . Ook etc. en VS ."),
]


@pytest.mark.parametrize(("text", "expected"), TOKENS)
def test_dutch_tokens(text, expected):
    assert " ".join(span.of(text) for span in tokens(text, Span(0, len(text)))) == expected


def test_tokens_keep_to_their_span():
    text = "Haftar zwijgt. Serraj spreekt."
    assert [span.of(text) for span in tokens(text, Span(15, 30))] == ["Serraj", "spreekt", "."]


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("…", 0), ("Haftars commando’s om 9.30 uur", 5), ("„Libië-expert” – ’s avonds", 3)],
)
def test_words_are_counted_without_punctuation(text, words):
    assert count_words(text) == words


@given(st.text(max_size=200) | st.text("aAëJ١.…’'-/&@:,%1_ \n\u0301", max_size=200))
def test_tokens_are_in_order_and_hold_all_but_white_space(text):
    spans = tokens(text, Span(0, len(text)))
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert "".join(span.of(text) for span in spans) == "".join(text.split())
    assert all(span.length for span in spans)


# No input takes long


def calls(work: Callable[[], object]) -> int:
    """How many function calls ``work`` makes, in Python and in C."""
    made = 0

    def count(_frame, event, _arg):
        nonlocal made
        made += event.endswith("call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return made


@pytest.mark.parametrize(
    "unit",
    [
        ". ",
        "A. ",
        "a.",
        "...",
        "?! ",
        "„",
        "” ",
        ".) ",
        "\n",
        "\n \n",
        " ",
        "\xa0",
        "x",
        "Beeld ",
        "Foto A ",
        "1.1.",
        "a@",
        "a-",
        "’s ",
        "( ",
        "- ",
        "http://",
    ],
)
def test_the_work_grows_no_faster_than_the_text(unit):
    def segment(length: int) -> Callable[[], object]:
        body = unit * (length // len(unit))

        def work() -> None:
            document = Document.of(body)
            for sentence in document.sentences:
                tokens(body, sentence.span)
            count_words(body)

        return work

    assert calls(segment(16_000)) <= 2.1 * calls(segment(8_000)) + 100


@pytest.mark.parametrize(
    "text",
    [
        "." * 500_000,
        "(" * 500_000,
        " " * 500_000,
        "a" * 500_000,
        "a." * 250_000,
        "\n " * 250_000,
        "Foto A " * 70_000,
        "x@" * 250_000,
        "1," * 250_000,
        "A’" * 250_000,
        ".”" * 250_000,
    ],
)
def test_half_a_megabyte_of_anything_is_segmented(text):
    document = Document.of(text)
    assert sum(len(tokens(text, s.span)) for s in document.sentences) >= len(document.sentences)
