"""Documents of a sound notes file that are not what their tables hold, and what can be done about each."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.store.documents import KINDS, NOTES
from reader.store.memory import uid_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reader.store.documents import Kind
    from reader.store.lines import Document
    from reader.store.merge import Tables


@dataclass(frozen=True, slots=True)
class Oddity:
    """Something odd about a document."""

    problem: str
    """What, as a clause."""
    remedy: str
    """What the changes amount to, as a clause in the third person."""
    table: str
    changes: Mapping[str, Document | None]
    """What mends it, by key, in this order; None moves a document to the deleted ones, which keep it."""


def oddities(tables: Tables) -> Iterator[Oddity]:
    """All that is odd, each thing once."""
    for kind in KINDS:
        rows = tables.get(kind.table, {})
        seen: dict[str, str] = {}
        for key, document in rows.items():
            if kind.read(document) is None:
                yield _unreadable(kind, key, document)
            elif (first := seen.setdefault(uid_of(key, document), key)) != key:
                yield _double(kind, first, key, rows)


def _unreadable(kind: Kind[object], key: str, document: Document) -> Oddity:
    named = {**document, "uid": uuid.uuid4().hex}
    if kind is NOTES and not document.get("uid") and kind.read(named) is not None:
        return Oddity(f"the note with the key {key} has no uid", "gives it one", kind.table, {key: named})
    return Oddity(
        f"the document {document.get('uid') or f'with the key {key}'} in the table “{kind.table}” lacks what is "
        "needed there, and is not shown; correct its line, or",
        "moves it to the deleted ones, where it is kept",
        kind.table,
        {key: None},
    )


def _double(kind: Kind[object], first: str, key: str, rows: Mapping[str, Document]) -> Oddity:
    document = rows[key]
    uid = uid_of(key, document)
    problem = f"two documents in the table “{kind.table}” have the uid {uid}"
    # The first one is written anew, so that it is later than the deletion, and the one that is found by the uid.
    if document == rows[first] or kind is not NOTES:
        return Oddity(problem, "moves the second to the deleted ones", kind.table, {key: None, first: rows[first]})
    twin = {**document, "uid": uuid.uuid4().hex, "conflict_of": uid}
    return Oddity(problem, "gives the second one of its own", kind.table, {key: twin, first: rows[first]})
