"""What the user has done in which article: the way from notes and marks to the rows of the list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # the first frame does without
    from reader.filters import Facts
    from reader.library.notebook import Notebook
    from reader.model import ArticleRow, Marks, Note
    from reader.store.index import Index


class Homes(NamedTuple):
    """What the user wrote, by the articles to which it belongs now; a moved file is known by its digest."""

    version: int
    """That of the notes file which this was found out of."""
    notes: Mapping[str, str]
    """The id of the article of each note, by uid; without those whose article is gone."""
    marks: Mapping[str, Marks]
    """What is said of each article as a whole, by its id."""
    strays: frozenset[str]
    """The ids of articles with notes or marks that are nowhere now."""


def homes(notebook: Notebook, index: Index) -> Homes:
    """Where everything belongs now."""
    version, notes, marks = notebook.file.version, notebook.notes, notebook.marks
    known = index.numbers({*marks, *(note.article.id for note in notes)})
    heirs = {old: mark for mark in marks.values() for old in mark.was}
    moved: dict[str, str | None] = {}

    def home(id_: str, digest: str) -> str | None:
        past = {""}
        while id_ not in known and id_ in heirs and id_ not in past:
            past.add(id_)
            id_, digest = heirs[id_].article.id, heirs[id_].digest
        if id_ in known:
            return id_
        if digest not in moved:
            there = index.by_digest(digest) if digest else []
            moved[digest] = there[0].id if there else None
        return moved[digest]

    found = {note.uid: id_ for note in notes if (id_ := home(note.article.id, note.anchor.digest))}
    said = {id_: mark for id_, mark in marks.items() if id_ in known}
    strays = {note.article.id for note in notes if note.uid not in found}
    for id_, mark in marks.items():
        there = home(id_, mark.digest)
        if there is not None:
            said.setdefault(there, mark)
        else:
            strays.add(id_)
    return Homes(version, found, said, frozenset(strays))


def dates(homes: Homes) -> dict[str, str]:
    """The user's own dates, by article id; what is none is left out."""
    found = {id_: mark.date for id_, mark in homes.marks.items() if mark.date}
    if found:
        from reader.intake import is_date  # noqa: PLC0415 - not before the first frame

        found = {id_: date for id_, date in found.items() if is_date(date)}
    return found


def rows(rows: Sequence[ArticleRow], homes: Homes) -> list[ArticleRow]:
    """The rows with what the user says of each, and the number of notes in it."""
    wanted = {row.id for row in rows}
    counts = Counter(id_ for id_ in homes.notes.values() if id_ in wanted)
    out = []
    for row in rows:
        mark = homes.marks.get(row.id)
        notes = counts[row.id]
        if mark is not None:
            out.append(row._replace(read=mark.read, starred=mark.starred, tags=mark.tags, notes=notes))
        else:
            out.append(row._replace(notes=notes) if notes else row)
    return out


def facts(notes: Sequence[Note], index: Index, homes: Homes) -> Facts:
    """What marks and notes say, by row number."""
    from reader.filters import Facts  # noqa: PLC0415 - not before the first frame

    tags: dict[int, set[str]] = {}
    noted: set[int] = set()
    numbers = index.numbers({*homes.marks, *homes.notes.values()})
    for note in notes:
        number = numbers.get(homes.notes.get(note.uid, ""))
        if number is not None:
            noted.add(number)
            tags.setdefault(number, set()).update(tag.casefold() for tag in note.tags)
    marks = {numbers[id_]: mark for id_, mark in homes.marks.items() if id_ in numbers}
    for number, mark in marks.items():
        tags.setdefault(number, set()).update(tag.casefold() for tag in mark.tags)
    return Facts(
        read=frozenset(number for number, mark in marks.items() if mark.read),
        starred=frozenset(number for number, mark in marks.items() if mark.starred),
        noted=frozenset(noted),
        tags={number: frozenset(names) for number, names in tags.items()},
    )
