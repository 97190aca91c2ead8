"""Text is measured and filled into lines as a terminal draws it."""

from __future__ import annotations

import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.text.cells import _wrap_cells, fit, flat, graphemes, is_plain, offset_at, width_of, wrap

PLAIN = st.text(st.sampled_from(" aëЖ–„”…  "), max_size=60)
PIECES = "a b c d ë – 中 文 ไ é x\u0323 \u0301 👩\u200d🚀 👍🏽 ☺\ufe0f 🇳 🇱 \u200d \u200f ليبيا \n \t".split(" ")
MIXED = st.lists(st.sampled_from([*PIECES, " ", " ", "  "]), max_size=40).map("".join)
WIDTHS = st.integers(min_value=1, max_value=12)


def lines(text: str, width: int) -> list[str]:
    """The lines that ``text`` is filled into, with the white space that hangs at their ends."""
    return [text[a:b] for a, b in pairwise([*wrap(text, width), len(text)])]


@pytest.mark.parametrize(
    ("text", "characters"),
    [
        pytest.param("één", ["é", "é", "n"], id="Dutch"),
        pytest.param("e\u0301e", ["e\u0301", "e"], id="a combining accent"),
        pytest.param("中文a", ["中", "文", "a"], id="wide characters"),
        pytest.param("👩\u200d🚀!", ["👩\u200d🚀", "!"], id="a joined emoji"),
        pytest.param("👍🏽", ["👍🏽"], id="a skin tone"),
        pytest.param("🇳🇱🇱🇾🇪", ["🇳🇱", "🇱🇾", "🇪"], id="flags, and half of one"),
        pytest.param("🇳x🇱🇱🇾", ["🇳", "x", "🇱🇱", "🇾"], id="letters of flags, from the left"),
        pytest.param("1\ufe0f\u20e3!", ["1\ufe0f\u20e3", "!"], id="a keycap"),
        pytest.param("ليبيا", list("ليبيا"), id="Arabic"),
        pytest.param("لِيبيا", ["لِ", *"يبيا"], id="Arabic with a vowel sign"),
        pytest.param("中\n中\t中", ["中", "\n", "中", "\t", "中"], id="line ends and tabs among wide characters"),
    ],
)
def test_characters_are_what_a_reader_takes_for_one(text, characters):
    assert [text[start:end] for start, end, _ in graphemes(text)] == characters


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("Libië – „één”", 13),
        ("e\u0301", 1),
        ("中文", 4),
        ("👩\u200d🚀", 2),
        ("🇳🇱🇱🇾", 4),
        ("☺\ufe0f", 2),
        ("◽", 2),
        ("ليبيا\u200f", 5),
        ("a\nb\tc", 5),
        ("中\n文\tc", 7),
    ],
)
def test_the_width_of_a_text_is_what_it_takes_when_line_ends_and_tabs_are_drawn_as_spaces(text, cells):
    assert width_of(text) == cells
    assert sum(cells for _, _, cells in graphemes(text)) == cells


def test_what_is_called_plain_is_one_cell_wide():
    plain = [char for char in map(chr, range(0x20, sys.maxunicode)) if char != "\x7f" and is_plain(char)]
    assert [char for char in plain if cell_len(char) != 1] == []


@given(MIXED)
def test_characters_follow_one_another_without_gaps(text):
    ends = [0, *(end for _, end, _ in graphemes(text))]
    assert [start for start, _, _ in graphemes(text)] == ends[:-1]
    assert ends[-1] == len(text)


