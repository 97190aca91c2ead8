"""The bodies of articles that were read for names, and the mentions in each.

Mentions belong to bodies, so that a text in several files is read once; an article has those of its body.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.model import Span

if TYPE_CHECKING:
    from reader.model import Entity
    from reader.store.derived import DerivedDatabase


class Reading(NamedTuple):
    """A body of which it is asked whether its mentions are known."""

    article: int
    """Row number of one of the articles with it."""
    language: str
    state: str | None
    """What its mentions were made by; None when it was never read."""


class Bodies:
    """What is known of bodies; for any number of threads."""

    def __init__(self, database: DerivedDatabase) -> None:
        self._database = database

    def put(self, digest: str, state: str, entities: Iterable[Entity]) -> None:
        """Keep the mentions in a body in the place of earlier ones; ``state`` says what they were made by."""
        found = list(entities)
        forms = {(e.text, e.name, e.label) for e in found}
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO body (digest, state) VALUES (?, ?) ON CONFLICT (digest) DO UPDATE SET state = ?",
                (digest, state, state),
            )
            (body,) = connection.execute("SELECT number FROM body WHERE digest = ?", (digest,)).fetchone()
            connection.execute("DELETE FROM mention WHERE body = ?", (body,))
            connection.executemany(
                "INSERT OR IGNORE INTO form (text, stands_for, label) VALUES (?, ?, ?)", sorted(forms)
            )
            connection.executemany(
                "INSERT INTO mention SELECT ?, ?, ?, number FROM form"
                " WHERE text = ? AND stands_for = ? AND label = ?",
                [(body, e.span.start, e.span.end, e.text, e.name, e.label) for e in found],
            )

    def state(self, digest: str) -> str | None:
        """What the mentions in a body were made by; None when it was never read."""
        found = self._all("SELECT state FROM body WHERE digest = ?", digest)
        return found[0][0] if found else None

    def bodies(self) -> list[Reading]:
        """Every body of the library, in the order of the list."""
        return [
            Reading(*row)
            for row in self._all(
                "SELECT min(article.number), article.language, body.state FROM article"
                " LEFT JOIN body ON body.digest = article.digest"
                " GROUP BY article.digest, article.language ORDER BY max(article.date) DESC, article.path"
            )
        ]

    def forget_gone(self) -> None:
        """Forget the bodies that no article has any more, and forms that are mentioned nowhere."""
        if not self._all("SELECT 1 FROM body WHERE digest NOT IN (SELECT digest FROM article) LIMIT 1"):
            return
        with self._database.writing() as connection:
            connection.execute("DELETE FROM body WHERE digest NOT IN (SELECT digest FROM article)")
            connection.execute("DELETE FROM mention WHERE body NOT IN (SELECT number FROM body)")
            connection.execute("DELETE FROM form WHERE number NOT IN (SELECT form FROM mention)")

    def restate(self, old: str, new: str) -> None:
        """Say of all bodies whose mentions were made by ``old`` that ``new`` would make the same."""
        with self._database.writing() as connection:
            connection.execute("UPDATE body SET state = ? WHERE state = ?", (new, old))

    def with_words(self, words: Iterable[str]) -> frozenset[str]:
        """Digests of the bodies in which a mention is one of ``words``, or stands for one of them there."""
        wanted = json.dumps(list(words))
        found = self._all(
            "SELECT DISTINCT digest FROM form JOIN mention ON mention.form = form.number"
            " JOIN body ON body.number = mention.body"
            " WHERE text IN (SELECT value FROM json_each(?)) OR stands_for IN (SELECT value FROM json_each(?))",
            wanted,
            wanted,
        )
        return frozenset(digest for (digest,) in found)

    def spans(self, digest: str) -> list[Span]:
        """Where names are mentioned in a body."""
        found = self._all(
            "SELECT start, end FROM mention JOIN body ON body.number = mention.body WHERE digest = ?", digest
        )
        return [Span(start, end) for start, end in found]

    def _all(self, question: str, *values: object) -> list[Any]:
        with self._database.reading() as connection:
            return connection.execute(question, values).fetchall()
