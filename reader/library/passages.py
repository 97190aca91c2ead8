"""The passages of notes: where they are now, and all that is printed around them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.errors import InputError
from reader.model import Article, ArticleRow, Entity, Excerpt, Note, Placing, Span, Step, Translation
from reader.text import anchors
from reader.text.clean import one_line

if TYPE_CHECKING:
    from reader.library import Library, Opened


def placed(article: Article, notes: Iterable[Note]) -> list[tuple[Note, Placing]]:
    """Notes on ``article`` with their passages, in text order, orphans last."""
    found = [(note, anchors.place(note.anchor, article.body, article.digest)) for note in notes]
    end = len(article.body)
    return sorted(found, key=lambda item: (item[1].span.start if item[1].span else end, item[0].created))


def gather(
    library: Library, notes: Iterable[Note], homes: Mapping[str, str], *, bare: bool
) -> Iterator[Step[list[Excerpt]]]:
    """Notes with their places, as ``excerpts``: a step for each article; ``homes`` says of which a note is."""
    by_home: dict[str | None, list[Note]] = {}
    for note in notes:
        by_home.setdefault(homes.get(note.uid), []).append(note)
    numbers = library.shelf.index.numbers(filter(None, by_home))
    rows: dict[str | None, ArticleRow] = {row.id: row for row in library.rows(list(numbers.values()))}
    for done, (home, members) in enumerate(by_home.items(), 1):
        yield Step(done, len(by_home), excerpts(library, rows.get(home), members, bare=bare))


def excerpts(library: Library, row: ArticleRow | None, notes: Sequence[Note], *, bare: bool) -> list[Excerpt]:
    """Notes on the article of ``row`` with their places, and unless ``bare`` all that an export prints around them.

    Without an article, or where its file cannot be read, they are orphans.
    """
    try:
        opened = library.open(row) if row else None
    except InputError:
        opened = None
    if row is None or opened is None:
        return [Excerpt(note, anchors.ORPHAN, row) for note in notes]
    article, document = opened
    known = [] if bare else library.translations.known(document, article.language)
    entities = () if bare else library.entities(opened)
    out = []
    for note in notes:
        placing = anchors.place(note.anchor, article.body, article.digest)
        span = placing.span
        touched = document.sentences_in(span) if span and known else range(0)
        translations = tuple(t for i in touched if (t := known[i]) is not None)
        out.append(
            Excerpt(note, placing, row, translations, tuple(e for e in entities if span and span.covers(e.span)))
        )
    return out


class Findings(NamedTuple):
    """What only a filter may ask of a passage, as finding it takes a while."""

    entities: tuple[Entity, ...] = ()
    translations: tuple[Translation, ...] = ()


ASKED: Final = frozenset({"name", "english"})
"""The kinds of terms that ask for it."""


def look_into(
    library: Library, excerpts: Sequence[Excerpt], kinds: Collection[str]
) -> Iterator[Step[dict[str, Findings]]]:
    """What terms of these ``kinds`` ask of the passages of notes, by uid; names are looked for where they must be."""
    by_article: dict[str, list[Excerpt]] = {}
    for excerpt in excerpts:
        if excerpt.article and excerpt.placing.span:
            by_article.setdefault(excerpt.article.id, []).append(excerpt)
    out: dict[str, Findings] = {}
    for done, members in enumerate(by_article.values(), 1):
        row, problem = members[0].article, None
        assert row is not None
        try:
            out |= _findings(library, library.open(row), members, kinds)
        except InputError as error:
            problem = str(error)
        yield Step(done, len(by_article) + 1, problem=problem)
    yield Step(len(by_article) + 1, len(by_article) + 1, out)


def _findings(
    library: Library, opened: Opened, excerpts: Sequence[Excerpt], kinds: Collection[str]
) -> dict[str, Findings]:
    entities = library.entities(opened) if "name" in kinds else ()
    known = library.translations.known(opened.document, opened.article.language) if "english" in kinds else []
    found = {}
    for each in excerpts:
        span = each.placing.span
        touched = opened.document.sentences_in(span) if span and known else range(0)
        found[each.note.uid] = Findings(
            tuple(entity for entity in entities if span and span.overlaps(entity.span)),
            tuple(hit for i in touched if (hit := known[i]) is not None),
        )
    return found


def with_findings(excerpts: Iterable[Excerpt], found: Mapping[str, Findings]) -> list[Excerpt]:
    """Notes with what was found of their passages."""
    return [replace(each, **found.get(each.note.uid, Findings())._asdict()) for each in excerpts]


def quotation(library: Library, opened: Opened, span: Span) -> str:
    """A passage as one would quote it: its words, their translation with who made it, and the source."""
    article, document = opened
    known = library.translations.known(document, article.language)
    found = [hit for i in document.sentences_in(span) if (hit := known[i]) is not None]
    lines = [f"“{one_line(span.of(article.body))}”"]
    if found:
        lines.append(f"“{' '.join(one_line(t.text) for t in found)}” ({one_line(found[0].provenance.maker)})")
    where = f"{one_line(article.path)}:{span.start}–{span.end}"
    lines.append(f"— {one_line(article.title)}, {article.date.value or 'undated'}, {where}")
    return "\n".join(lines)
