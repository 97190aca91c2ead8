"""The commands. Imports the screens only inside ``open``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run ``libya-reader`` with the arguments of this process, and exit with its code."""
    try:
        from reader.cli.program import program  # noqa: PLC0415 - an interrupt is to be quiet here, too
    except KeyboardInterrupt:
        sys.exit(130)
    program.main(prog_name="libya-reader")
