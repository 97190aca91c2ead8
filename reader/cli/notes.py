"""``note``: all that can be done to notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click

from reader.cli import fields
from reader.cli.commands import Group, as_json
from reader.cli.imports import import_notes
from reader.cli.printing import counted, fill, line, many, record, say
from reader.cli.session import Session, durable, find_article, refresh
from reader.errors import InputError, NotFoundError
from reader.model import Span
from reader.text.clean import canonical, one_line, shorten

if TYPE_CHECKING:
    from reader.library import Library
    from reader.model import Excerpt, Note, Placing

_UID = 8
"""Digits of a uid that are shown to people."""
_QUOTE = 60
"""Code points of a quote in a message."""


@click.group(cls=Group)
def note() -> None:
    """Take, list, change, delete and bring in notes."""


note.add_command(import_notes)


@note.command("add")
@click.argument("article")
@click.option("--quote", required=True, metavar="TEXT", help="The passage, as it stands in the article.")
@click.option("--occurrence", type=click.IntRange(min=1), metavar="N", help="Which one, if it stands there twice.")
@click.option("--note", "text", metavar="TEXT", help="What you say of it.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="A tag for it; may be given several times.")
@as_json
@click.pass_obj
def add(
    session: Session,
    article: str,
    quote: str,
    occurrence: int | None,
    text: str | None,
    tags: tuple[str, ...],
    *,
    as_json: bool,
) -> None:
    """Put a note on a passage, and print its uid once it is safely on disk.

    On a passage that has a note already, --note changes its text and --tag adds to its tags.
    """
    with session.opened() as library:
        refresh(library)
        opened = library.open(find_article(library, article))
        span = passage(opened.article.body, quote, occurrence)
        old = library.note_at(opened.article, span)
        if old is not None:
            new, saved = library.notebook.change(old, text=text, tags=(*old.tags, *tags))
        else:
            new, saved = library.notebook.write(opened.article, span, text=text, tags=tags)
        durable(saved)
        _answer(library, new, as_json=as_json)


def passage(body: str, quote: str, occurrence: int | None = None) -> Span:
    """Where ``quote`` stands in ``body``: letter for letter, or else with any white space for its white space.

    A passage that would part a character, an accent from its letter, is grown to the whole of it.

    Args:
        body: The text to look in.
        quote: The passage.
        occurrence: Which one, counted from 1; needed when there are several.

    Raises:
        InputError: it is not there, or not so often, or it is not clear which one is meant.
    """
    from reader.text.cells import whole  # noqa: PLC0415 - not for --help

    wanted = canonical(quote)
    shown = f"“{shorten(one_line(quote), _QUOTE)}”"
    if not wanted.strip():
        raise InputError("The quote is empty; give the passage as it stands in the article.")
    exact, folded = re.escape(wanted), r"\s+".join(map(re.escape, wanted.split()))
    found = _matches(exact, body) or _matches(folded, body)
    if not found:
        raise InputError(f"{shown} is not in the article; give it as it stands there (“show” prints it).")
    times = many(len(found), "time")
    if occurrence is None and len(found) > 1:
        raise InputError(f"{shown} stands in the article {times}; say which is meant with --occurrence.")
    if occurrence is not None and occurrence > len(found):
        raise InputError(f"{shown} stands in the article {times} only; there is no occurrence {occurrence}.")
    span = found[(occurrence or 1) - 1]
    return Span(*whole(body, span.start, span.end))


def _matches(pattern: str, body: str) -> list[Span]:
    """Where ``pattern`` matches; matches may overlap."""
    return [Span(*match.span(1)) for match in re.finditer(f"(?=({pattern}))", body)]


@note.command("list")
@click.argument("query", nargs=-1, metavar="[FILTER]...")
@click.option("--article", help="Only those on this article.")
@click.option("--tag", help="Only those with this tag, or one below it.")
@as_json
@click.pass_obj
def list_notes(
    session: Session, query: tuple[str, ...], article: str | None, tag: str | None, *, as_json: bool
) -> None:
    """List the notes, by article and passage.

    FILTER is what the app takes: words, #tag, name:haftar, en:army, is:orphan, is:moved, is:kept, is:written,
    is:untagged, date:2019-04; ~ before one negates it.
    """
    with session.opened() as library:
        refresh(library)
        excerpts = _filtered(library, chosen(library, article, tag), " ".join(query))
        if as_json:
            for excerpt in excerpts:
                record(fields.of_note(excerpt.note, excerpt.placing, excerpt.article))
        else:
            _print_list(excerpts)
            if not excerpts:
                say("There are no such notes." if library.notebook.notes else "There are no notes yet.")


def _filtered(library: Library, excerpts: list[Excerpt], text: str) -> list[Excerpt]:
    """What a filter leaves.

    Raises:
        InputError: it makes no sense.
    """
    from reader.filters import parse  # noqa: PLC0415 - as below
    from reader.library.passages import ASKED, look_into, with_findings  # noqa: PLC0415 - as below
    from reader.notecards import STATES, matches  # noqa: PLC0415 - only where there is a filter

    terms = parse(text, STATES, finished=True)
    asked = ASKED & {term.kind for term in terms}
    if asked:
        *_, last = counted(look_into(library, excerpts, asked), "looking into passages")
        excerpts = with_findings(excerpts, last.item or {})
    return [each for each in excerpts if matches(each, terms)]


def chosen(library: Library, article: str | None, tag: str | None) -> list[Excerpt]:
    """The notes that ``--article`` and ``--tag`` leave, by date of their articles, the undated last.

    Raises:
        InputError: there is no such article or tag.
    """
    if tag and not _covers(tag, (use.name for use in library.notebook.tags)):
        name = one_line(tag).removeprefix("#")
        raise NotFoundError(f"There is no tag #{name}; “tag list” shows those there are.")
    home = find_article(library, article).id if article is not None else None
    notes = [each for each in library.notebook.notes if tag is None or _covers(tag, each.tags)]
    excerpts = [e for e in library.excerpts(notes, bare=True) if home is None or (e.article and e.article.id == home)]
    return sorted(excerpts, key=_order)


def _covers(tag: str, names: Iterable[str]) -> bool:
    """Whether one of ``names`` is ``tag`` or below it."""
    from reader.filters import is_under  # noqa: PLC0415 - not for --help

    wanted = tag.removeprefix("#").casefold()
    return any(is_under(name.casefold(), wanted) for name in names)


def _order(excerpt: Excerpt) -> tuple[bool, str, str, int, str]:
    place = excerpt.article or excerpt.note.article
    date = (excerpt.article.date.value if excerpt.article else excerpt.note.article.date) or ""
    span = excerpt.placing.span or excerpt.note.anchor.span
    return (not date, date, place.path, span.start, excerpt.note.uid)


def _print_list(excerpts: Sequence[Excerpt]) -> None:
    for _, members in groupby(excerpts, key=lambda each: (each.article or each.note.article).id):
        group = list(members)
        line(_heading(group[0]))
        for excerpt in group:
            print_note(excerpt.note, excerpt.placing)
        line()
    if excerpts:
        line(many(len(excerpts), "note"))


def _heading(excerpt: Excerpt) -> str:
    row, ref = excerpt.article, excerpt.note.article
    if row is None:
        return f"{ref.date or 'undated'} · {one_line(ref.title)} (no longer in the library)"
    return f"{row.date.value or 'undated'} · {one_line(row.title)} · {row.id}"


def print_note(each: Note, placing: Placing) -> None:
    """Print a note for people, in a few lines."""
    tags = "".join(f" #{one_line(tag)}" for tag in each.tags)
    line(f"  {each.uid[:_UID]}{'' if placing.state == 'exact' else f' ({placing.state})'}{tags}")
    for text in fill(f"“{one_line(each.anchor.exact)}”", indent="    "):
        line(text)
    for paragraph in filter(None, map(str.strip, each.text.splitlines())):
        for text in fill(paragraph, indent="      "):
            line(text)


@note.command("show")
@click.argument("uid")
@as_json
@click.pass_obj
def show(session: Session, uid: str, *, as_json: bool) -> None:
    """Show a note: its uid, or the beginning of it."""
    with session.opened() as library:
        refresh(library)
        excerpt = library.excerpts([library.notebook.note(uid)], bare=True)[0]
        if as_json:
            record(fields.of_note(excerpt.note, excerpt.placing, excerpt.article))
        else:
            line(_heading(excerpt))
            print_note(excerpt.note, excerpt.placing)
            line(f"  taken {excerpt.note.created[:16].replace('T', ' ')} UTC · {excerpt.note.uid}")


@note.command("edit")
@click.argument("uid")
@click.option("--note", "text", metavar="TEXT", help="Its new text; empty for none.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="A tag to add; may be given several times.")
@click.option("--untag", "untags", multiple=True, metavar="TAG", help="A tag to take off; likewise.")
@as_json
@click.pass_obj
def edit(
    session: Session, uid: str, text: str | None, tags: tuple[str, ...], untags: tuple[str, ...], *, as_json: bool
) -> None:
    """Change the text or the tags of a note, and print its uid once that is safely on disk."""
    if text is None and not tags and not untags:
        raise InputError("There is nothing to change; give --note, --tag or --untag.")
    with session.opened() as library:
        from reader.library.tags import clean_tag  # noqa: PLC0415 - loaded by now

        old = library.notebook.note(uid)
        gone = {name if name in old.tags else clean_tag(name) for name in untags}
        for name in sorted(gone.difference(old.tags)):
            raise NotFoundError(f"Note {old.uid[:_UID]} does not carry #{name}; nothing was changed.")
        kept = [name for name in old.tags if name not in gone]
        new, saved = library.notebook.change(old, text=text, tags=[*kept, *tags] if tags or untags else None)
        durable(saved)
        if as_json:
            refresh(library)
        _answer(library, new, as_json=as_json)


@note.command("delete")
@click.argument("uids", nargs=-1, required=True, metavar="UID...")
@click.pass_obj
def delete(session: Session, uids: tuple[str, ...]) -> None:
    """Delete notes, all of them or none, and print their uids once that is safely on disk."""
    with session.opened() as library:
        notes = {found.uid: found for found in map(library.notebook.note, uids)}
        durable(library.notebook.delete(list(notes.values())))
        for uid in notes:
            line(uid)


def _answer(library: Library, new: Note, *, as_json: bool) -> None:
    """Print the note that was written, as it is now."""
    if as_json:
        excerpt = library.excerpts([library.notebook.note(new.uid)], bare=True)[0]
        record(fields.of_note(excerpt.note, excerpt.placing, excerpt.article))
    else:
        line(new.uid)
