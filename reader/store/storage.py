"""The TinyDB storage of the notes: a plain JSON file, held in memory and written by one thread.

TinyDB's own storage overwrites the only copy in place and reads it anew for every operation. This one keeps the
documents in memory, gives each change a time, remembers what was deleted, and lets the writer thread replace the
file as a whole; whoever needs to know when a change is durable gets a future.
"""

from __future__ import annotations

import threading
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from tinydb.storages import Storage

from reader.errors import StoreError
from reader.store import schema
from reader.store.changeset import Changeset
from reader.store.clock import Clock, now
from reader.store.memory import Memory
from reader.store.sync import Sync
from reader.store.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from pathlib import Path

    from reader.store.backups import Backups
    from reader.store.lines import Document
    from reader.store.merge import Tables


class NotesStorage(Storage):
    """Documents in memory, a file behind them.

    The lock guards the memory; hold it to make several changes that must become durable together, or to read
    while the writer may take in changes from the file.

    Raises:
        StoreError: there is a file, but it cannot be read.
    """

    def __init__(
        self,
        path: Path,
        *,
        spill: Path | None = None,
        clock: Callable[[], datetime] = now,
        patience: float = 10,
    ) -> None:
        """``spill`` is a folder for changes that cannot be saved, of this file and of others.

        ``patience`` is how many seconds to wait for another program that writes.
        """
        self.lock = threading.RLock()
        self._clock = Clock(clock)
        self._memory = Memory(self._clock)
        self._sync = Sync(path, self._memory, self.lock, clock, patience=patience, spill=spill)
        self._writer = Writer(self._sync.commit)
        self._patience = patience
        if self._sync.open():
            self._writer.owe()

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences about what was found and mended in the file."""
        return self._sync.notices

    @property
    def read_only(self) -> str | None:
        """Why the file must not be changed, as a sentence."""
        return self._sync.read_only

    @property
    def problem(self) -> str | None:
        """Why the latest attempt to write failed, as a sentence."""
        return self._writer.problem

    @property
    def version(self) -> int:
        """Grows with every change in memory, whoever made it."""
        return self._memory.version

    @property
    def arrivals(self) -> int:
        """How often changes of other programs came in."""
        return self._sync.arrivals

    # What tables need

    def rows(self, table: str) -> Mapping[str, Document]:
        """The live documents of a table, by key."""
        return self._memory.rows(table)

    def key(self, table: str, uid: str) -> int | None:
        """The key of the document with this uid."""
        key = self._memory.key(table, uid)
        return None if key is None else int(key)

    def new_key(self, table: str) -> int:
        """A key that the table does not have, and that nobody else is given."""
        with self.lock:
            return self._memory.new_key(table)

    def accept(self, table: str, changes: Mapping[str, Document | None]) -> None:
        """Make changed documents, None for removed ones, the new state and have it written.

        Raises:
            StoreError: the file must not be written.
        """
        with self.lock:
            changeset = self.changeset(self.live, {})
            changeset.accept(table, changes)
            self.commit(changeset)

    @property
    def live(self) -> Tables:
        """The documents, not a copy: hold the lock."""
        return self._memory.tables

    def base(self) -> Tables:
        """The documents at this moment, by which to decide what to change."""
        with self.lock:
            return {name: dict(rows) for name, rows in self.live.items()}

    def changeset(self, base: Tables, times: Mapping[str, str]) -> Changeset:
        """A place to make changes of ``base`` ready in; ``times`` of documents, by uid, that bring their own."""
        return Changeset(self, base, self.tick(), times)

    def commit(self, changeset: Changeset) -> bool:
        """Make changes the new state and have it written; nothing, and False, if they start from an older one.

        Raises:
            StoreError: the file must not be written.
        """
        if self.read_only:
            raise StoreError(self.read_only)
        if not changeset.swaps:
            return True
        with self.lock:
            if not self._memory.swap(changeset.swaps):
                return False
            self._describe_file()
        self._writer.owe()
        return True

    def tick(self) -> str:
        """The present time, later than any in the file."""
        with self.lock:
            return self._clock.tick()

    def saved(self) -> Future[None]:
        """The acknowledgement that the present state is durable."""
        return self._writer.request() if self._writer.owing else _done()

    def tables(self) -> Tables:
        """All documents at this moment, by table and key."""
        with self.lock:
            return self._memory.snapshot().tables

    @property
    def backups(self) -> Backups:
        """Earlier states of the file."""
        return self._sync.backups

    def back_up(self, reason: str) -> Future[Path]:
        """Have the present state backed up before anything else is written; where, or a StoreError."""
        with self.lock:
            future = self._sync.back_up(reason)
        self._writer.owe()
        return future

    def rewrite(self) -> None:
        """Have the file written though nothing in it has changed, which cleans up what lies beside it."""
        self._sync.forget_written()
        self._writer.owe()

    def look(self) -> None:
        """Have it taken in if somebody else wrote the file; costs one look at its status."""
        if self._sync.disk.changed and not self.read_only:
            self._writer.owe()

    # What TinyDB needs

    def read(self) -> dict[str, dict[str, Any]] | None:
        """All documents, by table and key."""
        with self.lock:
            return {name: dict(rows) for name, rows in self._memory.snapshot().tables.items()} or None

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Make ``data`` the state, and return when it is durable."""
        with self.lock:
            for table in dict.fromkeys([*(self.read() or {}), *data]):
                old, new = self._memory.rows(table), data.get(table, {})
                gone: dict[str, Document | None] = {key: None for key in old if key not in new}
                self.accept(table, gone | {key: row for key, row in new.items() if row != old.get(key)})
        self.flush(self._patience)

    def flush(self, timeout: float) -> None:
        """Wait until all changes are durable.

        Raises:
            StoreError: they cannot be made durable now, or not within ``timeout`` seconds.
        """
        self._writer.flush(timeout)

    def close(self, timeout: float = 10) -> None:
        """Write what is not written yet, and end the writer thread.

        Raises:
            StoreError: not everything could be made durable.
        """
        try:
            self._writer.close(timeout)
        finally:
            self._sync.close()

    def _describe_file(self) -> None:
        if self._memory.key(schema.TABLE, schema.UID) is None:
            document = {**schema.description(), "modified": self.tick()}
            self._memory.put(schema.TABLE, str(self.new_key(schema.TABLE)), document)


def _done() -> Future[None]:
    future: Future[None] = Future()
    future.set_result(None)
    return future
