"""What an error of the operating system means for the notes, in a sentence with the remedy."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_KEPT = "your notes are kept in memory and saving is tried again by itself"

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


def sentence(error: OSError, path: Path) -> str:
    """Why ``path`` cannot be written at present, and what to do about it."""
    if error.errno in _FULL:
        return f"There is no room on the disk for {path}: free some space; {_KEPT}."
    if error.errno in _FORBIDDEN:
        return f"{path} cannot be written: allow writing to it and to its folder; {_KEPT}."
    if error.errno == errno.ENOENT:
        return f"The folder of {path} is gone: put it back; {_KEPT}."
    return f"{path} cannot be written ({error.strerror or error}); {_KEPT}."
