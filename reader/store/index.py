"""The index of a library: what the list shows of each article, the entities found, and where the user was.

All of it is derived from the article files and the user's notes; deleting the file costs time only.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from reader.errors import NotFoundError, StoreError
from reader.model import Date
from reader.store.derived import DerivedDatabase
from reader.store.rows import DROP, PUT, PUT_LIKENESS, SCHEMA, Listing, Record, from_row, to_article
from reader.text.clean import one_line

if TYPE_CHECKING:
    from reader.model import ArticleRow, Entity, Recogniser
    from reader.store.mentions import Mentions
    from reader.store.vanished import Vanished
    from reader.store.wordings import Wordings

__all__ = ["Index", "Listing", "Record"]

_HEXADECIMAL: Final = frozenset("0123456789abcdef")
_CANDIDATES: Final = 3
"""How many articles an ambiguous name is said to mean."""


class Index:
    """What is known of a library's articles without opening their files; for any number of threads.

    Every method raises ``StoreError`` when the file cannot be used any more, a full disk for instance, except
    those that say otherwise.
    """

    def __init__(self, path: Path) -> None:
        """Open the index at ``path``, making it where it is missing, damaged, or of another version."""
        self._database = DerivedDatabase(path, SCHEMA)

    @cached_property
    def mentions(self) -> Mentions:
        """Where names are mentioned."""
        from reader.store.mentions import Mentions  # noqa: PLC0415 - the list does without it

        return Mentions(self._database)

    @cached_property
    def vanished(self) -> Vanished:
        """The articles that are gone, and those that came since."""
        from reader.store.vanished import Vanished  # noqa: PLC0415 - the list does without it

        return Vanished(self._database)

    @cached_property
    def wordings(self) -> Wordings:
        """What articles say in translation."""
        from reader.store.wordings import Wordings  # noqa: PLC0415 - the list does without it

        return Wordings(self._database)

    @property
    def problem(self) -> str | None:
        """One sentence for the user when the index is not kept on disk."""
        return self._database.problem

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    # Keeping up with the files

    def files(self, paths: Sequence[str] | None = None) -> dict[str, tuple[int, int]]:
        """Size and modification time (ns) of each file as it was read, by path; of those at ``paths``, if given."""
        question = "SELECT path, size, mtime_ns FROM article"
        if paths is not None:
            question += f" WHERE path IN ({','.join('?' * len(paths))})"
        found = self._all(question, *map(os.fsencode, paths or ()))
        return {os.fsdecode(path): (size, mtime_ns) for path, size, mtime_ns in found}

    def put(self, records: Sequence[Record]) -> None:
        """Add articles, or replace what is known of the files at the same paths. All or none."""
        with self._database.writing() as connection:
            rows = [to_article(record) for record in records]
            connection.executemany(PUT, rows)
            connection.executemany(PUT_LIKENESS, rows)

    def drop(self, paths: Sequence[str]) -> None:
        """Forget the articles at ``paths``. All or none."""
        if paths:
            with self._database.writing() as connection:
                for each in DROP:
                    connection.executemany(each, [(os.fsencode(p),) for p in paths])

    def set_dates(self, dates: Mapping[str, str | None]) -> None:
        """Let the user's own ``dates``, by article id, go before those of the files.

        They take the place of all that were set before, and hold for articles that are added later, too.
        """
        new = {id_: date for id_, date in dates.items() if date is not None}
        question = "SELECT id, date FROM user_date"
        if new == dict(self._all(question)):
            return
        with self._database.writing() as connection:
            old = dict(connection.execute(question).fetchall())
            changed = [id_ for id_ in old.keys() | new.keys() if old.get(id_) != new.get(id_)]
            connection.executemany("DELETE FROM user_date WHERE id = ?", [(id_,) for id_ in changed])
            added = [(id_, new[id_]) for id_ in changed if id_ in new]
            connection.executemany("INSERT INTO user_date VALUES (?, ?)", added)
            connection.execute(
                "UPDATE article SET date = coalesce((SELECT date FROM user_date WHERE id = article.id), own_date)"
                " WHERE id IN (SELECT value FROM json_each(?))",
                (_as_json(changed),),
            )

    # The list

    def first(self, limit: int) -> Listing:
        """The first ``limit`` articles of the list, at a cost that does not grow with it."""
        found = self._all("SELECT number, date FROM article ORDER BY date DESC, path LIMIT ?", limit)
        months = [Date(date).month for _number, date in found]
        return Listing(array("q", [number for number, _date in found]), months, months.count(None))

    def listing(self) -> Listing:
        """All articles in the order of the list."""
        with self._database.reading() as connection, connection:
            connection.execute("BEGIN")  # both questions are to see the same articles
            ordered = connection.execute("SELECT number FROM article ORDER BY date DESC, path")
            numbers = array("q", [number for (number,) in ordered])
            dates = connection.execute("SELECT date, count(*) FROM article GROUP BY 1 ORDER BY 1 DESC").fetchall()
        months: list[str | None] = []
        for date, count in dates:
            months += [Date(date).month] * count
        undated = dates[-1][1] if dates and dates[-1][0] is None else 0
        return Listing(numbers, months, undated)

    def keys(self, numbers: Sequence[int] | None = None) -> list[str]:
        """What a filter looks in: date, title and path of each article, casefolded, each on a line.

        Args:
            numbers: Which articles, in which order; by default all, in the order of the list. One that is gone
                has an empty key.
        """
        question = "SELECT number, coalesce(date, '') || char(10) || key FROM article ORDER BY date DESC, path"
        with self._database.reading() as connection:
            if numbers is None:
                return [key for _number, key in connection.execute(question)]
            keys = dict(connection.execute(question))
        return [keys.get(number, "") for number in numbers]

    def rows(self, numbers: Sequence[int]) -> list[ArticleRow]:
        """The articles with these numbers, in the order asked; those that are gone are left out."""
        return self._rows(
            "SELECT row.* FROM json_each(?) AS asked JOIN row ON row.number = asked.value ORDER BY asked.key",
            str(list(numbers)),  # as JSON has it
        )

    def numbers(self, ids: Iterable[str]) -> dict[str, int]:
        """The row number of each of the articles ``ids`` that is there, by id."""
        question = "SELECT id, number FROM article WHERE id IN (SELECT value FROM json_each(?))"
        return dict(self._all(question, _as_json(list(ids))))

    def languages(self) -> dict[str, int]:
        """How many articles there are in each language, the most frequent first."""
        return dict(self._all("SELECT language, count(*) FROM article GROUP BY 1 ORDER BY 2 DESC, 1"))

    def in_language(self, tag: str) -> frozenset[int]:
        """Row numbers of the articles in a language (``nl``), or in one kind of it (``nl-be``), whatever its case.

        ``unknown`` are those of which the language is only assumed.
        """
        found = self._all(
            "SELECT number FROM article WHERE iif(? = 'unknown', language_source = 'assumed',"
            " lower(language) = ? OR lower(language) LIKE ? || '-%')",
            tag,
            tag,
            tag,
        )
        return frozenset(number for (number,) in found)

    def by_digest(self, digest: str) -> list[ArticleRow]:
        """The articles whose body has this digest: one text in several files, or a file that has moved."""
        if not digest.isascii():  # what stands in a notes file need not be a digest, nor text for SQLite
            return []
        return self._rows("SELECT * FROM row WHERE digest = ? ORDER BY path", digest)

    def count(self) -> int:
        """How many articles there are."""
        return int(self._all("SELECT count(*) FROM article")[0][0])

    # One article by name

    def find(self, name: str) -> ArticleRow:
        """The article called ``name``: an id, a path, or the beginning of either that fits no other.

        Raises:
            NotFoundError: There is none, or there are several.
        """
        shown = one_line(name)
        found = self._called(name)
        if not found:
            raise NotFoundError(f"No article is called “{shown}”; `libya-reader list` shows their ids and paths.")
        if len(found) > 1:
            names = ", ".join(f"{one_line(row.path)} ({row.id})" for row in found[:_CANDIDATES])
            more = " or others" if len(found) > _CANDIDATES else ""
            raise NotFoundError(f"“{shown}” may mean {names}{more}; give more of the id or the path.")
        return found[0]

    def _called(self, name: str) -> list[ArticleRow]:
        """The articles that ``name`` may mean, a few of them if there are many."""
        try:
            path = os.fsencode(name)
        except UnicodeEncodeError:
            return []
        if not path.strip(b"\xff"):  # no name at all, or one that nothing sorts after
            return []
        id_ = name if set(name) <= _HEXADECIMAL else "-"
        whole = self._rows("SELECT * FROM row WHERE id = ? OR path = ? ORDER BY path", id_, path)
        return whole or self._rows(
            "SELECT * FROM row WHERE (id >= ? AND id < ?) OR (path >= ? AND path < ?) ORDER BY path LIMIT ?",
            id_,
            id_ + "g",
            path,
            _after(path),
            _CANDIDATES + 1,
        )

    # What was found in a body

    def entities(self, digest: str, recogniser: Recogniser) -> tuple[Entity, ...] | None:
        """The entities of a body as this very recogniser found them; None if it never looked."""
        found = self._all(
            "SELECT found FROM entities WHERE digest = ? AND recogniser = ? AND version = ?",
            digest,
            recogniser.name,
            recogniser.version,
        )
        if not found:
            return None
        from reader.store.found import from_found  # noqa: PLC0415 - the list does without it

        return from_found(found[0][0])

    def keep_entities(self, digest: str, recogniser: Recogniser, entities: Sequence[Entity]) -> None:
        """Keep the entities of a body, in the place of those that another version of the recogniser found.

        Raises nothing when they cannot be kept: they can be found again.
        """
        from reader.store.found import to_found  # noqa: PLC0415 - the list does without it

        row = (digest, recogniser.name, recogniser.version, to_found(entities))
        with suppress(StoreError), self._database.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO entities VALUES (?, ?, ?, ?)", row)

    # Where the user was

    def recall(self, key: str) -> str | None:
        """What was last remembered under ``key``."""
        found = self._all("SELECT value FROM session WHERE key = ?", key)
        return found[0][0].decode(errors="surrogatepass") if found else None

    def remember(self, key: str, value: str) -> None:
        """Remember a value for the next time. Raises nothing when that is impossible: it may be forgotten."""
        row = (key, value.encode(errors="surrogatepass"))  # a path may hold what is no text for SQLite
        with suppress(StoreError), self._database.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO session VALUES (?, ?)", row)

    def _rows(self, question: str, *values: object) -> list[ArticleRow]:
        return [from_row(columns) for columns in self._all(question, *values)]

    def _all(self, question: str, *values: object) -> list[Any]:
        with self._database.reading() as connection:
            return connection.execute(question, values).fetchall()


def _after(beginning: bytes) -> bytes:
    """The least bytes that sort after all that begin with ``beginning``."""
    head = beginning.rstrip(b"\xff")
    return head[:-1] + bytes([head[-1] + 1])


def _as_json(values: list[str]) -> str:
    """The values as SQLite's ``json_each`` takes them."""
    import json  # noqa: PLC0415 - the list does without it

    return json.dumps(values)
