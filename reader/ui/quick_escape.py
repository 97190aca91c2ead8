"""The POSIX half of the quick driver (see ``driver``)."""

from __future__ import annotations

import os
import selectors
from codecs import getincrementaldecoder
from contextlib import suppress

from textual import constants
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

_PENDING = "_timeout_time"
_TICK = 0.1


def is_supported() -> bool:
    """Whether the parser of this Textual says that it is in the middle of a sequence."""
    return hasattr(XTermParser(False), _PENDING)


class QuickEscapeDriver(LinuxDriver):
    """Waits for input only as long as a pending escape sequence may take."""

    def run_input_thread(self) -> None:
        """Read the terminal until told to stop."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")().decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                pending = getattr(parser, _PENDING) is not None
                ready = selector.select(constants.ESCAPE_DELAY if pending else _TICK)
                if ready:
                    data = os.read(self.fileno, 4096)
                    if not data:
                        break
                    for event in parser.feed(decode(data)):
                        self.process_message(event)
                for event in parser.tick():
                    self.process_message(event)
        with suppress(Exception):
            for _ in parser.feed(""):
                pass
