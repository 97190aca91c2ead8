"""``keys``: the key table, with the user's own keys in it."""

from __future__ import annotations

from collections.abc import Mapping

import click

from reader.cli.commands import Command, as_json
from reader.cli.printing import line, record, table
from reader.cli.session import Session
from reader.keynames import key_names, split
from reader.keys import COMMANDS, CONTEXTS, commands, effective
from reader.text.clean import one_line


@click.command("keys", cls=Command)
@as_json
@click.pass_obj
def keys(session: Session, *, as_json: bool) -> None:
    """List all keys, as your settings make them."""
    own = session.settings.keys
    table_of_keys, problems = effective(own)
    for problem in problems:
        session.tell(f"{session.settings_file}: {problem}")
    if as_json:
        for command in COMMANDS:
            given = table_of_keys[command.id]
            record(
                {
                    "id": command.id,
                    "context": command.context,
                    "keys": split(given),
                    "default": split(command.keys),
                    "name": command.name,
                    "help": command.help,
                }
            )
    else:
        _print(table_of_keys)


def _print(given: Mapping[str, str]) -> None:
    rows = {c.id: [one_line(key_names(given[c.id])), c.help, c.id] for c in COMMANDS}
    aligned = dict(zip(rows, table(list(rows.values())), strict=True))
    for number, (context, heading) in enumerate(CONTEXTS.items()):
        if number:
            line()
        line(heading)
        for command in commands(context):
            line(f"  {aligned[command.id]}")
