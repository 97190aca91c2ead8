"""A list of rows under headings that costs what the visible rows cost, however many rows there are.

What a row looks like is left to those who build on it; layout, cursor, scrolling and painting are here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.ui.widgets.looks import look_of


class Spot(NamedTuple):
    """What stands on a line: a heading (row -1), or one of the lines of a row."""

    group: int
    row: int
    line: int


class GroupedList(ScrollView, can_focus=True):
    """A virtual list with a cursor; rows have a fixed number of lines, groups a heading and a blank line."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "grouped-list--heading",
        "grouped-list--cursor",
        "grouped-list--mark",
        "grouped-list--strong",
        "grouped-list--faint",
    }

    cursor: reactive[int] = reactive(0, repaint=False, init=False)
    """Index of the row under the cursor."""

    class Pointed(Message):
        """The cursor moved to the row at ``index``."""

        def __init__(self, list: GroupedList, index: int) -> None:  # noqa: A002 - what it is
            super().__init__()
            self.list, self.index = list, index

        @property
        def control(self) -> GroupedList:
            """The list whose cursor moved."""
            return self.list

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._counts: list[int] = []
        self._tops: list[int] = []
        self._firsts: list[int] = []
        self._total = 0
        self._strips: LRUCache[object, Strip] = LRUCache(512)
        self._looks: dict[tuple[str, ...], Style] = {}

    # For those who build on it

    @property
    def lines_per_row(self) -> int:
        """How many lines a row takes."""
        return 1

    def paint_heading(self, group: int, width: int) -> list[Segment]:
        """The heading of a group."""
        raise NotImplementedError

    def paint_row(self, row: int, line: int, width: int) -> list[Segment]:
        """One line of a row."""
        raise NotImplementedError

    def choose(self) -> None:
        """The user chose the row under the cursor."""

    def look(self, *styles: str) -> Style:
        """The style made of component styles, the strongest last."""
        style = self._looks.get(styles)
        if style is None:
            names = [f"grouped-list--{name}" for name in styles]
            style = self._looks[styles] = look_of(self, names)
        return style

    # What is shown

    def show_groups(self, counts: Sequence[int], cursor: int) -> None:
        """Show groups with this many rows each, the cursor on row ``cursor``."""
        self._counts = list(counts)
        self._lay_out()
        self.set_reactive(GroupedList.cursor, min(max(0, cursor), max(0, self._total - 1)))
        self.reveal()
        self.refresh()

    def count_of(self, group: int) -> int:
        """How many rows a group has."""
        return self._counts[group]

    def repaint_rows(self) -> None:
        """Paint everything anew: rows look different."""
        self._strips.clear()
        self.refresh()

    def _lay_out(self) -> None:
        """Find the line on which each group starts; the rows between are arithmetic."""
        self._tops, self._firsts = [], []
        top = first = 0
        for count in self._counts:
            self._tops.append(top)
            self._firsts.append(first)
            top += 2 + count * self.lines_per_row
            first += count
        self._total = first
        self._strips.clear()
        self.virtual_size = Size(self.scrollable_content_region.width, max(0, top - 1))

    def _line_of(self, row: int) -> int:
        group = bisect_right(self._firsts, row) - 1
        return self._tops[group] + 1 + (row - self._firsts[group]) * self.lines_per_row

    def spot(self, line: int) -> Spot | None:
        """What stands on a line of the whole list; None on an empty one."""
        group = bisect_right(self._tops, line) - 1
        if group < 0:
            return None
        below = line - self._tops[group] - 1
        if below < 0:
            return Spot(group, -1, 0)
        row = below // self.lines_per_row
        return (
            Spot(group, self._firsts[group] + row, below % self.lines_per_row) if row < self._counts[group] else None
        )

    # Painting

    def notify_style_update(self) -> None:
        """Forget everything painted in the old look."""
        self._strips.clear()
        self._looks.clear()
        super().notify_style_update()

    def on_resize(self) -> None:
        """Lay out for the new width."""
        self._lay_out()
        self.reveal()

    def on_focus(self) -> None:
        """The cursor looks different with the focus."""
        self.refresh_row(self.cursor)

    def on_blur(self) -> None:
        """The cursor looks different without the focus."""
        self.refresh_row(self.cursor)

    def render_line(self, y: int) -> Strip:
        """Paint one line."""
        width = self.size.width
        spot = self.spot(self.scroll_offset.y + y)
        current = spot is not None and spot.row == self.cursor
        key = (spot, width, current, current and self.has_focus)
        strip = self._strips.get(key)
        if strip is None:
            base = self.look("cursor") if current else self.look()
            strip = self._strips[key] = Strip(self._paint(spot, width)).adjust_cell_length(width, base)
        return strip

    def _paint(self, spot: Spot | None, width: int) -> list[Segment]:
        if spot is None:
            return []
        if spot.row < 0:
            return self.paint_heading(spot.group, width)
        return self.paint_row(spot.row, spot.line, width)

    # Moving

    def watch_cursor(self, old: int, new: int) -> None:
        """Repaint the two rows concerned."""
        if not self.reveal():
            self.refresh_row(old)
            self.refresh_row(new)
        self.post_message(self.Pointed(self, new))

    def refresh_row(self, row: int) -> None:
        """Paint one row anew."""
        if row < self._total:
            y = self._line_of(row) - self.scroll_offset.y
            self.refresh(Region(0, y, self.size.width, self.lines_per_row))

    def reveal(self) -> bool:
        """Bring the cursor into view, with the heading above a first row; whether that meant scrolling."""
        height = self.scrollable_content_region.height
        if not self._total or not height:
            return False
        line, top = self._line_of(self.cursor), self.scroll_offset.y
        first = line - 1 if self.cursor in self._firsts else line
        if first < top:
            self.scroll_to(y=first, animate=False, immediate=True)
        elif line + self.lines_per_row > top + height:
            self.scroll_to(y=line + self.lines_per_row - height, animate=False, immediate=True)
        else:
            return False
        return True

    def go(self, row: int) -> None:
        """Put the cursor on a row, or on the nearest there is."""
        if self._total:
            self.cursor = min(max(0, row), self._total - 1)

    def action_move(self, steps: int) -> None:
        """Move by rows."""
        self.go(self.cursor + steps)

    def action_page(self, pages: int) -> None:
        """Move by a screenful."""
        self.go(self.cursor + pages * max(1, self.size.height // self.lines_per_row - 2))

    def action_end(self, direction: int) -> None:
        """Go to the first or the last row."""
        self.go(self._total if direction > 0 else 0)

    def action_open(self) -> None:
        """Choose the row under the cursor."""
        if self._total:
            self.choose()

    def on_click(self, event: events.Click) -> None:
        """Point at a row; a second click chooses it."""
        spot = self.spot(self.scroll_offset.y + event.y)
        if spot is None or spot.row < 0:
            return
        again = spot.row == self.cursor
        self.go(spot.row)
        if again or event.chain > 1:
            self.action_open()
