"""``renamed``: articles whose files were renamed and edited, and what was written on them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from reader.cli.commands import Group, as_json
from reader.cli.printing import line, many, record, say
from reader.cli.session import Session, durable, find_article, refresh
from reader.errors import NotFoundError
from reader.text.clean import one_line

if TYPE_CHECKING:
    from reader.library import Library


@click.group(cls=Group)
def renamed() -> None:
    """Say which file is now what you wrote on, where it was renamed and edited."""


@renamed.command("list")
@as_json
@click.pass_obj
def list_renamed(session: Session, *, as_json: bool) -> None:
    """List the articles that are gone though you wrote on them, each with those that it may be now."""
    from reader.library import heirs  # noqa: PLC0415 - not for --help

    with session.opened() as library:
        refresh(library)
        notes = Counter(each.article.id for each in library.notebook.notes)
        gone = _gone(library)
        for id_, rows in heirs.offers(library, gone).items():
            path = gone[id_]
            if as_json:
                offers = [{"id": row.id, "path": row.path, "title": row.title} for row in rows]
                record({"id": id_, "path": path, "notes": notes[id_], "offers": offers})
            else:
                told = ", ".join(f"{one_line(row.path)} ({row.id})" for row in rows)
                line(f"{one_line(path)} ({id_}), {many(notes[id_], 'note')}: {told or 'nothing here is like it'}")
        if not library.strays and not as_json:
            say("No article that you wrote on is gone.")


@renamed.command("set")
@click.argument("old")
@click.argument("article")
@click.pass_obj
def settle(session: Session, old: str, article: str) -> None:
    """Say that OLD, the id or path of an article that is gone, is ARTICLE now; what you wrote on it is there then."""
    from reader.library import heirs  # noqa: PLC0415 - not for --help

    with session.opened() as library:
        refresh(library)
        found = [id_ for id_, path in _gone(library).items() if old in (id_, path)]
        if not found:
            raise NotFoundError(
                f"No article “{one_line(old)}” is gone that you wrote on; “renamed list” shows those that are."
            )
        row = find_article(library, article)
        followed = heirs.settle(library, [(found[0], row)])
        durable(followed.saved)
        line(f"{followed.label}.")


@renamed.command("undo")
@click.argument("article")
@click.pass_obj
def undo(session: Session, article: str) -> None:
    """Say that ARTICLE is none of those that it was taken for; its marks, and corrections in it, stay."""
    with session.opened() as library:
        refresh(library)
        row = find_article(library, article)
        marks = library.notebook.marks.get(row.id)
        if marks is None or not marks.was:
            raise NotFoundError(f"{one_line(row.path)} was not taken for any other article; nothing was changed.")
        durable(library.notebook.disinherit(row))
        line(f"{one_line(row.path)} is no other article; “renamed list” shows those that are gone.")


def _gone(library: Library) -> dict[str, str]:
    """The paths of the articles that are gone, by id."""
    from reader.library import heirs  # noqa: PLC0415 - not for --help

    return {id_: heirs.path_of(library, id_) for id_ in sorted(library.strays)}
