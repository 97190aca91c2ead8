"""Turns layers of marks on a text into what is drawn on one line of it, and back into positions.

Entities, notes, search hits, the current sentence and the selection are all marks: a span with a style name.
One function decides what is drawn where they overlap, so every view agrees.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reader.model import Span
from reader.text.cells import offset_at, width_of


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to be drawn in a style, with an optional badge behind it."""

    span: Span
    style: str
    """Name of the style; the screen gives it a look."""
    badge: str = ""
    """One cell that says in a letter what the colour says; takes no part in positions."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line drawn in one way."""

    text: str
    start: int
    """Offset of its first code point in the text."""
    length: int
    """Code points of the text that it stands for: 0 for a badge, and on an empty line."""
    styles: tuple[str, ...]
    """Style names, the lowest layer first."""


class Layer:
    """The marks of one kind on a text of blocks, ready to be asked for by block."""

    def __init__(self, marks: Sequence[Mark], blocks: Sequence[Span]) -> None:
        """Sort ``marks`` into ``blocks``, which are in order and do not overlap."""
        self.marks = marks
        self._by_block: dict[int, list[Mark]] = {}
        starts = [block.start for block in blocks]
        for mark in marks:
            first = max(0, bisect_right(starts, mark.span.start) - 1)
            last = max(first, bisect_right(starts, max(mark.span.start, mark.span.end - 1)) - 1)
            for block in range(first, last + 1):
                self._by_block.setdefault(block, []).append(mark)

    def on(self, block: int) -> Sequence[Mark]:
        """The marks that touch ``block``."""
        return self._by_block.get(block, ())


def runs(text: str, line: Span, layers: Sequence[Iterable[Mark]], room: int = 0) -> list[Run]:
    """What to draw for ``line``, a span of ``text``.

    ``layers`` go from the lowest to the highest. At most ``room`` badges are drawn, each where its span ends;
    a badge whose span ends beyond this line belongs to the next one.
    """
    start, end = line.start, line.end
    marks = [mark for layer in layers for mark in layer if mark.span.start < end and mark.span.end > start]
    if not marks or start == end:
        return [Run(text[start:end], start, end - start, ())]
    cuts = {start, end}
    badges: dict[int, Mark] = {}
    for mark in marks:
        cuts.add(max(start, mark.span.start))
        cuts.add(min(end, mark.span.end))
        if mark.badge and mark.span.end <= end and len(badges) < room:
            badges[mark.span.end] = mark
    edges = sorted(cuts)
    out: list[Run] = []
    for a, b in pairwise(edges):
        styles = tuple(mark.style for mark in marks if mark.span.start <= a and mark.span.end >= b)
        out.append(Run(text[a:b], a, b - a, styles))
        if b in badges:
            out.append(Run(badges[b].badge, b, 0, (*styles, badges[b].style + "-badge")))
    return out


def offset_at_column(line: Sequence[Run], x: int) -> int:
    """The offset of the code point drawn at cell ``x``; beyond the last one, the end of the line."""
    x, end = max(0, x), 0
    for run in line:
        width = width_of(run.text)
        if x < width:
            return run.start + offset_at(run.text, x) if run.length else max(0, run.start - 1)
        x -= width
        end = run.start + run.length
    return end


def column_at_offset(line: Sequence[Run], offset: int) -> int:
    """The cell at which the code point at ``offset`` is drawn; beyond the last one, the end of the line."""
    x = 0
    for run in line:
        if run.length and run.start <= offset < run.start + run.length:
            return x + width_of(run.text[: offset - run.start])
        x += width_of(run.text)
    return x
