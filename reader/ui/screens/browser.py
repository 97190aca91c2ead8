"""What the screens over the desk with a list share: where the reader is in it, and which keys make sense."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from reader.ui.messages import Target
from reader.ui.screens.changing import Changing
from reader.ui.widgets.grouped_list import GroupedList
from reader.ui.widgets.status_line import fitting

_Answer: TypeAlias = "Target | None"


class Browser(Changing[_Answer]):
    """A screen that returns the place that the reader wants to see, if any."""

    hints: Sequence[tuple[str, str]] = ()
    """Keys with a word each, for the status line; the last is the way out."""

    @property
    def where(self) -> str:
        """Where the reader is; overridden."""
        return ""

    def show_where(self) -> None:
        """Say where the reader is, and which keys make sense, as many as fit."""
        self.status.where(self.where)
        if not self.telling:
            self.status.offer(fitting(self.hints, self.size.width))

    def on_mount(self) -> None:
        """Follow the cursor of each list."""
        for rows in self.query(GroupedList):
            self.watch(rows, "cursor", self.move_on, init=False)

    def move_on(self) -> None:
        """What was told gives way to the keys."""
        self.telling = False
        self.show_where()

    def ask(
        self, question: str, value: str, example: str, check: Callable[[str], object], take: Callable[[str], object]
    ) -> None:
        """Ask for a line that ``check`` lets through, and ``take`` it unless the user cancels."""
        from reader.ui.screens.dialogs import AskLine  # noqa: PLC0415 - not before it is needed

        def on_line(line: str | None) -> None:
            if line is not None:
                take(line)

        self.app.push_screen(AskLine(question, value, example, check), on_line)
