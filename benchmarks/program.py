"""How the programs that are measured get started: from compiled modules, as installed programs are."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from benchmarks.terminal import Terminal

FOLDER: Final = Path(tempfile.gettempdir()) / "libya-reader-benchmarks"
"""Where everything is kept that the benchmarks make; it may be deleted at any time."""
BARE: Final = ("benchmarks.bare",)
"""The yardstick."""
PYTHON: Final = (sys.executable, "-m")
_COMPILED: Final = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(FOLDER / "compiled")}


def start(module: Sequence[str], environment: Mapping[str, str], command: Sequence[str] = PYTHON) -> Terminal:
    """Run ``module``, a name with arguments, on a terminal of 120 by 40; ``command`` is what runs it."""
    return Terminal([*command, *module], environment={**environment, **_COMPILED})
