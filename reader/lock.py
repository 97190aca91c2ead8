"""One writer at a time, across processes."""

from __future__ import annotations

import errno
import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PAUSE = 0.002
"""Seconds between two attempts; a write takes some ten milliseconds."""

_NO_LOCKS_HERE = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP}


class HinderedError(Exception):
    """Another program is in the way; the text says which and what to do, as a clause without a full stop."""


@contextmanager
def locked(path: Path, timeout: float) -> Iterator[None]:
    """Hold the lock file ``path``, waiting up to ``timeout`` seconds for another holder.

    The lock file is never removed: removing it would let two holders in. On a file system without locks the
    body runs unlocked.

    Raises:
        HinderedError: somebody else held it all the time.
        OSError: the lock file cannot be created.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
    try:
        deadline = time.monotonic() + timeout
        while not _try(descriptor):
            if time.monotonic() >= deadline:
                raise HinderedError(f"Another program has kept {path} locked for {timeout:g} seconds: close it")
            time.sleep(_PAUSE)
        yield
    finally:
        os.close(descriptor)


def _try(descriptor: int) -> bool:
    """Take the lock if it is free; closing the descriptor gives it back, on Windows as well."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - exists on Windows only

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - does not exist on Windows

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _NO_LOCKS_HERE:
            return True
        if error.errno in {errno.EAGAIN, errno.EACCES, errno.EDEADLK}:
            return False
        raise
    return True
