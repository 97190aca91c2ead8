"""The notes file on disk: which version of it we know, and how it is replaced by ours."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TypeAlias

from reader.store.durable import named, staged, sync_folder
from reader.store.exchange import exchange

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Version: TypeAlias = tuple[int, int, int]
"""Inode, size and time of change: what differs whenever somebody writes the file, in place or by renaming."""


class Disk:
    """A file that others may change as well."""

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        self._known: Version | None = None

    @property
    def changed(self) -> bool:
        """Whether somebody else wrote the file since we read or wrote it; that it is gone is no change."""
        version = _version_at(self.path)
        return version is not None and version != self._known

    @property
    def there(self) -> bool:
        """Whether there is a file."""
        return self.path.exists()

    @property
    def copies(self) -> list[Path]:
        """Copies beside it whose names say that a synchroniser made them: Syncthing, Dropbox, Nextcloud."""
        beginning, end = self.path.stem, self.path.suffix

        def made_by_one(name: str) -> bool:
            ours = name.startswith(beginning) and name.endswith(end)
            return ours and "conflict" in name.removeprefix(beginning).lower()

        return named(self.path.parent, made_by_one)

    @contextmanager
    def reading(self) -> Iterator[bytes | None]:
        """The content, None if there is no file; it is the known version once the block ends without error.

        Raises:
            OSError: it cannot be read, or is no file.
        """
        check_plain(self.path)
        try:
            with self.path.open("rb") as file:
                data, version = file.read(), _version(os.fstat(file.fileno()))
        except FileNotFoundError:
            data, version = None, None
        yield data
        self._known = version

    def replace(self, data: bytes) -> Path | None:
        """Make ``data`` the content, durably.

        Returns the file that somebody else had put there since we last looked, if anybody did: the caller has to
        take in what it holds, and then to remove it. Until then it counts as a leftover. Where the system cannot
        swap files, such a write goes unnoticed.

        Raises:
            OSError: the content is what it was before.
        """
        missed = None
        check_plain(self.path)
        with staged(self.path, data) as temporary:
            written = _version_at(temporary)
            if not exchange(temporary, self.path):
                temporary.replace(self.path)
            elif _version_at(temporary) != self._known:
                missed = temporary.rename(temporary.with_name(f"{temporary.name}-missed"))
            self._known = written
            sync_folder(self.path.parent)
        return missed


def check_plain(path: Path) -> None:
    """See that ``path`` is a file, if anything: reading a device may never end, and writing would replace it.

    Raises:
        OSError: it is something else.
    """
    with suppress(FileNotFoundError):
        if not stat.S_ISREG(path.stat().st_mode):
            raise OSError(errno.EINVAL, "it is no file", str(path))


def _version_at(path: Path) -> Version | None:
    try:
        return _version(path.stat())
    except FileNotFoundError:
        return None


def _version(status: os.stat_result) -> Version:
    return status.st_ino, status.st_size, status.st_mtime_ns
