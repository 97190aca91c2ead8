"""``open``: the app."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

import click

from reader.cli.commands import Command
from reader.cli.session import Session
from reader.errors import InputError
from reader.text.clean import one_line


@click.command("open", cls=Command)
@click.argument("folder", required=False, metavar="[LIBRARY]", type=click.Path(readable=False, path_type=Path))
@click.pass_context
def open_app(context: click.Context, folder: Path | None = None) -> None:
    """Open the app on a library; what “libya-reader [LIBRARY]” does."""
    session = context.ensure_object(Session)
    if folder is not None:
        if session.library not in {None, folder}:
            raise InputError("Two libraries are named; name one, with or without --library.")
        session.library = folder
    if not session.uses_default and not session.folder.exists():
        name = one_line(str(session.folder))
        raise InputError(f"There is no folder {name}; name one that holds articles, or see “libya-reader --help”.")
    _check_terminal()
    code = _run(session)
    if code:
        context.exit(code)


def _check_terminal() -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise InputError(
            "The app needs a terminal, and input or output goes elsewhere; “libya-reader --help” lists the "
            "commands that work without one."
        )
    if os.environ.get("TERM") == "dumb":
        raise InputError(
            "The app needs a terminal that can place text, and TERM is dumb; “libya-reader --help” lists the "
            "commands that work in this one."
        )


def _run(session: Session) -> int:
    """Run the app; its return code."""
    from reader.ui import driver  # noqa: PLC0415 - has to come before Textual

    driver.prepare()
    gc.disable()  # until the first frame: the app enables it again
    from reader.ui.app import ReaderApp  # noqa: PLC0415 - no other command loads the screens

    library = session.open(notes=False)
    try:
        library.problems[:0] = session.problems  # what was told before would be behind the app
        app = ReaderApp(library)
        app.run()
    finally:
        library.close()
    return app.return_code or 0
