"""Why the notes cannot be saved, in a sentence with the remedy, and where they are meanwhile."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from reader.errors import StoreError
from reader.lock import HinderedError

if TYPE_CHECKING:
    from pathlib import Path

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


def sentence(error: Exception, path: Path, kept: Path | None) -> str:
    """Why ``path`` cannot be written at present, what to do about it, and where the changes are until then.

    ``kept`` is the file that holds them; None if they are in memory only.
    """
    where = (
        f"your changes are kept in {kept} until they can be saved"
        if kept
        else "your notes are kept in memory only and saving is tried again by itself"
    )
    if isinstance(error, StoreError):
        return f"{error} {where[0].upper()}{where[1:]}."
    return f"{_cause(error, path)}; {where}."


def _cause(error: Exception, path: Path) -> str:
    if isinstance(error, HinderedError):
        return str(error)
    if not isinstance(error, OSError):
        return f"{path} cannot be written by a fault of this program ({error!r}): report it"
    if error.errno in _FULL:
        return f"There is no room on the disk for {path}: free some space"
    if error.errno in _FORBIDDEN:
        return f"{path} cannot be written: allow writing to it and to its folder"
    if error.errno == errno.ENOENT:
        return f"The folder of {path} is gone: put it back"
    return f"{path} cannot be written ({error.strerror or error})"
