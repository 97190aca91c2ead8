"""A list of lines under headings: a text on the left, what is counted on the right."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual.binding import BindingType
from textual.message import Message

from reader.text.cells import fit, width_of
from reader.text.clean import one_line
from reader.ui.bindings import bindings
from reader.ui.widgets.grouped_list import GroupedList

_MARGIN = 3
_LEAST = 12


class Row(NamedTuple):
    """A line of the list."""

    key: Hashable
    """What it is about."""
    text: str
    detail: str = ""


class Section(NamedTuple):
    """Lines that belong together."""

    heading: str
    rows: Sequence[Row]


class Sections(GroupedList):
    """Reports the row that was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("rows")

    class Chosen(Message):
        """The user chose a row."""

        def __init__(self, key: Hashable) -> None:
            super().__init__()
            self.key = key

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.sections: Sequence[Section] = ()
        """What is shown."""
        self._rows: list[Row] = []

    def show(self, sections: Sequence[Section]) -> None:
        """Show the sections that have rows, with the cursor on the same row if it is among them."""
        key = self.row.key if self.row else None
        self.sections = [section for section in sections if section.rows]
        self._rows = [row for section in self.sections for row in section.rows]
        index = next((i for i, row in enumerate(self._rows) if row.key == key), 0)
        self.show_groups([len(section.rows) for section in self.sections], index)

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    def paint_heading(self, group: int, width: int) -> list[Segment]:
        """What the rows below have in common, and how many they are."""
        section = self.sections[group]
        return self._spread_out(" " + section.heading, f"{len(section.rows):,}", width, ("heading",), ("faint",))

    def paint_row(self, row: int, line: int, width: int) -> list[Segment]:  # noqa: ARG002 - rows have one line
        """Text and detail."""
        under = ("cursor",) if row == self.cursor else ()
        shown = self._rows[row]
        return self._spread_out("   " + one_line(shown.text), shown.detail, width, under, (*under, "faint"))

    def _spread_out(
        self, left: str, right: str, width: int, first: tuple[str, ...], second: tuple[str, ...]
    ) -> list[Segment]:
        right = fit(right, max(0, width - _LEAST - _MARGIN))
        left = fit(left, max(_LEAST, width - width_of(right) - _MARGIN))
        gap = max(1, width - width_of(left) - width_of(right) - 1)
        return [
            Segment(left, self.look(*first)),
            Segment(" " * gap, self.look(*first)),
            Segment(right, self.look(*second)),
        ]

    def choose(self) -> None:
        """Report the row."""
        if self.row:
            self.post_message(self.Chosen(self.row.key))
