"""What the screens over the desk share on which something is changed: saying what was done, and undoing it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from textual import on
from textual.screen import Screen

from reader.library import Library
from reader.ui.messages import Told
from reader.ui.screens.changes import Carried, Changes, Made, Saved, attempt
from reader.ui.widgets.status_line import StatusLine

R = TypeVar("R")


def many(count: int, noun: str, several: str | None = None) -> str:
    """A number with its noun: "1 note", "2,000 notes"; ``several`` is the plural where an s does not make it."""
    return f"{count:,} {noun if count == 1 else several or noun + 's'}"


class Changing(Screen[R]):
    """A screen with a status line, which says what was changed and whether it is saved."""

    context: str
    """Whose keys help shows first."""

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library
        self.telling = False
        """Whether the status line says what was done."""
        self._changes = Changes(self, self.tell, self.renew, library)

    @property
    def status(self) -> StatusLine:
        """The bottom line."""
        return self.query_one(StatusLine)

    def tell(self, text: str) -> None:
        """Say what was done; it stays until the reader moves on."""
        self.telling = True
        self.status.tell(text)

    def renew(self) -> None:
        """Show what there is now; overridden."""

    def change(self, label: str, change: Callable[[], Future[None]]) -> Future[None] | None:
        """Change something and show it; None when it was refused, which is said."""
        saved = attempt(self, change)
        if saved is not None:
            self.follow(label, saved)
        return saved

    def change_many(self, doing: str, change: Callable[[], Made], size: int) -> None:
        """Change many notes at once, and show it when it is done; ``doing`` is said meanwhile."""
        self._changes.carry_out(doing, change, size)

    def follow(self, label: str, saved: Future[None]) -> None:
        """Show a change that was made, and "saved" only when it is durable."""
        self._changes.follow(label, saved)

    @on(Saved)
    def _on_saved(self, event: Saved) -> None:
        if self.telling or event.error is not None:  # else the reader has moved on
            self._changes.end(event)

    @on(Told)
    def _on_told(self, event: Told) -> None:
        self.tell(event.text)

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

    def action_help(self) -> None:
        """Show the keys."""
        from reader.ui.screens.help import Help  # noqa: PLC0415 - not before it is needed

        self.app.push_screen(Help(self.library.settings.keys, self.context))
