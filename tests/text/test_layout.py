"""Columns of wrapped blocks stand side by side, and every offset has one row."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Span
from reader.text.layout import Column, Rows

BLOCKS = st.lists(st.text("ab ë中\u0301", min_size=1, max_size=30), min_size=1, max_size=5)
WIDTHS = st.integers(1, 12)


def column(*blocks: str, width: int) -> Column:
    """A column of ``blocks`` with a blank line between them."""
    spans: list[Span] = []
    for block in blocks:
        start = spans[-1].end + 2 if spans else 0
        spans.append(Span(start, start + len(block)))
    return Column.of("\n\n".join(blocks), spans, width)


def shown(columns: Sequence[Column], gaps: Sequence[int]) -> list[str]:
    """What stands on each row, columns apart by a bar."""
    rows = Rows.of(columns, gaps)
    out = []
    for y in range(rows.height):
        block, row = rows.locate(y)
        lines = [one.line(block, row) if row >= 0 else None for one in columns]
        out.append(" | ".join(line.of(one.text) if line else "" for one, line in zip(columns, lines, strict=True)))
    return out


def test_a_column_is_its_blocks_wrapped():
    assert shown([column("de stad valt", "en dan", width=7)], [0, 1]) == ["de stad", "valt", "", "en dan"]


def test_a_block_takes_as_many_rows_as_its_tallest_column():
    dutch = column("de stad valt", "en dan", width=7)
    english = column("the city is falling", "and", width=7)
    assert shown([dutch, english], [1, 2]) == [
        " | ",
        "de stad | the",
        "valt | city is",
        " | falling",
        " | ",
        " | ",
        "en dan | and",
    ]


def test_a_line_leaves_out_the_white_space_that_hangs_at_its_end():
    one = column("de   stad\nvalt  ", width=4)
    assert [one.line(0, row) for row in range(4)] == [Span(0, 2), Span(5, 9), Span(10, 14), None]


@pytest.mark.parametrize(
    ("offset", "place"),
    [
        pytest.param(0, (0, 0), id="the beginning"),
        pytest.param(7, (0, 0), id="the space that hangs"),
        pytest.param(8, (0, 1), id="the second line"),
        pytest.param(12, (0, 1), id="between blocks"),
        pytest.param(14, (1, 0), id="the second block"),
        pytest.param(99, (1, 0), id="beyond the end"),
    ],
)
def test_an_offset_stands_on_a_line_of_a_block(offset, place):
    assert column("de stad valt", "en dan", width=7).place(offset) == place


def test_the_rows_of_a_gap_belong_to_the_block_above_and_before_the_first_to_none():
    rows = Rows.of([column("ab", "cd", width=5)], [1, 2])
    assert (rows.tops, rows.height) == ((1, 4), 5)
    assert [rows.locate(y) for y in range(5)] == [(0, -1), (0, 0), (0, 1), (0, 2), (1, 0)]


def test_a_column_without_room_still_takes_a_cell_a_line():
    assert column("abc", width=0).starts == ((0, 1, 2),)


def test_an_empty_block_takes_a_row():
    one = column("ab", "", "cd", width=5)
    assert shown([one], [0, 0, 0]) == ["ab", "", "cd"]
    assert one.line(1, 0) == Span(4, 4)


@given(BLOCKS, BLOCKS, WIDTHS, st.data())
def test_row_and_offset_lead_to_one_another(first, second, width, data):
    size = min(len(first), len(second))
    columns = [column(*first[:size], width=width), column(*second[:size], width=width)]
    gaps = data.draw(st.lists(st.integers(0, 2), min_size=size, max_size=size))
    rows = Rows.of(columns, gaps)
    for one in columns:
        seen = set()
        for y in range(rows.height):
            block, row = rows.locate(y)
            line = one.line(block, row) if row >= 0 else None
            if line is not None:
                assert {rows.y_of(one, offset) for offset in range(line.start, max(line.end, line.start + 1))} == {y}
                seen |= set(range(line.start, line.end))
        ink = {i for block in one.blocks for i in range(block.start, block.end) if not one.text[i].isspace()}
        assert ink <= seen


@given(BLOCKS, WIDTHS, st.data())
def test_blocks_stand_in_order_with_their_gaps_between_them(blocks, width, data):
    gaps = data.draw(st.lists(st.integers(0, 3), min_size=len(blocks), max_size=len(blocks)))
    one = column(*blocks, width=width)
    rows = Rows.of([one], gaps)
    heights = [len(starts) for starts in one.starts]
    assert rows.tops[0] == gaps[0]
    assert [b - a for a, b in pairwise(rows.tops)] == [h + gap for h, gap in zip(heights, gaps[1:], strict=False)]
    assert rows.height == sum(heights) + sum(gaps)
