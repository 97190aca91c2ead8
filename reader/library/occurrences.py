"""Every place in a library where a name is mentioned or words stand, to be tagged in one go."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Literal, TypeAlias

from reader.errors import InputError
from reader.model import Article, ArticleRow, Span, Step

if TYPE_CHECKING:
    from reader.library import Library, Opened

Kind: TypeAlias = Literal["name", "words", "sentences"]
KINDS: tuple[Kind, ...] = ("name", "words", "sentences")
"""The occurrences of a name, whatever they are called; words as they stand; the whole sentences that hold them."""

CONTEXT = 160
"""Code points of context that an occurrence brings along, on either side."""
_CHUNK = 64
_PACE, _PIECE = 0.1, 400
"""Seconds of work, and occurrences, between two steps."""


_Search: TypeAlias = Callable[["Opened"], Iterable[Span]]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A passage that was found."""

    row: ArticleRow
    """The article it is in."""
    span: Span
    quote: str
    before: str
    """What stands before it, up to ``CONTEXT`` code points."""
    after: str


def find(library: Library, wanted: str, kind: Kind) -> Iterator[Step[list[Occurrence]]]:
    """Look through the whole library, newest article first; a step brings what was found since the last one.

    For a name, articles whose names are not known yet are read, and those in them come last. An article that cannot
    be read is a step with a problem.
    """
    if kind == "name":
        known = _mentions(library, wanted)
        yield from _looked(library, known, _known(library, known))
        yield from (Step(step.done, step.total, problem=step.problem) for step in library.names.gather())
        more = {
            number: new
            for number, spans in _mentions(library, wanted).items()
            if (new := [span for span in spans if span not in known.get(number, ())])
        }
        if more:
            yield from _looked(library, more, _known(library, more))
    else:
        yield from _looked(library, None, _written(wanted, whole=kind == "sentences"))


def _looked(library: Library, among: Container[int] | None, search: _Search) -> Iterator[Step[list[Occurrence]]]:
    """Search all articles, or those with the numbers ``among``."""
    numbers = [number for number in library.shelf.all().numbers if among is None or number in among]
    found: list[Occurrence] = []
    done, last = 0, time.monotonic()
    for start in range(0, len(numbers), _CHUNK):
        for row in library.rows(numbers[start : start + _CHUNK]):
            done += 1
            try:
                found += _in_article(row, library.open(row), search)
            except InputError as error:
                yield Step(done, len(numbers), problem=str(error))
            if len(found) >= _PIECE or time.monotonic() - last > _PACE:
                yield Step(done, len(numbers), found)
                found, last = [], time.monotonic()
    yield Step(len(numbers), len(numbers), found)


def passages(library: Library, occurrences: Sequence[Occurrence]) -> Iterator[Step[list[tuple[Article, Span]]]]:
    """The occurrences as passages of articles as they are now, for ``Notebook.tag_many``; the last step has them.

    One whose article has changed since is left out, with a problem.
    """
    out: list[tuple[Article, Span]] = []
    done, last = 0, time.monotonic()
    for row, members in groupby(occurrences, key=lambda occurrence: occurrence.row):
        these = list(members)
        done += len(these)
        try:
            article = library.open(row).article
        except InputError as error:
            yield Step(done, len(occurrences), problem=str(error))
            continue
        there = [(article, each.span) for each in these if each.span.of(article.body) == each.quote]
        out += there
        if len(there) < len(these):
            problem = f"{row.path} has changed meanwhile: {len(these) - len(there)} passages in it were left out."
            yield Step(done, len(occurrences), problem=problem)
        elif time.monotonic() - last > _PACE:
            yield Step(done, len(occurrences))
            last = time.monotonic()
    yield Step(len(occurrences), len(occurrences), out)


def _in_article(row: ArticleRow, opened: Opened, search: _Search) -> list[Occurrence]:
    body = opened.article.body
    return [
        Occurrence(
            row,
            span,
            span.of(body),
            body[max(0, span.start - CONTEXT) : span.start],
            body[span.end : span.end + CONTEXT],
        )
        for span in search(opened)
    ]


def _mentions(library: Library, wanted: str) -> dict[int, list[Span]]:
    """Where the names that are called so are mentioned, by number of the article."""
    places: dict[int, list[Span]] = {}
    for name in library.names.called(wanted):
        for mention in library.names.mentions.of(name):
            places.setdefault(mention.article, []).append(mention.span)
    return places


def _known(library: Library, places: Mapping[int, list[Span]]) -> _Search:
    """The mentions in an article; none when it is another text by now, whose names are not known yet."""
    rows = {row.id: (row.digest, sorted(spans)) for number, spans in places.items() for row in library.rows([number])}

    def search(opened: Opened) -> Iterable[Span]:
        digest, spans = rows[opened.article.id]
        if digest != opened.article.digest:
            raise InputError(f"{opened.article.path} has changed; F5 on the list reads it anew.")
        return spans

    return search


def _written(wanted: str, *, whole: bool) -> _Search:
    """Words one after the other, in whatever case, with any white space between them."""
    words = r"\s+".join(map(re.escape, wanted.split()))
    pattern = re.compile(rf"(?<!\w){words}(?!\w)" if words else r"(?!)", re.IGNORECASE)

    def search(opened: Opened) -> Iterable[Span]:
        spans = [Span(*match.span()) for match in pattern.finditer(opened.article.body)]
        if not whole:
            return spans
        document = opened.document
        touched = {i for span in spans for i in document.sentences_in(span)}
        return [document.sentences[i].span for i in sorted(touched)]

    return search
