"""The tags of a library: digit, colour, name, how much each is used, and what is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import BindingType
from textual.message import Message

from reader.text.cells import fit, width_of
from reader.text.clean import one_line
from reader.ui.bindings import bindings
from reader.ui.widgets.grouped_list import GroupedList
from reader.ui.widgets.swatch import SQUARE, paint

_MARGIN, _COUNT = 7, 10
"""Cells of mark, digit and colour; of a number with its heading."""


@dataclass(frozen=True, slots=True)
class TagRow:
    """What a row shows of a tag."""

    name: str
    notes: int
    articles: int
    digit: int | None
    """The digit that it is pinned to."""
    colour: str
    description: str


class TagList(GroupedList):
    """A line for each tag; marked tags carry a sign."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("tags", "rows")

    @dataclass
    class Asked(Message):
        """The user wants something done with the tag under the cursor, or with the marked ones."""

        verb: str
        """``open``, ``rename``, ``merge``, ``delete``, ``describe``, ``colour`` or ``pin``."""
        digit: int = 0
        """The one to pin to; 0 unpins."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.tags: Sequence[TagRow] = ()
        self.marked: set[str] = set()
        """The marked tags."""

    def show(self, tags: Sequence[TagRow]) -> None:
        """Show ``tags``, with the cursor on the same one if it is among them."""
        name = self.tag.name if self.tag else None
        self.tags = tags
        self.marked &= {tag.name for tag in tags}
        index = next((i for i, tag in enumerate(tags) if tag.name == name), min(self.cursor, len(tags) - 1))
        self.show_groups([len(tags)] if tags else [], index)

    def point_at(self, name: str) -> None:
        """Put the cursor on a tag, if it is shown."""
        self.go(next((i for i, tag in enumerate(self.tags) if tag.name == name), self.cursor))

    @property
    def tag(self) -> TagRow | None:
        """The tag under the cursor."""
        return self.tags[self.cursor] if self.cursor < len(self.tags) else None

    @property
    def chosen(self) -> Sequence[TagRow]:
        """The marked tags, or the one under the cursor."""
        if self.marked:
            return [tag for tag in self.tags if tag.name in self.marked]
        return [self.tag] if self.tag else []

    def paint_heading(self, group: int, width: int) -> list[Segment]:  # noqa: ARG002 - there is one
        """What the columns hold."""
        name = self._name_width(width)
        text = f"{' ' * _MARGIN}{'tag':<{name}}{'notes':>{_COUNT}}{'articles':>{_COUNT}}   colour, when to use it"
        return [Segment(fit(text, width), self.look("heading"))]

    def paint_row(self, row: int, line: int, width: int) -> list[Segment]:  # noqa: ARG002 - there is one
        """The tag and what there is to say of it."""
        tag, under = self.tags[row], ("cursor",) if row == self.cursor else ()
        plain, faint, mark = self.look(*under), self.look(*under, "faint"), self.look(*(under or ("mark",)))
        colour, wide = paint(tag.colour), self._name_width(width)
        name = fit(f"#{one_line(tag.name)}", wide - 1)
        said = " · ".join(one_line(each) for each in (tag.colour, tag.description) if each)
        numbers = f"{tag.notes:>{_COUNT},}{tag.articles:>{_COUNT},}   "
        rest = max(0, width - _MARGIN - wide - len(numbers) - 1)
        return [
            Segment(" ● " if tag.name in self.marked else "   ", mark),
            Segment(f"{tag.digit or '':<2}", faint),
            Segment(f"{SQUARE if colour else ' '} ", plain + Style(color=colour) if colour and not under else plain),
            Segment(name + " " * (wide - width_of(name)), plain),
            Segment(numbers, plain),
            Segment(fit(said, rest), faint),
        ]

    @staticmethod
    def _name_width(width: int) -> int:
        return max(16, (width - _MARGIN - 2 * _COUNT) * 2 // 5)

    def choose(self) -> None:
        """Look at the notes with the tag."""
        self.action_ask("open")

    def action_ask(self, verb: str, digit: int = 0) -> None:
        """Ask for something to be done."""
        if self.tag:
            self.post_message(self.Asked(verb, digit))

    def action_mark(self) -> None:
        """Mark the tag under the cursor, or take the mark away; go on to the next."""
        if self.tag:
            self.marked ^= {self.tag.name}
            self.repaint()
            self.go(self.cursor + 1)
