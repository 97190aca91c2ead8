"""``check``: whether everything in a library is as it should be."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import click

from reader.cli.commands import Command, as_json
from reader.cli.printing import line, many, record
from reader.cli.session import Session, amiss, refresh
from reader.errors import InputError, StoreError
from reader.text.clean import one_line, shorten

if TYPE_CHECKING:
    from reader.library import Library
    from reader.model import AnchorState, Excerpt
    from reader.store.verify import Finding

_UID = 8
_QUOTE = 40
_STATES: Final[tuple[AnchorState, ...]] = ("exact", "moved", "orphan")
_PROBLEMS = 1


@click.command(cls=Command)
@as_json
@click.option("--repair", is_flag=True, help="Mend the notes file; whatever is damaged is kept as evidence.")
@click.pass_context
def check(context: click.Context, *, as_json: bool, repair: bool) -> None:
    """Check the notes, their passages, the article files, your own names and the translations; name every problem."""
    session = context.ensure_object(Session)
    session.lay_out_samples()
    path = _notes_file(session)
    findings = _examined(session, path, repair=repair)
    problems = [finding.sentence for finding in findings if not finding.mended]
    mended = [finding.sentence for finding in findings if finding.mended]
    with _undisturbed(session, path, findings) as apart, session.opened(quiet=True) as library:
        told = set(library.notebook.file.notices) if apart else set()
        problems += [each for each in (*session.problems, *amiss(library)) if each not in told]
        problems += [*refresh(library, follow=repair), *_about_articles(library)]
        excerpts = library.excerpts(bare=True)
        problems += [*_about_passages(excerpts), *_about_corrections(library)]
        problems += [*library.names.own.problems, *_about_translations(library), *_about_drafts(library, path)]
        states = Counter(excerpt.placing.state for excerpt in excerpts)
        counts = {"articles": library.shelf.index.count(), "notes": len(excerpts)}
    if as_json:
        anchors = {state: states[state] for state in _STATES}
        places = {"library": str(library.root), "notes_file": str(path)}
        done = {"mended": mended} if repair else {}
        record({**places, **counts, "anchors": anchors, "problems": problems, **done})
        for problem in problems:
            session.tell(problem)
    else:
        for sentence in (*mended, *problems):
            line(one_line(sentence))
        line(_summary(counts, states, len(problems)))
    if problems:
        context.exit(_PROBLEMS)


def _notes_file(session: Session) -> Path:
    from reader.library import notes_path  # noqa: PLC0415 - not for --help

    return session.notes or notes_path(session.folder, session.paths)


def _examined(session: Session, path: Path, *, repair: bool) -> list[Finding]:
    """What is wrong with the notes file, mended if that is wanted and possible."""
    from reader.library import places  # noqa: PLC0415 - as above
    from reader.store import verify  # noqa: PLC0415 - for this command only

    away = None if session.notes else places.left_elsewhere(session.folder, session.paths)
    if away and repair and (problem := places.bring_back(session.folder, session.paths)):
        raise StoreError(problem)
    look = verify.repair if repair else verify.verify
    found = look(path, session.paths.data / places.UNSAVED)
    if away and not repair:
        what = f"{away} has notes from when {session.folder.absolute()} could not be written to"
        found.append(verify.Finding(what, f"brings them back into {path}, as the next start does"))
    return found


@contextmanager
def _undisturbed(session: Session, path: Path, findings: Sequence[Finding]) -> Iterator[bool]:
    """Let the library be opened on a copy of the notes where opening them would mend them; whether it is so."""
    if not any(finding.mendable and not finding.mended for finding in findings):
        yield False
        return
    notes = session.notes
    with TemporaryDirectory() as folder:
        for source in (path, path.with_name(f".{path.name}.backups")):
            if source.is_dir():
                shutil.copytree(source, Path(folder) / source.name)
            elif source.exists():
                shutil.copy(source, folder)
        session.notes = Path(folder) / path.name
        try:
            yield True
        finally:
            session.notes = notes


def _summary(counts: dict[str, int], states: Counter[AnchorState], problems: int) -> str:
    told = ", ".join(f"{states[state]:,} {state}" for state in _STATES)
    what = f"{many(counts['articles'], 'article')}, {many(counts['notes'], 'note')} ({told})"
    return f"{what}: {many(problems, 'problem') if problems else 'all is well'}."


def _about_articles(library: Library) -> Iterator[str]:
    """What is doubtful of the files of undated articles."""
    from reader.intake import doubt  # noqa: PLC0415 - loaded by now

    for row in library.all_rows():
        if row.date.value is None:
            with suppress(InputError):  # gone since it was listed
                problem = doubt(library.open(row).article)
                if problem:
                    yield problem


def _about_passages(excerpts: Sequence[Excerpt]) -> Iterator[str]:
    """The notes that have lost their passages or their articles."""
    for excerpt in excerpts:
        note = excerpt.note
        name = f"Note {note.uid[:_UID]} on “{shorten(one_line(note.anchor.exact), _QUOTE)}”"
        if excerpt.article is None:
            path = one_line(note.article.path)
            yield f"{name}: its article {path} is gone; put it back, say what it is now, or delete the note."
        elif excerpt.placing.state == "orphan" and not note.anchor.lost:
            path = one_line(excerpt.article.path)
            yield f"{name}: its passage is no longer in {path}; p in the app's notes panel puts it on another."


def _about_drafts(library: Library, path: Path) -> Iterator[str]:
    """What was being written when a program ended."""
    from reader.library.unfinished import unfinished  # noqa: PLC0415 - not for --help

    for each in unfinished(library, path):
        yield f"{each.name} was being written when the program ended: in the app, {each.remedy}."


def _about_corrections(library: Library) -> Iterator[str]:
    """The corrections of names that have lost their passages or their articles."""
    from reader.library.correcting import describe, is_placed  # noqa: PLC0415 - loaded by now

    for uid, each in library.corrections.all():
        if each.article and not is_placed(library, each):
            where = one_line(each.article.path)
            name = f"The correction {uid[:_UID]} ({describe(each)})"
            yield f"{name} has no effect, as its passage is gone from {where}; “correction remove” forgets it."


def _about_translations(library: Library) -> list[str]:
    """What is wrong with the memories of translations, which are read on first use."""
    from reader.text.segments import Document  # noqa: PLC0415 - loaded by now

    library.translations.known(Document.of("Een zin."), library.language)
    return library.translations.problems()
