"""A SQLite file that several threads and programs share, and that may be damaged, full or locked.

None of this is an error for its user: reading then gives nothing, writing says that it was not written, and
``problems`` tells the sentence for the user, once.
"""

from __future__ import annotations

import sqlite3
import threading
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from reader.text.clean import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

T = TypeVar("T")

_BUSY_TIMEOUT = 5.0
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_PRIMARY_CODE = 0xFF


class _Line(NamedTuple):
    """A connection, and the lock that whoever uses or closes it holds: SQLite crashes if one is closed in use."""

    connection: sqlite3.Connection
    in_use: threading.Lock


class Database:
    """One file, made on the first write, with a connection for each thread that uses it."""

    def __init__(self, path: Path, schema: Sequence[str], version: int) -> None:
        self._path = path
        self._schema = schema
        self._version = version
        self._lock = threading.RLock()
        self._lines: dict[threading.Thread, _Line] = {}
        self._closed = False
        self._told: set[str] = set()
        self._untold: list[str] = []

    def read(self, work: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """What ``work`` finds, or ``otherwise`` if there is no file or it cannot be read."""
        return self._run(work, otherwise) if self._path.exists() else otherwise

    def write(self, work: Callable[[sqlite3.Connection], object]) -> bool:
        """Do ``work`` in one transaction; whether it is on disk now."""

        def transaction(connection: sqlite3.Connection) -> bool:
            connection.execute("BEGIN IMMEDIATE")
            try:
                work(connection)
                connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                raise
            return True

        return self._run(transaction, otherwise=False)

    def problems(self) -> list[str]:
        """What the user has not been told yet of trouble with the file."""
        with self._lock:
            told, self._untold = self._untold, []
            return told

    def close(self) -> None:
        """Close every thread's connection, after what it is doing; afterwards nothing is read or written."""
        with self._lock:
            self._closed = True
            self._disconnect()

    def _run(self, work: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        try:
            try:
                return self._work(work)
            except sqlite3.Error as error:
                if self._closed or not self._recovered(error):
                    raise
                return self._work(work)
        except (sqlite3.Error, OSError) as error:
            if not self._closed:
                self._tell_unusable(error)
            return otherwise

    def _work(self, work: Callable[[sqlite3.Connection], T]) -> T:
        line = self._line()
        with line.in_use:
            return work(line.connection)

    def _recovered(self, error: sqlite3.Error) -> bool:
        """Whether it is worth trying once more, after setting a damaged file aside."""
        code = getattr(error, "sqlite_errorcode", None)
        if code is None:  # another thread set the file aside under this one's connection
            return isinstance(error, sqlite3.ProgrammingError)
        if code & _PRIMARY_CODE not in _DAMAGED:
            return False
        with self._lock:
            self._disconnect()
            if self._is_damaged():  # else another thread or program was faster
                self._set_aside()
        return True

    def _is_damaged(self) -> bool:
        probe = sqlite3.connect(self._path, timeout=_BUSY_TIMEOUT)
        try:
            return bool(probe.execute("PRAGMA quick_check(1)").fetchone() != ("ok",))
        except sqlite3.DatabaseError:
            return True
        finally:
            probe.close()

    def _set_aside(self) -> None:
        name = f"{self._path.name}.damaged-{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
        self._path.rename(self._path.with_name(name))
        for suffix in ("-wal", "-shm"):
            with suppress(FileNotFoundError):
                self._path.with_name(self._path.name + suffix).rename(self._path.with_name(name + suffix))
        self._tell(f"{self._path} was damaged: it was set aside as {name}, and a new one was begun.")

    def _tell_unusable(self, error: Exception) -> None:
        newer = isinstance(error, sqlite3.NotSupportedError)
        remedy = "update the program" if newer else "free space or correct the rights of its folder"
        why = getattr(error, "strerror", None) or error
        self._tell(
            f"{self._path} cannot be used ({why}), so what is new is kept only until the program ends: {remedy}.",
        )

    def _tell(self, problem: str) -> None:
        problem = one_line(problem)
        with self._lock:
            if problem not in self._told:
                self._told.add(problem)
                self._untold.append(problem)

    def _line(self) -> _Line:
        thread = threading.current_thread()
        with self._lock:
            if self._closed:
                raise sqlite3.ProgrammingError("closed")
            for gone in [known for known in self._lines if not known.is_alive()]:
                self._lines.pop(gone).connection.close()
            if thread not in self._lines:
                self._lines[thread] = _Line(self._open(), threading.Lock())
            return self._lines[thread]

    def _disconnect(self) -> None:
        while self._lines:
            _, line = self._lines.popitem()
            with line.in_use:
                line.connection.close()

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        # Each thread keeps to its own; only closing is done from another one.
        connection = sqlite3.connect(
            self._path,
            timeout=_BUSY_TIMEOUT,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            self._prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        if self._version_of(connection) < self._version:
            with suppress(sqlite3.OperationalError):  # another program is just doing it
                connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("BEGIN IMMEDIATE")
            if self._version_of(connection) < self._version:
                for statement in (*self._schema, f"PRAGMA user_version={self._version}"):
                    connection.execute(statement)
            connection.execute("COMMIT")
        if self._version_of(connection) > self._version:
            raise sqlite3.NotSupportedError("it was written by a newer version of libya-reader")
        connection.execute("PRAGMA synchronous=NORMAL")

    @staticmethod
    def _version_of(connection: sqlite3.Connection) -> int:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])
