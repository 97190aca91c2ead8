"""The thread that writes: whoever asks while a write runs shares the next one."""

from __future__ import annotations

import atexit
import threading
from concurrent.futures import Future
from typing import TYPE_CHECKING

from reader.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

_FIRST_RETRY, _LAST_RETRY = 0.2, 5.0
"""Seconds before a failed write is tried again; the pause doubles between the two."""


_AT_EXIT = 10.0
"""Seconds for a last write when the program ends without closing."""


class Writer:
    """Runs ``commit`` on a thread of its own, which starts with the first request.

    ``commit`` makes the present state durable or raises an error whose text is a sentence for the user. A failed
    one is repeated until it succeeds or the writer is closed: what was asked for stays owed.
    """

    def __init__(self, commit: Callable[[], None]) -> None:
        self._commit = commit
        self._wake = threading.Condition()
        self._thread: threading.Thread | None = None
        self._waiting: list[Future[None]] = []
        self._asked = self._done = 0
        self._problem: str | None = None
        self._pending = self._closing = False

    @property
    def problem(self) -> str | None:
        """Why the latest attempt failed; None once one has succeeded."""
        return self._problem

    @property
    def owing(self) -> bool:
        """Whether anything that was asked for is not durable yet."""
        return self._done < self._asked

    def request(self) -> Future[None]:
        """Ask for a commit of the present state.

        The future is done when the first attempt is over, with StoreError if it failed. It cannot be cancelled.
        """
        future: Future[None] = Future()
        future.set_running_or_notify_cancel()
        with self._wake:
            self.owe()
            self._waiting.append(future)
        return future

    def owe(self) -> None:
        """Ask for a commit without waiting for it."""
        with self._wake:
            if self._closing:
                raise StoreError("The notes file is closed already.")
            self._asked += 1
            self._pending = True
            if self._thread is None:
                atexit.register(self.close, _AT_EXIT)
                self._thread = threading.Thread(target=self._run, name="notes writer", daemon=True)
                self._thread.start()
            self._wake.notify()

    def flush(self, timeout: float) -> None:
        """Wait until nothing is owed.

        Raises:
            StoreError: that did not happen within ``timeout`` seconds, or the attempt failed.
        """
        if not self.owing:
            return
        try:
            self.request().result(timeout)
        except TimeoutError:
            raise StoreError(
                f"The notes could not be saved within {timeout:g} seconds; they are still being written."
            ) from None

    def close(self, timeout: float) -> None:
        """Make one last attempt if anything is owed, and end the thread.

        Raises:
            StoreError: what was owed is not durable.
        """
        atexit.unregister(self.close)
        with self._wake:
            self._closing = True
            self._wake.notify()
        if self._thread is not None:
            self._thread.join(timeout)
        if self.owing:
            raise StoreError(self._problem or f"The notes could not be saved within {timeout:g} seconds.")

    def _run(self) -> None:
        pause = _FIRST_RETRY
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._pending or self._closing, pause if self.owing else None)
                waiting, self._waiting, self._pending = self._waiting, [], False
                asked, closing = self._asked, self._closing
            if self.owing:
                pause = _FIRST_RETRY if self._attempt(waiting, asked) else min(2 * pause, _LAST_RETRY)
            if closing:
                return

    def _attempt(self, waiting: list[Future[None]], asked: int) -> bool:
        try:
            self._commit()
        except Exception as error:  # noqa: BLE001 - whatever went wrong, the notes stay owed and the thread lives
            self._problem = _sentence(error)
            for future in waiting:
                future.set_exception(StoreError(self._problem))
            return False
        self._problem = None
        self._done = asked
        for future in waiting:
            future.set_result(None)
        return True


def _sentence(error: Exception) -> str:
    if isinstance(error, StoreError):
        return str(error)
    return f"The notes are kept in memory only, by a fault of this program ({error!r}): copy them and report it."
