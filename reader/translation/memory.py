"""The memory of translations: what was once asked is never asked again, whatever happens to the program.

A SQLite file in the user's data folder, shared by all libraries and by every running copy of the program. What
one engine said stays when another is chosen. The agreements to send text to a service are kept here as well, and
until when a service that refused is left alone.
"""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from reader.model import Provenance, Translation, TranslationKind
from reader.translation.database import Database
from reader.translation.keys import digest
from reader.translation.pace import LONGEST_WISH, stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

_VERSION = 1
_SCHEMA = (
    """CREATE TABLE translation (
        key BLOB NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL, engine TEXT NOT NULL, version TEXT NOT NULL,
        kind TEXT NOT NULL, sentence TEXT NOT NULL, text TEXT NOT NULL, at TEXT NOT NULL, note TEXT NOT NULL,
        PRIMARY KEY (key, source, target, engine, version)
    ) WITHOUT ROWID""",
    "CREATE TABLE consent (engine TEXT PRIMARY KEY, at TEXT NOT NULL) WITHOUT ROWID",
)
_REFUSAL = "CREATE TABLE IF NOT EXISTS refusal (engine TEXT PRIMARY KEY, until TEXT NOT NULL) WITHOUT ROWID"
"""Made when it is first needed, so that files without it stay as they are."""
_KEYS_A_QUERY = 400


class _Row(NamedTuple):
    key: bytes
    source: str
    target: str
    engine: str
    version: str
    kind: TranslationKind
    sentence: str
    text: str
    at: str
    note: str


_COLUMNS = ", ".join(_Row._fields)
_PLACES = ", ".join("?" * len(_Row._fields))


