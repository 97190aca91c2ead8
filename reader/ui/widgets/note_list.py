"""Notes of a whole library under headings: quote, what was written, tags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual.binding import BindingType
from textual.message import Message

from reader.model import Excerpt
from reader.notecards import NoteCards
from reader.text.cells import fit, width_of
from reader.text.clean import one_line
from reader.ui.bindings import bindings
from reader.ui.widgets.grouped_list import GroupedList

_STATES = {"exact": "", "moved": "  moved", "orphan": "  passage not found"}


class NoteList(GroupedList):
    """Three lines a note; marked notes carry a sign."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("browser")

    @dataclass
    class Asked(Message):
        """The user wants something done with the note under the cursor, or with the marked ones."""

        verb: str
        """``open``, ``edit``, ``tag``, ``place`` or ``delete``."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.shown = NoteCards()
        self._headings: list[str] = []
        self.marked: set[str] = set()
        """Uids of the marked notes."""

    def show(self, cards: NoteCards) -> None:
        """Show ``cards``, with the cursor on the same note if it is among them."""
        uid = self.card.note.uid if self.card else None
        self.shown = cards
        groups = cards.groups
        self._headings = [heading for heading, _ in groups]
        self.marked &= cards.by_uid.keys()
        index = next((i for i, card in enumerate(cards.cards) if card.note.uid == uid), 0)
        self.show_groups([count for _, count in groups], index)

    def on_unmount(self) -> None:
        """Let go of the notes: they may be very many."""
        self.shown = NoteCards()

    @property
    def card(self) -> Excerpt | None:
        """The note under the cursor."""
        return self.shown.cards[self.cursor] if self.cursor < len(self.shown) else None

    @property
    def chosen(self) -> Sequence[Excerpt]:
        """The marked notes, or the one under the cursor."""
        if self.marked:
            return [card for uid, card in self.shown.by_uid.items() if uid in self.marked]
        return [self.card] if self.card else []

    @property
    def lines_per_row(self) -> int:
        """Quote, text, tags."""
        return 3

    def paint_heading(self, group: int, width: int) -> list[Segment]:
        """What the notes below have in common, and how many they are."""
        count = f"{self.count_of(group):,}"
        name = fit(" " + one_line(self._headings[group]), width - len(count) - 3)
        gap = max(1, width - width_of(name) - len(count) - 1)
        return [
            Segment(name, self.look("heading")),
            Segment(" " * gap, self.look()),
            Segment(count, self.look("faint")),
        ]

    def paint_row(self, row: int, line: int, width: int) -> list[Segment]:
        """The quote; the text; tags, and what became of the passage."""
        card = self.shown.cards[row]
        under = ("cursor",) if row == self.cursor else ()
        sign = "● " if card.note.uid in self.marked and line == 0 else "  "
        texts = (
            f"“{one_line(card.note.anchor.exact)}”",
            one_line(card.note.text) or "—",
            "  ".join("#" + one_line(tag) for tag in card.note.tags)
            + ("  kept without a passage" if card.note.anchor.lost else _STATES[card.placing.state]),
        )
        mark = self.look(*(under or ("mark",)))
        looks = (self.look(*under, "faint"), self.look(*under), mark)
        return [Segment(" " + sign, mark), Segment(fit(texts[line], width - 5), looks[line])]

    def choose(self) -> None:
        """Go to the passage."""
        self.action_ask("open")

    def action_ask(self, verb: str) -> None:
        """Ask for something to be done."""
        if self.card:
            self.post_message(self.Asked(verb))

    def action_mark(self) -> None:
        """Mark the note under the cursor, or take the mark away; go on to the next."""
        if self.card:
            self.marked ^= {self.card.note.uid}
            self.repaint()
            self.go(self.cursor + 1)

    def action_mark_all(self) -> None:
        """Mark all notes that are shown, or when some are marked already, none."""
        self.marked = set() if self.marked else set(self.shown.by_uid)
        self.repaint()
