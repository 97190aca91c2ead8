"""What the screens about names share: correcting the name at the cursor, undoing that, and help."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import ClassVar, TypeAlias

from textual import on
from textual.binding import BindingType
from textual.screen import Screen

from reader.errors import ReaderError
from reader.library import Library
from reader.model import Name
from reader.ui.bindings import bindings
from reader.ui.messages import Target
from reader.ui.screens.changes import Carried, Changes, Saved
from reader.ui.widgets.sections import Sections
from reader.ui.widgets.status_line import StatusLine

_Result: TypeAlias = "Target | None"


class NameScreen(Screen[_Result]):
    """Returns where the reader wants to go."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("index")

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library
        self._changes = Changes(self, self.tell, self.renew, library.catch_up)

    @property
    def status(self) -> StatusLine:
        """The bottom line."""
        return self.query_one(StatusLine)

    @property
    def chosen(self) -> Name | None:
        """The name that would be corrected."""
        row = self.query_one(Sections).row
        return row.key if row and isinstance(row.key, Name) else None

    def tell(self, text: str) -> None:
        """Say something in the bottom line."""
        self.status.tell(text)

    def renew(self) -> None:
        """Show what there is after a change; overridden."""

    def action_correct(self) -> None:
        """Let the user say what the name is."""
        from reader.ui.screens import correcting  # noqa: PLC0415 - not before it is needed

        if self.chosen is not None:
            correcting.correct(self, self.library, correcting.of_name(self.library, self.chosen), None, self._make)

    def _make(self, change: Callable[[], Future[None]]) -> None:
        from reader.ui.screens import correcting  # noqa: PLC0415 - loaded by now

        saved = self.attempt(change)
        if saved is not None:
            said = correcting.latest(self.library)
            self.notify(said, markup=False)
            self._changes.follow(said, saved)

    def attempt(self, change: Callable[[], Future[None]]) -> Future[None] | None:
        """What a change returns; None when it was refused, which is said."""
        try:
            return change()
        except ReaderError as error:
            self.notify(str(error), severity="error", timeout=15, markup=False)
            return None

    def take_back(self, uid: str) -> None:
        """Take a correction back."""
        saved = self.attempt(lambda: self.library.corrections.take_back([uid]))
        if saved is not None:
            self._changes.follow("Taken back · u brings it back", saved)

    @on(Saved)
    def _on_saved(self, event: Saved) -> None:
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

    def action_remove(self) -> None:
        """Take back the correction under the cursor, if there is one."""

    def action_open(self) -> None:
        """Choose the row under the cursor."""
        self.query_one(Sections).action_open()

    def action_help(self) -> None:
        """Show the keys."""
        from reader.ui.screens.help import Help  # noqa: PLC0415 - not before it is needed

        self.app.push_screen(Help(self.library.settings.keys, "index"))
