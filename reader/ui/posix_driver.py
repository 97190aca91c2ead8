"""The POSIX half of the driver (see ``driver``)."""

from __future__ import annotations

import os
import selectors
import signal
import sys
from codecs import getincrementaldecoder
from contextlib import suppress
from typing import IO, Any

from textual import constants
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

_PENDING = "_timeout_time"
_TICK = 0.1
_LEAVE = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


class _Output:
    """A terminal to write to, or what was one: what a terminal that has gone away cannot take is dropped."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> None:
        """Write ``text``."""
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        """Send what was written."""
        with suppress(OSError):
            self._file.flush()

    def fileno(self) -> int:
        """The number of its file."""
        return self._file.fileno()


class PosixDriver(LinuxDriver):
    """Notices a lone Escape at once, and gives the terminal back whoever ends or stops the program."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._file: Any = _Output(sys.__stderr__ or sys.stderr)

    @property
    def can_suspend(self) -> bool:
        """Whether there is a shell to go to, and to come back from."""
        return os.getpgrp() != os.getsid(0)

    def start_application_mode(self) -> None:
        """Take the terminal; from now on, a signal to end leaves the app as the user would."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        for number in _LEAVE:
            self._loop.add_signal_handler(number, self._leave, number)

    def _leave(self, number: signal.Signals) -> None:
        """Leave with the exit code of a program that was ended by the signal; a second one ends it at once."""
        self._loop.remove_signal_handler(number)
        self._app.exit(return_code=128 + number)

    def _sigcont_application(self, *_: object) -> None:
        """Take the terminal again; a shell may have used it, even if the program was stopped without being asked."""
        if not self._must_signal_resume:
            self.suspend_application_mode()
            self._must_signal_resume = True
        super()._sigcont_application()

    def run_input_thread(self) -> None:
        """Read the terminal until told to stop; wait only as long as a pending escape sequence may take."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")().decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                pending = getattr(parser, _PENDING, None) is not None
                if selector.select(constants.ESCAPE_DELAY if pending else _TICK):
                    data = self._read()
                    if not data:
                        self._loop.call_soon_threadsafe(self._leave, signal.SIGHUP)
                        break
                    for event in parser.feed(decode(data)):
                        self.process_message(event)
                for event in parser.tick():
                    self.process_message(event)
        with suppress(Exception):
            for _ in parser.feed(""):
                pass

    def _read(self) -> bytes:
        """What was typed; nothing when the terminal has gone away."""
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""
