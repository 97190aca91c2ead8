"""The program on a terminal of its own, for the tests called ``test_terminal_*``."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

import reader

ROOT = Path(__file__).parents[2]

if TYPE_CHECKING:
    from benchmarks.terminal import Terminal


class Start(Protocol):
    """Starts the program on a library; by default the samples, on a terminal with true colour.

    ``under`` is a command that gets the program as its last arguments, and leads the session in its place.
    """

    def __call__(
        self,
        library: Path | None = None,
        environment: Mapping[str, str] | None = None,
        size: tuple[int, int] = (120, 40),
        under: Sequence[str] = (),
    ) -> Terminal: ...


@pytest.fixture
def start(samples: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """What starts the program; it is killed at the end of the test."""
    if sys.platform == "win32":
        pytest.skip("a pseudo-terminal as POSIX has it is needed")
    monkeypatch.syspath_prepend(str(ROOT))
    from benchmarks.terminal import Terminal

    ours = {name: value for name, value in os.environ.items() if name.startswith("LIBYA_READER_")}
    ours["PYTHONPATH"] = str(Path(reader.__file__).parents[1])
    with ExitStack() as stack:

        def start(
            library: Path | None = None,
            environment: Mapping[str, str] | None = None,
            size: tuple[int, int] = (120, 40),
            under: Sequence[str] = (),
        ) -> Terminal:
            command = [*under, sys.executable, "-m", "reader", str(library or samples)]
            terminal = Terminal(command, environment={**ours, **(environment or {})}, size=size)
            return stack.enter_context(terminal)

        yield start
