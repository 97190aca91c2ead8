"""What the screens over the desk share on which notes and tags are changed: saying what was done, and undoing it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import TypeVar

from textual import on
from textual.screen import Screen

from reader.library import Library
from reader.model import Note
from reader.ui.screens.changes import Carried, Changes, Made, Saved, attempt
from reader.ui.widgets.grouped_list import GroupedList
from reader.ui.widgets.status_line import GAP, StatusLine

_PADDING = 2


def many(count: int, noun: str, several: str | None = None) -> str:
    """A number with its noun: "1 note", "2,000 notes"; ``several`` is the plural where an s does not make it."""
    return f"{count:,} {noun if count == 1 else several or noun + 's'}"


T = TypeVar("T")


class Changing(Screen[Note | None]):
    """A screen that returns the note whose passage the reader wants to see, if any."""

    hints: Sequence[tuple[str, str]] = ()
    """Keys with a word each, for the status line; the last is the way out."""

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library
        self._telling = False
        self._changes = Changes(self, self.tell, self.renew, library.catch_up)

    @property
    def status(self) -> StatusLine:
        """The bottom line."""
        return self.query_one(StatusLine)

    def renew(self) -> None:
        """Show what there is now; overridden."""

    # Saying

    def tell(self, text: str) -> None:
        """Say what was done; it stays until the reader moves on."""
        self._telling = True
        self.status.tell(text)

    @property
    def where(self) -> str:
        """Where the reader is; overridden."""
        return ""

    def show_where(self) -> None:
        """Say where the reader is, and which keys make sense, as many as fit."""
        self.status.where(self.where)
        if not self._telling:
            keys, room = list(self.hints), self.size.width * 3 // 5 - _PADDING
            while len(keys) > 1 and sum(len(key) + 1 + len(name) + GAP for key, name in keys) - GAP > room:
                del keys[-2]
            self.status.offer(keys)

    def on_mount(self) -> None:
        """Follow the cursor of each list."""
        for rows in self.query(GroupedList):
            self.watch(rows, "cursor", self.move_on, init=False)

    def move_on(self) -> None:
        """What was told gives way to the keys."""
        self._telling = False
        self.show_where()

    # Changing

    def change(self, label: str, change: Callable[[], Future[None]]) -> Future[None] | None:
        """Change something and show it; None when it was refused, which is said."""
        saved = self.attempt(change)
        if saved is not None:
            self.follow(label, saved)
        return saved

    def change_many(self, doing: str, change: Callable[[], Made], size: int) -> None:
        """Change many notes at once, and show it when it is done; ``doing`` is said meanwhile."""
        self._changes.carry_out(doing, change, size)

    def attempt(self, change: Callable[[], T]) -> T | None:
        """What ``change`` returns; None when it was refused, which is said."""
        return attempt(self, change)

    def follow(self, label: str, saved: Future[None]) -> None:
        """Show a change that was made, and "saved" only when it is durable."""
        self._changes.follow(label, saved)

    @on(Saved)
    def _on_saved(self, event: Saved) -> None:
        if self._telling or event.error is not None:  # else the reader has moved on
            self._changes.end(event)

    @on(Carried)
    def _on_carried(self, event: Carried) -> None:
        event.show(self._changes)

    def action_undo(self) -> None:
        """Undo the last change."""
        notebook = self.library.notebook
        self._changes.travel("Undid", notebook.undo, notebook.turns[0], self.library.sync_dates)

    def action_redo(self) -> None:
        """Redo what was undone."""
        notebook = self.library.notebook
        self._changes.travel("Redid", notebook.redo, notebook.turns[1], self.library.sync_dates)

    def ask(
        self, question: str, value: str, example: str, check: Callable[[str], object], take: Callable[[str], object]
    ) -> None:
        """Ask for a line that ``check`` lets through, and ``take`` it unless the user cancels."""
        from reader.ui.screens.dialogs import AskLine  # noqa: PLC0415 - not before it is needed

        def on_line(line: str | None) -> None:
            if line is not None:
                take(line)

        self.app.push_screen(AskLine(question, value, example, check), on_line)

    def action_help(self) -> None:
        """Show the keys."""
        from reader.ui.screens.help import Help  # noqa: PLC0415 - not before it is needed

        self.app.push_screen(Help(self.library.settings.keys, self.context))

    context = "app"
    """Whose keys help shows first."""
