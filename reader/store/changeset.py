"""The documents of an edit, made ready beside the memory and then put into it at once.

Making twenty thousand documents takes a second, putting them in place some milliseconds: only then is anybody else
kept waiting. TinyDB's tables write to a changeset as they would to the storage itself.
"""

from __future__ import annotations

from collections import ChainMap
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, cast

from reader.store import lines
from reader.store.clock import modified
from reader.store.memory import DELETED, UNDONE, uid_of
from reader.store.table import DocumentTable, copied

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tinydb.storages import Storage

    from reader.store.lines import Document
    from reader.store.merge import Tables


class Source(Protocol):
    """What a changeset needs of the memory that it is made for; callable from any thread."""

    def key(self, table: str, uid: str) -> int | None:
        """The key of the document with this uid."""
        ...

    def new_key(self, table: str) -> int:
        """A key that the table does not have, and that is given to nobody else."""
        ...


@dataclass(slots=True)
class Swap:
    """What is to become of the documents of one table."""

    olds: dict[str, Document | None] = field(default_factory=dict)
    """What each was when the changeset was made, by key; None for a new one."""
    documents: dict[str, Document] = field(default_factory=dict)
    """Those that are to be there, by key."""
    lines: dict[str, bytes] = field(default_factory=dict)
    """They as they stand in the file."""
    gone: set[str] = field(default_factory=set)
    """Keys of those that are to be taken out."""
    keys: dict[str, str] = field(default_factory=dict)
    """Where uids are from then on that are not there yet, or elsewhere."""
    freed: dict[str, str] = field(default_factory=dict)
    """Where uids are no longer."""


class Changeset:
    """Collects what TinyDB's tables do. Belongs to one thread."""

    def __init__(self, source: Source, base: Tables, time: str, times: Mapping[str, str]) -> None:
        """Collect changes.

        Args:
            source: Where they are to be put.
            base: The documents that there were when it was decided what to change.
            time: That of the edit.
            times: Those of documents, by uid, that bring their own.
        """
        self.lock = nullcontext()
        self.swaps: dict[str, Swap] = {}
        self._source, self._base = source, base
        self._time, self._times = time, times
        self.undoing = False
        """Whether what is taken out was never deleted by the user, but undone."""

    def table(self, name: str) -> DocumentTable:
        """A table to read from and write to."""
        return DocumentTable(cast("Storage", self), name, cache_size=0)

    def key(self, table: str, uid: str) -> int | None:
        """The key of the document with this uid."""
        swap = self.swaps.get(table)
        if swap is not None and uid in swap.keys:
            return int(swap.keys[uid])
        key = self._source.key(table, uid)
        gone = str(key) not in self._there(table) or (swap is not None and str(key) in swap.gone)
        return None if gone else key

    def deleted(self, table: str, uid: str) -> Document:
        """A copy of a deleted document as it was last; empty if none with this uid was deleted."""
        key = self._source.key(DELETED, f"{table}/{uid}")
        if key is not None:
            self._swap(DELETED, str(key))  # what was deleted since must not come back
        document = self.rows(DELETED).get(str(key), {}).get("doc")
        return copied(document) if isinstance(document, dict) else {}

    # What tables need

    def rows(self, table: str) -> Mapping[str, Document]:
        """The documents of a table as they are to be; those to be taken out are still among them."""
        swap = self.swaps.get(table)
        there = self._there(table)
        return there if swap is None else ChainMap(swap.documents, cast("dict[str, Document]", there))

    def new_key(self, table: str) -> int:
        """A key that the table does not have."""
        return self._source.new_key(table)

    def accept(self, table: str, changes: Mapping[str, Document | None]) -> None:
        """Make changed documents ready, None for those to be taken out."""
        for key, document in changes.items():
            if document is None:
                self._delete(table, key)
            else:
                time = self._time_of(table, uid_of(key, document))
                self._put(table, key, {**document, "modified": time})

    def _time_of(self, table: str, uid: str) -> str:
        """The time of a document's own, unless it is yet to come, or the document was deleted here since."""
        own = modified({"modified": self._times.get(uid)})
        grave = self.key(DELETED, f"{table}/{uid}") if own else None
        died = "" if grave is None else modified(self.rows(DELETED)[str(grave)])
        return own if died < own <= self._time else self._time

    def _put(self, table: str, key: str, document: Document) -> None:
        line = lines.line(key, document)
        swap, uid, old = self._swap(table, key), uid_of(key, document), self.rows(table).get(key)
        if old is None or uid_of(key, old) != uid or key in swap.gone:
            swap.keys[uid] = key
        if old is not None and uid_of(key, old) != uid:
            self._free(swap, uid_of(key, old), key)
        swap.gone.discard(key)
        swap.documents[key], swap.lines[key] = document, line

    def _delete(self, table: str, key: str) -> None:
        """Move a document to the table of deleted ones, so that the deletion holds in every copy of the file."""
        document = self.rows(table)[key]
        swap, of = self._swap(table, key), uid_of(key, document)
        swap.documents.pop(key, None)
        swap.lines.pop(key, None)
        self._free(swap, of, key)
        if swap.olds[key] is not None:
            swap.gone.add(key)
        if table != DELETED:
            uid = f"{table}/{of}"
            grave = str(self.key(DELETED, uid) or self.new_key(DELETED))
            entry: Document = {"uid": uid, "table": table, "of": of, "modified": self._time, "doc": document}
            if self.undoing and self.rows(DELETED).get(grave, {UNDONE: True}).get(UNDONE):
                entry[UNDONE] = True  # a note that had been deleted, and came back, is deleted again
            self._put(DELETED, grave, entry)

    def _free(self, swap: Swap, uid: str, key: str) -> None:
        if swap.keys.get(uid) == key:
            del swap.keys[uid]
        swap.freed[uid] = key

    def _swap(self, table: str, key: str) -> Swap:
        swap = self.swaps.setdefault(table, Swap())
        if key not in swap.olds:
            swap.olds[key] = self._there(table).get(key)
        return swap

    def _there(self, table: str) -> Mapping[str, Document]:
        return self._base.get(table, {})
