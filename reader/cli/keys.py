"""``keys``: the key table, with the user's own keys in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

import click

from reader.cli.commands import Command, as_json
from reader.cli.printing import line, record, table
from reader.cli.session import Session
from reader.keys import COMMANDS, CONTEXTS, commands, key_name, key_names
from reader.text.clean import one_line

_TOGETHER = ({"app", "list"}, {"app", "reading", "article"}, {"app", "notes"})
"""Contexts whose keys work at the same time. While selecting and in the editor, keys may mean something else."""


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
                    "keys": _split(given),
                    "default": _split(command.keys),
                    "name": command.name,
                    "help": command.help,
                }
            )
    else:
        _print(table_of_keys)


def effective(own: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """The keys of every command by id, with the user's ``own`` where they can be used; why others cannot.

    A key that would stand for two commands at once is refused: both keep the keys that they have by default.
    """
    problems = [f"there is no command “{one_line(id_)}”." for id_ in own if id_ not in _DEFAULTS]
    chosen = {id_: given for id_, given in own.items() if id_ in _DEFAULTS}
    while True:
        clashes = list(_clashes({**_DEFAULTS, **chosen}, chosen))
        if not clashes:
            return {**_DEFAULTS, **chosen}, problems
        for key, one, other in clashes:
            problems.append(
                f"“{one_line(key_name(key))}” would stand for both {one} and {other}; the default keys are kept."
            )
            chosen.pop(one, None)
            chosen.pop(other, None)


_DEFAULTS = {command.id: command.keys for command in COMMANDS}


def _clashes(given: Mapping[str, str], own: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Keys that stand for two commands at once through a choice of the user, with the ids of the two."""
    for one, other in combinations(COMMANDS, 2):
        if (one.id in own or other.id in own) and _meet(one.context, other.context):
            theirs = set(map(key_name, _split(given[other.id])))
            for key in _split(given[one.id]):
                if key_name(key) in theirs:
                    yield key, one.id, other.id


def _meet(one: str, other: str) -> bool:
    return one == other or any({one, other} <= contexts for contexts in _TOGETHER)


def _split(given: str) -> list[str]:
    return [key.strip() for key in given.split(",") if key.strip()]


def _print(given: Mapping[str, str]) -> None:
    rows = {c.id: [one_line(key_names(given[c.id])), c.help, c.id] for c in COMMANDS}
    aligned = dict(zip(rows, table(list(rows.values())), strict=True))
    for number, (context, heading) in enumerate(CONTEXTS.items()):
        if number:
            line()
        line(heading)
        for command in commands(context):
            line(f"  {aligned[command.id]}")
