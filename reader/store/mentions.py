"""Where names are mentioned: every mention in every body that was read, by the name that it stands for.

Mentions belong to bodies, so that a text in several files is read once; an article has those of its body.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.model import Label, Mention, Name, Span
from reader.store.census import Count, census

if TYPE_CHECKING:
    from reader.model import Entity
    from reader.store.derived import DerivedDatabase


class Counted(NamedTuple):
    """A form as articles have it, and how often."""

    number: int
    text: str
    stands_for: str
    """What it stands for in its article."""
    label: Label
    times: int


class Settled(NamedTuple):
    """What a form stands for in the library."""

    number: int
    name: Name
    guess: bool
    key: str
    """What a filter looks in: the name and the form, casefolded."""


class Tally(NamedTuple):
    """How often a name is mentioned."""

    name: Name
    mentions: int
    articles: int
    first: str | None
    """Date of the first article with one; None when none has a date."""
    last: str | None


class Written(NamedTuple):
    """A way in which a name is written."""

    text: str
    times: int
    guess: bool
    """Whether it is only guessed that it is this name."""


class Reading(NamedTuple):
    """A body of which it is asked whether its mentions are known."""

    article: int
    """Row number of one of the articles with it."""
    language: str
    state: str | None
    """What its mentions were made by; None when it was never read."""


class Mentions:
    """The tables of mentions in the index; for any number of threads."""

    def __init__(self, database: DerivedDatabase) -> None:
        self._database = database

    # Keeping

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
        found = self._all(
            "SELECT DISTINCT digest FROM form JOIN mention ON mention.form = form.number"
            " JOIN body ON body.number = mention.body"
            " WHERE text IN (SELECT value FROM json_each(?1)) OR stands_for IN (SELECT value FROM json_each(?1))",
            json.dumps(list(words)),
        )
        return frozenset(digest for (digest,) in found)

    def unsettled(self) -> bool:
        """Whether there is a form of which it is not said what it stands for."""
        return bool(self._all("SELECT 1 FROM form WHERE name IS NULL LIMIT 1"))

    def counted(self) -> list[Counted]:
        """Every form, with how often it is mentioned."""
        found = self._all(
            "SELECT form.number, text, stands_for, label, count(*)"
            " FROM form JOIN mention ON mention.form = form.number GROUP BY form.number"
        )
        return [Counted(*row) for row in found]

    def settle(self, settled: Sequence[Settled]) -> None:
        """Say what forms stand for. All or none."""
        rows = [
            (s.name.text, s.name.label, s.guess, s.key, s.number, s.name.text, s.name.label, s.guess) for s in settled
        ]
        with self._database.writing() as connection:
            connection.executemany(
                "UPDATE form SET name = ?, name_label = ?, guess = ?, key = ? WHERE number = ?"
                " AND (name IS NOT ? OR name_label IS NOT ? OR guess IS NOT ?)",
                rows,
            )

    # Asking

    def names(self, among: Sequence[int] | None = None) -> list[Tally]:
        """Every name, or those in the articles with the numbers ``among``; the most often mentioned first."""
        found = self._all(
            "SELECT name, name_label, count(*) AS mentions, count(DISTINCT article), min(date), max(date) FROM told"
            " WHERE ? IS NULL OR article IN (SELECT value FROM json_each(?))"
            " GROUP BY name, name_label ORDER BY mentions DESC, name, name_label",
            *_chosen(among),
        )
        return [Tally(Name(text, label), *rest) for text, label, *rest in found]

    def census(self) -> list[Count]:
        """Everything that a list of all names shows, counted in one pass."""
        with self._database.reading() as connection:
            return census(connection)

    def at(self, digest: str, span: Span) -> tuple[Name, bool] | None:
        """The name mentioned at exactly ``span`` in a body, and whether that is a guess."""
        found = self._all(
            "SELECT name, name_label, guess FROM body JOIN mention ON mention.body = body.number"
            " JOIN form ON form.number = mention.form"
            " WHERE digest = ? AND start = ? AND end = ? AND name IS NOT NULL",
            digest,
            span.start,
            span.end,
        )
        return (Name(*found[0][:2]), bool(found[0][2])) if found else None

    def spans(self, digest: str) -> list[Span]:
        """Where names are mentioned in a body."""
        found = self._all(
            "SELECT start, end FROM mention JOIN body ON body.number = mention.body WHERE digest = ?", digest
        )
        return [Span(start, end) for start, end in found]

    def kind_of(self, words: str) -> Label | None:
        """What ``words`` are called most often; None where they are no name."""
        found = self._all(
            "SELECT label FROM form JOIN mention ON mention.form = form.number WHERE text = ?"
            " GROUP BY label ORDER BY count(*) DESC, label LIMIT 1",
            words,
        )
        return found[0][0] if found else None

    def written(self, name: Name) -> list[Written]:
        """The ways in which a name is written, the most frequent first."""
        found = self._of(
            "SELECT text, count(*) AS times, min(guess) FROM told WHERE name = ? AND name_label = ?"
            " GROUP BY text ORDER BY times DESC, text",
            name,
        )
        return [Written(text, times, bool(guess)) for text, times, guess in found]

    def by_month(self, name: Name) -> list[tuple[str | None, int]]:
        """How often a name is mentioned in each month (or year) that has it, the earliest first; None is undated."""
        return self._of(
            "SELECT substr(date, 1, 7) AS month, count(*) FROM told WHERE name = ? AND name_label = ?"
            " GROUP BY month ORDER BY month IS NULL, month",
            name,
        )

    def all_months(self, among: Sequence[int] | None = None) -> dict[Name, list[tuple[str | None, int]]]:
        """The same of every name, or of those in the articles ``among`` them."""
        found = self._all(
            "SELECT name, name_label, substr(date, 1, 7) AS month, count(*) FROM told"
            " WHERE ? IS NULL OR article IN (SELECT value FROM json_each(?))"
            " GROUP BY name, name_label, month ORDER BY name, name_label, month IS NULL, month",
            *_chosen(among),
        )
        months: dict[Name, list[tuple[str | None, int]]] = {}
        for text, label, month, times in found:
            months.setdefault(Name(text, label), []).append((month, times))
        return months

    def all_written(self, among: Sequence[int] | None = None) -> dict[Name, list[Written]]:
        """The ways in which every name is written, or those in the articles ``among`` them."""
        found = self._all(
            "SELECT name, name_label, text, count(*) AS times, min(guess) FROM told"
            " WHERE ? IS NULL OR article IN (SELECT value FROM json_each(?))"
            " GROUP BY name, name_label, text ORDER BY times DESC, text",
            *_chosen(among),
        )
        written: dict[Name, list[Written]] = {}
        for name, label, text, times, guess in found:
            written.setdefault(Name(name, label), []).append(Written(text, times, bool(guess)))
        return written

    def articles(self, name: Name) -> list[tuple[int, int]]:
        """The articles that mention a name, by row number, with how often, the latest first, the undated last."""
        return self._of(
            "SELECT article, count(*) FROM told WHERE name = ? AND name_label = ?"
            " GROUP BY article ORDER BY date DESC, path",
            name,
        )

    def companions(self, name: Name, limit: int) -> list[tuple[Name, int]]:
        """The names that are in the same articles, with in how many, the most frequent first."""
        found = self._of(
            "SELECT other.name, other.name_label, count(DISTINCT other.article) AS shared FROM told AS other"
            " WHERE other.body IN (SELECT body FROM told WHERE name = ? AND name_label = ?)"
            " AND NOT (other.name = ? AND other.name_label = ?)"
            " GROUP BY 1, 2 ORDER BY shared DESC, count(*) DESC, 1 LIMIT ?",
            name,
            name.text,
            name.label,
            limit,
        )
        return [(Name(text, label), shared) for text, label, shared in found]

    def of(self, name: Name) -> list[Mention]:
        """Every mention of a name in the order in which they were written, the undated ones last."""
        found = self._of(
            "SELECT article, start, end FROM told WHERE name = ? AND name_label = ?"
            " ORDER BY date IS NULL, date, path, start",
            name,
        )
        return [Mention(number, Span(start, end)) for number, start, end in found]

    def called(self, words: str) -> list[Name]:
        """The names that are ``words`` (casefolded), or if there is none, those that are written so somewhere."""
        found = self._all("SELECT DISTINCT name, name_label, key FROM form WHERE key IS NOT NULL ORDER BY 1, 2")
        for place in (0, 1):
            names = [Name(text, label) for text, label, key in found if key.split("\n")[place] == words]
            if names:
                return list(dict.fromkeys(names))
        return []

    def mentioning(self, words: str) -> frozenset[int]:
        """Row numbers of the articles with a name, or a form of one, that contains ``words`` (casefolded)."""
        keys = self._all("SELECT number, key FROM form WHERE key IS NOT NULL")
        found = self._all(
            "SELECT article.number FROM body JOIN article ON article.digest = body.digest WHERE body.number IN"
            " (SELECT body FROM mention WHERE form IN (SELECT value FROM json_each(?)))",
            json.dumps([number for number, key in keys if words in key]),
        )
        return frozenset(number for (number,) in found)

    def _of(self, question: str, name: Name, *values: object) -> list[Any]:
        return self._all(question, name.text, name.label, *values)

    def _all(self, question: str, *values: object) -> list[Any]:
        with self._database.reading() as connection:
            return connection.execute(question, values).fetchall()


def _chosen(among: Sequence[int] | None) -> tuple[str | None, str | None]:
    """Row numbers for the two places in which a question asks for them: whether there are any, and which."""
    numbers = None if among is None else json.dumps(list(among))
    return numbers, numbers
