"""Swapping two files in one step, where the system can: what was replaced can be looked at afterwards."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def exchange(one: Path, other: Path) -> bool:
    """Swap the names of two files atomically; False, and nothing done, where that is not possible."""
    swapped = False
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - costs milliseconds that a reader without changes need not pay

        rename = getattr(ctypes.CDLL(None), "renameat2", None)
        if rename is not None:
            names = _AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other)
            swapped = rename(*names, _RENAME_EXCHANGE) == 0
    return swapped
