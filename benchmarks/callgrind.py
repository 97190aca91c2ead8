"""Counts the instructions that a program executes, with valgrind: the same whatever else the machine does.

The counts of a start repeat within a few thousandths, those of a key within two hundredths. They leave out what the
kernel does, and the time that memory takes.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from benchmarks.program import PYTHON, start
from benchmarks.terminal import Terminal

ENVIRONMENT = {"PYTHONHASHSEED": "0", "TEXTUAL_FPS": "1"}
"""Makes counts repeat (the order of sets depends on the seed), and slows the clock of frames as valgrind does."""
FRAME = 1.2
"""Seconds in which everything that was to be painted has been."""
PATIENCE = 300
"""Seconds that a program may take under valgrind, which is fifty times as slow as without."""


def is_available() -> bool:
    """Whether valgrind is installed."""
    return all(map(shutil.which, ("valgrind", "callgrind_control")))


class Counter:
    """A folder for the counts of one program. Leaving its ``with`` block forgets them."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="callgrind-")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._folder.cleanup()

    @property
    def command(self) -> list[str]:
        """What runs a Python module under valgrind.

        Its threads take turns, as on any machine: else the one that writes to the terminal may have to wait while
        the other goes on to the next frames, and what these cost is counted for the first, now and then.
        """
        files = f"--callgrind-out-file={self._folder.name}/out"
        return ["valgrind", "--tool=callgrind", "--fair-sched=yes", files, "--log-file=/dev/null", *PYTHON]

    def total(self) -> int:
        """Instructions since the start, or since they were last counted, as the latest file tells them."""
        newest = max(Path(self._folder.name).iterdir(), key=lambda path: path.stat().st_mtime_ns)
        lines = newest.read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("summary:"))

    def during(self, terminal: Terminal, act: Callable[[], None]) -> int:
        """Instructions that the program on ``terminal`` executes while ``act`` runs."""
        _control(terminal, "--zero")
        act()
        _control(terminal, "--dump")
        return self.total()


def instructions_until(mark: str, module: Sequence[str], environment: Mapping[str, str]) -> int:
    """Instructions from the start of ``module``, a name with arguments, until it writes ``mark`` to the terminal."""
    until = ("benchmarks.until", mark, *module)
    with Counter() as counter, start(until, {**environment, **ENVIRONMENT}, counter.command) as terminal:
        terminal.wait(PATIENCE)
        return counter.total()


def _control(terminal: Terminal, what: str) -> None:
    subprocess.run(["callgrind_control", what, str(terminal.pid)], check=True, capture_output=True)
