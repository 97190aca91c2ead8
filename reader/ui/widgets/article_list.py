"""The list of articles, grouped by month. It costs what the visible rows cost, however many articles there are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.articles import Articles
from reader.model import ArticleRow
from reader.text.cells import width_of, wrap
from reader.text.clean import one_line
from reader.ui.bindings import bindings

MONTHS = "January February March April May June July August September October November December".split()
_WIDE = 64
"""From this width on a row takes one line."""


def month_name(month: str | None) -> str:
    """A month as a heading: "April 2019", "2019", "Undated"."""
    if month is None:
        return "Undated"
    year, _, number = month.partition("-")
    return f"{MONTHS[int(number) - 1]} {year}" if number else year


class ArticleList(ScrollView, can_focus=True):
    """A virtual list: month headings, and one or two lines for each article."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article-list--month",
        "article-list--cursor",
        "article-list--open",
        "article-list--mark",
        "article-list--faint",
        "article-list--read",
    }
    BINDINGS: ClassVar[list[BindingType]] = bindings("list")

    cursor: reactive[int] = reactive(0, repaint=False, init=False)
    """Index of the article under the cursor, in the articles shown."""

    @dataclass
    class Opened(Message):
        """The user wants to read an article."""

        number: int

    @dataclass
    class Asked(Message):
        """The user wants something done with the article under the cursor."""

        verb: str
        """``read``, ``star``, ``tag`` or ``date``."""

    @dataclass
    class Pointed(Message):
        """The cursor moved."""

        index: int

    def __init__(self, fetch: Callable[[Sequence[int]], list[ArticleRow]], *, id: str | None = None) -> None:  # noqa: A002
        """``fetch`` returns the rows with the given numbers."""
        super().__init__(id=id)
        self._fetch = fetch
        self.articles = Articles()
        self._tops: list[int] = []
        self._heads: list[str | None] = []
        self._firsts: list[int] = []
        self._rows: LRUCache[int, ArticleRow] = LRUCache(512)
        self._strips: LRUCache[object, Strip] = LRUCache(512)
        self._looks: dict[tuple[str, ...], Style] = {}
        self._open: int | None = None

    # What is shown

    def show(self, articles: Articles, *, keep: int | None = None) -> None:
        """Show ``articles`` with the cursor on the one numbered ``keep``, else on the first."""
        self.articles = articles
        index = 0
        if keep is not None and keep in articles.numbers:
            index = articles.numbers.index(keep)
        self._rows.clear()
        self._lay_out()
        self.set_reactive(ArticleList.cursor, index)
        self._reveal()
        self.refresh()

    def forget(self) -> None:
        """Fetch the visible rows anew: their marks have changed."""
        self._rows.clear()
        self._strips.clear()
        self.refresh()

    def mark_open(self, number: int | None) -> None:
        """Show which article is being read."""
        self._open = number
        self._strips.clear()
        self.refresh()

    @property
    def number(self) -> int | None:
        """The row number of the article under the cursor."""
        return self.articles.numbers[self.cursor] if len(self.articles) else None

    def row(self, index: int) -> ArticleRow:
        """The row of the article at ``index``, fetched with its neighbours."""
        number = self.articles.numbers[index]
        row = self._rows.get(number)
        if row is None:
            low = max(0, index - 8)
            numbers = list(self.articles.numbers[low : low + 64])
            for key, value in zip(numbers, self._fetch(numbers), strict=True):
                self._rows[key] = value
            row = self._rows[number]
        return row

    @property
    def _lines(self) -> int:
        return 1 if self.size.width >= _WIDE else 2

    def _lay_out(self) -> None:
        """Find the line on which each month starts; the rows between are arithmetic."""
        self._tops, self._heads, self._firsts = [], [], []
        top = first = 0
        for month, count in self.articles.groups():
            self._tops.append(top)
            self._heads.append(month)
            self._firsts.append(first)
            top += 2 + count * self._lines
            first += count
        self._strips.clear()
        self.virtual_size = Size(self.scrollable_content_region.width, max(0, top - 1))

    def _line_of(self, index: int) -> int:
        group = bisect_left(self._firsts, index + 1) - 1
        return self._tops[group] + 1 + (index - self._firsts[group]) * self._lines

    def _locate(self, line: int) -> tuple[int, int, int] | None:
        """The group, the article and the line of it at ``line``; article -1 on a heading; None elsewhere."""
        group = bisect_left(self._tops, line + 1) - 1
        if group < 0:
            return None
        below = line - self._tops[group] - 1
        if below < 0:
            return group, -1, 0
        last = self._firsts[group + 1] if group + 1 < len(self._firsts) else len(self.articles)
        index = self._firsts[group] + below // self._lines
        return (group, index, below % self._lines) if index < last else None

    # Painting

    def notify_style_update(self) -> None:
        """Forget everything painted in the old look."""
        self._strips.clear()
        self._looks.clear()
        super().notify_style_update()

    def on_resize(self) -> None:
        """Lay out for the new width."""
        self._lay_out()
        self._reveal()

    def on_focus(self) -> None:
        """The cursor looks different with the focus."""
        self._refresh_row(self.cursor)

    def on_blur(self) -> None:
        """The cursor looks different without the focus."""
        self._refresh_row(self.cursor)

    def render_line(self, y: int) -> Strip:
        """Paint one line."""
        width = self.size.width
        place = self._locate(self.scroll_offset.y + y)
        current = place is not None and place[1] == self.cursor
        key = (place, width, current, current and self.has_focus)
        strip = self._strips.get(key)
        if strip is None:
            segments = self._paint(place, width)
            base = self._look(("cursor",) if current else ())
            strip = self._strips[key] = Strip(segments).adjust_cell_length(width, base)
        return strip

    def _paint(self, place: tuple[int, int, int] | None, width: int) -> list[Segment]:
        if place is None:
            return []
        group, index, line = place
        if index < 0:
            return self._paint_month(group, width)
        row = self.row(index)
        under = ("cursor",) if index == self.cursor else ()
        opened = self.articles.numbers[index] == self._open
        title = ("open",) if opened else ("read",) if row.read else ()
        marks = self._marks(row)
        room = width - 4 - (width_of(marks) + 1 if marks else 0)
        pieces = self._title(row, room)
        segments = [Segment("▌" if opened else " ", self._look((*under, "mark")))]
        if line == 0:
            sign = "★" if row.starred else " " if row.read else "•"
            segments.append(Segment(sign + " ", self._look((*under, "mark"))))
            segments.append(Segment(pieces[0].ljust(room), self._look((*under, *title))))
            segments.append(Segment(f" {marks}" if marks else "", self._look((*under, "faint"))))
        else:
            text = pieces[1] if len(pieces) > 1 else ""
            segments.append(Segment("  " + text, self._look((*under, *title))))
        return segments

    def _paint_month(self, group: int, width: int) -> list[Segment]:
        last = self._firsts[group + 1] if group + 1 < len(self._firsts) else len(self.articles)
        count = str(last - self._firsts[group])
        name = " " + month_name(self._heads[group])
        gap = max(1, width - len(name) - len(count) - 1)
        return [
            Segment(name, self._look(("month",))),
            Segment(" " * gap, self._look(())),
            Segment(count, self._look(("faint",))),
        ]

    def _marks(self, row: ArticleRow) -> str:
        day = row.date.value[8:] if row.date.precision == "day" and row.date.value else ""
        return "  ".join(part for part in (day, f"✎{row.notes}" if row.notes else "") if part)

    def _title(self, row: ArticleRow, room: int) -> list[str]:
        """The title on as many lines as a row has, the last one shortened."""
        title = one_line(row.title)
        starts = [*wrap(title, max(8, room)), len(title)]
        lines = [title[a:b].rstrip() for a, b in pairwise(starts)]
        if len(lines) > self._lines:
            lines = lines[: self._lines]
            lines[-1] = lines[-1][: max(1, room - 1)].rstrip(" …") + "…"
        return lines

    def _look(self, styles: tuple[str, ...]) -> Style:
        look = self._looks.get(styles)
        if look is None:
            names = [f"article-list--{name}" for name in styles]
            look = self._looks[styles] = self.get_visual_style(*names).rich_style
        return look

    # Moving

    def watch_cursor(self, old: int, new: int) -> None:
        """Repaint the two rows concerned."""
        if not self._reveal():
            self._refresh_row(old)
            self._refresh_row(new)
        self.post_message(self.Pointed(new))

    def _refresh_row(self, index: int) -> None:
        if index < len(self.articles) and self._firsts:
            y = self._line_of(index) - self.scroll_offset.y
            self.refresh(Region(0, y, self.size.width, self._lines))

    def _reveal(self) -> bool:
        """Bring the cursor into view; whether that meant scrolling."""
        height = self.scrollable_content_region.height
        if not len(self.articles) or not height:
            return False
        line, top = self._line_of(self.cursor), self.scroll_offset.y
        first = line - 1 if self.cursor in self._firsts else line
        if first < top:
            self.scroll_to(y=first, animate=False, immediate=True)
        elif line + self._lines > top + height:
            self.scroll_to(y=line + self._lines - height, animate=False, immediate=True)
        else:
            return False
        return True

    def _go(self, index: int) -> None:
        if len(self.articles):
            self.cursor = min(max(0, index), len(self.articles) - 1)

    def action_move(self, steps: int) -> None:
        """Move by articles."""
        self._go(self.cursor + steps)

    def action_page(self, pages: int) -> None:
        """Move by a screenful."""
        self._go(self.cursor + pages * max(1, self.size.height // self._lines - 2))

    def action_end(self, direction: int) -> None:
        """Go to the first or the last article."""
        self._go(len(self.articles) if direction > 0 else 0)

    def action_open(self) -> None:
        """Read the article under the cursor."""
        if self.number is not None:
            self.post_message(self.Opened(self.number))

    def action_ask(self, verb: str) -> None:
        """Ask for something to be done with the article under the cursor."""
        if self.number is not None:
            self.post_message(self.Asked(verb))

    def on_click(self, event: events.Click) -> None:
        """Point at an article; a second click opens it."""
        place = self._locate(self.scroll_offset.y + event.y)
        if place is None or place[1] < 0:
            return
        again = place[1] == self.cursor
        self._go(place[1])
        if again or event.chain > 1:
            self.action_open()
