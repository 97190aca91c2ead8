"""A program on a terminal of our own: what it writes, what that looks like, and keys for it to answer.

The program runs in a pseudo-terminal of its own session. Its questions are answered as a modern terminal does
(synchronised output yes, kitty keyboard protocol no), so that it takes its usual path. The benchmarks and the
tests in ``tests/processes`` use it; POSIX only.
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

import pyte

_ANSWERS = (
    (b"\x1b[?2026$p", b"\x1b[?2026;2$y"),  # synchronised output: supported
    (b"\x1b[?2048$p", b"\x1b[?2048;0$y"),  # reports of the size within the input: not
    (b"\x1b[c", b"\x1b[?62;22c"),
    (b"\x1b[6n", b"\x1b[1;1R"),
)
_UNKNOWN_TO_PYTE = re.compile(
    rb"\x1b\[[<=>][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*(?:\$p|u)|\x1b[\]PX^_].*?(?:\x07|\x1b\\)", re.DOTALL
)
_UNFINISHED = re.compile(rb"\x1b(?:\[[0-9:;<=>?]*[ -/]*|[\]PX^_](?:(?!\x07|\x1b\\).)*)?\Z", re.DOTALL)
_MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
_OURS = ("COLORTERM", "COLUMNS", "ESCDELAY", "FORCE_COLOR", "LIBYA_READER", "LINES", "NO_COLOR", "TEXTUAL", "TMUX")
"""Beginnings of the names of variables that are not handed down: they would change what the program does."""
_TAKE_TERMINAL = ': <"$0"; exec "$@"'
"""A session leader that opens a terminal is controlled by it; then the program takes the shell's place."""
_TICK = 0.05


class Chunk(NamedTuple):
    """What one read of the terminal found."""

    at: float
    """When it was there, as ``time.perf_counter`` tells it."""
    data: bytes


class NotSeenError(AssertionError):
    """Something did not appear in time; says what was on the screen instead."""


