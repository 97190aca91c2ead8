"""Every command of the app, declared once.

Key bindings, help, the palette, ``libya-reader keys`` and the README derive from this table. Keys are written as
Textual names them; several are separated by commas. A user's settings may map an id to others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from reader.keys import beside, desk
from reader.keys.command import Command

CONTEXTS = {
    "app": "Everywhere",
    "desk": "List and article",
    "list": "Article list",
    "reading": "Reading",
    "article": "Notes, tags and translation",
    "selecting": "While selecting",
    "word": "A word looked up",
    "notes": "Notes panel",
    "notebook": "All notes",
    "browser": "A note among all",
    "tagbook": "All tags",
    "tags": "A tag among all",
    "everywhere": "Tagging everywhere",
    "mentions": "A passage among all",
    "past": "Deleted notes and backups",
    "index": "Names",
    "rows": "Lists of names, tags, passages and deleted notes",
    "editor": "Note editor",
    "offer": "Translation editor",
}
"""The places where commands work, with their headings."""

COMMANDS: tuple[Command, ...] = (*desk.COMMANDS, *beside.COMMANDS)
"""All commands, in the order in which help shows them."""


def commands(context: str) -> list[Command]:
    """The commands that work in ``context``."""
    return [command for command in COMMANDS if command.context == context]


_TOGETHER = (
    {"app", "desk", "list"},
    {"app", "desk", "reading", "article"},
    {"app", "desk", "notes"},
    {"app", "notebook", "browser"},
    {"app", "tagbook", "tags", "rows"},
    {"app", "everywhere", "mentions", "rows"},
    {"app", "past", "rows"},
    {"app", "index", "rows"},
)
"""Contexts whose keys work at the same time. While selecting and in the editor, keys may mean something else."""
_DESK = {"app", "desk", "list", "reading", "article", "selecting", "word", "notes", "editor", "offer"}
"""Contexts between which one goes by a key, without leaving the desk."""


def places(context: str) -> list[str]:
    """The contexts on the screen with this one, which comes first: whose keys help shows there."""
    together = next(each for each in (_DESK, *_TOGETHER) if context in each)
    return [context, *(each for each in CONTEXTS if each in together and each != context)]


def effective(own: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """The keys of every command by id, with the user's ``own`` where they can be used; why others cannot.

    A command that is given no key (an empty text) has none. One that is given what is no key, or what would stand
    for two commands at once, keeps the keys that it has by default, and so does the other one.
    """
    if not own:
        return _DEFAULTS.copy(), []
    from reader.keynames import key_name  # noqa: PLC0415 - only those who choose keys of their own pay for it

    problems = [f"there is no command “{id_}”." for id_ in own if id_ not in _DEFAULTS]
    chosen = {id_: given for id_, given in own.items() if id_ in _DEFAULTS}
    for id_, wrong in _no_keys(chosen):
        problems.append(wrong)
        chosen.pop(id_, None)
    while True:
        clashes = list(_clashes({**_DEFAULTS, **chosen}, chosen))
        if not clashes:
            return {**_DEFAULTS, **chosen}, problems
        for key, one, other in clashes:
            problems.append(f"“{key_name(key)}” would stand for both {one} and {other}; the default keys are kept.")
            chosen.pop(one, None)
            chosen.pop(other, None)


_DEFAULTS = {command.id: command.keys for command in COMMANDS}


def _no_keys(own: Mapping[str, str]) -> list[tuple[str, str]]:
    """Commands that were given what is no key, each with a sentence about it."""
    from reader.keynames import is_key, meant, split  # noqa: PLC0415 - as above

    found = []
    for id_, given in own.items():
        for key in split(given):
            if not is_key(key):
                other = meant(key)
                hint = f"write “{other}”" if other else "“libya-reader keys --json” shows how keys are written"
                found.append((id_, f"“{key}” is no key, so the default keys of {id_} are kept; {hint}."))
    return found


def _clashes(given: Mapping[str, str], own: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Keys that stand for two commands at once through a choice of the user, with the ids of the two."""
    from reader.keynames import key_name, split  # noqa: PLC0415 - as above

    for one, other in combinations(COMMANDS, 2):
        if (one.id in own or other.id in own) and _meet(one.context, other.context):
            theirs = set(map(key_name, split(given[other.id])))
            for key in split(given[one.id]):
                if key_name(key) in theirs:
                    yield key, one.id, other.id


def _meet(one: str, other: str) -> bool:
    return one == other or any({one, other} <= contexts for contexts in _TOGETHER)
