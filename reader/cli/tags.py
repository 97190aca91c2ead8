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
from reader.text.clean import one_line

if TYPE_CHECKING:
    from reader.library.notebook import Notebook


@click.group(cls=Group)
def tag() -> None:
    """List, rename, merge, delete and bring in tags."""


tag.add_command(import_tags)


@tag.command("list")
@as_json
@click.pass_obj
def list_tags(session: Session, *, as_json: bool) -> None:
    """List the tags, the most recently used first."""
    with session.opened() as library:
        tags = library.notebook.tags
        if as_json:
            for use in tags:
                record(asdict(use))
        elif tags:
            rows = [[f"#{one_line(t.name)}", many(t.notes, "note"), many(t.articles, "article")] for t in tags]
            for text in table(rows, right={1, 2}):
                line(text)
        else:
            say("There are no tags yet.")


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


def _things(count: int) -> str:
    return many(count, "note or article", "notes and articles")
