"""Keeping the documents in memory and the notes file in step, whatever happened to the file meanwhile."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from reader.errors import StoreError
from reader.store import lines, problems, recovery
from reader.store.backups import Backups
from reader.store.disk import Disk
from reader.store.durable import leftovers, write_durably
from reader.store.lock import locked
from reader.store.merge import fill_in, merge, same
from reader.store.schema import newer_schema

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from datetime import datetime
    from pathlib import Path

    from reader.store.memory import Memory
    from reader.store.merge import Change, Tables

_ROUNDS = 50
"""How often somebody else may replace the file while we write it before we leave the rest to the next attempt."""


class Sync:
    """Reads the file once, and from then on brings memory and file together whenever told to.

    ``guard`` is held whenever the memory is touched; it is not held while bytes are made or written.
    """

    def __init__(
        self,
        path: Path,
        memory: Memory,
        guard: AbstractContextManager[Any],
        clock: Callable[[], datetime],
        *,
        patience: float,
    ) -> None:
        self.disk = Disk(path)
        self.path = self.disk.path
        self.notices: tuple[str, ...] = ()
        """Sentences about what was found and mended."""
        self.read_only: str | None = None
        """Why the file must not be written, as a sentence."""
        self._memory = memory
        self._guard = guard
        self._clock = clock
        self._patience = patience
        self._backups = Backups(self.path, clock)
        self._base: Tables = {}
        self._written = 0
        self._swept = False
        self._merged: list[tuple[Path, str]] = []

    # Reading

    def open(self) -> bool:
        """Read the file into the memory; True if it then has to be written, because something was mended.

        Raises:
            StoreError: there is a file, but it cannot be read.
        """
        try:
            with self.disk.reading() as data:
                if data is None or not data.strip():
                    self._open_without_content(missing=data is None)
                else:
                    self._open_content(data)
        except OSError as error:
            raise StoreError(f"{self.path} cannot be read: {error.strerror or error}.") from error
        if self.read_only is None:
            self.read_only = newer_schema(self._memory.snapshot().tables, self.path)
        if self.read_only is None:
            self._take_in_copies()
        return self.read_only is None and self._memory.version != self._written

    def _open_content(self, data: bytes) -> None:
        try:
            tables = lines.parse(data)
        except ValueError:
            self._recover(data)
            return
        self._memory.load(tables)
        self._base = self._memory.snapshot().tables
        self._written = self._memory.version

    def _open_without_content(self, *, missing: bool) -> None:
        backup = self._backups.newest()
        if backup is not None:
            self._memory.load(backup[1])
            state = "missing" if missing else "empty"
            self._notice(f"{self.path} was {state}: its latest backup, {backup[0]}, was put in its place.")

    def _recover(self, data: bytes) -> None:
        self._written = -1
        self._take_in_damaged(data)
        whole = len(self._memory.rows("notes"))
        backup = self._backups.newest()
        if backup is not None:
            self._merge(fill_in, backup[1])
        count = len(self._memory.rows("notes"))
        source = f", {count - whole} of them from the backup {backup[0]}" if backup and count > whole else ""
        recovered = f"notes recovered: {count}{source}"
        try:
            evidence = self._keep_evidence(data)
        except OSError as error:
            self.read_only = (
                f"{self.path} is damaged and no copy can be kept of it ({error.strerror or error}), so it is not "
                "changed: make room, allow writing to its folder, and start again."
            )
            self._notice(f"{self.path} is damaged; {recovered}.")
        else:
            self._notice(f"{self.path} was damaged; {recovered}. The damaged file is kept as {evidence}.")

    def _take_in_damaged(self, data: bytes) -> None:
        """Merge all that is still whole in a damaged file."""
        two_sides = recovery.has_two_sides(data)
        for layer in recovery.salvage(data):
            self._merge(_merge_unrelated if two_sides else fill_in, layer)

    def _keep_evidence(self, data: bytes) -> Path:
        evidence = self.path.with_name(f"{self.path.name}.corrupt-{self._clock():%Y%m%dT%H%M%S.%f}")
        write_durably(evidence, data, mode_of=self.path)
        return evidence

    def _take_in_copies(self) -> None:
        """Merge the copies that file synchronisers leave beside the file when two machines changed it."""
        for path in self.disk.copies:
            try:
                tables = lines.parse(path.read_bytes())
            except (OSError, ValueError):
                continue
            if newer_schema(tables, path) is None:
                self._written = -1
                self._merge(_merge_unrelated, tables)
                self._merged.append((path, "merged"))
                self._notice(f"{path} was merged into {self.path.name} and is kept in {self._backups.folder}.")

    # Writing

    @property
    def _in_step(self) -> bool:
        return self._memory.version == self._written and self.disk.there

    def commit(self) -> None:
        """Take in what others wrote, and make the present state durable.

        Raises:
            StoreError: that cannot be done now; the text says why and what to do.
        """
        try:
            if self._in_step:
                self._take_in_changes()
            if self._in_step:
                return  # Nothing of ours is to be written: this must work where nothing can be.
            with locked(self.path.with_name(f".{self.path.name}.lock"), self._patience):
                self._sweep()
                self._write_until_nobody_interferes()
                self._put_away()
        except OSError as error:
            raise StoreError(problems.sentence(error, self.path)) from error

    def _write_until_nobody_interferes(self) -> None:
        self._swept = False  # Should this fail, what others wrote meanwhile may wait in a leftover.
        missed: list[Path] = []
        for _ in range(_ROUNDS):
            self._take_in_changes()
            if self.read_only:
                raise StoreError(self.read_only)
            with self._guard:
                snapshot = self._memory.snapshot()
            self._backups.keep(even_if_recent=bool(self._merged))
            intruder = self.disk.replace(snapshot.encode())
            if intruder is None:
                self._base, self._written = snapshot.tables, snapshot.version
                break
            missed.append(intruder)
            self._take_in(intruder.read_bytes())
            self._base, self._written = snapshot.tables, -1
        else:
            raise StoreError(f"{self.path} is being changed by another program all the time: close that program.")
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
            theirs = lines.parse(data)
        except ValueError:
            evidence = self._keep_evidence(data)
            self._written = -1
            self._take_in_damaged(data)
            self._notice(f"{self.path} was damaged by another program and is mended; it is kept as {evidence}.")
            return
        self.read_only = newer_schema(theirs, self.path)
        if self.read_only is None:
            base = self._base
            self._merge(lambda ours, other: merge(ours, other, base), theirs)
            with self._guard:
                snapshot = self._memory.snapshot()
            self._base = theirs
            self._written = snapshot.version if same(snapshot.tables, theirs) else -1

    def _sweep(self) -> None:
        """Take in what a writer that died left behind: a whole file may be a version it had just swapped out."""
        if self._swept:
            return
        for path in leftovers(self.path):
            with suppress(OSError):
                self._sweep_up(path)
        self._swept = True

    def _sweep_up(self, path: Path) -> None:
        try:
            tables = lines.parse(path.read_bytes())
        except ValueError:
            tables = {}
        if newer_schema(tables, path) is not None:
            return
        if self._merge(fill_in, tables):
            self._merged.append((path, "interrupted"))
        else:
            path.unlink()

    def _put_away(self) -> None:
        """Move files whose content is in ours by now to the backups; where that fails they are merged again."""
        while self._merged:
            path, kind = self._merged.pop()
            with suppress(OSError):
                self._backups.store(path, kind)

    def _merge(self, decide: Callable[[Tables, Tables], list[Change]], theirs: Tables) -> bool:
        """Change the memory as decided; whether there was anything to change.

        Deciding takes a while when there are many notes, so the guard is not held meanwhile; only if the memory
        has changed by then it is done anew, with the guard.
        """
        with self._guard:
            ours = self._memory.snapshot()
        changes = decide(ours.tables, theirs)
        with self._guard:
            if self._memory.version != ours.version:
                changes = decide(self._memory.snapshot().tables, theirs)
            self._memory.take_in(changes)
        return bool(changes)

    def _notice(self, sentence: str) -> None:
        self.notices = (*self.notices, sentence)


def _merge_unrelated(ours: Tables, theirs: Tables) -> list[Change]:
    return merge(ours, theirs, {})
