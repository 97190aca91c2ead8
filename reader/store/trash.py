"""Deleted notes, which stay in the file until they are old and a backup has them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from typing import TYPE_CHECKING

from reader.store.clock import modified
from reader.store.documents import NOTES, note_from
from reader.store.memory import DELETED, UNDONE
from reader.store.merge import Change, by_uid

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.model import Note
    from reader.store.lines import Document
    from reader.store.merge import Tables

_KEPT = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Deleted:
    """A note that was deleted and can come back."""

    note: Note
    """It as it was last."""
    when: str
    """When it was deleted."""
    undone: bool = False
    """Whether it was not deleted, but what had made it was undone."""


def deleted_notes(tables: Tables) -> list[Deleted]:
    """The deleted notes that have not come back, the latest first; after them those that undo took back."""
    live = by_uid({NOTES.table: tables.get(NOTES.table, {})})[NOTES.table]
    found = [
        Deleted(note, modified(entry), undone=entry.get(UNDONE) is True)
        for entry in tables.get(DELETED, {}).values()
        if (note := _note_in(entry)) is not None and note.uid not in live
    ]
    return sorted(sorted(found, key=attrgetter("when"), reverse=True), key=attrgetter("undone"))


def old_ones(rows: Mapping[str, Document], now: datetime) -> list[Document]:
    """The entries of notes that were deleted more than 90 days ago, and that say which note it was."""
    limit = (now.astimezone(UTC) - _KEPT).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
    named = (entry for entry in rows.values() if isinstance(entry.get("uid"), str))
    return [entry for entry in named if "" < modified(entry) < limit and _note_in(entry) is not None]


def emptied(entries: list[Document], backup: Tables) -> list[Change]:
    """The changes that take deleted notes out which ``backup`` has as well.

    What says that they were deleted stays: a copy of the file from before would bring them back otherwise.
    """
    kept = by_uid({DELETED: backup.get(DELETED, {})})[DELETED]
    return [
        Change(DELETED, entry["uid"], {**entry, "doc": None})
        for entry in entries
        if kept.get(entry["uid"], {}).get("doc") == entry["doc"]
    ]


def _note_in(entry: Document) -> Note | None:
    document = entry.get("doc")
    return note_from(document) if entry.get("table") == NOTES.table and isinstance(document, dict) else None
