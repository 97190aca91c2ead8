"""What a running process has used of the machine, as Linux tells it."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

from benchmarks.terminal import NotSeenError, Terminal

_IDLE_SHARE = 0.03


def cpu_seconds(pid: int) -> float:
    """Seconds that all threads of a process have computed for."""
    total = 0
    for thread in Path(f"/proc/{pid}/task").iterdir():
        with suppress(OSError):  # it may just have ended
            total += int((thread / "schedstat").read_text().split()[0])
    return total / 1e9


def resident_megabytes(pid: int) -> float:
    """Memory of a process that is in RAM now, shared libraries included."""
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


def wait_until_idle(terminal: Terminal, patience: float = 60, window: float = 0.4) -> None:
    """Read what a program writes until it neither writes nor computes, for ``window`` seconds.

    Raises:
        NotSeenError: when it is still busy after ``patience`` seconds.
    """
    end = time.perf_counter() + patience
    while time.perf_counter() < end:
        before = cpu_seconds(terminal.pid)
        began = time.perf_counter()
        if not terminal.settle(window):
            used = cpu_seconds(terminal.pid) - before
            if used < _IDLE_SHARE * (time.perf_counter() - began):
                return
    raise NotSeenError(f"The program is still busy after {patience:g} s:\n{terminal.text}")
