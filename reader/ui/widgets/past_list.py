"""What can come back: deleted notes, and backups of all notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual.binding import BindingType
from textual.message import Message

from reader.text.cells import fit, width_of
from reader.text.clean import one_line
from reader.ui.bindings import bindings
from reader.ui.widgets.grouped_list import GroupedList


@dataclass(frozen=True, slots=True)
class PastRow:
    """Something that can come back."""

    name: str
    """The uid of a note, or the path of a backup."""
    what: str
    when: str


class PastList(GroupedList):
    """Two lines for each: what it is, and from when."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("rows")

    @dataclass
    class Chosen(Message):
        """The user wants the row under the cursor back."""

        group: int
        """0 for a deleted note, 1 for a backup."""
        row: PastRow

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._groups: list[tuple[int, str, Sequence[PastRow]]] = []

    def show(self, headings: Sequence[str], groups: Sequence[Sequence[PastRow]]) -> None:
        """Show groups under their headings; empty ones are left out."""
        self._groups = [(i, headings[i], rows) for i, rows in enumerate(groups) if rows]
        self.show_groups([len(rows) for _, _, rows in self._groups], self.cursor)

    @property
    def lines_per_row(self) -> int:
        """What, and when."""
        return 2

    def _at(self, row: int) -> tuple[int, PastRow]:
        for group, _, rows in self._groups:
            if row < len(rows):
                return group, rows[row]
            row -= len(rows)
        raise IndexError(row)

    def paint_heading(self, group: int, width: int) -> list[Segment]:
        """What the rows below are, and how many."""
        _, heading, rows = self._groups[group]
        text = fit(f" {heading}", width - 8)
        return [
            Segment(text, self.look("heading")),
            Segment(f"{len(rows):>{max(1, width - width_of(text) - 1)},}", self.look("faint")),
        ]

    def paint_row(self, row: int, line: int, width: int) -> list[Segment]:
        """What it is; from when."""
        under = ("cursor",) if row == self.cursor else ()
        past = self._at(row)[1]
        text, look = (past.when, (*under, "faint")) if line else (past.what, under)
        return [Segment("   ", self.look(*under)), Segment(fit(one_line(text), width - 4), self.look(*look))]

    def choose(self) -> None:
        """Have it back."""
        self.post_message(self.Chosen(*self._at(self.cursor)))
