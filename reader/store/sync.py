"""Keeping the documents in memory and the notes file in step, whatever happened to the file meanwhile."""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from reader.errors import StoreError
from reader.lock import HinderedError, locked
from reader.store import lines, problems, schema
from reader.store.backups import Backups
from reader.store.disk import Disk
from reader.store.memory import DELETED
from reader.store.mending import Mending
from reader.store.merge import merge, same
from reader.store.shared import Shared
from reader.store.spill import Spill, unsaved
from reader.store.trash import emptied, old_ones

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from datetime import datetime
    from pathlib import Path

    from reader.store.memory import Memory, Snapshot
    from reader.store.merge import Change

_ROUNDS = 50
"""How often somebody else may replace the file while we write it before we leave the rest to the next attempt."""


class Sync:
    """Reads the file once, and from then on brings memory and file together whenever told to.

    ``guard`` is held whenever the memory is touched; it is not held while bytes are made or written. ``spill`` is
    the folder for changes that cannot be saved.
    """

    def __init__(
        self,
        path: Path,
        memory: Memory,
        guard: AbstractContextManager[Any],
        clock: Callable[[], datetime],
        *,
        patience: float,
        spill: Path | None,
    ) -> None:
        self.disk = Disk(path)
        self.path = self.disk.path
        self.backups = Backups(self.path, clock)
        self.read_only: str | None = None
        """Why the file must not be written, as a sentence."""
        self._clock = clock
        self._patience = patience
        self._shared = Shared(memory, guard)
        self._mending = Mending(self.path, self._shared, self.backups, clock)
        self._spill = None if spill is None else Spill(spill, self.path)
        self._asked: list[tuple[str, Snapshot, Future[Path]]] = []
        self._base: lines.Tables = {}
        self._written = 0
        self._spilled: tuple[int, Path | None] = (-1, None)
        self._older_form = False
        self._swept = self._purged = False

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences about what was found and mended."""
        return self._mending.notices

    @property
    def arrivals(self) -> int:
        """How often changes of other programs came in."""
        return self._shared.arrivals

    # Reading

    def open(self) -> bool:
        """Read the file into the memory; True if it then has to be written, because something was mended.

        Raises:
            StoreError: there is a file, but it cannot be read.
        """
        try:
            with self.disk.reading() as data:
                if data is None or not data.strip():
                    self._mending.replace_lost(missing=data is None)
                else:
                    self._open_content(data)
        except OSError as error:
            reason = error.strerror or error
            raise StoreError(
                f"{self.path} cannot be read ({reason}): see to that, or name another file with --notes."
            ) from error
        if self.read_only is None:
            self.read_only = schema.newer_schema(self._shared.snapshot().tables, self.path)
        if self.read_only is None:
            copies = self._mending.take_in_copies(self.disk.copies)
            spilled = self._spill is not None and self._mending.take_in_spilled(self._spill)
            if copies or spilled:
                self._written = -1
        self._mending.tell()
        return self.read_only is None and self._shared.version != self._written

    def _open_content(self, data: bytes) -> None:
        try:
            tables = lines.parse(data)
        except ValueError:
            self._written = -1
            self.read_only = self._mending.recover(data)
            return
        self._older_form = schema.is_older(tables)
        self._shared.load(schema.migrated(tables))
        self._base = self._shared.snapshot().tables
        self._written = self._shared.version

    # Writing

    def back_up(self, reason: str) -> Future[Path]:
        """Have the present state backed up by the next commit, before it writes anything else."""
        future: Future[Path] = Future()
        future.set_running_or_notify_cancel()
        self._asked.append((reason, self._shared.snapshot(), future))
        return future

    def commit(self) -> None:
        """Take in what others wrote, and make the present state durable.

        Raises:
            StoreError: that cannot be done now; the text says why, what to do, and where the changes are kept.
        """
        self._make_backups()
        try:
            self._commit()
        except Exception as error:
            raise StoreError(problems.sentence(error, self.path, self._keep_elsewhere())) from error

    def forget_written(self) -> None:
        """Let the next commit write, whether or not there is anything new."""
        self._written = -1

    def close(self) -> None:
        """Leave what is not saved to whoever opens the file next."""
        if self._spill is not None:
            self._spill.let_go()

    @property
    def _in_step(self) -> bool:
        return self._shared.version == self._written and self.disk.there

    def _commit(self) -> None:
        if self._in_step:
            self._take_in_changes()
        if self._in_step:
            return  # Nothing of ours is to be written: this must work where nothing can be.
        with locked(self.path.with_name(f".{self.path.name}.lock"), self._patience):
            if not self._swept:
                self._mending.sweep()
            self._empty_trash()
            self._write_until_nobody_interferes()
            self._mending.put_away()
        if self._spill is not None:
            self._spill.clear()
            self._spilled = (-1, None)

    def _write_until_nobody_interferes(self) -> None:
        self._swept = False  # Should this fail, what others wrote meanwhile may wait in a leftover.
        missed: list[Path] = []
        for _ in range(_ROUNDS):
            self._take_in_changes()
            if self.read_only:
                raise StoreError(self.read_only)
            snapshot = self._shared.snapshot()
            self.backups.keep("form" if self._older_form else "merge" if self._mending.merged else "")
            intruder = self.disk.replace(snapshot.encode())
            self._older_form = False
            if intruder is None:
                self._know(snapshot.tables, snapshot.version)
                break
            missed.append(intruder)
            self._take_in(intruder.read_bytes())
            self._know(snapshot.tables, -1)
        else:
            raise HinderedError(f"{self.path} is being changed by another program all the time: close that program")
        for path in missed:
            path.unlink()
        self._swept = True

    def _take_in_changes(self) -> None:
        """Merge the file if somebody else wrote it since we know it."""
        if self.disk.changed:
            with self.disk.reading() as data:
                self._take_in(data or b"")

    def _take_in(self, data: bytes) -> None:
        """Merge what somebody else wrote into the file."""
        try:
            raw = lines.parse(data)
        except ValueError:
            self._mending.mend(data)
            self._written = -1
            return
        self.read_only = schema.newer_schema(raw, self.path)
        if self.read_only is None:
            self._older_form = schema.is_older(raw)
            theirs, base = schema.migrated(raw), self._base
            self._shared.merge(lambda ours, other: merge(ours, other, base), theirs, before=self._back_up_ours)
            snapshot = self._shared.snapshot()
            self._know(theirs, snapshot.version if same(snapshot.tables, theirs) else -1)

    def _know(self, tables: lines.Tables, written: int) -> None:
        """Remember what is in the file, and which version of the memory that is; -1 for none."""
        old, self._base, self._written = self._base, tables, written
        for rows in old.values():
            while rows:
                rows.popitem()  # to free all documents at once would hold up the other threads for long

    # Keeping

    def _make_backups(self) -> None:
        while self._asked:
            reason, snapshot, future = self._asked.pop(0)
            try:
                future.set_result(self.backups.add(snapshot.encode(), reason))
            except OSError as error:
                reason = f"{self.backups.folder} cannot be written ({error.strerror or error})"
                future.set_exception(StoreError(f"No backup could be made: {reason}; make room, or allow writing."))

    def _back_up_ours(self, ours: Snapshot, changes: list[Change]) -> None:
        """Keep our state before a merge that adds more than documents new to us."""
        known = {table: {row.get("uid") for row in rows.values()} for table, rows in ours.tables.items()}
        if any(change.uid in known.get(change.table, ()) for change in changes):
            self.backups.keep_ours(ours.encode())

    def _empty_trash(self) -> None:
        """Once a session, take out what was deleted long ago and is in a backup."""
        if self._purged:
            return
        old = old_ones(self._shared.snapshot().tables.get(DELETED, {}), self._clock())
        backup = self.backups.newest() if old else None
        if backup is not None:
            self._shared.take_in(emptied(old, backup[1]))
        self._purged = True

    def _keep_elsewhere(self) -> Path | None:
        """Keep what is not saved outside the notes file; where, or None if that cannot be done either."""
        if self._spill is None:
            return None
        snapshot = self._shared.snapshot()
        if snapshot.version != self._spilled[0]:
            changes = unsaved(snapshot.tables, self._base)
            try:
                kept = self._spill.keep(lines.text(changes)) if changes else None
            except (OSError, HinderedError):
                return None
            self._spilled = snapshot.version, kept
        return self._spilled[1]
