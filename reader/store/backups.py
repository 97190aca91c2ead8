"""Earlier states of the notes file, kept in a hidden folder beside it."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from reader.store import schema
from reader.store.durable import named, write_durably

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reader.store.lines import Tables

_EVERY = timedelta(minutes=30)
"""How much work a damaged file may cost at most."""

_AGAIN = timedelta(minutes=1)
"""Two programs that write at once merge each other's work all the time: a backup before each one would soon have
pushed out all others."""

_LATEST, _DAYS, _MONTHS = 10, 14, 12
"""How many backups are kept: the latest ones, and the last one of each of the latest days and months."""

_DAY, _MONTH = 10, 7
"""Length of the beginning of a name that tells the day, and the month."""

_FORM = "%Y-%m-%dT%H-%M-%S.%f"
_BACKUP = re.compile(r"(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{6})(?:-([a-z-]+))?\.json")


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the notes file."""

    path: Path
    made: str
    """When, in the form of all times."""
    reason: str
    """What it was made before: ``merge``, ``import``; empty if it was simply time."""
    size: int
    """Bytes."""
    notes: int | None
    """How many notes are in it; None if it cannot be read."""


class Backups:
    """Copies of one file, named after the time at which they were made, and the reason if there was one.

    Copies, not hard links: an editor that writes in place would change those too.
    """

    def __init__(self, path: Path, clock: Callable[[], datetime]) -> None:
        self.folder = path.with_name(f".{path.name}.backups")
        self._path = path
        self._clock = clock

    def keep(self, reason: str = "") -> None:
        """Copy the file as it is, unless the latest backup is younger than half an hour and there is no reason.

        That a backup cannot be made is no reason not to save: errors are passed over. A damaged file is no backup;
        it is kept as evidence by those who mend it.
        """
        with suppress(OSError, ValueError):
            if self._path.exists() and (reason or self._latest_is_older_than(_EVERY)):
                data = self._path.read_bytes()
                schema.read(data)
                self.add(data, reason)

    def keep_ours(self, data: bytes) -> None:
        """Keep our state before it is merged with another one; errors are passed over."""
        with suppress(OSError):
            if self._latest_is_older_than(_AGAIN):
                self.add(data, "merge")

    def add(self, data: bytes, reason: str) -> Path:
        """Make ``data`` the latest backup, durably, and drop those that are too old.

        Raises:
            OSError: it cannot be written.
        """
        self.folder.mkdir(exist_ok=True)
        backup = self.folder / f"{self._now()}{'-' * bool(reason)}{reason}.json"
        write_durably(backup, data, mode_of=self._path)
        names = self._names(_BACKUP)
        for name in names - kept(names):
            (self.folder / name).unlink()
        return backup

    def newest(self) -> tuple[Path, Tables] | None:
        """The latest backup that can be read, and what it holds."""
        for name in sorted(self._names(_BACKUP), reverse=True):
            with suppress(OSError, ValueError):
                path = self.folder / name
                return path, schema.read(path.read_bytes())
        return None

    def all(self) -> list[Backup]:
        """All backups, the latest first. Each is read, which takes a while when there are many notes."""
        return [self._look_at(name) for name in sorted(self._names(_BACKUP), reverse=True)]

    def store(self, path: Path, kind: str) -> None:
        """Move a file here, as one of the ten latest of its kind; the kind becomes the beginning of its name.

        Raises:
            OSError: it cannot be moved.
        """
        self.folder.mkdir(exist_ok=True)
        path.replace(self.folder / f"{kind}-{self._now()}-{path.name.lstrip('.')}")
        for name in sorted(self._names(re.compile(f"{kind}-.*")))[:-_LATEST]:
            (self.folder / name).unlink()

    def _look_at(self, name: str) -> Backup:
        path, match = self.folder / name, _BACKUP.fullmatch(name)
        assert match is not None
        day, time = match[1].split("T")
        size, notes = 0, None
        with suppress(OSError, ValueError):
            data = path.read_bytes()
            size = len(data)
            notes = len(schema.read(data).get("notes", {}))
        return Backup(path, f"{day}T{time.replace('-', ':')}Z", match[2] or "", size, notes)

    def _latest_is_older_than(self, age: timedelta) -> bool:
        latest = max(self._names(_BACKUP), default=None)
        match = _BACKUP.fullmatch(latest or "")
        if match is None:
            return True
        made = datetime.strptime(match[1], _FORM).replace(tzinfo=UTC)
        return abs(self._clock().astimezone(UTC) - made) >= age  # One from the future is of a wrong clock.

    def _names(self, form: re.Pattern[str]) -> set[str]:
        return {path.name for path in named(self.folder, form.fullmatch)}

    def _now(self) -> str:
        return self._clock().astimezone(UTC).strftime(_FORM)


def kept(names: Iterable[str]) -> set[str]:
    """Which of the backups stay."""
    newest_first = sorted(names, reverse=True)
    keep = set(newest_first[:_LATEST])
    for length, count in ((_DAY, _DAYS), (_MONTH, _MONTHS)):
        last_of: dict[str, str] = {}
        for name in newest_first:
            last_of.setdefault(name[:length], name)
        keep.update(list(last_of.values())[:count])
    return keep
