"""The dialog in which a note is written, below the passage it is about."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from reader.text.clean import neutralise, one_line, shorten
from reader.ui.bindings import bindings

_QUOTE = 270
_ROOMY = 24
"""Rows of a screen from which the editor need not save space."""
_HINT = "ctrl+s saves · Esc closes"
_ASK = "Not saved yet:  s saves · d discards · Esc goes on writing"


class NoteEditor(ModalScreen[str | None]):
    """Returns the text of the note, or None when nothing is to be changed."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("editor")
    VERTICAL_BREAKPOINTS = [(0, "-short"), (_ROOMY, "-roomy")]  # noqa: RUF012 - Textual's type

    def __init__(self, quote: str, text: str, tags: tuple[str, ...]) -> None:
        super().__init__()
        self._quote = shorten(one_line(quote), _QUOTE)
        self._text = text
        self._tags = tags

    def compose(self) -> ComposeResult:
        """The passage, the text, and what the keys do."""
        with Vertical(id="editor", classes="dialog"):
            yield Static(f"“{self._quote}”", id="editor-quote", markup=False)
            yield TextArea(
                self._text, id="editor-text", soft_wrap=True, show_line_numbers=False, tab_behavior="focus"
            )
            if self._tags:
                yield Static("  ".join("#" + one_line(tag) for tag in self._tags), id="editor-tags", markup=False)
            yield Static(_HINT, id="editor-hint", markup=False)

    def on_mount(self) -> None:
        """Write on at the end."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()

    @property
    def asking(self) -> bool:
        """Whether the question what to do with unsaved text is on the screen."""
        return self.has_class("-asking")

    def action_save(self) -> None:
        """Close with the text."""
        self.dismiss(neutralise(self.query_one(TextArea).text))

    def action_leave(self) -> None:
        """Close, or ask first when something was written; Esc on the question goes on writing."""
        area = self.query_one(TextArea)
        if area.text == self._text:
            self.dismiss(None)
            return
        self.toggle_class("-asking")
        area.read_only = self.asking
        self.query_one("#editor-hint", Static).update(_ASK if self.asking else _HINT)

    def key_s(self) -> None:
        """Answer: save."""
        if self.asking:
            self.action_save()

    def key_d(self) -> None:
        """Answer: discard."""
        if self.asking:
            self.dismiss(None)
