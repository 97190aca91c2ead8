"""A column of text, painted line by line: the reading view's surface, used for source and translation alike.

It paints what a ``Column`` and the shared ``Rows`` say and turns cells back into offsets; it decides nothing. Cost
is that of the visible lines, whatever the length of the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.model import Span
from reader.text.layout import Column, Rows
from reader.text.spans import Layer, Mark, Run, offset_at_column, runs
from reader.ui.widgets.looks import look_of
from reader.ui.widgets.pointing import Pointing

GUTTER = 3
"""Cells left of the text in which notes leave their marks."""
BADGE_ROOM = 5
"""Cells right of the measure into which the badges of a line may push its end."""
MARGIN = GUTTER + BADGE_ROOM
"""Cells that a view needs beside its measure."""
_NOTE = "note"


class TextView(Pointing, ScrollView, can_focus=True, inherit_bindings=False):
    """Paints a column of text with layers of marks; reports clicks and drags as offsets."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "text-view--heading",
        "text-view--caption",
        "text-view--sentence",
        "text-view--selection",
        "text-view--note",
        "text-view--gutter",
        "text-view--missing",
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
        self._under: tuple[Mark, ...] = ()
        self._over: tuple[Mark, ...] = ()
        self._strips: LRUCache[object, Strip] = LRUCache(1024)
        self._looks: dict[tuple[str, ...], Style] = {}

    def show(self, column: Column, rows: Rows, kinds: Sequence[str]) -> None:
        """Paint ``column`` on ``rows``; ``kinds`` names the style of each block."""
        self._column, self._rows, self._kinds = column, rows, kinds
        self._strips.clear()
        self.virtual_size = Size(self.scrollable_content_region.width, rows.height)
        self.refresh()

    def set_layer(self, name: str, marks: Sequence[Mark]) -> None:
        """Replace the lasting marks called ``name``; layers are painted in the order of their first use."""
        blocks = self._column.blocks if self._column else ()
        self._layers[name] = Layer(marks, blocks)
        self._strips.clear()
        self.refresh()

    def set_passing(self, under: Sequence[Mark], over: Sequence[Mark]) -> None:
        """Replace the marks that move with the reader: ``under`` all layers, and ``over`` them."""
        old = (*self._under, *self._over)
        self._under, self._over = tuple(under), tuple(over)
        changed = set(old) ^ {*self._under, *self._over}
        if changed and self._column:
            rows = [self._rows_of(mark.span) for mark in changed]
            self._refresh_rows(min(low for low, _ in rows), max(high for _, high in rows))

    def _rows_of(self, span: Span) -> tuple[int, int]:
        assert self._column is not None
        last = max(span.start, span.end - 1)
        return self._rows.y_of(self._column, span.start), self._rows.y_of(self._column, last)

    def _refresh_rows(self, low: int, high: int) -> None:
        top = self.scroll_offset.y
        low, high = max(low, top), min(high, top + self.size.height - 1)
        if low <= high:
            self.refresh(Region(0, low - top, self.size.width, high - low + 1))

    @property
    def left(self) -> int:
        """Cells between the left edge and the text."""
        width = self._column.width if self._column else 0
        return max(GUTTER, (self.scrollable_content_region.width - width - BADGE_ROOM + GUTTER) // 2)

    def notify_style_update(self) -> None:
        """Forget everything painted in the old look."""
        self._strips.clear()
        self._looks.clear()
        super().notify_style_update()

    def on_resize(self) -> None:
        """Tell of it: the place may have to be brought into view."""
        self.post_message(self.Sized())

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint from finished lines: a third of the cost of the general path, which this view does not need."""
        top = self.scroll_offset.y
        strips = [self._strip(top + y) for y in crop.line_range]
        if crop.column_span != (0, self.size.width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        """Paint one line."""
        return self._strip(self.scroll_offset.y + y)

    def _strip(self, y: int) -> Strip:
        width = self.size.width
        line = self._line(y)
        if line is None or self._column is None:
            key: object = width
        else:
            passing = tuple(
                m for m in (*self._under, *self._over) if m.span.start < line.end and m.span.end > line.start
            )
            key = (line, width, passing, self.has_focus)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._paint(y, line, width)
            for line_filter in self.get_line_filters():
                strip = strip.apply_filter(line_filter, self.background_colors[1])
            self._strips[key] = strip
        return strip

    def _line(self, y: int) -> Span | None:
        """The text on row ``y``; None on an empty row."""
        if self._column is None or not 0 <= y < self._rows.height:
            return None
        block, row = self._rows.locate(y)
        return self._column.line(block, row) if row >= 0 else None

    def _runs(self, y: int, line: Span) -> list[Run]:
        assert self._column is not None
        block, _ = self._rows.locate(y)
        layers = [self._under, *(layer.on(block) for layer in self._layers.values()), self._over]
        return runs(self._column.text, line, layers, BADGE_ROOM)

    def _paint(self, y: int, line: Span | None, width: int) -> Strip:
        base = self._look(())
        if line is None or self._column is None:
            return Strip([Segment(" " * width, base)], width)
        block, _ = self._rows.locate(y)
        kind = self._kinds[block]
        segments = [self._gutter(block, line, base)]
        for run in self._runs(y, line):
            text = run.text.replace("\n", " ").replace("\t", " ")
            segments.append(Segment(text, self._look((kind, *run.styles))))
        return Strip(segments).adjust_cell_length(width, base)

    def _gutter(self, block: int, line: Span, base: Style) -> Segment:
        notes = self._layers.get(_NOTE)
        here = sum(mark.span.overlaps(line) for mark in notes.on(block)) if notes else 0
        if not here:
            return Segment(" " * self.left, base)
        sign = "▎" if here == 1 else str(min(here, 9))
        return Segment((sign + " " * (GUTTER - 1)).rjust(self.left), self._look(("gutter",)))

    def _look(self, styles: tuple[str, ...]) -> Style:
        look = self._looks.get(styles)
        if look is None:
            names = [f"text-view--{name}" for name in styles if name != "body"]
            look = self._looks[styles] = look_of(self, names)
        return look

    def offset_at(self, x: int, y: int) -> int:
        """The offset drawn at cell ``x``, ``y`` of what is visible; on an empty row, the nearest text above."""
        if self._column is None:
            return 0
        row = min(max(0, self.scroll_offset.y + y), max(0, self._rows.height - 1))
        line = self._line(row)
        if line is None:
            block, below = self._rows.locate(row)
            near = self._column.blocks[block] if self._column.blocks else Span(0, 0)
            return near.end if below >= 0 else near.start
        return offset_at_column(self._runs(row, line), x - self.left)
