"""Notes under headings: the one order in which exports show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.model import Excerpt, Span

By: TypeAlias = Literal["article", "tag", "month", "entity"]
"""What the outer headings of an export are."""


@dataclass(frozen=True, slots=True)
class Source:
    """An article as it is now, or as a note remembers it when it is gone."""

    id: str
    path: str
    title: str
    date: str
    """``2019``, ``2019-04`` or ``2019-04-07``; empty when undated."""
    language: str
    """Empty when the article is gone."""
    derived: bool
    """Whether its title was made from its text."""
    present: bool
    """Whether it is still in the library."""


@dataclass(frozen=True, slots=True)
class Section:
    """One article with the notes in it, in the order of their passages."""

    source: Source
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Sections under an outer heading."""

    name: str | None
    """The tag, the month or the name; empty where no heading is needed, None for the notes that have none."""
    sections: tuple[Section, ...]


def source(excerpt: Excerpt) -> Source:
    """The article that a note belongs to."""
    row, ref = excerpt.article, excerpt.note.article
    if row is None:
        return Source(ref.id, ref.path, ref.title, ref.date or "", "", derived=False, present=False)
    derived = row.title_source == "derived"
    return Source(row.id, row.path, row.title, row.date.value or "", row.language, derived, present=True)


def position(excerpt: Excerpt) -> Span:
    """Where the passage is, or was when it is nowhere now."""
    return excerpt.placing.span or excerpt.note.anchor.span


def sections(excerpts: Sequence[Excerpt]) -> list[Section]:
    """The notes by article: the oldest first, the undated last; a lost article as its latest note knew it."""
    by_article: dict[str, list[Excerpt]] = {}
    for excerpt in excerpts:
        by_article.setdefault(source(excerpt).id, []).append(excerpt)
    return sorted(map(_section, by_article.values()), key=lambda section: _rank(section.source))


def in_order(excerpts: Sequence[Excerpt]) -> list[Excerpt]:
    """The notes as ``sections`` has them, without headings."""
    return [excerpt for section in sections(excerpts) for excerpt in section.excerpts]


def groups(excerpts: Sequence[Excerpt], by: By) -> list[Group]:
    """The notes under outer headings. By tag or entity, a note stands under each that it has."""
    found: dict[str | None, list[Section]] = {}
    for section in sections(excerpts):
        members: dict[str | None, list[Excerpt]] = {}
        for excerpt in section.excerpts:
            own: list[str | None] = list(dict.fromkeys(_names(section.source, excerpt, by)))
            for name in own or [None]:
                members.setdefault(name, []).append(excerpt)
        for heading, chosen in members.items():
            found.setdefault(heading, []).append(Section(section.source, tuple(chosen)))
    order = sorted(found, key=lambda name: (name is None, (name or "").casefold(), name or ""))
    return [Group(name, tuple(found[name])) for name in order]


def _names(article: Source, excerpt: Excerpt, by: By) -> Iterator[str]:
    match by:
        case "article":
            yield from [""] if article.date else []
        case "month":
            yield from [article.date[:7]] if article.date else []
        case "tag":
            yield from excerpt.note.tags
        case "entity":
            yield from (f"{entity.name} ({entity.label})" for entity in excerpt.entities)


def _section(excerpts: list[Excerpt]) -> Section:
    newest = max(excerpts, key=lambda e: (e.article is not None, e.note.modified, e.note.uid))
    return Section(source(newest), tuple(sorted(excerpts, key=lambda e: (position(e), e.note.uid))))


def _rank(article: Source) -> tuple[bool, str, str, str]:
    return (not article.date, article.date, article.path, article.id)
