"""Translating many articles: what it would cost, and doing it, each article as far as it goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.errors import InputError
from reader.model import ArticleRow, Step, Translation
from reader.translation import Cost

if TYPE_CHECKING:
    from reader.library import Library, Opened


@dataclass(frozen=True, slots=True)
class Plan:
    """What an article still needs."""

    row: ArticleRow
    cost: Cost


@dataclass(frozen=True, slots=True)
class Translated:
    """An article with what is known of its translation now."""

    row: ArticleRow
    opened: Opened
    known: Sequence[Translation | None]
    new: int
    """How many sentences were asked for with success."""


def plans(library: Library, rows: Sequence[ArticleRow]) -> Iterator[Step[Plan]]:
    """A step for each article; one that cannot be read is a problem. Asks nobody."""
    for done, row in enumerate(rows, 1):
        try:
            document = library.open(row).document
        except InputError as error:
            yield Step(done, len(rows), problem=str(error))
        else:
            yield Step(done, len(rows), Plan(row, library.translations.cost(document, row.language)))


def run(library: Library, planned: Sequence[Plan]) -> Iterator[Step[Translated]]:
    """Ask for what is missing, article by article; a step for each sentence that was, and an item for each article.

    Ends at the first article for which nobody may be asked, or that brings nothing: the next ones would fare no
    better. What was brought until then is kept, so that another run asks for the rest only.
    """
    total = sum(plan.cost.sentences for plan in planned)
    done, going = 0, True
    for plan in planned:
        try:
            opened = library.open(plan.row)
        except InputError as error:
            yield Step(done, total, problem=str(error))
            continue
        before = done
        if going and plan.cost.sentences:
            for step in _asked(library, opened):
                done += step.item or 0
                yield Step(done, total, problem=step.problem)
            status = library.translations.status(opened.article.language)
            going = (status.ready and done > before) or not status.supported
        known = library.translations.known(opened.document, opened.article.language)
        library.wordings.keep(opened.article, known)
        yield Step(done, total, Translated(plan.row, opened, known, done - before))


def _asked(library: Library, opened: Opened) -> Iterator[Step[int]]:
    """A step for each sentence that was missing, with how many different ones it is."""
    document, language = opened.document, opened.article.language
    texts = document.texts
    told = {text for text, hit in zip(texts, library.translations.known(document, language), strict=True) if hit}
    for step in library.translations.ask(document, language):
        new = step.item is not None and texts[step.item[0]] not in told
        if step.item is not None:
            told.add(texts[step.item[0]])
        yield Step(step.done, step.total, int(new), step.problem)
