"""A change of many things while it is made ready: how far it is, and that it is to be stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final, TypeAlias, TypeVar

from reader.errors import StoppedError

T = TypeVar("T")

Tell: TypeAlias = Callable[[int, int], None]
"""Is told how many things are done, and of how many."""

_OFTEN: Final = 100
"""After so many things it is told."""


class Underway:
    """The change that somebody watches, if any does: the changes of one thread, one after the other."""

    def __init__(self) -> None:
        self._watched: int | None = None
        self._tell: Tell = lambda _done, _total: None
        self._stopped = False

    @contextmanager
    def watched(self, tell: Tell) -> Iterator[None]:
        """Have ``tell`` told how far the changes are that this thread makes meanwhile, and let them be stopped."""
        self._watched, self._tell, self._stopped = threading.get_ident(), tell, False
        try:
            yield
        finally:
            self._watched = None

    def stop(self) -> None:
        """Stop what is watched, unless it is ready already; nothing of it is made then. For any thread."""
        self._stopped = True

    def through(self, things: Sequence[T]) -> Iterator[T]:
        """Pass the parts of a change on, and tell how far it is.

        Raises:
            StoppedError: it is to be stopped.
        """
        watched = self._watched == threading.get_ident()
        for done, thing in enumerate(things):
            if watched and done % _OFTEN == 0:
                self._tell(done, len(things))
                self._check()
            yield thing
        if watched:
            self._check()

    def _check(self) -> None:
        if self._stopped:
            raise StoppedError("This was stopped; nothing was changed.")
