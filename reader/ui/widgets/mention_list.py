"""Passages found all over the library, each on a line with what stands around it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual.binding import BindingType
from textual.message import Message

from reader.model import Span
from reader.text.cells import fit, width_of
from reader.text.clean import one_line
from reader.ui.bindings import bindings
from reader.ui.widgets.grouped_list import GroupedList

_BEFORE = 3
"""A passage starts at this part of the width, so that passages stand below one another."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage as it is shown."""

    heading: str
    """Its article."""
    key: tuple[str, Span]
    """Which one it is: the article's id, and where."""
    before: str
    quote: str
    after: str


class MentionList(GroupedList):
    """Passages by article; those that are left out are faint and have no tick."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("mentions", "rows")

    class LeftOut(Message):
        """Other passages are left out than before."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.passages: list[Passage] = []
        self.left_out: set[tuple[str, Span]] = set()
        """The passages that are not meant."""
        self.tags: Mapping[tuple[str, Span], Collection[str]] = {}
        """The tags that passages have already."""
        self._headings: list[tuple[str, int]] = []

    def show(self, passages: Sequence[Passage], *, more: bool = False) -> None:
        """Show ``passages``, after those that are there if there are ``more``."""
        if not more:
            self.passages, self._headings, self.left_out = [], [], set()
        for passage in passages:
            if self._headings and self._headings[-1][0] == passage.heading:
                self._headings[-1] = (passage.heading, self._headings[-1][1] + 1)
            else:
                self._headings.append((passage.heading, 1))
        self.passages += passages
        self.show_groups([count for _, count in self._headings], self.cursor if more else 0)

    def on_unmount(self) -> None:
        """Let go of the passages: they may be very many."""
        self.passages = []

    @property
    def articles(self) -> int:
        """How many articles the passages are in."""
        return len(self._headings)

    @property
    def meant(self) -> list[int]:
        """Numbers of the passages that are not left out."""
        return [i for i, passage in enumerate(self.passages) if passage.key not in self.left_out]

    def paint_heading(self, group: int, width: int) -> list[Segment]:
        """The article, and how many passages are in it."""
        name, count = self._headings[group]
        text = fit(f" {name}", width - 8)
        return [
            Segment(text, self.look("heading")),
            Segment(f"{count:>{max(1, width - width_of(text) - 1)},}", self.look("faint")),
        ]

    def paint_row(self, row: int, line: int, width: int) -> list[Segment]:  # noqa: ARG002 - a row has one line
        """The passage between what stands before and after it."""
        passage, under = self.passages[row], ("cursor",) if row == self.cursor else ()
        out = passage.key in self.left_out
        tags = " ".join(f"#{one_line(tag)}" for tag in self.tags.get(passage.key, ()))
        tags = fit(f"  {tags}", width // _BEFORE) if tags else ""
        room = width - 4 - width_of(tags)
        before = _last(_flowing(passage.before), room // _BEFORE)
        quote = fit(one_line(passage.quote), room - room // _BEFORE)
        after = fit(_flowing(passage.after), room - room // _BEFORE - width_of(quote))
        rest = room - room // _BEFORE - width_of(quote) - width_of(after)
        faint, mark = self.look(*under, "faint"), self.look(*(under or ("mark",)))
        return [
            Segment("   " if out else " ✓ ", mark),
            Segment(" " * (room // _BEFORE - width_of(before)) + before, faint),
            Segment(quote, faint if out else self.look(*under, "strong")),
            Segment(after + " " * max(0, rest), faint),
            Segment(tags, mark),
        ]

    def action_leave_out(self) -> None:
        """Leave out the passage under the cursor, or take it back; go on to the next."""
        if self.passages:
            self.left_out ^= {self.passages[self.cursor].key}
            self.go(self.cursor + 1)
            self._changed()

    def action_leave_out_all(self) -> None:
        """Leave out all passages, or when some are left out already, none."""
        self.left_out = set() if self.left_out else {passage.key for passage in self.passages}
        self._changed()

    def _changed(self) -> None:
        self.repaint()
        self.post_message(self.LeftOut())


def _flowing(text: str) -> str:
    """``text`` on one line, with the space that parts it from what it stands beside."""
    line = one_line(text)
    return " " * text[:1].isspace() + line + " " * (bool(line) and text[-1:].isspace())


def _last(text: str, width: int) -> str:
    """The end of ``text`` in at most ``width`` cells."""
    while width_of(text) > width:
        text = text[max(1, len(text) - width) :]
    return text
