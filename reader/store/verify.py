"""Whether a notes file and all that belongs to it is sound, what would be done about it, and doing that."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.errors import StoreError
from reader.lock import HinderedError, locked
from reader.store import lines, recovery, schema, spill
from reader.store.backups import Backups
from reader.store.clock import now
from reader.store.disk import Disk, check_plain
from reader.store.documents import NOTES
from reader.store.durable import leftovers
from reader.store.memory import uid_of
from reader.store.oddities import oddities
from reader.store.storage import NotesStorage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PATIENCE = 2.0
"""Seconds after which a lock is not that of a program at work."""

_LONG = 60.0
"""Seconds that mending may take."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be."""

    problem: str
    """What it is, as a clause without full stop."""
    remedy: str
    """What mending does, in the third person; what the user has to do, where it cannot be mended."""
    mendable: bool = True
    mended: bool = False

    @property
    def sentence(self) -> str:
        """All of it, for the user."""
        if self.mended:
            return f"Mended: {self.problem}."
        joint = "" if self.problem.endswith(" or") else ";"
        return f"{self.problem}{joint} {'“check --repair” ' if self.mendable else ''}{self.remedy}."


def verify(path: Path, unsaved: Path | None = None) -> list[Finding]:
    """All that is wrong with the notes file ``path`` and with what lies beside it. Writes nothing.

    ``unsaved`` is the folder for changes that could not be saved.
    """
    path = path.resolve()
    found = list(_content(path))
    with ExitStack() as held:
        with suppress(OSError):
            found += _lock(path, held)
        found += _beside(path)
    if unsaved is not None:
        found += _unsaved(spill.place(unsaved, path))
    found += [
        Finding(f"The backup {backup.path} cannot be read", "sets it aside as “damaged-…” in the same folder")
        for backup in Backups(path, now).all()
        if backup.notes is None
    ]
    return found


def repair(path: Path, unsaved: Path | None = None) -> list[Finding]:
    """Mend what can be mended; what was found, and what is left.

    Whatever cannot be read any more is kept: the damaged file beside the notes, copies and damaged backups in the
    folder of backups, odd documents among the deleted ones. The file is backed up first.

    Raises:
        StoreError: the file cannot be read or written.
    """
    path = path.resolve()
    found = verify(path, unsaved)
    if not any(finding.mendable for finding in found):
        return found
    backups = Backups(path, now)
    for backup in backups.all():
        if backup.notes is None:
            with suppress(OSError):
                backups.store(backup.path, "damaged")
    with suppress(OSError, ValueError):  # What cannot be parsed is kept as evidence by whoever opens it.
        check_plain(path)
        data = path.read_bytes()
        if lines.parse(data):
            _back_up(backups, data)
    _mend(path, unsaved)
    left = verify(path, unsaved)
    problems = {finding.problem for finding in left}
    return [replace(each, mended=True) for each in found if each.problem not in problems] + left


def _back_up(backups: Backups, data: bytes) -> None:
    try:
        backups.add(data, "repair")
    except OSError as error:
        reason = error.strerror or error
        raise StoreError(
            f"{backups.folder} cannot be written ({reason}), so nothing is mended: make room, or allow writing."
        ) from error


def _mend(path: Path, unsaved: Path | None) -> None:
    """Open the file, which takes in what lies about; set right what is odd in it; and write it."""
    storage = NotesStorage(path, spill=unsaved, patience=_PATIENCE)
    try:
        if storage.read_only is None and any(storage.tables().values()):
            while odd := next(oddities(storage.tables()), None):  # One may hide another.
                storage.accept(odd.table, odd.changes)
            storage.rewrite()
            storage.flush(_LONG)
    finally:
        storage.close(_LONG)


def _content(path: Path) -> Iterator[Finding]:
    try:
        check_plain(path)
        data = path.read_bytes()
    except FileNotFoundError:
        data = b""
    except OSError as error:
        yield Finding(f"{path} cannot be read ({error.strerror or error})", "allow reading it", mendable=False)
        return
    backup = Backups(path, now).newest()
    if not data.strip():
        if backup is not None:
            yield Finding(f"{path} is missing or empty", f"puts its latest backup, {backup[0]}, in its place")
        return
    try:
        tables = lines.parse(data)
    except ValueError as error:
        rows = [row for layer in recovery.salvage(data) for row in layer.get(NOTES.table, {}).items()]
        whole = len({uid_of(key, row) for key, row in rows if NOTES.read(row) is not None})
        more = f" and what the backup {backup[0]} has besides" if backup else ""
        yield Finding(
            f"{path} is damaged ({error}), notes that are whole: {whole}",
            f"keeps it as evidence and makes a new one of these{more}",
        )
        return
    if schema.newer_schema(tables, path):
        form = schema.form_of(tables)
        yield Finding(f"{path} is of a newer form ({form})", "update libya-reader", mendable=False)
        return
    for odd in oddities(schema.migrated(tables)):
        yield Finding(f"{path}: {odd.problem}", odd.remedy)


def _lock(path: Path, held: ExitStack) -> Iterator[Finding]:
    """Hold the lock, so that no writer is at work while we look; a finding if somebody does not give it back."""
    lock = path.with_name(f".{path.name}.lock")
    if lock.exists():
        try:
            held.enter_context(locked(lock, _PATIENCE))
        except HinderedError:
            problem = f"Another program has kept {lock} locked for {_PATIENCE:g} seconds"
            yield Finding(problem, "close that program", mendable=False)


def _beside(path: Path) -> Iterator[Finding]:
    for leftover in leftovers(path):
        yield Finding(f"{leftover} was left by a program that was killed", "takes in what it holds and removes it")
    for copy in Disk(path).copies:
        try:
            tables = schema.read(copy.read_bytes())
        except (OSError, ValueError):
            yield Finding(f"{copy} is a damaged copy", "take from it what you need and remove it", mendable=False)
        else:
            if schema.newer_schema(tables, copy) is None:
                yield Finding(f"{copy} is a copy that a synchroniser left", "merges it and moves it to the backups")


def _unsaved(folder: Path) -> Iterator[Finding]:
    for path in spill.files(folder):
        lock = path.with_suffix(".lock")
        with suppress(OSError, HinderedError), ExitStack() as held:
            if lock.exists():
                held.enter_context(locked(lock, 0))  # Held by a program that is alive and will save it itself.
            yield Finding(f"{path} holds changes that could not be saved", "saves them")
