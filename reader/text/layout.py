"""Lays texts out as rows of cells: wrapped columns, and columns whose blocks stand side by side.

A column is a text cut into blocks (paragraphs). Columns that belong together share one ``Rows``: a block takes
as many rows as its tallest column needs, so that row ``y`` of the source and of its translation are always the
same place, and scrolling both is one number.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from reader.model import Span
from reader.text.cells import wrap


@dataclass(frozen=True)
class Column:
    """A text, its blocks, and where each block's lines start at a width."""

    text: str
    blocks: tuple[Span, ...]
    width: int
    """Cells a line may take."""
    starts: tuple[tuple[int, ...], ...] = field(repr=False)
    """For each block, the offsets in ``text`` at which its lines start."""

    @classmethod
    def of(cls, text: str, blocks: Sequence[Span], width: int) -> Column:
        """Wrap ``text`` at ``width`` cells."""
        width = max(1, width)
        starts = tuple(tuple(block.start + at for at in wrap(block.of(text), width)) for block in blocks)
        return cls(text, tuple(blocks), width, starts)

    def line(self, block: int, row: int) -> Span | None:
        """The text of the ``row``-th line of ``block``, without hanging white space; None below its end."""
        starts = self.starts[block]
        if row >= len(starts):
            return None
        start = starts[row]
        end = starts[row + 1] if row + 1 < len(starts) else self.blocks[block].end
        return Span(start, max(start, start + len(self.text[start:end].rstrip())))

    def place(self, offset: int) -> tuple[int, int]:
        """The block and the line in it that hold ``offset``; between blocks, the end of the earlier one."""
        block = max(0, bisect_right(self.blocks, offset, key=lambda span: span.start) - 1)
        return block, max(0, bisect_right(self.starts[block], offset) - 1)


@dataclass(frozen=True)
class Rows:
    """The rows that blocks take when columns stand side by side."""

    tops: tuple[int, ...]
    """Row of the first line of each block."""
    height: int
    """Number of rows in all."""

    @classmethod
    def of(cls, columns: Sequence[Column], gaps: Sequence[int]) -> Rows:
        """Stack the blocks of ``columns`` (each has the same number), with ``gaps[i]`` rows before block i."""
        tops: list[int] = []
        y = 0
        for i, gap in enumerate(gaps):
            y += gap
            tops.append(y)
            y += max(len(column.starts[i]) for column in columns)
        return cls(tuple(tops), y)

    def locate(self, y: int) -> tuple[int, int]:
        """The block at row ``y`` and the line in it; the line may lie beyond the block's last one."""
        block = max(0, bisect_right(self.tops, y) - 1)
        return block, y - self.tops[block]

    def y_of(self, column: Column, offset: int) -> int:
        """The row on which ``column`` shows ``offset``."""
        block, line = column.place(offset)
        return self.tops[block] + line
