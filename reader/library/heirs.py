"""Articles whose files were renamed and edited at once: which of those that came since is what the user wrote on.

A file that is only renamed is known by its digest. Of the others, what is gone is compared with what came with it or
later, by the pieces of their texts and by the quotes of notes. Only where one article is clearly meant, and no other,
what was written follows by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.errors import InputError
from reader.library import edits
from reader.library.correcting import uid_of
from reader.model import Anchor, ArticleRef, ArticleRow, Correction, Step
from reader.store.notes import Edit
from reader.text import anchors, likeness
from reader.text.clean import one_line

if TYPE_CHECKING:
    from reader.library import Library
    from reader.store.vanished import Gone, Vanished

CLEAR: Final = 0.5
"""How alike texts are, from 0 to 1, that are edits of one text: two thirds of each are in the other."""
_FAINT: Final = 0.1
"""Texts less alike have nothing to do with each other."""
_LEAST: Final = 3
"""So many pieces at least are shared by edits of one text: a line at the end stands under many articles."""
_OFTEN: Final = 20
"""A piece in more of the texts that are gone tells none from the others."""
_OFFERED: Final = 3
_READ: Final = 20
"""So many articles are read at most to find the quotes of one in them."""
_LONG: Final = 40
"""Code points of a quote that is evidence by itself."""
_ASKED: Final = 50
"""So many notes of an article are looked for."""
_SOUGHT: Final = 100
"""So many articles are looked for by their quotes."""


class Followed(NamedTuple):
    """What was written has followed articles."""

    label: str
    """What undo says of it."""
    told: str
    """It as a sentence."""
    saved: Future[None]


class _Alike(NamedTuple):
    """An article that is like one that is gone."""

    number: int
    """Of its row."""
    pieces: int
    """How many they share."""
    degree: float
    """How alike they are, from 0 to 1."""


def follow(library: Library) -> Iterator[Step[Followed]]:
    """Let notes and marks follow the articles that were renamed and edited, where it is clear which those are.

    One edit for all, and one step; none where there is nothing to follow. Takes a while where much has changed.
    """
    notebook, vanished = library.notebook, library.shelf.index.vanished
    vanished.keep({*notebook.marks, *(note.article.id for note in notebook.notes)})
    gone = vanished.gone(library.strays) if notebook.file.read_only is None else []
    if gone:
        heirs = _clear(library, gone)
        rows = {row.id: row for row in library.shelf.index.rows(list(heirs.values()))}
        numbers = {number: id_ for id_, number in library.shelf.index.numbers(rows).items()}
        there = {id_: rows[numbers[number]] for id_, number in heirs.items() if number in numbers}
        taken = {id_ for id_, mark in notebook.marks.items() if mark.was}
        found = [(id_, row) for id_, row in there.items() if row.id not in taken]
        if found:
            yield Step(1, 1, settle(library, found))


def settle(library: Library, heirs: Sequence[tuple[str, ArticleRow]]) -> Followed:
    """Say of articles, by id, which ones they are now: what was written on them is there from now on.

    Raises:
        StoreError: the notes must not be changed.
    """
    (first, row), several = heirs[0], len(heirs) > 1
    example = f"{path_of(library, first)} is {one_line(row.path)} now"
    label = f"{example}, and {len(heirs) - 1:,} more" if several else example
    whose = "what you wrote on them" if several else "what you wrote on it"
    told = f"{label}: renamed and edited, but clearly the same, so {whose} is there again."
    notebook, rows = library.notebook, dict(heirs)

    def make() -> Edit:
        corrected = _corrected(notebook.file.corrections(), rows)
        return replace(edits.inherited(label, heirs, notebook.marks), corrections=corrected)

    saved = notebook.file.change(make, many=True)[1]
    library.shelf.index.vanished.settle([id_ for id_, _ in heirs])
    library.sync_dates()
    return Followed(label, told, saved)


def _corrected(
    corrections: Iterable[Correction], rows: Mapping[str, ArticleRow]
) -> tuple[tuple[str, Correction | None], ...]:
    """Corrections of single passages, on what their articles, by id, are now."""
    changed: dict[str, Correction | None] = {}
    for each in corrections:
        if each.article and each.article.id in rows:
            there = replace(each, article=edits.reference(rows[each.article.id]))
            changed |= {uid_of(each): None, uid_of(there): there}
    return tuple(changed.items())


def offers(library: Library, ids: Collection[str]) -> dict[str, list[ArticleRow]]:
    """Articles that those called ``ids``, which are gone, may be now, the likeliest first. Looks through all."""
    index = library.shelf.index
    gone = [each._replace(number=0) for each in index.vanished.gone(ids)]
    alike = _alike(index.vanished, gone)
    found = {id_: [each.number for each in alike.get(id_, []) if each.degree >= _FAINT] for id_ in ids}
    named = _named(library, [id_ for id_, numbers in found.items() if not numbers])
    return {id_: index.rows((numbers or named.get(id_, []))[:_OFFERED]) for id_, numbers in found.items()}


def path_of(library: Library, id_: str) -> str:
    """The path that an article had which is gone."""
    reference = _reference(library, id_)
    return one_line(reference.path if reference else id_)


def _named(library: Library, ids: Collection[str]) -> dict[str, list[int]]:
    """The numbers of articles with the titles or the file names that those called ``ids`` had, by these."""
    wanted: dict[str, list[str]] = {}
    for id_ in ids:
        reference = _reference(library, id_)
        name = reference.path.rpartition("/")[2] if reference else ""
        for text in {one_line(name).casefold(), reference.title.casefold() if reference else ""} - {""}:
            wanted.setdefault(text, []).append(id_)
    listing = library.shelf.index.listing()
    found: dict[str, list[int]] = {}
    for number, key in zip(
        listing.numbers, library.shelf.index.keys(listing.numbers) if wanted else (), strict=False
    ):
        title, _, path = key.partition("\n")[2].rpartition("\n")
        for id_ in {*wanted.get(title, ()), *wanted.get(path.rpartition("/")[2], ())}:
            found.setdefault(id_, []).append(number)
    return found


def _clear(library: Library, gone: Sequence[Gone]) -> dict[str, int]:
    """The row number of what each became of which that is clear; none that two would have become."""
    alike = _alike(library.shelf.index.vanished, gone)
    found = {each.id: _standing_out(alike.get(each.id, [])) for each in gone}
    unclear = [each for each in gone if found[each.id] is None][:_SOUGHT]
    quotes = _quotes(library, {each.id for each in unclear})
    for each in unclear:
        found[each.id] = _with_quotes(library, each, alike.get(each.id, []), quotes.get(each.id, []))
    heirs = {id_: number for id_, number in found.items() if number is not None}
    wanted = Counter(heirs.values())
    return {id_: number for id_, number in heirs.items() if wanted[number] == 1}


def _alike(vanished: Vanished, gone: Sequence[Gone]) -> dict[str, list[_Alike]]:
    """What each may have become, by the pieces they share: the likeliest first."""
    texts = [likeness.pieces(each.sketch) for each in gone]
    holders: dict[int, list[int]] = {}
    for i, text in enumerate(texts):
        for piece in text:
            holders.setdefault(piece, []).append(i)
    found: dict[str, list[_Alike]] = {}
    for arrival in vanished.arrivals(min((each.number for each in gone), default=0)):
        pieces = likeness.pieces(arrival.sketch)
        touched = {i for piece in pieces if len(at := holders.get(piece, ())) <= _OFTEN for i in at}
        for i in touched:
            if arrival.since >= gone[i].number:
                found.setdefault(gone[i].id, []).append(_Alike(arrival.number, *likeness.shared(texts[i], pieces)))
    return {id_: sorted(each, key=lambda alike: -alike.degree) for id_, each in found.items()}


def _standing_out(likely: Sequence[_Alike]) -> int | None:
    """The one that is clearly an edit of the same text, with no other half as much like it."""
    if not likely or likely[0].degree < CLEAR or likely[0].pieces < _LEAST:
        return None
    doubtful = any(2 * other.degree > likely[0].degree for other in likely[1:])
    return None if doubtful else likely[0].number


def _with_quotes(library: Library, gone: Gone, likely: Sequence[_Alike], quotes: Sequence[Anchor]) -> int | None:
    """The one article that has most of the quotes that were taken from the one that is gone."""
    numbers = [each.number for each in likely]
    if quotes and not numbers:
        arrivals = library.shelf.index.vanished.arrivals(gone.number)
        numbers = [each.number for each, _ in zip(arrivals, range(_READ + 1), strict=False)]
    if not quotes or len(numbers) > _READ:
        return None
    found = {number: _found(library, number, quotes) for number in numbers}
    having = [number for number, there in found.items() if there]
    if len(having) != 1 or 2 * len(found[having[0]]) <= len(quotes):
        return None
    there = found[having[0]]
    return having[0] if len(there) > 1 or len(there[0].exact) >= _LONG else None


def _quotes(library: Library, ids: Collection[str]) -> dict[str, list[Anchor]]:
    """Some of the anchors of the notes on each of the articles ``ids``, which are gone."""
    marks = library.notebook.marks
    now = {before: id_ for id_ in ids for before in (id_, *(marks[id_].was if id_ in marks else ()))}
    found: dict[str, list[Anchor]] = {}
    for note in library.notebook.notes if now else ():
        id_ = now.get(note.article.id)
        if id_ and not note.anchor.lost and len(found.setdefault(id_, [])) < _ASKED:
            found[id_].append(note.anchor)
    return found


def _found(library: Library, number: int, quotes: Iterable[Anchor]) -> list[Anchor]:
    """Those of ``quotes`` that are in an article."""
    try:
        article = library.shelf.read(library.shelf.index.rows([number])[0])
    except (InputError, IndexError):
        return []
    return [each for each in quotes if anchors.place(each, article.body, article.digest).span is not None]


def _reference(library: Library, id_: str) -> ArticleRef | None:
    """What is remembered of an article that is gone."""
    notebook = library.notebook
    if id_ in notebook.marks:
        return notebook.marks[id_].article
    return next((note.article for note in notebook.notes if note.article.id == id_), None)
