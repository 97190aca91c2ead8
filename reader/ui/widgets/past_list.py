"""What can come back: what was not saved, deleted notes, what was undone, and backups."""

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

UNFINISHED, DELETED, UNDONE, BACKUPS = range(4)
"""The groups, in their order."""


@dataclass(frozen=True, slots=True)
class PastRow:
    """Something that can come back."""

    name: str
    """The uid of a note, when notes were undone, the path of a backup, or the number of what was not saved."""
    what: str
    when: str


class PastList(GroupedList):
    """Two lines for each: what it is, and from when."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("rows")

    @dataclass
    class Chosen(Message):
        """The user wants something back."""

        group: int
        """Of what kind it is."""
        rows: Sequence[PastRow]
        """It, or the deleted notes that are marked; others come one by one."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._groups: list[tuple[int, str, Sequence[PastRow]]] = []
        self.marked: set[str] = set()
        """Uids of the marked notes."""

    def show(self, headings: Sequence[str], groups: Sequence[Sequence[PastRow]]) -> None:
        """Show groups under their headings; empty ones are left out."""
        self._groups = [(i, headings[i], rows) for i, rows in enumerate(groups) if rows]
        self.marked &= {row.name for row in self._notes}
        self.show_groups([len(rows) for _, _, rows in self._groups], self.cursor)

    @property
    def _notes(self) -> Sequence[PastRow]:
        """The deleted notes."""
        return next((rows for group, _, rows in self._groups if group == DELETED), ())

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
        sign = " ● " if past.name in self.marked and line == 0 else "   "
        return [
            Segment(sign, self.look(*(under or ("mark",)))),
            Segment(fit(one_line(text), width - 4), self.look(*look)),
        ]

    def choose(self) -> None:
        """Have it back, or all that are marked."""
        group, row = self._at(self.cursor)
        marked = [each for each in self._notes if each.name in self.marked] if group == DELETED else []
        self.post_message(self.Chosen(group, marked or [row]))

    def mark(self) -> None:
        """Mark the note under the cursor, or take the mark away; go on to the next."""
        group, row = self._at(self.cursor) if self._groups else (BACKUPS, None)
        if row is not None and group == DELETED:
            self.marked ^= {row.name}
            self.repaint()
            self.go(self.cursor + 1)

    def mark_all(self) -> None:
        """Mark all notes, or when some are marked already, none."""
        self.marked = set() if self.marked else {row.name for row in self._notes}
        self.repaint()