class Memory:
    """Keeps translations by sentence, pair of languages, engine and version. Safe to use from several threads.

    It never fails: a damaged file is set aside, and what cannot be written is kept until the program ends;
    ``problems`` says so.
    """

    def __init__(self, path: Path) -> None:
        self._database = Database(path, _SCHEMA, _VERSION)
        self._lock = threading.Lock()
        self._unsaved: dict[tuple[bytes, str, str, str, str], _Row] = {}
        self._unsaved_consent: dict[str, bool] = {}

    def lookup(
        self,
        sentences: Sequence[str],
        source: str,
        target: str,
        engines: Sequence[str] = (),
    ) -> list[Translation | None]:
        """What is known of each sentence, in order.

        Where several engines translated a sentence, those in ``engines`` win in that order over all others;
        among equals the newest.
        """
        keys = [digest(sentence) for sentence in sentences]
        wanted = tuple(dict.fromkeys(keys))
        rows: list[_Row] = self._database.read(lambda c: list(_select(c, wanted, source, target)), [])
        with self._lock:
            asked = set(wanted) if self._unsaved else set()
            rows += [r for r in self._unsaved.values() if (r.source, r.target) == (source, target) and r.key in asked]
        rank = {engine: -place for place, engine in enumerate(engines)}
        rows.sort(key=lambda row: (rank.get(row.engine, -len(rank)), row.at))
        best = {row.key: row for row in rows}
        return [_translation(sentence, best.get(key)) for sentence, key in zip(sentences, keys, strict=True)]

    def sentences(self, source: str, target: str, lengths: range) -> list[str]:
        """The sentences of so many code points that have a translation, each once."""
        query = (
            "SELECT DISTINCT sentence FROM translation"
            " WHERE source = ? AND target = ? AND length(sentence) BETWEEN ? AND ?"
        )
        values = (source, target, lengths.start, lengths.stop)
        return self._database.read(lambda c: [sentence for (sentence,) in c.execute(query, values)], [])

    def keep(self, translations: Iterable[Translation], source: str, target: str) -> None:
        """Store ``translations`` in one transaction; they are on disk when it returns, if the disk allows."""
        new = {row[:5]: row for row in (_row(each, source, target) for each in translations)}
        with self._lock:
            rows = self._unsaved | new
        written = not rows or self._database.write(lambda c: _insert(c, rows.values()))
        with self._lock:
            if written:
                self._unsaved = {key: row for key, row in self._unsaved.items() if rows.get(key) is not row}
            else:
                self._unsaved |= rows

    def agree(self, engine: str) -> None:
        """Note that the user lets sentences be sent to the service ``engine``."""
        at = stamp(datetime.now(UTC))
        self._set_consent(engine, "INSERT OR REPLACE INTO consent VALUES (?, ?)", (engine, at), agreed=True)

    def revoke(self, engine: str) -> None:
        """Note that nothing may be sent to the service ``engine`` any more; what it translated stays.

        A refusal of its own is forgotten with that.
        """
        if self._refusals(engine):
            self._database.write(lambda c: c.execute("DELETE FROM refusal WHERE engine = ?", (engine,)))
        self._set_consent(engine, "DELETE FROM consent WHERE engine = ?", (engine,), agreed=False)

    def agreed(self, engine: str) -> bool:
        """Whether the user lets sentences be sent to the service ``engine``."""
        with self._lock:
            if engine in self._unsaved_consent:
                return self._unsaved_consent[engine]
        query = "SELECT 1 FROM consent WHERE engine = ?"
        return self._database.read(lambda c: c.execute(query, (engine,)).fetchone() is not None, otherwise=False)

    def refuse(self, engine: str, until: datetime) -> None:
        """Note that the service ``engine`` refused, and is not to be asked before ``until``, by whatever program."""

        def write(connection: sqlite3.Connection) -> None:
            connection.execute(_REFUSAL)
            connection.execute("INSERT OR REPLACE INTO refusal VALUES (?, ?)", (engine, stamp(until)))

        self._database.write(write)

    def refused_until(self, engine: str, now: datetime) -> datetime | None:
        """Before this time the service ``engine`` is not to be asked; None if it may be asked ``now``.

        A clock that was set back by days does not prolong the silence.
        """
        until = max((datetime.fromisoformat(each) for each in self._refusals(engine)), default=now)
        return until if timedelta(0) < until - now <= LONGEST_WISH else None

    def _refusals(self, engine: str) -> list[str]:
        def find(connection: sqlite3.Connection) -> list[str]:
            if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'refusal'").fetchone():
                return []
            return [at for (at,) in connection.execute("SELECT until FROM refusal WHERE engine = ?", (engine,))]

        return self._database.read(find, [])

    def problems(self) -> list[str]:
        """Sentences for the user about trouble with the file, each told once."""
        return self._database.problems()

    def close(self) -> None:
        """Let go of the file. What could not be written is lost."""
        self._database.close()

    def _set_consent(self, engine: str, statement: str, values: tuple[str, ...], *, agreed: bool) -> None:
        with self._lock:
            self._unsaved_consent[engine] = agreed  # holds from now on, however long writing it takes
        if self._database.write(lambda c: c.execute(statement, values)):
            with self._lock:
                self._unsaved_consent.pop(engine, None)


def _select(connection: sqlite3.Connection, keys: Sequence[bytes], source: str, target: str) -> Iterator[_Row]:
    for start in range(0, len(keys), _KEYS_A_QUERY):
        some = keys[start : start + _KEYS_A_QUERY]
        places = ", ".join("?" * len(some))
        query = f"SELECT {_COLUMNS} FROM translation WHERE key IN ({places}) AND source = ? AND target = ?"  # noqa: S608 - holds names of ours and question marks only
        yield from map(_Row._make, connection.execute(query, (*some, source, target)))


def _insert(connection: sqlite3.Connection, rows: Iterable[_Row]) -> None:
    connection.executemany(f"INSERT OR REPLACE INTO translation ({_COLUMNS}) VALUES ({_PLACES})", rows)  # noqa: S608 - holds names of ours and question marks only


def _row(each: Translation, source: str, target: str) -> _Row:
    by = each.provenance
    key = digest(each.source)
    return _Row(key, source, target, by.engine, by.version, by.kind, each.source, each.text, by.at, by.note)


def _translation(sentence: str, row: _Row | None) -> Translation | None:
    if row is None:
        return None
    return Translation(sentence, row.text, Provenance(row.engine, row.version, row.kind, row.at, row.note))
