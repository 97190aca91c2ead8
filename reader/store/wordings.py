"""What articles say in translation, to be searched: an index of the words, as far as it was made.

It belongs to bodies, as mentions do. Where SQLite has no full-text search (FTS5), all texts are looked through.
"""

from __future__ import annotations

import sqlite3
import zlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from reader.store.derived import DerivedDatabase

_STATES: Final = (
    "CREATE TABLE IF NOT EXISTS wording_of (number INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE,"
    " target TEXT NOT NULL, sum INTEGER NOT NULL)"
)
_SAID: Final = (
    "CREATE TABLE IF NOT EXISTS wording_said (language TEXT NOT NULL, target TEXT NOT NULL, sentence TEXT NOT NULL,"
    " text TEXT NOT NULL, PRIMARY KEY (language, target, sentence)) WITHOUT ROWID"
)
_INDEX: Final = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS wording USING fts5(text, tokenize = 'unicode61 remove_diacritics 2')"
)
_PLAIN: Final = "CREATE TABLE IF NOT EXISTS wording (text TEXT NOT NULL)"


class Wordings:
    """The tables of translated texts in the index; for any number of threads.

    Every method raises ``StoreError`` when the file cannot be used any more.
    """

    def __init__(self, database: DerivedDatabase) -> None:
        self._database = database
        with database.writing() as connection:
            connection.execute(_STATES)
            connection.execute(_SAID)
            try:
                connection.execute(_INDEX)
            except sqlite3.OperationalError:
                connection.execute(_PLAIN)
            found = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'wording'").fetchone()[0]
        self._indexed = "fts5" in found

    def put(self, digest: str, target: str, text: str) -> None:
        """Keep what a body says in the language ``target``, in the place of what was kept of it before."""
        text = text.casefold()
        new = target, zlib.crc32(text.encode())
        with self._database.reading() as connection:
            question = "SELECT number, target, sum FROM wording_of WHERE digest = ?"
            old = connection.execute(question, (digest,)).fetchone()
        if old and old[1:] == new:
            return
        with self._database.writing() as connection:
            if old and old[1:] == (target, ~new[1]):
                connection.execute("UPDATE wording_of SET sum = ? WHERE number = ?", (new[1], old[0]))
                return
            connection.execute(
                "INSERT INTO wording_of (digest, target, sum) VALUES (?, ?, ?)"
                " ON CONFLICT (digest) DO UPDATE SET target = excluded.target, sum = excluded.sum",
                (digest, *new),
            )
            (number,) = connection.execute("SELECT number FROM wording_of WHERE digest = ?", (digest,)).fetchone()
            connection.execute("DELETE FROM wording WHERE rowid = ?", (number,))
            connection.execute("INSERT INTO wording (rowid, text) VALUES (?, ?)", (number, text))

    def missing(self, target: str) -> list[int]:
        """Row numbers of articles, one for each body of which nothing is kept in ``target`` or what is has aged.

        They are in the list's order.
        """
        return self._bodies("NOT IN", target)

    def kept(self, target: str) -> list[int]:
        """Row numbers of all the others, one for each body."""
        return self._bodies("IN", target)

    def _bodies(self, among: str, target: str) -> list[int]:
        question = (
            "SELECT min(number) FROM article"  # noqa: S608 - of ours
            f" WHERE digest {among} (SELECT digest FROM wording_of WHERE target = ? AND sum >= 0)"
            " GROUP BY digest ORDER BY max(date) DESC, path"
        )
        with self._database.reading() as connection:
            return [number for (number,) in connection.execute(question, (target,))]

    def age(self) -> None:
        """Have everything looked through again; what is kept is found until then.

        The sum of a text that has aged is below 0.
        """
        with self._database.writing() as connection:
            connection.execute("UPDATE wording_of SET sum = ~sum WHERE sum >= 0")

    def said(self, target: str) -> frozenset[tuple[str, str, str]]:
        """What was said of single sentences when ``say`` was called last: language, sentence, text."""
        question = "SELECT language, sentence, text FROM wording_said WHERE target = ?"
        with self._database.reading() as connection:
            return frozenset(connection.execute(question, (target,)))

    def say(self, target: str, said: frozenset[tuple[str, str, str]]) -> None:
        """Keep what is said of single sentences, of which articles have been looked through."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM wording_said WHERE target = ?", (target,))
            rows = ((language, target, sentence, text) for language, sentence, text in said)
            connection.executemany("INSERT INTO wording_said VALUES (?, ?, ?, ?)", rows)

    def mentioning(self, words: str, target: str) -> frozenset[int]:
        """Row numbers of the articles whose translation has ``words`` (casefolded), the last as a beginning."""
        if not any(map(str.isalnum, words)):
            return frozenset()
        condition = "wording MATCH ?" if self._indexed else "instr(text, ?)"
        sought = '"' + words.replace('"', '""') + '"*' if self._indexed else words
        question = (
            "SELECT article.number FROM article JOIN wording_of ON wording_of.digest = article.digest"  # noqa: S608 - of ours
            f" WHERE target = ? AND wording_of.number IN (SELECT rowid FROM wording WHERE {condition})"
        )
        with self._database.reading() as connection:
            return frozenset(number for (number,) in connection.execute(question, (target, sought)))
