"""Where names are mentioned: every mention in every body that was read, by the name that it stands for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from reader.model import Label, Mention, Name, Span
from reader.store.bodies import Bodies
from reader.store.census import Count, census


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


class Mentions(Bodies):
    """The tables of mentions in the index; for any number of threads."""

    # What forms stand for

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


def _chosen(among: Sequence[int] | None) -> tuple[str | None, str | None]:
    """Row numbers for the two places in which a question asks for them: whether there are any, and which."""
    numbers = None if among is None else json.dumps(list(among))
    return numbers, numbers
