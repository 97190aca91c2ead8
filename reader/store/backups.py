"""Earlier states of the notes file, kept in a hidden folder beside it."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from reader.store import lines
from reader.store.durable import named, write_durably

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from reader.store.lines import Tables

_EVERY = timedelta(minutes=30)
"""How much work a damaged file may cost at most."""

_LATEST, _DAYS, _MONTHS = 10, 14, 12
"""How many backups are kept: the latest ones, and the last one of each of the latest days and months."""

_DAY, _MONTH = 10, 7
"""Length of the beginning of a name that tells the day, and the month."""

_FORM = "%Y-%m-%dT%H-%M-%S.%f"
_BACKUP = re.compile(r"\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{6}\.json")


class Backups:
    """Copies of one file, named after the time at which they were made.

    Copies, not hard links: an editor that writes in place would change those too.
    """

    def __init__(self, path: Path, clock: Callable[[], datetime]) -> None:
        self.folder = path.with_name(f".{path.name}.backups")
        self._path = path
        self._clock = clock

    def keep(self, *, even_if_recent: bool = False) -> None:
        """Copy the file as it is, unless the latest backup is younger than half an hour; drop the oldest ones.

        That a backup cannot be made is no reason not to save: errors are passed over.
        """
        with suppress(OSError):
            if not self._path.exists() or not (even_if_recent or self._due()):
                return
            self.folder.mkdir(exist_ok=True)
            write_durably(self.folder / f"{self._now()}.json", self._path.read_bytes(), mode_of=self._path)
            names = self._names(_BACKUP)
            for name in names - kept(names):
                (self.folder / name).unlink()

    def newest(self) -> tuple[Path, Tables] | None:
        """The latest backup that can be read, and what it holds."""
        for name in sorted(self._names(_BACKUP), reverse=True):
            with suppress(OSError, ValueError):
                path = self.folder / name
                return path, lines.parse(path.read_bytes())
        return None

    def store(self, path: Path, kind: str) -> None:
        """Move a file here, as one of the ten latest of its kind; the kind becomes the beginning of its name.

        Raises:
            OSError: it cannot be moved.
        """
        self.folder.mkdir(exist_ok=True)
        path.replace(self.folder / f"{kind}-{self._now()}-{path.name.lstrip('.')}")
        for name in sorted(self._names(re.compile(f"{kind}-.*")))[:-_LATEST]:
            (self.folder / name).unlink()

    def _due(self) -> bool:
        latest = max(self._names(_BACKUP), default=None)
        if latest is None:
            return True
        made = datetime.strptime(latest.removesuffix(".json"), _FORM).replace(tzinfo=UTC)
        return (
            abs(self._clock().astimezone(UTC) - made) >= _EVERY
        )  # A backup from the future is one of a wrong clock.

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
