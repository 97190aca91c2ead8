"""``check``: whether everything in a library is as it should be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

import click

from reader.cli.commands import Command, as_json
from reader.cli.printing import line, many, record
from reader.cli.session import Session, amiss, refresh
from reader.text.clean import one_line, shorten

if TYPE_CHECKING:
    from pathlib import Path

    from reader.library import Library
    from reader.model import AnchorState, Excerpt

_UID = 8
_QUOTE = 40
_STATES: Final[tuple[AnchorState, ...]] = ("exact", "moved", "orphan")
_PROBLEMS = 1


@click.command(cls=Command)
@as_json
@click.pass_context
def check(context: click.Context, *, as_json: bool) -> None:
    """Check the notes, their passages, the article files and the translations; name every problem."""
    session = context.ensure_object(Session)
    with session.opened(quiet=True) as library:
        problems = [*session.problems, *amiss(library), *refresh(library)]
        excerpts = library.excerpts(bare=True)
        problems += [*_about_file(library), *_about_passages(excerpts), *_about_translations(library)]
        states = Counter(excerpt.placing.state for excerpt in excerpts)
        counts = {"articles": library.shelf.index.count(), "notes": len(excerpts)}
    if as_json:
        anchors = {state: states[state] for state in _STATES}
        places = {"library": str(library.root), "notes_file": str(library.notebook.file.path)}
        record({**places, **counts, "anchors": anchors, "problems": problems})
        for problem in problems:
            session.tell(problem)
    else:
        for problem in problems:
            line(one_line(problem))
        line(_summary(counts, states, len(problems)))
    if problems:
        context.exit(_PROBLEMS)


def _summary(counts: dict[str, int], states: Counter[AnchorState], problems: int) -> str:
    told = ", ".join(f"{states[state]:,} {state}" for state in _STATES)
    what = f"{many(counts['articles'], 'article')}, {many(counts['notes'], 'note')} ({told})"
    return f"{what}: {many(problems, 'problem') if problems else 'all is well'}."


def _about_file(library: Library) -> Iterator[str]:
    """What is wrong with the notes file."""
    from reader.store import documents, lines  # noqa: PLC0415 - for this command only

    file = library.notebook.file
    if file.read_only:
        yield file.read_only
    file.flush(10)
    tables = lines.parse(_content(file.path))
    for document in tables.get("notes", {}).values():
        if documents.note_from(document) is None:
            uid = one_line(str(document.get("uid", "without a uid")))
            yield f"The note {uid} in {file.path} lacks what a note needs, and is not shown; correct its line."


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _about_passages(excerpts: Sequence[Excerpt]) -> Iterator[str]:
    """The notes that have lost their passages or their articles."""
    for excerpt in excerpts:
        note = excerpt.note
        name = f"Note {note.uid[:_UID]} on “{shorten(one_line(note.anchor.exact), _QUOTE)}”"
        if excerpt.article is None:
            path = one_line(note.article.path)
            yield f"{name}: its article {path} is gone; put the file back, or delete the note."
        elif excerpt.placing.state == "orphan":
            path = one_line(excerpt.article.path)
            yield f"{name}: its passage is no longer in {path}; put a note on the passage that took its place."


def _about_translations(library: Library) -> list[str]:
    """What is wrong with the memories of translations, which are read on first use."""
    library.translations.known(["?"], library.settings.language, library.settings.target)
    return library.translations.problems()
