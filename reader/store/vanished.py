"""What is kept of articles that are gone, so that they are known again if they were renamed and edited."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reader.store.derived import DerivedDatabase

_BATCH = 1_000
_MOST = 10_000
"""So many that are gone are kept, whatever was written on them: other notes may be in use the next time."""


class Gone(NamedTuple):
    """An article that is not there any more."""

    number: int
    """Grows with every one that goes."""
    id: str
    sketch: bytes
    """Of its text as it was last."""


class Arrival(NamedTuple):
    """An article that may be one that is gone."""

    number: int
    """Of its row."""
    sketch: bytes
    since: int
    """The number of the latest that was gone when it came: one that is gone since may not have become this one."""


class Vanished:
    """The tables of texts by which articles are known again; for any number of threads.

    Every method raises ``StoreError`` when the file cannot be used any more.
    """

    def __init__(self, database: DerivedDatabase) -> None:
        self._database = database

    def gone(self, ids: Collection[str]) -> list[Gone]:
        """Those of the articles ``ids`` that are gone, as far as that was seen."""
        question = "SELECT number, id, sketch FROM gone WHERE id IN (SELECT value FROM json_each(?))"
        with self._database.reading() as connection:
            return [Gone(*row) for row in connection.execute(question, (json.dumps(list(ids)),))]

    def arrivals(self, since: int) -> Iterator[Arrival]:
        """The articles that came with or after the article ``since`` of those that are gone."""
        question = (
            "SELECT article, sketch, since FROM likeness WHERE since >= ? AND article > ? ORDER BY article LIMIT ?"
        )
        last = -1
        while True:
            with self._database.reading() as connection:
                rows = connection.execute(question, (since, last, _BATCH)).fetchall()
            yield from (Arrival(*row) for row in rows)
            if len(rows) < _BATCH:
                return
            last = rows[-1][0]

    def settle(self, ids: Collection[str]) -> None:
        """Forget articles that are gone: it is known what became of them."""
        with self._database.writing() as connection:
            connection.executemany("DELETE FROM gone WHERE id = ?", [(id_,) for id_ in ids])

    def keep(self, ids: Collection[str]) -> None:
        """Where very many are gone, forget all but these."""
        with self._database.reading() as connection:
            (count,) = connection.execute("SELECT count(*) FROM gone").fetchone()
        if count > _MOST:
            with self._database.writing() as connection:
                question = "DELETE FROM gone WHERE id NOT IN (SELECT value FROM json_each(?))"
                connection.execute(question, (json.dumps(list(ids)),))
