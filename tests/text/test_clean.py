"""Text is made safe and canonical, and nothing moves that need not."""

from __future__ import annotations

import unicodedata
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text import clean
from reader.text.clean import canonical, neutralise, one_line, shorten

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))
UNSAFE = frozenset(
    chr(code)
    for low, high in [
        (0x00, 0x08),
        (0x0B, 0x1F),
        (0x7F, 0x9F),
        (0x202A, 0x202E),
        (0x2066, 0x2069),
        (0xFEFF, 0xFEFF),
        (0xD800, 0xDFFF),
        (0xE0000, 0xE007F),
    ]
    for code in range(low, high + 1)
)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        pytest.param("\x1b]52;c;cm0=\x07", "␛]52;c;cm0=␇", id="an OSC 52 clipboard write"),
        pytest.param("\x1b[2J", "␛[2J", id="a clear screen"),
        pytest.param("\x00\x08\x7f", "␀␈␡", id="NUL, backspace and DEL"),
        pytest.param("\x9b31m\x9d0;\x85", "�31m�0;�", id="C1 controls"),
        pytest.param("a\rb", "a␍b", id="a carriage return"),
        pytest.param("\u202eneppe\u202c \u2066x\u2069", "�neppe� �x�", id="bidi overrides and isolates"),
        pytest.param("\ufeffdate", "�date", id="a byte order mark"),
        pytest.param("\udce9\ud800", "��", id="lone surrogates"),
        pytest.param("\U000e0041\U000e007f", "��", id="tag characters"),
        pytest.param("a\tb\nc", "a\tb\nc", id="tab and line feed stay"),
        pytest.param(
            "ليبيا\u200f, می\u200cخواهم, 👩\u200d🚀\u200e",
            "ليبيا\u200f, می\u200cخواهم, 👩\u200d🚀\u200e",
            id="marks that Arabic and emoji need stay",
        ),
        pytest.param("Libië – „één” …", "Libië – „één” …", id="Dutch stays"),
    ],
)
def test_what_a_terminal_could_obey_becomes_visible(given, shown):
    assert neutralise(given) == shown


@given(ANY_TEXT)
def test_neutralising_replaces_one_for_one_and_leaves_nothing_unsafe(text):
    safe = neutralise(text)
    assert len(safe) == len(text)
    assert not UNSAFE & set(safe)
    assert all(
        old == new for old, new in zip(text, safe, strict=True) if old not in UNSAFE and not _noncharacter(old)
    )
    assert neutralise(safe) == safe


def _noncharacter(char: str) -> bool:
    return "\ufff9" <= char <= "\ufffb"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param("een\r\ntwee\rdrie\u2028vier\u2029vijf", "een\ntwee\ndrie\nvier\nvijf", id="line ends"),
        pytest.param("Libie\u0308", "Libië", id="decomposed letters"),
        pytest.param("a\x1bb", "a␛b", id="control characters"),
    ],
)
def test_a_body_has_one_form(given, expected):
    assert canonical(given) == expected


@given(ANY_TEXT)
def test_a_canonical_text_is_nfc_safe_and_its_own_canonical_form(text):
    body = canonical(text)
    assert unicodedata.is_normalized("NFC", body)
    assert not (UNSAFE | {"\r", "\u2028", "\u2029"}) & set(body)
    assert canonical(body) == body


@given(st.text(st.characters(codec="ascii", exclude_characters="\r")))
def test_a_canonical_ascii_text_keeps_its_offsets(text):
    assert len(canonical(text)) == len(text)


@pytest.mark.parametrize("marks", ["\u0301\u0323", "\u0344\u0323", "\u0f73", "\u0323\u0301\u0334"])
def test_no_endless_stack_of_marks_reaches_the_normaliser_which_takes_quadratic_time(marks):
    normalize = unicodedata.normalize
    seen: list[str] = []

    def spy(form, text):
        seen.append(text)
        return normalize(form, text)

    with patch.object(clean.unicodedata, "normalize", spy):
        body = canonical("e" + marks * 500)
    assert max(map(_highest_stack, seen)) <= 30
    assert unicodedata.is_normalized("NFC", body)
    assert canonical(body) == body


def _highest_stack(text: str) -> int:
    highest = stack = 0
    for char in text:
        stack = stack + 1 if unicodedata.category(char).startswith("M") and char != "\u034f" else 0
        highest = max(highest, stack)
    return highest


def test_a_label_is_one_line():
    assert one_line("  de\r\nstad\t\u2029 Tripoli\x1b[m ") == "de stad Tripoli␛[m"


@given(ANY_TEXT)
def test_a_label_holds_no_white_space_but_single_spaces(text):
    label = one_line(text)
    assert label == " ".join(label.split())
    assert len(label.splitlines()) <= 1


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("kort genoeg", 11, "kort genoeg"),
        ("de stad Tripoli brandt", 18, "de stad Tripoli…"),
        ("de stad, Tripoli brandt", 14, "de stad…"),
        ("hij zei „Tripoli valt”", 10, "hij zei…"),
        ("Hottentottententententoonstelling", 10, "Hottentot…"),
        ("a Hottentottententententoonstelling", 10, "a Hottent…"),
    ],
)
def test_shortening_cuts_at_a_word_where_there_is_one(text, limit, expected):
    assert shorten(text, limit) == expected


@given(st.text(), st.integers(min_value=1, max_value=50))
def test_a_shortened_text_keeps_to_its_limit_and_its_beginning(text, limit):
    short = shorten(text, limit)
    assert len(short) <= limit
    assert short == text or text.startswith(short.removesuffix("…"))