class Terminal:
    """A running program and the screen it believes to be on. Leaving its ``with`` block kills the program."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        environment: Mapping[str, str] | None = None,
        size: tuple[int, int] = (120, 40),
        folder: Path | None = None,
    ) -> None:
        """Start ``command`` on a terminal of ``size`` columns and rows.

        Args:
            command: The program and its arguments.
            environment: Variables over those of this process and of an xterm with true colour.
            size: Columns and rows.
            folder: Where to start it; by default here.
        """
        self.output = bytearray()
        """All that the program has written."""
        self.ended = False
        """Whether the program has let go of the terminal."""
        self._parsed = 0
        self._screen: Any = pyte.Screen(*size)
        self._stream: Any = pyte.ByteStream(self._screen)
        self._line, line = os.openpty()
        self._set_size(*size)
        self.started = time.perf_counter()
        """When the program was started."""
        self._process = subprocess.Popen(
            ["/bin/sh", "-c", _TAKE_TERMINAL, os.ttyname(line), *command],
            stdin=line,
            stdout=line,
            stderr=line,
            start_new_session=True,
            cwd=folder,
            env=_environment(environment or {}),
        )
        os.close(line)

    @property
    def pid(self) -> int:
        """The program's process."""
        return self._process.pid

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()

    # What it writes

    def read(self, patience: float) -> Chunk | None:
        """What the program writes next; None when that is nothing for ``patience`` seconds, or the end."""
        if self.ended or not select.select([self._line], [], [], patience)[0]:
            return None
        try:
            data = os.read(self._line, 1 << 16)
        except OSError:  # on Linux, the end
            data = b""
        at = time.perf_counter()
        if not data:
            self.ended = True
            return None
        self.output += data
        for question, answer in _ANSWERS:
            if question in data:
                os.write(self._line, answer)
        return Chunk(at, data)

    def settle(self, quiet: float, patience: float = 30) -> list[Chunk]:
        """What the program writes until it has written nothing for ``quiet`` seconds."""
        chunks = []
        end = time.perf_counter() + patience
        while time.perf_counter() < end and (chunk := self.read(quiet)):
            chunks.append(chunk)
        return chunks

    @property
    def text(self) -> str:
        """The screen as it is now, line by line."""
        piece = bytes(self.output[self._parsed :])
        unfinished = _UNFINISHED.search(piece)
        whole = piece[: unfinished.start()] if unfinished else piece
        self._parsed += len(whole)
        self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", whole))
        return "\n".join(self._screen.display)

    def wait_for(self, pattern: str, patience: float = 30) -> re.Match[str]:
        """Read until ``pattern`` is on the screen; ``.`` does not match a line's end, ``^`` and ``$`` are a line's.

        Raises:
            NotSeenError: when it is not there within ``patience`` seconds, or the program ends before.
        """
        seen = re.compile(pattern, re.MULTILINE)
        end = time.perf_counter() + patience
        while not (match := seen.search(self.text)):
            if self.ended or time.perf_counter() > end:
                why = "the program ended" if self.ended else f"not within {patience:g} s"
                raise NotSeenError(f"{pattern!r} is not on the screen ({why}):\n{self.text}")
            self.read(_TICK)
        return match

    def wait_until_gone(self, pattern: str, patience: float = 30) -> None:
        """Read until ``pattern`` is no longer on the screen.

        Raises:
            NotSeenError: when it is still there after ``patience`` seconds.
        """
        seen = re.compile(pattern, re.MULTILINE)
        end = time.perf_counter() + patience
        while seen.search(self.text):
            if time.perf_counter() > end:
                raise NotSeenError(f"{pattern!r} is still on the screen:\n{self.text}")
            self.read(_TICK)

    @property
    def modes(self) -> frozenset[int]:
        """The private modes (DECSET) that the program has turned on and not off again; 1049 is the other screen."""
        modes: set[int] = set()
        for match in _MODE.finditer(self.output):
            change = modes.update if match[2] == b"h" else modes.difference_update
            change(int(mode) for mode in match[1].split(b";") if mode)
        return frozenset(modes)

    @property
    def echoes(self) -> bool:
        """Whether the line is as a shell expects it: it echoes, and hands over whole lines."""
        local = termios.tcgetattr(self._line)[3]
        assert isinstance(local, int)
        return bool(local & termios.ECHO and local & termios.ICANON)

    # What happens to it

    def press(self, keys: bytes | str) -> None:
        """Type ``keys``, as the bytes that a terminal sends for them."""
        os.write(self._line, keys.encode() if isinstance(keys, str) else keys)

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        self._set_size(columns, rows)
        _ = self.text  # what was written so far was meant for the old size
        self._screen.resize(rows, columns)

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._line, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def send(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self._process.send_signal(number)

    def hang_up(self) -> None:
        """Take the terminal away, as a lost connection or a closed window does."""
        if self._line >= 0:
            os.close(self._line)
        self._line, self.ended = -1, True

    def wait_until_stopped(self, patience: float = 30) -> None:
        """Wait until the program is stopped, as by SIGTSTP.

        Raises:
            NotSeenError: when it goes on for longer than ``patience`` seconds.
        """
        end = time.perf_counter() + patience
        while not os.WIFSTOPPED(os.waitpid(self.pid, os.WUNTRACED | os.WNOHANG)[1]):
            if time.perf_counter() > end:
                raise NotSeenError(f"The program has not stopped within {patience:g} s:\n{self.text}")
            self.read(_TICK)
        self.settle(_TICK)

    def wait(self, patience: float = 30) -> int:
        """The program's exit code once it has ended; the negative number of the signal that ended it.

        Raises:
            NotSeenError: when it goes on for longer than ``patience`` seconds.
        """
        end = time.perf_counter() + patience
        while not self.ended and time.perf_counter() < end:
            self.read(_TICK)
        try:
            return self._process.wait(max(0.0, end - time.perf_counter()))
        except subprocess.TimeoutExpired as error:
            raise NotSeenError(f"The program has not ended within {patience:g} s:\n{self.text}") from error

    def kill(self) -> None:
        """End the program at once (SIGKILL), and take the terminal away."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self.hang_up()


def _environment(extra: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
    return {**kept, "TERM": "xterm-256color", "COLORTERM": "truecolor", **extra}
