"""A terminal driver that notices a lone Escape in 20 ms instead of 105, and always gives the terminal back.

Textual's driver looks only every tenth of a second whether an escape sequence goes on, whatever ESCDELAY says.
This one looks again after the delay while a sequence is pending, as far as the parser tells. Textual's dies of the
signals that end a program, and leaves the terminal as the app had it; this one leaves the app.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.driver import Driver

ESCAPE_DELAY_MS = "15"
"""How long to wait for the rest of an escape sequence, in milliseconds; a local terminal sends it in one piece."""


def prepare() -> None:
    """Set the delay, unless the user has, and drop an empty NO_COLOR; must run before Textual is imported."""
    os.environ.setdefault("ESCDELAY", ESCAPE_DELAY_MS)
    if not os.environ.get("NO_COLOR"):  # Textual would obey an empty one, which has no meaning
        os.environ.pop("NO_COLOR", None)


def driver_class() -> type[Driver] | None:
    """Our driver, or None to let Textual choose."""
    if sys.platform == "win32" or os.environ.get("TEXTUAL_DRIVER"):
        return None
    from reader.ui.posix_driver import PosixDriver  # noqa: PLC0415 - POSIX only

    return PosixDriver
