"""Writing a file so that at every moment either the old or the new content is there, whole.

Everything the user owns goes through here: notes, exports, settings. Errors are plain ``OSError``; the callers
know what the file means to the user and word the sentence.
"""

from __future__ import annotations

import os
import secrets
import stat
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


def write_durably(path: Path, data: bytes, *, mode_of: Path | None = None) -> None:
    """Give ``path`` the content ``data``, atomically, and return once it would survive a power cut.

    A symlink stays one: its target gets the content. An existing file keeps its mode; a new one gets that of
    ``mode_of``, or the usual one.

    Raises:
        OSError: nothing was written; the old content is untouched and no temporary file is left.
    """
    target = path.resolve()
    with staged(target, data, mode_of=mode_of) as temporary:
        temporary.replace(target)
        sync_folder(target.parent)


@contextmanager
def staged(target: Path, data: bytes, *, mode_of: Path | None = None) -> Iterator[Path]:
    """Hold ``data``, synced, in a temporary file beside ``target``; what is left of it afterwards is removed."""
    temporary = target.with_name(f"{_prefix(target)}{os.getpid()}-{secrets.token_hex(4)}")
    try:
        _write_new(temporary, data, _mode(target, mode_of))
        yield temporary
    finally:
        with suppress(OSError):
            temporary.unlink()


def leftovers(target: Path) -> list[Path]:
    """Temporary files of ``target`` whose writers died, or are at work right now, oldest name first."""
    return named(target.parent, lambda name: name.startswith(_prefix(target)))


def named(folder: Path, wanted: Callable[[str], object]) -> list[Path]:
    """The entries of ``folder`` whose names are wanted, sorted; none if it cannot be read.

    A library folder may hold a hundred thousand articles: a path is made only of what is wanted.
    """
    with suppress(OSError), os.scandir(folder) as entries:
        return sorted(folder / entry.name for entry in entries if wanted(entry.name))
    return []


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` durable: without it a power cut can undo a rename."""
    if sys.platform != "win32":  # Windows cannot open folders, and journals the names itself.
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            _sync(descriptor)
        finally:
            os.close(descriptor)


def _prefix(target: Path) -> str:
    return f".{target.name}.tmp-"


def _mode(*paths: Path | None) -> int | None:
    """The mode of the first of the files that is there."""
    for path in paths:
        with suppress(FileNotFoundError):
            if path is not None:
                return stat.S_IMODE(path.stat().st_mode)
    return None


def _write_new(path: Path, data: bytes, mode: int | None) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags, 0o666 if mode is None else 0o600)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        if mode is not None and sys.platform != "win32":
            os.fchmod(descriptor, mode)
        _sync(descriptor)
    finally:
        os.close(descriptor)


def _sync(descriptor: int) -> None:
    if sys.platform == "darwin":
        import fcntl  # noqa: PLC0415 - does not exist on Windows

        with suppress(OSError):  # Network volumes refuse it; fsync is then the best there is.
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)
