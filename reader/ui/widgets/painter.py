"""A widget that paints its own lines, keeps them, and paints anew only those that have changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from reader.text.cells import width_of
from reader.ui.widgets.looks import look_of

_MANY = 1024
"""More lines than this are not kept."""
_EIGHTHS = 8
"""Heights that the ends of a scrollbar may have in a cell."""


class Painter(Widget):
    """What widgets share whose lines are painted one by one; a key costs what the lines it changes cost.

    It knows no borders, padding or opacity: what surrounds its lines belongs to other widgets.
    """

    LOOKS: ClassVar[str]
    """What the names of its component styles begin with."""

    def __init__(self, *children: Widget, **options: Any) -> None:  # noqa: ANN401 - what Textual takes
        super().__init__(*children, **options)
        self._shown: dict[int, Strip] = {}
        """The rows that are on the screen, as they are painted."""
        self._kept: dict[tuple[int, object], Strip] = {}
        """Rows that were painted, with the face they had."""
        self._width = 0
        self._looks: dict[tuple[str, ...], Style] = {}

    # For those who build on it

    def face(self, row: int) -> object:  # noqa: ARG002 - for those who build on it
        """What a row looks like besides what it says: rows are kept in each face they had."""
        return None

    def paint(self, row: int, width: int) -> Strip:
        """Paint a row, counted from the first there is to scroll to, ``width`` cells wide."""
        raise NotImplementedError

    def look(self, *styles: str) -> Style:
        """The style made of component styles, the strongest last; cursor and selection are the strongest."""
        style = self._looks.get(styles)
        if style is None:
            names = [f"{self.LOOKS}--{name}" for name in sorted(styles, key=("cursor", "selection").__contains__)]
            style = self._looks[styles] = self._filtered(look_of(self, names))
        return style

    def _filtered(self, style: Style) -> Style:
        """What this terminal has of a style."""
        segments = [Segment(" ", style)]
        for line_filter in self.get_line_filters():
            segments = line_filter.apply(segments, self.background_colors[1])
        return segments[0].style or style

    @property
    def painted(self) -> Sequence[int]:
        """The rows that are on the screen."""
        return [*self._shown]

    def repaint(self) -> None:
        """Paint everything anew: rows say something else."""
        self._shown.clear()
        self._kept.clear()
        self.refresh()

    def change_faces(self, rows: Iterable[int] | None = None) -> None:
        """Show rows, by default all, with the faces that they have now."""
        changed = [row for row in (self.painted if rows is None else rows) if self._shown.pop(row, None)]
        if changed:
            top = self.scroll_offset.y
            self.refresh(*(Region(0, row - top, self._width, 1) for row in changed))

    # For Textual

    def notify_style_update(self) -> None:
        """Forget everything painted in the old look."""
        self._shown.clear()
        self._kept.clear()
        self._looks.clear()
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint from finished lines: a third of the cost of the general path."""
        width = self.scrollable_content_region.width  # what reached below the scrollbar would have to be cut
        if width != self._width or len(self._kept) > _MANY:
            self._kept.clear()
        if width != self._width:
            self._shown.clear()
            self._width = width
        top = self.scroll_offset.y + crop.y
        self._shown = {row: self._shown.get(row) or self._line(row) for row in range(top, top + crop.height)}
        strips = [*self._shown.values()]
        start, end = crop.column_span
        return strips if start == 0 and end >= width else [strip.crop(start, end) for strip in strips]

    def _line(self, row: int) -> Strip:
        key = row, self.face(row)
        line = self._kept.get(key)
        if line is None:
            line = self._kept[key] = self.paint(row, self._width)
        return line

    def render_line(self, y: int) -> Strip:
        """Paint one line of what is visible."""
        return self.paint(self.scroll_offset.y + y, self.scrollable_content_region.width)

    async def on_key(self, event: events.Key) -> None:
        """Do at once what the key is bound to.

        On its way up through all ancestors, to be looked up at the end, it would cost more than painting does.
        """
        bound = event.key != "escape" and await self.app._check_bindings(event.key)  # noqa: SLF001 - no other way in
        if bound:  # the screen itself has a use for Escape
            event.stop()
            event.prevent_default()


class ScrollingPainter(ScrollView, Painter):
    """A painter of more lines than there is room for."""

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Paint what is in view now, and the scrollbar if it looks different: it costs as much as all the lines."""
        if self.show_vertical_scrollbar:
            bar, shown = self.vertical_scrollbar, _EIGHTHS * self.size.height / self.virtual_size.height
            if int(bar.position * shown) != int(new_value * shown):
                bar.position = new_value
        if round(old_value) != round(new_value):
            self.refresh(self.size.region)


def strip_of(segments: list[Segment], width: int, rest: Style) -> Strip:
    """A line ``width`` cells wide; what ``segments`` leave of it looks like ``rest``."""
    room = width - sum(width_of(segment.text) for segment in segments)
    if room < 0:
        return Strip(segments).adjust_cell_length(width, rest)
    padding = [Segment(" " * room, rest)] if room else []
    return Strip(Segment.simplify([*segments, *padding]), width)
