"""The dialog in which a note is written, below the passage it is about."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Static, TextArea

from reader.store.drafts import Draft
from reader.text.clean import neutralise, one_line, shorten
from reader.ui.bindings import bindings

KEEP_AFTER = 0.5
"""Seconds after a key within which what was written is kept aside."""
_QUOTE = 270
_ROOMY = 24
"""Rows of a screen from which the editor need not save space."""
_HINT = "ctrl+s saves · Esc closes"
_RECALLED = "Your unsaved draft of {when:%d %b, %H:%M} · ctrl+r drops it · ctrl+s saves"
_DROPPED = "The draft is dropped; ctrl+z brings it back · ctrl+s saves · Esc closes"
_ASK = "Not saved yet:  s saves · d discards · Esc goes on writing"


class _Area(TextArea):
    """Wraps its text anew in a window of another size; Textual's also keeps rows that it painted before that."""

    def on_resize(self) -> None:
        """Paint all rows."""
        self.refresh()


class NoteEditor(ModalScreen[str | None]):
    """Returns the text of the note, or None when nothing is to be changed.

    While one writes, the text is kept as a draft, which the next editor on the same passage shows again. Whoever
    opens the editor has the draft forgotten once the text is durable.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings("editor")
    VERTICAL_BREAKPOINTS = [(0, "-short"), (_ROOMY, "-roomy")]  # noqa: RUF012 - Textual's type

    def __init__(self, quote: str, text: str, tags: tuple[str, ...], draft: Draft) -> None:
        super().__init__()
        self._quote = shorten(one_line(quote), _QUOTE)
        self._saved = text
        self._tags = tags
        self._draft = draft
        self._pending: Timer | None = None
        recalled = draft.recall()
        self._recalled = recalled if recalled and recalled[0] != text else None
        self._hint = _RECALLED.format(when=self._recalled[1]) if self._recalled else _HINT

    def compose(self) -> ComposeResult:
        """The passage, the text, and what the keys do."""
        text = neutralise(self._recalled[0]) if self._recalled else self._saved
        with Vertical(id="editor", classes="dialog"):
            yield Static(f"“{self._quote}”", id="editor-quote", markup=False)
            yield _Area(text, id="editor-text", soft_wrap=True, show_line_numbers=False, tab_behavior="focus")
            if self._tags:
                yield Static("  ".join("#" + one_line(tag) for tag in self._tags), id="editor-tags", markup=False)
            yield Static(self._hint, id="editor-hint", markup=False)

    def on_mount(self) -> None:
        """Write on at the end."""
        self._area.move_cursor(self._area.document.end)
        self._area.focus()

    def on_unmount(self) -> None:
        """Whatever was neither saved nor discarded may be taken up again."""
        self._draft.leave()

    @property
    def _area(self) -> TextArea:
        return self.query_one(TextArea)

    @property
    def asking(self) -> bool:
        """Whether the question what to do with unsaved text is on the screen."""
        return self.has_class("-asking")

    def on_text_area_changed(self) -> None:
        """Keep what is written, soon."""
        self._draft.text = "" if self._area.text == self._saved else self._area.text
        if self._pending is None:
            self._pending = self.set_timer(KEEP_AFTER, self._keep)

    def _keep(self) -> None:
        self._pending = None
        self.app.run_worker(self._draft.keep, thread=True, group="draft", exit_on_error=False)

    def action_save(self) -> None:
        """Close with the text."""
        self.dismiss(neutralise(self._area.text))

    def action_drop(self) -> None:
        """Go back from a draft to what is saved."""
        if self._recalled and not self.asking:
            self._area.replace(self._saved, (0, 0), self._area.document.end)
            self._hint = _DROPPED
            self.query_one("#editor-hint", Static).update(self._hint)

    def action_leave(self) -> None:
        """Close, or ask first when something was written; Esc on the question goes on writing."""
        if self._area.text == self._saved:
            self._discard()
            return
        self.toggle_class("-asking")
        self._area.read_only = self.asking
        self.query_one("#editor-hint", Static).update(_ASK if self.asking else self._hint)

    def key_s(self) -> None:
        """Answer: save."""
        if self.asking:
            self.action_save()

    def key_d(self) -> None:
        """Answer: discard."""
        if self.asking:
            self._discard()

    def _discard(self) -> None:
        self.app.run_worker(self._draft.forget, thread=True, group="draft", exit_on_error=False)
        self.dismiss(None)