@pytest.mark.parametrize(
    ("text", "offsets"),
    [
        ("één", [0, 1, 2, 3, 3]),
        ("中a文", [0, 0, 1, 2, 2, 3]),
        ("e\u0301x", [0, 2, 3]),
        ("👩\u200d🚀x", [0, 0, 3, 4]),
        ("中\nx", [0, 0, 1, 2, 3]),
        ("", [0, 0]),
    ],
)
def test_a_cell_belongs_to_the_character_drawn_there(text, offsets):
    assert [offset_at(text, x) for x in range(len(offsets))] == offsets


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        pytest.param("de stad valt", 20, ["de stad valt"], id="it fits"),
        pytest.param("de stad valt", 12, ["de stad valt"], id="it fits exactly"),
        pytest.param("de stad valt", 11, ["de stad ", "valt"], id="a space hangs"),
        pytest.param("de stad valt", 7, ["de stad ", "valt"], id="a space hangs beyond a full line"),
        pytest.param("de stad valt", 6, ["de ", "stad ", "valt"], id="a word too many"),
        pytest.param("de    stad", 4, ["de    ", "stad"], id="all the spaces hang"),
        pytest.param("zee-egelstekel", 5, ["zee-e", "gelst", "ekel"], id="a word is cut where it must be"),
        pytest.param("de zee-egel", 5, ["de ", "zee-e", "gel"], id="a long word begins on its own line"),
        pytest.param("de\nstad", 4, ["de\n", "stad"], id="a line end is a space"),
        pytest.param("中文 中文", 5, ["中文 ", "中文"], id="wide characters"),
        pytest.param("中文中文", 3, ["中", "文", "中", "文"], id="a wide character is not halved"),
        pytest.param("e\u0301e\u0301e\u0301", 2, ["e\u0301e\u0301", "e\u0301"], id="an accent stays on its letter"),
        pytest.param(
            "x 👩\u200d🚀👩\u200d🚀", 3, ["x ", "👩\u200d🚀", "👩\u200d🚀"], id="a joined emoji is not parted"
        ),
        pytest.param("中", 1, ["中"], id="a character wider than the line"),
        pytest.param("de\xa0stad", 4, ["de\xa0s", "tad"], id="a no-break space is none to break at"),
        pytest.param("", 5, [""], id="nothing is one empty line"),
        pytest.param("ab", 0, ["a", "b"], id="a line takes one cell at least"),
    ],
)
def test_text_is_filled_into_lines(text, width, expected):
    assert lines(text, width) == expected


@given(MIXED, WIDTHS)
def test_wrapping_neither_loses_nor_reorders_text(text, width):
    starts = wrap(text, width)
    assert starts[0] == 0
    assert all(a < b for a, b in pairwise(starts))
    assert "".join(lines(text, width)) == text


@given(MIXED, WIDTHS)
def test_no_line_is_wider_than_asked_unless_it_is_one_character(text, width):
    for line in lines(flat(text), width):
        shown = line.rstrip(" ")
        assert width_of(shown) <= width or sum(1 for *_, cells in graphemes(shown) if cells) == 1


@given(MIXED, WIDTHS)
def test_no_line_begins_inside_a_character(text, width):
    starts = {0, *(start for start, _, _ in graphemes(text))}
    after_space = {i + 1 for i, char in enumerate(flat(text)) if char == " "}  # where an accent has nothing to sit on
    assert set(wrap(text, width)) <= starts | after_space


@given(PLAIN, WIDTHS)
def test_plain_text_is_wrapped_alike_the_fast_way_and_the_careful_way(text, width):
    assert wrap(text, width) == _wrap_cells(text, width)


@given(text=st.text(st.sampled_from("ab 利e\u0301🇱🇾")), width=st.integers(-2, 12))
def test_what_is_too_wide_is_cut_to_fit_with_an_ellipsis(text, width):
    cut = fit(text, width)
    assert width_of(cut) <= max(0, width)
    assert cut == text or width <= 0 or cut.endswith("…")


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        pytest.param("de stad", 7, "de stad", id="it fits"),
        pytest.param("de stad valt", 8, "de stad…", id="no space before the ellipsis"),
        pytest.param("日本語", 4, "日…", id="no half of a wide character"),
        pytest.param("de stad", 0, "", id="no room at all"),
    ],
)
def test_a_text_that_is_too_long_ends_in_an_ellipsis(text, width, shown):
    assert fit(text, width) == shown
