"""Bringing into the memory what stands elsewhere than in a sound notes file, keeping evidence, and saying so."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from reader.store import recovery, schema
from reader.store.documents import NOTES
from reader.store.durable import leftovers, write_durably
from reader.store.handover import is_handed_over
from reader.store.merge import fill_in, merge
from reader.store.shared import merge_unrelated
from reader.store.spill import BEFORE, apart

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from reader.store.backups import Backups
    from reader.store.shared import Shared
    from reader.store.spill import Spill


class Mending:
    """What was found beside or in the place of the notes file, and what became of it."""

    def __init__(self, path: Path, shared: Shared, backups: Backups, clock: Callable[[], datetime]) -> None:
        self.notices: tuple[str, ...] = ()
        """Sentences about what was found and mended."""
        self._path = path
        self._shared = shared
        self._backups = backups
        self._clock = clock
        self._merged: list[tuple[Path, str]] = []
        self._recovery: tuple[str, str] | None = None
        """What to say of a damaged file, before and after the number of notes."""

    @property
    def merged(self) -> bool:
        """Whether files wait for being put away until what they hold is saved."""
        return bool(self._merged)

    # The file itself

    def replace_lost(self, *, missing: bool) -> None:
        """Begin with the latest backup where the file is gone or empty."""
        backup = self._backups.newest()
        if backup is not None:
            self._shared.load(backup[1])
            state = "missing" if missing else "empty"
            self.notice(f"{self._path} was {state}: its latest backup, {backup[0]}, was put in its place.")

    def recover(self, data: bytes) -> str | None:
        """Begin with what is whole in a damaged file, and what the latest backup has besides.

        Returns why the file must not be written, as a sentence: no evidence could be kept of it.
        """
        self._take_in_whole_parts(data)
        whole = self._count()
        backup = self._backups.newest()
        if backup is not None:
            self._shared.merge(fill_in, backup[1])
        found = self._count() - whole
        source = f", {found} of them from the backup {backup[0]}" if backup and found else ""
        try:
            evidence = self._keep_evidence(data)
        except OSError as error:
            self._recovery = f"{self._path} is damaged", f"{source}."
            return (
                f"{self._path} is damaged and no copy can be kept of it ({error.strerror or error}), so it is not "
                "changed: make room, allow writing to its folder, and start again."
            )
        self._recovery = f"{self._path} was damaged", f"{source}. The damaged file is kept as {evidence}."
        return None

    def tell(self) -> None:
        """Say what was recovered, once everything is taken in: as many notes as there are from then on."""
        if self._recovery is not None:
            beginning, end = self._recovery
            self.notices = (f"{beginning}; notes recovered: {self._count()}{end}", *self.notices)
            self._recovery = None

    def _count(self) -> int:
        """How many notes there are; documents that lack what a note needs are none."""
        return sum(NOTES.read(row) is not None for row in self._shared.rows(NOTES.table).values())

    def mend(self, data: bytes) -> None:
        """Take in what is whole in a file that somebody damaged while it was open.

        Raises:
            OSError: no evidence can be kept of it; nothing was taken in.
        """
        evidence = self._keep_evidence(data)
        self._take_in_whole_parts(data)
        self.notice(f"{self._path} was damaged by another program and is mended; it is kept as {evidence}.")

    def _take_in_whole_parts(self, data: bytes) -> None:
        decide = merge_unrelated if recovery.has_two_sides(data) else fill_in
        for layer in recovery.salvage(data):
            self._shared.merge(decide, schema.migrated(layer))

    def _keep_evidence(self, data: bytes) -> Path:
        evidence = self._path.with_name(f"{self._path.name}.corrupt-{self._clock():%Y%m%dT%H%M%S.%f}")
        write_durably(evidence, data, mode_of=self._path)
        return evidence

    # Files beside it

    def take_in_copies(self, copies: list[Path]) -> bool:
        """Merge what synchronisers leave beside a file that two machines changed; whether there was any."""
        found = False
        for path in copies:
            with suppress(OSError, ValueError):
                tables = schema.read(path.read_bytes())
                if schema.newer_schema(tables, path) is None:
                    found = True
                    self._shared.merge(merge_unrelated, tables)
                    self._merged.append((path, "merged"))
                    self.notice(f"{path} was merged into {self._path.name} and is kept in {self._backups.folder}.")
        return found

    def take_in_spilled(self, spill: Spill) -> bool:
        """Merge what earlier sessions could not save; whether there was any."""
        found = False
        for path in spill.waiting():
            with suppress(OSError):
                self._take_in_spilled(path, spill)
                found = True
        return found

    def _take_in_spilled(self, path: Path, spill: Spill) -> None:
        data = path.read_bytes()
        told = (
            f"Notes that were kept elsewhere, as {self._path.parent} could not be written to, are in {self._path} now"
            if is_handed_over(path)
            else f"Changes that could not be saved in an earlier session were taken in from {path}"
        )
        try:
            theirs, base = apart(schema.read(data))
        except (ValueError, KeyError):
            for layer in recovery.salvage(data):
                self._shared.merge(fill_in, {name: rows for name, rows in layer.items() if name != BEFORE})
            kept = spill.set_aside(path)
            self.notice(f"{told} as far as they are whole; the damaged file is kept as {kept}.")
            return
        if newer := schema.newer_schema(theirs, path):
            spill.leave(path)
            self.notice(newer)
            return
        self._shared.merge(lambda ours, other: merge(ours, other, base), theirs)
        self.notice(f"{told}.")

    def sweep(self) -> None:
        """Take in what a writer that died left behind: a whole file may be a version it had just swapped out."""
        for path in leftovers(self._path):
            with suppress(OSError):
                self._sweep_up(path)

    def _sweep_up(self, path: Path) -> None:
        try:
            tables = schema.read(path.read_bytes())
        except ValueError:
            tables = {}
        if schema.newer_schema(tables, path) is not None:
            return
        if self._shared.merge(fill_in, tables):
            self._merged.append((path, "interrupted"))
        else:
            path.unlink()

    def put_away(self) -> None:
        """Move files whose content is in ours by now to the backups; where that fails they are merged again."""
        while self._merged:
            path, kind = self._merged.pop()
            with suppress(OSError):
                self._backups.store(path, kind)

    def notice(self, sentence: str) -> None:
        """Have a sentence shown to the user."""
        self.notices = (*self.notices, sentence)
