"""Commands that all take the same options to say where things are, before or after their names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from reader.cli.session import Session


def _keep(context: click.Context, option: click.Parameter, value: str | None) -> None:
    if value is not None and not value.strip():
        raise click.BadParameter("the name is empty.", context, option)
    session = context.find_object(Session)
    if session is not None and value is not None and option.name is not None:
        setattr(session, option.name, Path(value))


def _place(name: str, metavar: str, text: str) -> click.Option:
    kind = click.Path(readable=False)
    return click.Option([f"--{name}"], type=kind, metavar=metavar, help=text, callback=_keep, expose_value=False)


def _places() -> list[click.Parameter]:
    return [
        _place("library", "DIR", "Folder of articles; by default the one of the settings, else the samples."),
        _place("notes", "FILE", "Where the notes are kept; by default notes.json in the library."),
        _place("config", "FILE", "Settings to use in the place of your own."),
    ]


class Command(click.Command):
    """A command that takes ``--library``, ``--notes`` and ``--config``."""

    def __init__(self, *args: Any, **extra: Any) -> None:  # noqa: ANN401 - click's own arguments, passed on
        super().__init__(*args, **extra)
        self.params += _places()


class Group(click.Group):
    """A command with commands below it; it takes those options, too."""

    command_class = Command

    def __init__(self, *args: Any, **extra: Any) -> None:  # noqa: ANN401 - click's own arguments, passed on
        super().__init__(*args, **{"no_args_is_help": False, **extra})
        self.params += _places()


as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
"""The option of every command that answers with data."""
