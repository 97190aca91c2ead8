"""The documents of the notes file as they are held in memory, each encoded once, when it changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from reader.store import lines
from reader.store.clock import modified

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reader.store.changeset import Swap
    from reader.store.clock import Clock
    from reader.store.lines import Document, Tables
    from reader.store.merge import Change

DELETED: Final = "_deleted"
"""The table of deleted documents. Only an entry here deletes: what is merely absent may never have been seen."""

UNDONE: Final = "undone"
"""The field of an entry there that says that the user never deleted the document, but undid what had made it."""


def uid_of(key: str, document: Document) -> str:
    """What tells a document from all others, in every copy of the file."""
    uid = document.get("uid")
    return uid if isinstance(uid, str) and uid else f"key:{key}"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The state of the memory at one moment; it shares the documents, which are replaced and never changed."""

    version: int
    tables: Tables
    lines: Mapping[str, Mapping[str, bytes]]

    def encode(self) -> bytes:
        """The text of the file in this state."""
        return lines.compose(self.lines.items())


class Memory:
    """Documents by table and key, findable by uid.

    A document handed in belongs to the memory from then on and must not be changed any more. Nothing here locks:
    the storage that owns a memory does.
    """

    def __init__(self, clock: Clock) -> None:
        self.version = 0
        """Grows with every change."""
        self._clock = clock
        self._last_key = 0
        self._tables: Tables = {}
        self._lines: dict[str, dict[str, bytes]] = {}
        self._keys: dict[str, dict[str, str]] = {}

    @property
    def tables(self) -> Mapping[str, Mapping[str, Document]]:
        """All documents, by table and key: the live ones, not a copy."""
        return self._tables

    def rows(self, table: str) -> Mapping[str, Document]:
        """The documents of a table by key: the live ones, not a copy; none if there is no such table."""
        return self._tables.get(table, {})

    def key(self, table: str, uid: str) -> str | None:
        """Where the document with this uid is."""
        return self._keys.get(table, {}).get(uid)

    def get(self, table: str, uid: str) -> Document | None:
        """The document with this uid."""
        key = self.key(table, uid)
        return None if key is None else self._tables[table][key]

    def new_key(self, table: str) -> int:
        """A key that the table does not have; milliseconds, so that two writers seldom choose the same."""
        rows = self.rows(table)
        key = max(self._clock.milliseconds(), self._last_key + 1)
        while str(key) in rows:
            key += 1
        self._last_key = key
        return key

    def put(self, table: str, key: str, document: Document) -> None:
        """Add a document, or set it in the place of the one under the same key.

        Raises:
            TypeError: the document is not JSON; nothing has changed.
        """
        line = lines.line(key, document)
        self._add_table(table)
        self._forget(table, key)
        self._lines[table][key] = line
        self._tables[table][key] = document
        self._keys[table][uid_of(key, document)] = key
        self._clock.see(modified(document))
        self.version += 1

    def remove(self, table: str, key: str) -> None:
        """Take a document out, without a trace."""
        self._forget(table, key)
        del self._tables[table][key], self._lines[table][key]
        self.version += 1

    def swap(self, swaps: Mapping[str, Swap]) -> bool:
        """Put documents in place that were made ready, by table; nothing, and False, if others are there by now."""
        for table, swap in swaps.items():
            rows, keys = self.rows(table), self._keys.get(table, {})
            if not all(rows.get(key) is old for key, old in swap.olds.items()):
                return False
            if any(uid in keys and uid not in swap.freed for uid in swap.keys):
                return False
        for table, swap in swaps.items():
            self._add_table(table)
            rows, texts, keys = self._tables[table], self._lines[table], self._keys[table]
            for key in swap.gone:
                del rows[key], texts[key]
            for uid, key in swap.freed.items():
                if keys.get(uid) == key:
                    del keys[uid]
            rows.update(swap.documents)
            texts.update(swap.lines)
            keys.update(swap.keys)
            self.version += 1
        return True

    def load(self, tables: Tables) -> None:
        """Add all documents of a file."""
        for table, rows in tables.items():
            self._add_table(table)
            for key, document in rows.items():
                self.put(table, key, document)

    def take_in(self, changes: Iterable[Change]) -> None:
        """Carry out what a merge has decided."""
        for change in changes:
            key = self.key(change.table, change.uid)
            if change.document is not None:
                self.put(change.table, key or self._free(change.table, change.key), change.document)
            elif key is not None:
                self.remove(change.table, key)

    def snapshot(self) -> Snapshot:
        """The present state, at the price of copying the tables' keys."""
        return Snapshot(
            self.version,
            {name: dict(rows) for name, rows in self._tables.items()},
            {name: dict(rows) for name, rows in self._lines.items()},
        )

    def _free(self, table: str, key: str) -> str:
        """``key`` if there is one and the table does not have it, else a new one."""
        return key if key and key not in self.rows(table) else str(self.new_key(table))

    def _add_table(self, table: str) -> None:
        self._tables.setdefault(table, {})
        self._lines.setdefault(table, {})
        self._keys.setdefault(table, {})

    def _forget(self, table: str, key: str) -> None:
        old = self._tables[table].get(key)
        if old is not None and self._keys[table].get(uid_of(key, old)) == key:
            del self._keys[table][uid_of(key, old)]
