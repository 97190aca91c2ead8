"""A column of text, painted line by line: the reading view's surface, used for source and translation alike.

It paints what a ``Column`` and the shared ``Rows`` say and turns cells back into offsets; it decides nothing. Cost
is that of the visible lines, whatever the length of the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from reader.model import Span
from reader.text.cells import width_of
from reader.text.direction import RIGHT_TO_LEFT_MARK, is_right_to_left
from reader.text.layout import Column, Rows
from reader.text.spans import Layer, Mark, Run, column_at_offset, offset_at_column, runs
from reader.text.weave import TRANSLATION
from reader.ui.widgets.painter import ScrollingPainter, strip_of
from reader.ui.widgets.pointing import Pointing

GUTTER = 3
"""Cells left of the text in which notes leave their marks."""
BADGE_ROOM = 5
"""Cells right of the measure into which the badges of a line may push its end."""
MARGIN = GUTTER + BADGE_ROOM
"""Cells that a view needs beside its measure."""
_NOTE = "note"
_INDENT = 2
"""Cells that a translation woven into its text stands in from it: shades alone would not do."""


class TextView(Pointing, ScrollingPainter, can_focus=True, inherit_bindings=False):
    """Paints a column of text with layers of marks; reports clicks and drags as offsets."""

    ALLOW_SELECT = False
    LOOKS = "text-view"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "text-view--heading",
        "text-view--caption",
        "text-view--sentence",
        "text-view--selection",
        "text-view--note",
        "text-view--gutter",
        "text-view--missing",
        "text-view--sign",
        "text-view--translation",
        "text-view--per",
        "text-view--org",
        "text-view--loc",
        "text-view--misc",
        "text-view--per-badge",
        "text-view--org-badge",
        "text-view--loc-badge",
        "text-view--misc-badge",
    }

    class Sized(Message):
        """There is room for another number of rows."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._column: Column | None = None
        self._rows = Rows((), 0)
        self._kinds: Sequence[str] = ()
        self._layers: dict[str, Layer] = {}
        self._hidden: frozenset[str] = frozenset()
        self._under: tuple[Mark, ...] = ()
        self._over: tuple[Mark, ...] = ()

    def show(self, column: Column, rows: Rows, kinds: Sequence[str]) -> None:
        """Paint ``column`` on ``rows``; ``kinds`` names the style of each block."""
        if self._column is None or column.blocks != self._column.blocks:
            self._layers = {name: Layer(layer.marks, column.blocks) for name, layer in self._layers.items()}
        self._column, self._rows, self._kinds = column, rows, kinds
        self.virtual_size = Size(self.scrollable_content_region.width, rows.height)
        self.repaint()

    def set_layer(self, name: str, marks: Sequence[Mark]) -> None:
        """Replace the lasting marks called ``name``; layers are painted in the order of their first use."""
        blocks = self._column.blocks if self._column else ()
        self._layers[name] = Layer(marks, blocks)
        self.repaint()

    def show_layer(self, name: str, shown: bool) -> None:  # noqa: FBT001 - what else could it be
        """Show the lasting marks called ``name``, or do not."""
        self._hidden = self._hidden - {name} if shown else self._hidden | {name}
        self.change_faces()

    def set_passing(self, under: Sequence[Mark], over: Sequence[Mark]) -> None:
        """Replace the marks that move with the reader: ``under`` all layers, and ``over`` them."""
        old = (*self._under, *self._over)
        self._under, self._over = tuple(under), tuple(over)
        new = (*self._under, *self._over)
        changed = [self._rows_of(mark.span) for mark in {*old} ^ {*new}]
        touched = [row for row in self.painted if any(row in rows for rows in changed)]
        lines = {row: line for row in touched if (line := self._text_on(row))}
        self.change_faces(row for row, line in lines.items() if _on(old, line) != _on(new, line))

    def _rows_of(self, span: Span) -> range:
        if self._column is None:
            return range(0)
        last = self._rows.y_of(self._column, max(span.start, span.end - 1))
        return range(self._rows.y_of(self._column, span.start), last + 1)

    def face(self, row: int) -> object:
        """The layers that are not shown, and the marks that move with the reader."""
        line = self._text_on(row)
        return self._hidden, _on((*self._under, *self._over), line) if line else ()

    @property
    def margin(self) -> int:
        """Cells between the left edge and the column of text."""
        width = self._column.width if self._column else self.size.width
        return max(GUTTER, (self.scrollable_content_region.width - width - BADGE_ROOM + GUTTER) // 2)

    def _is_right_to_left(self, block: int) -> bool:
        assert self._column is not None
        return is_right_to_left(self._column.blocks[block].of(self._column.text))

    def _indent(self, block: int, line: Span) -> int:
        """Cells between the left edge of the column and a line of a block."""
        assert self._column is not None
        if self._is_right_to_left(block):
            return max(0, self._column.width - width_of(line.of(self._column.text)))
        return _INDENT if self._kinds[block] == TRANSLATION else 0

    def on_resize(self) -> None:
        """Tell of it: the place may have to be brought into view."""
        self.post_message(self.Sized())

    def _text_on(self, y: int) -> Span | None:
        """The text on row ``y``; None on an empty row."""
        if self._column is None or not 0 <= y < self._rows.height:
            return None
        block, row = self._rows.locate(y)
        return self._column.line(block, row) if row >= 0 else None

    def _runs(self, y: int, line: Span) -> list[Run]:
        assert self._column is not None
        block, _ = self._rows.locate(y)
        lasting = (layer.on(block) for name, layer in self._layers.items() if name not in self._hidden)
        layers = [self._under, *lasting, self._over]
        return runs(self._column.text, line, layers, BADGE_ROOM)

    def paint(self, row: int, width: int) -> Strip:
        """Paint one row: the margin with its sign, and the line of text on it."""
        base, line = self.look(), self._text_on(row)
        if line is None or self._column is None:
            return Strip.blank(width, base)
        block, _ = self._rows.locate(row)
        kind = () if self._kinds[block] == "body" else (self._kinds[block],)
        segments = [Segment(" " * indent, base)] if (indent := self._indent(block, line)) else []
        for run in self._runs(row, line):
            text = run.text.replace("\n", " ").replace("\t", " ")
            segments.append(Segment(text, self.look(*kind, *run.styles)))
        if self._is_right_to_left(block):
            mark = Segment(RIGHT_TO_LEFT_MARK, base)
            segments = [mark, *segments, mark]
        segments.insert(0, self._gutter(block, line, self.margin))
        return strip_of(segments, width, base)

    def _gutter(self, block: int, line: Span, left: int) -> Segment:
        notes = self._layers.get(_NOTE)
        here = sum(mark.span.overlaps(line) for mark in notes.on(block)) if notes else 0
        if not here:
            return Segment(" " * left, self.look())
        sign = "▎" if here == 1 else str(min(here, 9))
        return Segment((sign + " " * (GUTTER - 1)).rjust(left), self.look("gutter"))

    def offset_at(self, x: int, y: int) -> int:
        """The offset drawn at cell ``x``, ``y`` of what is visible; on an empty row, the nearest text above."""
        if self._column is None:
            return 0
        row = min(max(0, self.scroll_offset.y + y), max(0, self._rows.height - 1))
        line = self._text_on(row)
        block, below = self._rows.locate(row)
        if line is None:
            near = self._column.blocks[block] if self._column.blocks else Span(0, 0)
            return near.end if below >= 0 else near.start
        left = self.margin + self._indent(block, line)
        return offset_at_column(self._runs(row, line), x - left)

    def cell_of(self, offset: int) -> tuple[int, int]:
        """The cell of what is visible in which ``offset`` is drawn: column and row, which may be out of view."""
        assert self._column is not None
        row = self._rows.y_of(self._column, offset)
        line = self._text_on(row)
        left = self.margin
        if line:
            left += self._indent(self._rows.locate(row)[0], line) + column_at_offset(self._runs(row, line), offset)
        return left, row - self.scroll_offset.y


def _on(marks: Sequence[Mark], line: Span) -> tuple[tuple[int, int, str], ...]:
    """What of ``marks`` is drawn on ``line``."""
    touching = (mark for mark in marks if mark.span.overlaps(line))
    return tuple((max(m.span.start, line.start), min(m.span.end, line.end), m.style) for m in touching)
