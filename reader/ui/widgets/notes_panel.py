"""The notes on the article being read, in the order of the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from reader.model import Note, Placing, Span
from reader.text.clean import neutralise, one_line, shorten
from reader.ui.bindings import bindings

_QUOTE = 110
_NOTHING = "No notes on this article yet. a writes one on the current sentence, # tags it."
_STATES = {"exact": "", "moved": "moved", "orphan": "passage not found"}


class NotesPanel(OptionList):
    """Notes with their quotes and tags; the one on the current passage is pointed at."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("notes")

    @dataclass
    class Chosen(Message):
        """The user wants to do something with a note."""

        note: Note
        verb: str
        """``open``, ``edit``, ``tag``, ``place`` or ``delete``."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, markup=False)
        self._placed: Sequence[tuple[Note, Placing]] = ()

    def show(self, placed: Sequence[tuple[Note, Placing]]) -> None:
        """List notes, each with where its passage is now."""
        uid = self.note.uid if self.note else None
        self._placed = placed
        self.clear_options()
        self.add_options([Option(_card(note, placing), id=note.uid) for note, placing in placed])
        if not placed:
            self.add_option(Option(Content.styled(_NOTHING, "$foreground 70%"), disabled=True))
        if placed:
            uids = [note.uid for note, _ in placed]
            self.highlighted = uids.index(uid) if uid in uids else 0

    @property
    def note(self) -> Note | None:
        """The note that is pointed at."""
        if self.highlighted is None or self.highlighted >= len(self._placed):
            return None
        return self._placed[self.highlighted][0]

    def point_at(self, passage: Span) -> None:
        """Point at the first note that touches ``passage``, unless the panel has the focus."""
        touching = [
            i for i, (_, placing) in enumerate(self._placed) if placing.span and placing.span.overlaps(passage)
        ]
        if touching and not self.has_focus and self.highlighted not in touching:
            self.highlighted = touching[0]

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click or Enter goes to the passage."""
        event.stop()
        self._choose("open")

    def action_open(self) -> None:
        """Go to the passage."""
        self._choose("open")

    def action_edit(self) -> None:
        """Edit the note."""
        self._choose("edit")

    def action_tag(self) -> None:
        """Change its tags."""
        self._choose("tag")

    def action_place(self) -> None:
        """Say where it belongs."""
        self._choose("place")

    def action_delete(self) -> None:
        """Delete it."""
        self._choose("delete")

    def _choose(self, verb: str) -> None:
        if self.note:
            self.post_message(self.Chosen(self.note, verb))


def _card(note: Note, placing: Placing) -> Content:
    quote = shorten(one_line(note.anchor.exact), _QUOTE)
    lines = [Content.styled(f"“{quote}”", "$foreground 70% italic")]
    if note.text:
        lines.append(Content(neutralise(note.text).strip()))
    tags = "  ".join("#" + one_line(tag) for tag in note.tags)
    state = "kept without a passage" if note.anchor.lost else _STATES[placing.state]
    if tags or state:
        lines.append(Content.assemble((tags, "$accent"), ("  " if tags and state else "", ""), (state, "$warning")))
    return Content("\n").join([*lines, Content("")])
