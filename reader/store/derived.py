"""An SQLite file of things that can be made again: it may be thrown away at any time, and heals by being so."""

from __future__ import annotations

import errno
import os
import sqlite3
import threading
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Final

from reader.errors import StoreError
from reader.text.clean import one_line

_PATIENCE: Final = 5.0
"""Seconds to wait for another instance that writes."""
_CACHE: Final = 256
"""Kibibytes that a connection keeps of the file. More buys no time, as the system keeps the file, too."""
_DAMAGED: Final = frozenset((sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB))


class DerivedDatabase:
    """An SQLite file for several threads and several instances of the program.

    A file that is damaged, or was made for another schema, is silently replaced by an empty one. Where no file
    can be kept, the database lives in memory, and ``problem`` says so.
    """

    def __init__(self, path: Path, schema: str) -> None:
        self.path = path
        self.problem: str | None = None
        """One sentence for the user when the database is not kept on disk."""
        self._schema = schema
        self._version = zlib.crc32(schema.encode()) >> 1  # positive in the 32 bits that SQLite keeps
        self._lock = threading.Lock()
        self._idle: list[sqlite3.Connection] = []
        self._lent: set[sqlite3.Connection] = set()
        self._closed = False
        self._gate: AbstractContextManager[object] = nullcontext()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = self._open_file()  # which may put another list in the place of the idle ones
            self._idle.append(connection)
        except (OSError, sqlite3.Error) as error:
            self._move_to_memory(error)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection of one's own for a moment. Results are to be fetched before it is given back.

        Raises:
            StoreError: The database cannot be used, or is closed.
        """
        with self._gate:
            try:
                connection = self._take()
                try:
                    yield connection
                finally:
                    self._give_back(connection)
            except sqlite3.ProgrammingError:
                raise  # a fault of ours, not of the file
            except (OSError, sqlite3.Error) as error:
                raise self._explain(error) from error

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection in a transaction of its own, which is undone when the block raises.

        Raises:
            StoreError: The database cannot be used or written to, or is closed.
        """
        with self.reading() as connection, connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection

    def close(self) -> None:
        """Let go of the file. Connections still in use in other threads are closed when they are given back."""
        self._closed = True
        self._retire()

    def _take(self) -> sqlite3.Connection:
        with self._lock:
            if self._closed:
                raise StoreError(f"The index {self._name} is closed; open the library again.")
            if self._idle:
                connection = self._idle.pop()
                self._lent.add(connection)
                return connection
        connection = self._open_file()
        with self._lock:
            self._lent.add(connection)
        return connection

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._lock:
            keep = connection in self._lent and not self._closed
            self._lent.discard(connection)
            if keep:
                self._idle.append(connection)
        if not keep:
            connection.close()

    def _retire(self) -> None:
        """Close all connections: the idle ones now, the others when they come back."""
        with self._lock:
            idle, self._idle = self._idle, []
            self._lent.clear()
        for connection in idle:
            connection.close()

    def _open_file(self) -> sqlite3.Connection:
        try:
            connection = self._connect(self.path)
        except sqlite3.DatabaseError as error:
            if not _is_damage(error):
                raise
            self._discard()
            connection = self._connect(self.path)
        if not os.access(self.path, os.W_OK):
            connection.close()
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return connection

    def _connect(self, place: Path | str) -> sqlite3.Connection:
        connection = sqlite3.connect(place, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
        try:
            self._prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA cache_size = -{_CACHE}")
        found = connection.execute("PRAGMA user_version").fetchone()[0]
        if found not in {0, self._version}:
            raise _OutdatedError("made for another schema")
        if found == 0:
            with suppress(sqlite3.OperationalError):  # another instance is just doing it
                connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(
                f"BEGIN IMMEDIATE; {self._schema} PRAGMA user_version = {self._version}; COMMIT;",
            )

    def _move_to_memory(self, error: OSError | sqlite3.Error) -> None:
        self._gate = threading.Lock()  # one connection for all: each has a memory of its own
        self._idle.append(self._connect(":memory:"))
        self.problem = (
            f"The index {self._name} cannot be kept on disk ({_reason(error)}), so the library is read anew each"
            " time; make its folder writable, or name another in LIBYA_READER_CACHE."
        )

    def _discard(self) -> None:
        self._retire()
        for suffix in ("", "-wal", "-shm"):
            with suppress(OSError):
                self.path.with_name(self.path.name + suffix).unlink()

    def _explain(self, error: OSError | sqlite3.Error) -> StoreError:
        if _is_damage(error):
            self._discard()
            return StoreError(f"The index {self._name} was damaged; open the library again to have it made anew.")
        return StoreError(
            f"The index {self._name} cannot be used ({_reason(error)}); free some disk space, or delete it to have"
            " it made anew.",
        )

    @property
    def _name(self) -> str:
        return one_line(str(self.path))


class _OutdatedError(sqlite3.DatabaseError):
    """The file was made by another version of the program."""


def _is_damage(error: Exception) -> bool:
    if isinstance(error, _OutdatedError):
        return True
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF in _DAMAGED  # the low byte is the kind, the others say more of it


def _reason(error: OSError | sqlite3.Error) -> str:
    return one_line(getattr(error, "strerror", None) or str(error))
