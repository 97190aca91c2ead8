"""What the user says of names, as it is now: the list in ``gazetteer.tsv``, and the corrections in the notes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.errors import InputError
from reader.library.places import NOTES
from reader.names import Corrections, NameTable, Own, find, overlaid, read_own, shipped_table
from reader.text.clean import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.model import Entity
    from reader.store.notes import NotesFile

OWN: Final = "gazetteer.tsv"
"""The user's own names, in the library folder."""
_REMEMBERED: Final = 50


class Said(NamedTuple):
    """The user's word on names at one time."""

    table: NameTable
    """The names that are known beforehand, with the user's own before the others."""
    corrections: Corrections

    def applied(self, found: Iterable[Entity] | None, body: str, article: str, digest: str) -> tuple[Entity, ...]:
        """The entities of an article (an id) as the user has them; without any ``found``, all listed names are."""
        if found is None:
            found = find(body, self.table.all)
        elif self.table.own:
            found = overlaid(found, find(body, self.table.own))
        return self.corrections.applied(found, body, self.corrections.placed(article, body, digest))


def home_of(file: Path) -> Path | None:
    """The library that a file is in: the nearest folder above it with notes or a list of names, if there is one."""
    folders = file.absolute().parents
    return next((each for each in folders if (each / NOTES).is_file() or (each / OWN).is_file()), None)


def read_said(root: Path, notes: Path | None = None) -> tuple[Said, list[str]]:
    """What the user says of names in the library at ``root``, without opening it; what of it cannot be used."""
    from reader.store import schema  # noqa: PLC0415 - for those who open no library
    from reader.store.documents import CORRECTIONS  # noqa: PLC0415 - as above

    path = notes or root / NOTES
    try:
        own = read_own(root / OWN)
    except InputError as error:
        own = Own(problems=(str(error),))
    problems, said = list(own.problems), list(own.denied)
    try:
        rows = schema.read(path.read_bytes()).get(CORRECTIONS.table, {})
        said += [each for each in map(CORRECTIONS.read, rows.values()) if each is not None]
    except FileNotFoundError:
        pass
    except (OSError, ValueError) as error:
        problems.append(f"{one_line(str(path))} cannot be read ({error}); its corrections of names are left out.")
    return Said(shipped_table(own.names), Corrections(said)), problems


class OwnNames:
    """The user's word on names; for any number of threads."""

    def __init__(self, root: Path, file: Callable[[], NotesFile]) -> None:
        """``file`` has the corrections; it is asked for when they are."""
        self._path = root / OWN
        self._file = file
        self._lock = Lock()
        self._signature: tuple[int, int] | None = None
        self._own = Own()
        self._table = shipped_table()
        self._read_at: tuple[object, int] | None = None
        self._corrections = Corrections()
        self._earlier: dict[str, Corrections] = {}

    @property
    def problems(self) -> list[str]:
        """What cannot be used of the list as it is now, as sentences."""
        _ = self.table
        return list(self._own.problems)

    @property
    def table(self) -> NameTable:
        """The names that are known beforehand, with the user's own before the others."""
        try:
            stat = self._path.stat()
            signature = (stat.st_size, stat.st_mtime_ns)
        except OSError:
            signature = None
        with self._lock:
            if signature != self._signature:
                try:
                    self._own = read_own(self._path)
                except InputError as error:
                    self._own = Own(problems=(str(error),))
                self._table, self._signature = shipped_table(self._own.names), signature
            return self._table

    @property
    def corrections(self) -> Corrections:
        """What is no name and what does not stand for another by the list, and all that the notes say."""
        table, file = self.table, self._file()
        version = file.version
        with self._lock:
            if self._read_at != (table, version):
                found = Corrections((*self._own.denied, *file.corrections()))
                if found.all != self._corrections.all:
                    self._corrections = found
                self._read_at = table, version
                self._earlier.pop(found.digest, None)
                self._earlier[found.digest] = self._corrections
                while len(self._earlier) > _REMEMBERED:
                    del self._earlier[next(iter(self._earlier))]
            return self._corrections

    @property
    def said(self) -> Said:
        """Both."""
        return Said(self.table, self.corrections)

    def earlier(self, digest: str) -> Corrections | None:
        """The corrections that had this digest a while ago; None if that was before the start of the program."""
        with self._lock:
            return self._earlier.get(digest)
