"""What the screens about names share: correcting the name at the cursor, and taking a correction back."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import ClassVar, TypeAlias

from textual.binding import BindingType

from reader.model import Name
from reader.ui.bindings import bindings
from reader.ui.messages import Target
from reader.ui.screens.changes import attempt
from reader.ui.screens.changing import Changing
from reader.ui.widgets.sections import Sections

_Result: TypeAlias = "Target | None"


class NameScreen(Changing[_Result]):
    """Returns where the reader wants to go."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("index")
    context = "index"

    @property
    def chosen(self) -> Name | None:
        """The name that would be corrected."""
        row = self.query_one(Sections).row
        return row.key if row and isinstance(row.key, Name) else None

    def action_correct(self) -> None:
        """Let the user say what the name is."""
        from reader.ui.screens import correcting  # noqa: PLC0415 - not before it is needed

        if self.chosen is not None:
            correcting.correct(self, self.library, correcting.of_name(self.library, self.chosen), None, self._make)

    def _make(self, change: Callable[[], Future[None]]) -> None:
        from reader.ui.screens import correcting  # noqa: PLC0415 - loaded by now

        saved = attempt(self, change)
        if saved is not None:
            said = correcting.latest(self.library)
            self.notify(said, markup=False)
            self.follow(said, saved)

    def take_back(self, uid: str) -> None:
        """Take a correction back."""
        self.change("Taken back · u brings it back", lambda: self.library.corrections.take_back([uid]))

    def action_remove(self) -> None:
        """Take back the correction under the cursor, if there is one."""

    def action_open(self) -> None:
        """Choose the row under the cursor."""
        self.query_one(Sections).action_open()
