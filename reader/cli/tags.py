"""``tag``: all that can be done to tags."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from reader.cli.commands import Group, as_json
from reader.cli.imports import import_tags
from reader.cli.printing import line, many, record, say, table
from reader.cli.session import Session, durable
from reader.errors import InputError, NotFoundError
from reader.model import TagInfo
from reader.text.clean import one_line, shorten

if TYPE_CHECKING:
    from reader.library.notebook import Notebook

_SAID = 60
"""Code points of a description in a list."""


@click.group(cls=Group)
def tag() -> None:
    """List, describe, colour, pin, rename, merge, delete and bring in tags."""


tag.add_command(import_tags)


@tag.command("list")
@as_json
@click.pass_obj
def list_tags(session: Session, *, as_json: bool) -> None:
    """List the tags, the most recently used first."""
    with session.opened() as library:
        tags, infos = library.notebook.tags, library.notebook.tag_infos
        if as_json:
            for use in tags:
                said = infos.get(use.name, TagInfo(use.name))
                record({**asdict(use), **asdict(said)})
        elif tags:
            rows = [
                [f"#{one_line(t.name)}", many(t.notes, "note"), many(t.articles, "article"), _said(infos.get(t.name))]
                for t in tags
            ]
            for text in table(rows, right={1, 2}):
                line(text)
        else:
            say("There are no tags yet.")


def _said(info: TagInfo | None) -> str:
    """What is said of a tag, in a few words."""
    if info is None:
        return ""
    pinned = "" if info.pinned is None else f"on {info.pinned}"
    return " · ".join(filter(None, [pinned, one_line(info.colour), shorten(one_line(info.description), _SAID)]))


@tag.command("describe")
@click.argument("name")
@click.argument("text")
@click.pass_obj
def describe(session: Session, name: str, text: str) -> None:
    """Say when a tag is to be used; an empty TEXT takes that back. A tag that is not there yet is made."""
    with session.opened() as library:
        name = _name_or_new(library.notebook, name)
        durable(library.notebook.describe_tag(name, text))
        line(f"#{name} was described." if text.strip() else f"#{name} has no description now.")


@tag.command("colour")
@click.argument("name")
@click.argument("colour")
@click.pass_obj
def give_colour(session: Session, name: str, colour: str) -> None:
    """Give a tag a colour, by its name or as #rrggbb; an empty COLOUR takes it away."""
    with session.opened() as library:
        name = _name_or_new(library.notebook, name)
        durable(library.notebook.colour_tag(name, colour))
        line(f"#{name} is {colour.strip().lower()} now." if colour.strip() else f"#{name} has no colour now.")


@tag.command("pin")
@click.argument("name")
@click.argument("digit", type=click.IntRange(0, 9))
@click.pass_obj
def pin(session: Session, name: str, digit: int) -> None:
    """Let a digit from 1 to 9 put a tag on passages in the app, and no other tag; 0 takes it off its digit."""
    with session.opened() as library:
        name = _name_or_new(library.notebook, name)
        durable(library.notebook.pin_tag(name, digit or None))
        line(f"#{name} is on {digit} now." if digit else f"#{name} is on no digit of its own now.")


@tag.command("rename")
@click.argument("old")
@click.argument("new")
@click.pass_obj
def rename(session: Session, old: str, new: str) -> None:
    """Rename a tag everywhere, with those below it; onto a tag that is there, this merges the two."""
    with session.opened() as library:
        line(_retag(library.notebook, old, new))


@tag.command("merge")
@click.argument("tags", nargs=-1, required=True, metavar="TAG...")
@click.argument("into")
@click.pass_obj
def merge(session: Session, tags: tuple[str, ...], into: str) -> None:
    """Merge tags into another one, which has to be there; all of them or none."""
    with session.opened() as library:
        into = _name(library.notebook, into)
        olds = list(dict.fromkeys(_name(library.notebook, each) for each in tags))
        if into in olds:
            raise InputError(f"#{into} has that name already; give another one.")
        count, saved = library.notebook.merge_tags(olds, into)
        durable(saved)
        listed = " ".join(f"#{old}" for old in olds)
        line(f"{listed} {'was' if len(olds) == 1 else 'were'} merged into #{into} on {_things(count)}.")


@tag.command("delete")
@click.argument("name")
@click.pass_obj
def delete(session: Session, name: str) -> None:
    """Take a tag off everything; the notes stay, and so do the tags below it."""
    with session.opened() as library:
        name = _name(library.notebook, name)
        count, saved = library.notebook.delete_tag(name)
        if not count:
            raise NotFoundError(f"Nothing carries #{name} itself; “tag list” shows the tags below it.")
        durable(saved)
        line(f"#{name} was taken off {_things(count)}.")


def _retag(notebook: Notebook, old: str, new: str) -> str:
    """Rename or merge a tag; a sentence that says which."""
    from reader.library.tags import clean_tag  # noqa: PLC0415 - loaded by now

    old, new = _name(notebook, old), clean_tag(new)
    if old == new:
        raise InputError(f"#{old} has that name already; give another one.")
    merges = any(use.name == new for use in notebook.tags)
    count, saved = notebook.rename_tag(old, new)
    durable(saved)
    return f"#{old} was {'merged into' if merges else 'renamed to'} #{new} on {_things(count)}."


def _name(notebook: Notebook, text: str) -> str:
    """The tag that the user means.

    Raises:
        NotFoundError: there is none, nor one below it.
    """
    from reader.library.tags import clean_tag  # noqa: PLC0415 - loaded by now

    names = {use.name for use in notebook.tags}
    name = text if text in names else clean_tag(text)
    if name not in names and not any(other.startswith(f"{name}/") for other in names):
        raise NotFoundError(f"There is no tag #{name}; “tag list” shows those there are.")
    return name


def _name_or_new(notebook: Notebook, text: str) -> str:
    """The tag that the user means, be it there or not.

    Raises:
        InputError: it is no tag.
    """
    from reader.library.tags import clean_tag  # noqa: PLC0415 - loaded by now

    return text if any(use.name == text for use in notebook.tags) else clean_tag(text)


def _things(count: int) -> str:
    return many(count, "note or article", "notes and articles")
