"""The list of articles, grouped by month, newest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.binding import BindingType
from textual.cache import LRUCache
from textual.message import Message

from reader.articles import Articles
from reader.text.cells import width_of, wrap
from reader.text.clean import one_line, shorten
from reader.ui.bindings import bindings
from reader.ui.widgets.grouped_list import GroupedList

if TYPE_CHECKING:
    from reader.model import ArticleRow

MONTHS = "January February March April May June July August September October November December".split()
_WIDE = 64
"""From this width on a row takes one line."""


def month_name(month: str | None) -> str:
    """A month as a heading: "April 2019", "2019", "Undated"."""
    if month is None:
        return "Undated"
    year, _, number = month.partition("-")
    return f"{MONTHS[int(number) - 1]} {year}" if number else year


@lru_cache(256)
def _title_lines(title: str, room: int, most: int) -> list[str]:
    """A title on at most so many lines, the last one shortened; it is asked for with each of the lines."""
    title = one_line(title)
    starts = [*wrap(title, max(8, room)), len(title)]
    lines = [title[a:b].rstrip() for a, b in pairwise(starts)]
    if len(lines) > most:
        lines = lines[:most]
        cut = shorten(lines[-1], max(1, room - 1))
        lines[-1] = cut if cut.endswith("…") else cut + "…"
    return lines


class ArticleList(GroupedList):
    """Month headings, and one or two lines for each article."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("list")

    class Opened(Message):
        """The user wants to read the article with this row number."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    class Asked(Message):
        """The user wants something done with the article under the cursor."""

        def __init__(self, verb: str) -> None:
            """``verb`` is ``read``, ``star``, ``tag`` or ``date``."""
            super().__init__()
            self.verb = verb

    def __init__(self, fetch: Callable[[Sequence[int]], list[ArticleRow]], *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        """``fetch`` returns the rows with the given numbers."""
        super().__init__(id=id)
        self._fetch = fetch
        self.articles = Articles()
        self._months: list[str | None] = []
        self._rows: LRUCache[int, ArticleRow] = LRUCache(512)
        self._open: int | None = None

    # What is shown

    def show(self, articles: Articles, *, keep: int | None = None) -> None:
        """Show ``articles`` with the cursor on the one numbered ``keep``, else on the first."""
        self.articles = articles
        groups = list(articles.groups())
        self._months = [month for month, _ in groups]
        self._rows.clear()
        found = keep is not None and keep in articles.numbers
        self.show_groups([count for _, count in groups], articles.numbers.index(keep) if found else 0)

    def forget(self) -> None:
        """Fetch the visible rows anew: their marks have changed."""
        self._rows.clear()
        self.repaint()

    def mark_open(self, number: int | None) -> None:
        """Show which article is being read."""
        self._open = number
        self.repaint()

    @property
    def number(self) -> int | None:
        """The row number of the article under the cursor."""
        return self.articles.numbers[self.cursor] if len(self.articles) else None

    def row(self, index: int) -> ArticleRow | None:
        """The row of the article at ``index``, fetched with its neighbours; None when it has left the library."""
        number = self.articles.numbers[index]
        row = self._rows.get(number)
        if row is None:
            low = max(0, index - 8)
            numbers = list(self.articles.numbers[low : low + 64])
            rows = self._fetch(numbers)
            if len(rows) < len(numbers):
                numbers, rows = [number], self._fetch([number])
            for key, value in zip(numbers, rows, strict=False):
                self._rows[key] = value
            row = self._rows.get(number)
        return row

    # Painting

    @property
    def lines_per_row(self) -> int:
        """One line where a title fits on it, else two."""
        return 1 if self.size.width >= _WIDE else 2

    def paint_heading(self, group: int, width: int) -> list[Segment]:
        """The month, and how many articles it has."""
        name, count = " " + month_name(self._months[group]), f"{self.count_of(group):,}"
        gap = max(1, width - len(name) - len(count) - 1)
        return [
            Segment(name, self.look("heading")),
            Segment(" " * gap, self.look()),
            Segment(count, self.look("faint")),
        ]

    def paint_row(self, row: int, line: int, width: int) -> list[Segment]:
        """Marks and title; what the first line has no room for is on the second."""
        article = self.row(row)
        if article is None:
            return []
        under = ("cursor",) if row == self.cursor else ()
        opened = self.articles.numbers[row] == self._open
        title = self.look(*under, *(("strong",) if opened else ("faint",) if article.read else ()))
        mark = self.look(*under, "mark")
        notes = self._notes(article)
        room = width - 4 - (width_of(notes) + 1 if notes else 0)
        pieces = _title_lines(article.title, room, self.lines_per_row)
        edge = Segment("▌", mark) if opened else Segment(" ", title)
        if line:
            text = "  " + (pieces[1] if len(pieces) > 1 else "")
            return [edge, Segment(text + " " * (width - 1 - width_of(text)), title)]
        sign = "★ " if article.starred else "" if article.read else "• "
        text = "" if sign else "  "
        return [
            edge if opened or not sign else Segment(" ", mark),
            Segment(sign, mark),
            Segment(text + pieces[0] + " " * (room - width_of(pieces[0])), title),
            Segment(f" {notes}" if notes else "", self.look(*under, "faint")),
            Segment(" ", title),
        ]

    def _notes(self, row: ArticleRow) -> str:
        day = row.date.value[8:] if row.date.precision == "day" and row.date.value else ""
        return "  ".join(part for part in (day, f"✎{row.notes}" if row.notes else "") if part)

    # What the reader does

    def choose(self) -> None:
        """Read the article under the cursor."""
        if self.number is not None:
            self.post_message(self.Opened(self.number))

    def action_ask(self, verb: str) -> None:
        """Ask for something to be done with the article under the cursor."""
        if self.number is not None:
            self.post_message(self.Asked(verb))
