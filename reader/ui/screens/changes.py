"""What the user changes: it shows at once, and is said to be saved only when it is durable.

What would take a while is left to a thread, says how far it is, and shows when it is done; until then it can be
stopped, by the key that would take it back, and nothing of it is made.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeAlias, TypeVar

from textual.message import Message
from textual.widget import Widget

from reader.errors import ReaderError, StoppedError
from reader.library import Library
from reader.ui import jobs
from reader.ui.messages import Told

T = TypeVar("T")
Made: TypeAlias = tuple[str, "Future[None]"]
"""What was done, and when it is durable."""
Turn: TypeAlias = Callable[[], Made | None]
"""Undoes or redoes; None when there is nothing to turn back to."""

MANY = 100
"""From this many notes on, a change is left to a thread."""
JOB = "changing notes"
"""Group of the thread's work, which is named for the key that stops it."""
_BUSY = "Another change is still being made; wait until it is done."
_STOPPED = "Stopped: nothing was changed."
_KEYS = {"Undid": "u", "Redid": "U"}


def attempt(owner: Widget, change: Callable[[], T]) -> T | None:
    """What ``change`` returns; None when it was refused, which is said."""
    try:
        return change()
    except ReaderError as error:
        refuse(owner, str(error))
        return None


def refuse(owner: Widget, reason: str) -> None:
    """Say why something was not changed."""
    owner.notify(reason, severity="error", timeout=15, markup=False)


class Saved(Message):
    """A change is durable, or could not be made so."""

    def __init__(self, label: str, change: int, error: BaseException | None) -> None:
        super().__init__()
        self.label, self.change, self.error = label, change, error


class Carried(Message):
    """A change was carried out in a thread, or refused; ``show`` shows that where changes are shown now."""

    def __init__(self, show: Callable[[Changes], None]) -> None:
        super().__init__()
        self.show = show


class Changes:
    """The changes of a session, each followed until it is durable."""

    def __init__(
        self, screen: Widget, tell: Callable[[str], None], show: Callable[[], None], library: Library
    ) -> None:
        """``screen`` gets a ``Saved`` for each.

        Args:
            screen: Where changes are made.
            tell: Has the status line say something.
            show: Shows what is new.
            library: What is changed.
        """
        self._screen, self._tell, self._show, self._library = screen, tell, show, library
        self._count = 0

    def make(self, label: str, change: Callable[[], Future[None]], size: int = 1) -> None:
        """Change something, unless the notes must not be changed; ``size`` is how many notes that touches."""
        self.carry_out(label, lambda: (label, change()), size)

    def carry_out(
        self,
        doing: str,
        change: Turn,
        size: int,
        *,
        show: Callable[[], None] | None = None,
        nothing: str = "",
        verb: str = "",
    ) -> None:
        """Change something that can say itself what it was.

        Args:
            doing: What is said meanwhile.
            change: Does it.
            size: How many notes that touches.
            show: Shows what has changed besides notes and marks.
            nothing: What is said when there was nothing to be done.
            verb: "Undid" or "Redid", where that is what it does.
        """
        if size < MANY:
            self._attempt(change, show, nothing)(self)
        elif self._busy:
            self._tell(_BUSY)
        else:
            self._count += 1  # what is on its way to the disk has no more to say than this
            self._tell(f"{doing} …")
            key = _KEYS["Redid" if verb == "Undid" else "Undid"]
            self._leave_to_thread(doing, lambda: self._attempt(change, show, nothing), key)

    def _leave_to_thread(self, doing: str, attempt: Callable[[], Callable[[Changes], None]], key: str) -> None:
        """Attempt something in a thread; ``key`` is the one that stops it."""
        app, screen, library = self._screen.app, self._screen, self._library

        def post(message: Message) -> None:
            for each in [screen] if screen.is_attached else app.screen_stack:
                each.post_message(message)

        def tell(done: int, total: int) -> None:
            post(Told(f"{doing} … {100 * done // total} % · {key} stops it"))

        def work() -> None:
            with jobs.sparing(), library.notebook.file.underway.watched(jobs.now_and_then(tell)):
                carried = Carried(attempt())
                library.catch_up()
            post(carried)

        app.run_worker(work, name=key, group=JOB, thread=True, exit_on_error=False)

    @property
    def _busy(self) -> str:
        """The key that stops what is being done in a thread; empty if nothing is."""
        workers = self._screen.app.workers
        return next((each.name for each in workers if each.group == JOB and not each.is_finished), "")

    def _attempt(self, change: Turn, show: Callable[[], None] | None, nothing: str) -> Callable[[Changes], None]:
        """Change something; how to show that, or why it was refused."""
        try:
            made = change()
        except StoppedError:
            return lambda changes: changes.settle(None, None, _STOPPED)
        except ReaderError as error:
            reason = str(error)
            return lambda changes: changes.refuse(reason)
        return lambda changes: changes.settle(made, show, nothing)

    def renew(self) -> None:
        """Show what there is now."""
        self._show()

    def refuse(self, reason: str) -> None:
        """Say why something was not changed."""
        refuse(self._screen, reason)

    def settle(self, made: Made | None, show: Callable[[], None] | None, nothing: str) -> None:
        """Show what was done, or that there was ``nothing`` to be done."""
        if made is None:
            self._count += 1  # as above
            self._tell(nothing)
        else:
            if show:
                show()
            self.follow(*made)

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

    def travel(self, verb: str, turn: Turn, size: int, show: Callable[[], None]) -> None:
        """Undo or redo; ``show`` shows what has changed besides marks. ``verb`` is "Undid" or "Redid"."""

        def turned() -> Made | None:
            made = turn()
            return None if made is None else (f"{verb}: {made[0]}", made[1])

        doing, done = ("Undoing", "undone") if verb == "Undid" else ("Redoing", "redone")
        if not self._busy:
            self.carry_out(doing, turned, size, show=show, nothing=f"Nothing to be {done}.", verb=verb)
        elif self._busy == _KEYS[verb]:
            self._tell("Stopping …")
            self._library.notebook.file.underway.stop()
        else:
            self._tell(_BUSY)
