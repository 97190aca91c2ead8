"""A list of rows under headings that costs what the visible rows cost, however many rows there are.

What a row looks like is left to those who build on it; layout, cursor, scrolling and painting are here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip

from reader.ui.widgets.painter import ScrollingPainter, strip_of


class Spot(NamedTuple):
    """What stands on a line: a heading (row -1), or one of the lines of a row."""

    group: int
    row: int
    line: int


class GroupedList(ScrollingPainter, can_focus=True):
    """A virtual list with a cursor; rows have a fixed number of lines, groups a heading and a blank line."""

    ALLOW_SELECT = False
    LOOKS = "grouped-list"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "grouped-list--heading",
        "grouped-list--cursor",
        "grouped-list--mark",
        "grouped-list--strong",
        "grouped-list--faint",
    }

    cursor: reactive[int] = reactive(0, repaint=False, init=False)
    """Index of the row under the cursor."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._counts: list[int] = []
        self._tops: list[int] = []
        self._firsts: list[int] = []
        self._total = 0
        self._lines = 1
        """Lines of a row, as they are laid out."""

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

    # What is shown

    def show_groups(self, counts: Sequence[int], cursor: int) -> None:
        """Show groups with this many rows each, the cursor on row ``cursor``."""
        self._counts = list(counts)
        self._lay_out()
        self.set_reactive(GroupedList.cursor, min(max(0, cursor), max(0, self._total - 1)))
        self.reveal()
        self.repaint()

    def count_of(self, group: int) -> int:
        """How many rows a group has."""
        return self._counts[group]

    def _lay_out(self) -> None:
        """Find the line on which each group starts; the rows between are arithmetic."""
        self._tops, self._firsts, self._lines = [], [], self.lines_per_row
        top = first = 0
        for count in self._counts:
            self._tops.append(top)
            self._firsts.append(first)
            top += 2 + count * self._lines
            first += count
        self._total = first
        self.virtual_size = Size(0, max(0, top - 1))  # never wider than there is room
        room = self.size.height or self.app.size.height
        self.show_vertical_scrollbar = self.virtual_size.height > room  # else it would come one frame too late

    def _line_of(self, row: int) -> int:
        group = bisect_right(self._firsts, row) - 1
        return self._tops[group] + 1 + (row - self._firsts[group]) * self._lines

    def spot(self, line: int) -> Spot | None:
        """What stands on a line of the whole list; None on an empty one."""
        group = bisect_right(self._tops, line) - 1
        if group < 0:
            return None
        below = line - self._tops[group] - 1
        if below < 0:
            return Spot(group, -1, 0)
        row = below // self._lines
        return Spot(group, self._firsts[group] + row, below % self._lines) if row < self._counts[group] else None

    # Painting

    def on_resize(self) -> None:
        """Lay out, if rows take another number of lines; bring the cursor into view."""
        if self._lines != self.lines_per_row:
            self._lay_out()
            self.repaint()
        self.reveal()

    def on_focus(self) -> None:
        """The cursor looks different with the focus."""
        self.change_faces(self._lines_of(self.cursor))

    def on_blur(self) -> None:
        """The cursor looks different without the focus."""
        self.change_faces(self._lines_of(self.cursor))

    def face(self, row: int) -> object:
        """Whether the cursor is there, and how it looks."""
        return row in self._lines_of(self.cursor), self.has_focus

    def paint(self, row: int, width: int) -> Strip:
        """Paint one line."""
        spot = self.spot(row)
        if spot is None:
            return Strip.blank(width, self.look())
        current = spot.row == self.cursor
        segments = (
            self.paint_heading(spot.group, width) if spot.row < 0 else self.paint_row(spot.row, spot.line, width)
        )
        return strip_of(segments, width, self.look("cursor") if current else self.look())

    # Moving

    def watch_cursor(self, old: int, new: int) -> None:
        """Repaint the two rows concerned."""
        self.reveal()
        self.change_faces([*self._lines_of(old), *self._lines_of(new)])

    def _lines_of(self, row: int) -> range:
        first = self._line_of(row) if row < self._total else 0
        return range(first, first + self._lines if row < self._total else 0)

    def reveal(self) -> None:
        """Bring the cursor into view, with the heading above a first row."""
        height = self.scrollable_content_region.height
        if not self._total or not height:
            return
        line, top = self._line_of(self.cursor), self.scroll_offset.y
        first = line - 1 if self.cursor in self._firsts else line
        if first < top:
            self.scroll_to(y=first, animate=False, immediate=True)
        elif line + self._lines > top + height:
            self.scroll_to(y=line + self._lines - height, animate=False, immediate=True)

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
