"""``analyse``: what the program finds in a text, without a library."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from reader.cli import fields
from reader.cli.commands import Command, as_json
from reader.cli.printing import counted, fill, line, many, record, standard_input
from reader.cli.session import Session
from reader.errors import EngineError, InputError
from reader.model import LABELS, Article, Entity, Step
from reader.text.clean import one_line

if TYPE_CHECKING:
    from reader.library.ownnames import Said
    from reader.model import Recogniser
    from reader.settings import Settings
    from reader.text.segments import Document

_STDIN = "-"
_NONE_USABLE = 2


@dataclass(frozen=True, slots=True)
class Analysis:
    """A text and what is found in it."""

    article: Article
    document: Document
    entities: tuple[Entity, ...]


@click.command(cls=Command)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--language", metavar="TAG", help="Language of files that do not say theirs; else it is detected.")
@as_json
@click.pass_context
def analyse(context: click.Context, files: tuple[str, ...], *, language: str | None, as_json: bool) -> None:
    """Say what is in text files: dates, languages, paragraphs, sentences, names. “-” is standard input.

    Needs no library and makes none. Where a file is in one, or --library names one, your own names and corrections
    there hold.
    """
    session = context.ensure_object(Session)
    settings = session.settings
    if language is not None:
        settings = replace(settings, language=fields.language_tag(language))
    recognisers = session.recognisers
    used = 0
    for step in counted(analysed(files, settings, session.library, session.notes), "analysing"):
        if step.problem:
            session.tell(step.problem)
        if step.item is None:
            continue
        used += 1
        found = step.item
        recogniser = recognisers.reading(found.article.language)
        by = recogniser.provenance if recogniser else None
        if as_json:
            record(fields.of_analysis(found.article, found.document, found.entities, by))
        else:
            _print(found, by, last=step.done == step.total)
    if not used:
        context.exit(_NONE_USABLE)


def analysed(
    files: Sequence[str], settings: Settings, library: Path | None = None, notes: Path | None = None
) -> Iterator[Step[Analysis]]:
    """A step for each file, in order, worked on by all cores; one whose names cannot be found has a problem, too.

    The user's word on names is that of ``library`` and ``notes``, else that of the library each file is in.
    """
    from reader.library.pool import cores, spread  # noqa: PLC0415 - not for --help

    work = (_Work(name, settings, _from_stdin() if name == _STDIN else None, library, notes) for name in files)
    for done, (found, problem) in enumerate(spread(_analysed, work, cores()), 1):
        yield Step(done, len(files), found, problem)


class _Work(NamedTuple):
    """A file to be analysed, as it is given to another process."""

    name: str
    settings: Settings
    data: bytes | None
    """What standard input held, if it is that."""
    library: Path | None
    notes: Path | None

    @property
    def home(self) -> Path | None:
        """The library whose names hold."""
        from reader.library.ownnames import home_of  # noqa: PLC0415 - not for --help

        return self.library or (home_of(Path(self.name)) if self.data is None else None)


def _analysed(work: _Work) -> tuple[Analysis | None, str | None]:
    """What is in a file, or in what standard input held, and what went wrong. May run in another process."""
    from reader.recognisers import choose  # noqa: PLC0415 - not for --help
    from reader.text.segments import Document  # noqa: PLC0415 - as above

    settings = work.settings
    try:
        article = _article(work.name, settings.language, work.data)
    except InputError as error:
        return None, str(error)
    analysis = Analysis(article, Document.of(article.body), ())
    recogniser = choose(settings.recogniser, settings.recognisers).reading(article.language)
    home = work.home
    said, problems = _said(home, work.notes)
    try:
        found = recogniser.recognise(analysis.document) if recogniser else None
    except EngineError as error:
        return analysis, str(error)
    id_ = _id_in(home, work.name) or article.id
    entities = said.applied(found, article.body, id_, article.digest)
    return replace(analysis, entities=entities), " ".join(problems) or None


@cache
def _said(home: Path | None, notes: Path | None) -> tuple[Said, list[str]]:
    """What the user says of names in a library, read once in each process."""
    from reader.library.ownnames import Said, read_said  # noqa: PLC0415 - not for --help
    from reader.names import Corrections, shipped_table  # noqa: PLC0415 - as above

    return (Said(shipped_table(), Corrections()), []) if home is None else read_said(home, notes)


def _id_in(home: Path | None, name: str) -> str | None:
    """The id of a file as an article of a library; None if it is not in it."""
    from reader.intake.articles import article_id  # noqa: PLC0415 - not for --help

    path = Path(name).absolute()
    root = home.absolute() if home else None
    return article_id(path.relative_to(root).as_posix()) if root and path.is_relative_to(root) else None


def _from_stdin() -> bytes:
    from reader.intake import SIZE_LIMIT  # noqa: PLC0415 - not for --help

    return standard_input(SIZE_LIMIT + 1)


def _article(name: str, language: str, data: bytes | None) -> Article:
    from reader.intake import SIZE_LIMIT, parse, read_article  # noqa: PLC0415 - not for --help

    if data is None:
        return read_article(Path(), name, language)
    if len(data) > SIZE_LIMIT:
        raise InputError(f"Standard input is too large (the limit is {SIZE_LIMIT // 1_000_000} MB); split it.")
    return replace(parse(data, relative="Standard input", language=language), path=_STDIN)


def _print(found: Analysis, by: Recogniser | None, *, last: bool) -> None:
    article, document = found.article, found.document
    line(one_line(article.path))
    for text in fill(one_line(article.title), indent="  "):
        line(text)
    counts = [
        article.date.value or "undated",
        article.language + "?" * (article.language_source == "assumed"),
        many(len(document.paragraphs), "paragraph"),
        many(len(document.sentences), "sentence"),
        many(len(found.entities), "entity", "entities"),
    ]
    line("  " + " · ".join(counts))
    if by is None:
        line(f"  no recogniser reads {article.language}: listed names only")
    for label in LABELS:
        names = Counter(one_line(entity.name) for entity in found.entities if entity.label == label)
        told = ", ".join(name if count == 1 else f"{name} ({count})" for name, count in names.most_common())
        if told:
            for text in fill(f"{label}: {told}", indent="  "):
                line(text)
    if not last:
        line()
