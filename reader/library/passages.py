"""The passages of notes: where they are now, and all that is printed around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from reader.errors import InputError
from reader.model import Article, ArticleRow, Excerpt, Note, Placing, Span, Step
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
