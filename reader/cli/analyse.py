"""``analyse``: what the program finds in a text, without a library."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.cli import fields
from reader.cli.commands import Command, as_json
from reader.cli.printing import counted, fill, line, many, record
from reader.cli.session import Session
from reader.errors import EngineError, InputError
from reader.model import LABELS, Article, Entity, Step
from reader.text.clean import one_line

if TYPE_CHECKING:
    from reader.entities import EntityRecogniser
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
@as_json
@click.pass_context
def analyse(context: click.Context, files: tuple[str, ...], *, as_json: bool) -> None:
    """Say what is in text files: dates, paragraphs, sentences, names. “-” is standard input.

    Needs no library and makes none.
    """
    from reader.entities import load  # noqa: PLC0415 - for this command only

    session = context.ensure_object(Session)
    recogniser = load(session.settings.language)
    used = 0
    for step in counted(analysed(files, session.settings.language, recogniser), "analysing"):
        if step.problem:
            session.tell(step.problem)
        if step.item is None:
            continue
        used += 1
        found = step.item
        by = recogniser.provenance if recogniser else None
        if as_json:
            record(fields.of_analysis(found.article, found.document, found.entities, by))
        else:
            _print(found, last=step.done == step.total)
    if not used:
        context.exit(_NONE_USABLE)


def analysed(files: Sequence[str], language: str, recogniser: EntityRecogniser | None) -> Iterator[Step[Analysis]]:
    """A step for each file; one whose names cannot be found has both a result and a problem."""
    from reader.text.segments import Document  # noqa: PLC0415 - not for --help

    for done, name in enumerate(files, 1):
        try:
            article = _article(name, language)
        except InputError as error:
            yield Step(done, len(files), problem=str(error))
            continue
        analysis, problem = Analysis(article, Document.of(article.body), ()), None
        try:
            if recogniser is not None:
                analysis = replace(analysis, entities=recogniser.recognise(analysis.document))
        except EngineError as error:
            problem = str(error)
        yield Step(done, len(files), analysis, problem)


def _article(name: str, language: str) -> Article:
    from reader.intake import SIZE_LIMIT, parse, read_article  # noqa: PLC0415 - not for --help

    if name != _STDIN:
        return read_article(Path(), name, language)
    data = sys.stdin.buffer.read(SIZE_LIMIT + 1)
    if len(data) > SIZE_LIMIT:
        raise InputError(f"Standard input is too large (the limit is {SIZE_LIMIT // 1_000_000} MB); split it.")
    return replace(parse(data, relative="Standard input", language=language), path=_STDIN)


def _print(found: Analysis, *, last: bool) -> None:
    article, document = found.article, found.document
    line(one_line(article.path))
    for text in fill(one_line(article.title), indent="  "):
        line(text)
    counts = [
        article.date.value or "undated",
        many(len(document.paragraphs), "paragraph"),
        many(len(document.sentences), "sentence"),
        many(len(found.entities), "entity", "entities"),
    ]
    line("  " + " · ".join(counts))
    for label in LABELS:
        names = Counter(one_line(entity.name) for entity in found.entities if entity.label == label)
        told = ", ".join(name if count == 1 else f"{name} ({count})" for name, count in names.most_common())
        if told:
            for text in fill(f"{label}: {told}", indent="  "):
                line(text)
    if not last:
        line()
