"""What the user says of names, as it is now: the list in ``gazetteer.tsv``, and the corrections in the notes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

from reader.errors import InputError
from reader.names import Corrections, NameTable, Own, read_own, shipped_table

if TYPE_CHECKING:
    from reader.store.notes import NotesFile

OWN: Final = "gazetteer.tsv"
"""The user's own names, in the library folder."""
_REMEMBERED: Final = 50


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
        """What cannot be used of the list, as sentences."""
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

    def earlier(self, digest: str) -> Corrections | None:
        """The corrections that had this digest a while ago; None if that was before the start of the program."""
        with self._lock:
            return self._earlier.get(digest)
