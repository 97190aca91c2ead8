"""What the user has done in which article: the way from notes and marks to the rows of the list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the first frame does without
    from reader.filters import Facts
    from reader.library.notebook import Notebook
    from reader.model import ArticleRow, Note
    from reader.store.index import Index


def homes(notes: Sequence[Note], index: Index) -> dict[str, str]:
    """The article that each note belongs to now, uid to id; a moved file is known by its digest."""
    known = index.numbers({note.article.id for note in notes})
    found: dict[str, str] = {}
    for note in notes:
        if note.article.id in known:
            found[note.uid] = note.article.id
        else:
            moved = index.by_digest(note.anchor.digest)
            if moved:
                found[note.uid] = moved[0].id
    return found


def rows(rows: Sequence[ArticleRow], notebook: Notebook, homes: Mapping[str, str]) -> list[ArticleRow]:
    """The rows with what the user says of each, and the number of notes in it."""
    counts = Counter(homes.values())
    out = []
    for row in rows:
        mark = notebook.marks.get(row.id)
        notes = counts[row.id]
        if mark is not None:
            out.append(replace(row, read=mark.read, starred=mark.starred, tags=mark.tags, notes=notes))
        else:
            out.append(replace(row, notes=notes) if notes else row)
    return out


def facts(notebook: Notebook, index: Index, homes: Mapping[str, str]) -> Facts:
    """What marks and notes say, by row number."""
    from reader.filters import Facts  # noqa: PLC0415 - not before the first frame

    tags: dict[int, set[str]] = {}
    noted: set[int] = set()
    numbers = index.numbers([*notebook.marks, *homes.values()])
    for note in notebook.notes:
        number = numbers.get(homes.get(note.uid, ""))
        if number is not None:
            noted.add(number)
            tags.setdefault(number, set()).update(tag.casefold() for tag in note.tags)
    marks = {numbers[id_]: mark for id_, mark in notebook.marks.items() if id_ in numbers}
    for number, mark in marks.items():
        tags.setdefault(number, set()).update(tag.casefold() for tag in mark.tags)
    return Facts(
        read=frozenset(number for number, mark in marks.items() if mark.read),
        starred=frozenset(number for number, mark in marks.items() if mark.starred),
        noted=frozenset(noted),
        tags={number: frozenset(names) for number, names in tags.items()},
    )
