"""All that is known of one name: how it is written, when, where, beside whom, and in which notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from reader.model import Step

if TYPE_CHECKING:
    from reader.library import Library
    from reader.model import ArticleRow, Excerpt, Mention, Name, Recogniser
    from reader.store.mentions import Written

_COMPANIONS: Final = 12


@dataclass(frozen=True, slots=True)
class NameCard:
    """A name, as the articles that were read tell of it."""

    name: Name
    wikidata: str
    """Its item of Wikidata, where that is certain; else empty."""
    written: Sequence[Written]
    """The ways in which it is written, the most frequent first."""
    months: dict[str | None, int]
    """How often it is mentioned in each month; None is undated."""
    articles: Sequence[tuple[ArticleRow, int, Mention]]
    """The articles with it, the latest first, with how often, and where first."""
    companions: Sequence[tuple[Name, int]]
    """The names that are in most of these articles, with in how many."""
    notes: Sequence[Excerpt]
    """The notes whose passages touch a mention."""
    found_by: Recogniser
    """Who finds the names of this library."""
    unread: int
    """How many bodies of the library nobody has looked into, or not as one would now."""


def card(library: Library, name: Name) -> Iterator[Step[NameCard]]:
    """All that is known of ``name``, as a job of one step."""
    names = library.names
    names.settle()
    mentions = names.mentions.of(name)
    firsts: dict[int, Mention] = {}
    for mention in mentions:
        firsts.setdefault(mention.article, mention)
    counts = names.mentions.articles(name)
    numbers = [number for number, _ in counts]
    rows = dict(zip(numbers, library.rows(numbers), strict=True)) if counts else {}
    listed = names.table.get(name.text, name.label)
    yield Step(
        1,
        1,
        NameCard(
            name,
            listed.wikidata if listed else "",
            names.mentions.written(name),
            dict(names.mentions.by_month(name)),
            [(rows[number], times, firsts[number]) for number, times in counts],
            names.mentions.companions(name, _COMPANIONS),
            list(_touching(library, mentions, {row.id: number for number, row in rows.items()})),
            library.provenance,
            len(names.unread()),
        ),
    )


def _touching(library: Library, mentions: Sequence[Mention], numbers: dict[str, int]) -> Iterator[Excerpt]:
    """The notes on these articles whose passages touch one of the mentions."""
    notes = [note for note in library.notebook.notes if library.home_of(note) in numbers]
    for excerpt in library.excerpts(notes, bare=True):
        span, row = excerpt.placing.span, excerpt.article
        number = numbers.get(row.id) if row else None
        if span and any(each.article == number and each.span.overlaps(span) for each in mentions):
            yield excerpt
