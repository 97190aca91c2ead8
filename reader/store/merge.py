"""Two states of the notes file become one, and nothing that somebody wrote is dropped.

The rules, in the order in which they apply to each document, told apart by its uid:

* only an entry in the table of deleted documents deletes; absence never does;
* a change beats no change;
* a copy older than the state both sides started from is a stale one and beats nothing;
* of two changes the newer one wins, and the other is kept beside it as a document of its own.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from reader.store import lines
from reader.store.clock import modified
from reader.store.memory import DELETED, uid_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from reader.store.lines import Document

    Tables: TypeAlias = Mapping[str, Mapping[str, Document]]
    Settle: TypeAlias = Callable[[str, str, Document, Document], Iterator["Change"]]

_WITHOUT_TWINS = {DELETED, "meta", "articles", "tags", "corrections"}
"""Tables that say one thing about one subject: a second document about it would make no sense."""


@dataclass(frozen=True, slots=True)
class Change:
    """What has to happen to one document of ours."""

    table: str
    uid: str
    document: Document | None
    """Its new state; None takes it out."""
    key: str = ""
    """For an addition, the key it has on the other side, to be kept if it is free here."""


def merge(ours: Tables, theirs: Tables, base: Tables) -> list[Change]:
    """The changes that bring what others wrote into ours.

    ``base`` is the state that both started from; empty if unknown, so that every difference counts as a change on
    both sides.
    """
    mine, start, deaths = by_uid(ours), by_uid(base), _deaths(ours, theirs)

    def settle(table: str, uid: str, left: Document, right: Document) -> Iterator[Change]:
        origin = start.get(table, {}).get(uid)
        stale = origin is not None and modified(right) < modified(origin)
        if right == origin or stale:
            return
        if left == origin and modified(right) >= modified(left):
            yield Change(table, uid, right)
            return
        winner, loser = (left, right) if modified(left) >= modified(right) else (right, left)
        if table == "articles":
            winner = _with_tags_of(winner, loser)
        if winner != left:
            yield Change(table, uid, winner)
        twin = _twin(uid, loser)
        if table not in _WITHOUT_TWINS and twin["uid"] not in mine[table] and (table, twin["uid"]) not in deaths:
            yield Change(table, twin["uid"], twin)

    return list(_changes(ours, theirs, settle))


def fill_in(ours: Tables, earlier: Tables) -> list[Change]:
    """The changes that complete ours from a state that can only be an earlier one: what is missing or newer."""

    def settle(table: str, uid: str, left: Document, right: Document) -> Iterator[Change]:
        if modified(right) > modified(left):
            yield Change(table, uid, right)

    return list(_changes(ours, earlier, settle))


def same(ours: Tables, theirs: Tables) -> bool:
    """Whether both hold the same documents, be it under other keys."""
    return by_uid(ours) == by_uid(theirs)


def _changes(ours: Tables, theirs: Tables, settle: Settle) -> Iterator[Change]:
    """What to add and to remove, and what ``settle`` says of documents that both sides have, different."""
    mine, deaths = by_uid(ours), _deaths(ours, theirs)
    keys = {table: uids(rows) for table, rows in theirs.items()}
    for table, rows in theirs.items():
        for uid, key in keys[table].items():
            left, right, death = mine.get(table, {}).get(uid), rows[key], deaths.get((table, uid))
            if left is None and (death is None or death < modified(right)):
                yield Change(table, uid, right, key)
            elif left is not None and left != right:
                yield from settle(table, uid, left, right)
    for (table, uid), death in deaths.items():
        left = mine.get(table, {}).get(uid)
        if left is not None and uid not in keys.get(table, {}) and death >= modified(left):
            yield Change(table, uid, None)


def _twin(uid: str, loser: Document) -> Document:
    """A document of its own for the losing side of a conflict about ``uid``.

    Its name follows from its content: the same conflict, met again, does not make a second one.
    """
    name = hashlib.sha256(lines.encode(loser)).hexdigest()[:32]
    return {**loser, "uid": name, "conflict_of": uid}


def _with_tags_of(winner: Document, loser: Document) -> Document:
    first, second = winner.get("tags"), loser.get("tags")
    if not (isinstance(first, list) and isinstance(second, list)):
        return winner
    return {**winner, "tags": first + [tag for tag in second if tag not in first]}


def uids(rows: Mapping[str, Document]) -> dict[str, str]:
    """Keys by uid; of documents that share a uid, as after copying a line by hand, the later go by their keys."""
    keys: dict[str, str] = {}
    for key, document in rows.items():
        if keys.setdefault(uid_of(key, document), key) != key:
            keys[f"key:{key}"] = key
    return keys


def by_uid(tables: Tables) -> dict[str, dict[str, Document]]:
    """The documents of each table by what tells them from all others."""
    return {table: {uid: rows[key] for uid, key in uids(rows).items()} for table, rows in tables.items()}


def _deaths(*sides: Tables) -> dict[tuple[str, str], str]:
    """When documents were deleted last, by table and uid."""
    deaths: dict[tuple[str, str], str] = {}
    for tables in sides:
        for entry in tables.get(DELETED, {}).values():
            grave = str(entry.get("table")), str(entry.get("of"))
            deaths[grave] = max(modified(entry), deaths.get(grave, ""))
    return deaths
