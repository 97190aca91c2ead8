"""What the user changes: it shows at once, and is said to be saved only when it is durable."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeAlias

from textual.message import Message
from textual.widget import Widget

from reader.errors import StoreError

Turn: TypeAlias = Callable[[], tuple[str, "Future[None]"] | None]
"""Undoes or redoes: what that was, and when it is durable; None when there is nothing to turn back to."""


class Saved(Message):
    """A change is durable, or could not be made so."""

    def __init__(self, label: str, change: int, error: BaseException | None) -> None:
        super().__init__()
        self.label, self.change, self.error = label, change, error


class Changes:
    """The changes of a session, each followed until it is durable."""

    def __init__(self, screen: Widget, tell: Callable[[str], None], show: Callable[[], None]) -> None:
        """``screen`` gets a ``Saved`` for each; ``tell`` has the status line, ``show`` shows what is new."""
        self._screen, self._tell, self._show = screen, tell, show
        self._count = 0

    def make(self, label: str, change: Callable[[], Future[None]]) -> None:
        """Change something, unless the notes must not be changed."""
        try:
            self.follow(label, change())
        except StoreError as error:
            self._refuse(error)

    def follow(self, label: str, saved: Future[None]) -> None:
        """Show a change everywhere, and follow it until it is durable."""
        self._show()
        self._tell(f"{label} · saving …")
        self._count += 1
        change = self._count
        saved.add_done_callback(lambda done: self._screen.post_message(Saved(label, change, done.exception())))

    def end(self, event: Saved) -> None:
        """Say that a change is saved, or that it is not."""
        if event.error is None:
            if event.change == self._count:  # else a later change has the line
                self._tell(f"{event.label} · saved")
        else:
            self._tell(f"{event.label} · NOT saved yet")
            self._screen.notify(str(event.error), title="Not saved yet", severity="error", timeout=15, markup=False)

    def travel(self, verb: str, turn: Turn, show: Callable[[], None]) -> None:
        """Undo or redo; ``show`` shows what has changed besides marks. ``verb`` is "Undid" or "Redid"."""
        try:
            turned = turn()
        except StoreError as error:
            self._refuse(error)
            return
        if turned is None:
            self._count += 1  # what is on its way to the disk has no more to say than this
            self._tell(f"Nothing to be {'undone' if verb == 'Undid' else 'redone'}.")
            return
        show()
        self.follow(f"{verb}: {turned[0]}", turned[1])

    def _refuse(self, error: StoreError) -> None:
        self._screen.notify(str(error), severity="error", timeout=15, markup=False)
