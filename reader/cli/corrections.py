"""``correction``: what the user says of names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reader.cli.commands import Group, as_json
from reader.cli.printing import line, many, record, say
from reader.cli.session import Session, durable, refresh
from reader.errors import InputError
from reader.model import LABELS
from reader.text.clean import one_line

if TYPE_CHECKING:
    from reader.cli import fields
    from reader.library import Library
    from reader.model import Correction, Label, Name

_UID = 8


@click.group(cls=Group)
def correction() -> None:
    """List corrections of names, make some, and take them back."""


@correction.command("list")
@as_json
@click.pass_obj
def list_corrections(session: Session, *, as_json: bool) -> None:
    """List what you say of names, the latest first."""
    from reader.library.correcting import describe  # noqa: PLC0415 - not for --help

    with session.opened() as library:
        found = library.corrections.all()
        for uid, each in found:
            if as_json:
                record(_fields(uid, each))
            else:
                where = f" in {one_line(each.article.path)}" if each.article else ""
                line(f"{uid[:_UID]}  {each.modified[:16].replace('T', ' ')} UTC  {describe(each)}{where}")
        if not found and not as_json:
            say("There are no corrections yet; C in the app makes some.")


def _fields(uid: str, each: Correction) -> fields.Fields:
    article, anchor, other = each.article, each.anchor, each.other
    return {
        "uid": uid,
        "words": each.words,
        "says": each.says,
        "label": each.label,
        "other": {"name": other.text, "label": other.label} if other else None,
        "article": {"id": article.id, "title": article.title, "date": article.date} if article else None,
        "anchor": {"start": anchor.span.start, "end": anchor.span.end, "exact": anchor.exact} if anchor else None,
        "modified": each.modified,
    }


@correction.command("remove")
@click.argument("uids", nargs=-1, required=True, metavar="UID...")
@click.pass_obj
def remove(session: Session, uids: tuple[str, ...]) -> None:
    """Take corrections back, all or none."""
    with session.opened() as library:
        before = len(library.corrections.all())
        durable(library.corrections.take_back(uids))
        line(f"{many(before - len(library.corrections.all()), 'correction')} taken back.")


@correction.command("add")
@click.argument("words")
@click.option("--label", type=click.Choice(LABELS, case_sensitive=False), help="What the words are.")
@click.option("--none", "none", is_flag=True, help="The words are no name.")
@click.option("--same", metavar="NAME", help="The words stand for this name.")
@click.option("--not", "apart", metavar="NAME", help="The words do not stand for this name.")
@click.pass_obj
def add(
    session: Session, words: str, label: Label | None, same: str | None, apart: str | None, *, none: bool
) -> None:
    """Say of WORDS, wherever they stand, what they are: with --label alone, a name of this kind."""
    from reader.library.correcting import Subject, describe  # noqa: PLC0415 - not for --help

    if sum(map(bool, (none, same, apart, label and not (same or apart)))) != 1:
        raise InputError("Say one thing of the words: --label, --none, --same or --not.")
    with session.opened() as library:
        for problem in refresh(library):
            session.tell(problem)
        say_it, name = library.corrections, _name(library, same or apart or words, label)
        subject = Subject(words, _kind(library, words, label or (name.label if name else None)))
        if none:
            durable(say_it.deny(subject, here=False))
        elif label and not (same or apart):
            durable(say_it.call(subject, label, here=False))
        elif name is None:
            raise InputError(f"There is no name “{one_line(same or apart or '')}” in the library; give its --label.")
        else:
            durable((say_it.unite if same else say_it.part)(subject, name, here=False))
        line(f"{describe(say_it.all()[0][1])}.")


def _name(library: Library, text: str, label: Label | None) -> Name | None:
    """The name that is meant: one of the library, or with a label any."""
    from reader.model import Name  # noqa: PLC0415 - not for --help

    known = (tally.name for tally in library.names.all() if tally.name.text == text)
    found = next((name for name in known if label in (None, name.label)), None)
    return found or (Name(text, label) if label else None)


def _kind(library: Library, words: str, otherwise: Label | None) -> Label | None:
    """What the words are in most of the places where they are a name."""
    return library.names.mentions.kind_of(words) or otherwise
