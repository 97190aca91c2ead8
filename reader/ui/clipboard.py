"""Puts text on the system's clipboard, with the program that the system has for that."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

_LIMIT = 5
"""Seconds that a clipboard program may take."""


def program() -> list[str] | None:
    """The command that takes text on its standard input to the system's clipboard; None where there is none."""
    candidates = []
    if sys.platform == "darwin":
        candidates.append(["pbcopy"])
    if os.environ.get("WAYLAND_DISPLAY"):
        candidates.append(["wl-copy"])
    if os.environ.get("DISPLAY"):
        candidates += [["xclip", "-selection", "clipboard"], ["xsel", "--clipboard", "--input"]]
    if sys.platform == "win32":
        candidates.append(["clip"])
    return next((command for command in candidates if shutil.which(command[0])), None)


def copy(text: str) -> bool:
    """Hand ``text`` to the system's clipboard program; whether there was one and it took it. May take seconds."""
    command = program()
    if command is None:
        return False
    try:
        subprocess.run(  # noqa: S603 - a fixed command; the text goes to its standard input
            command,
            input=text.encode("utf-8"),
            timeout=_LIMIT,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return True
