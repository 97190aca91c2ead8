"""Counts every name of a library in one pass over its mentions."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reader.model import Label, Name

if TYPE_CHECKING:
    import sqlite3

_FORMS = "SELECT number, text, name, name_label FROM form WHERE name IS NOT NULL"
_MENTIONS = (
    "SELECT article.number, substr(article.date, 1, 7), mention.form FROM article"
    " JOIN body ON body.digest = article.digest JOIN mention ON mention.body = body.number"
)
"""In no order but that of articles: nothing has to be sorted, and no more than a row is in memory."""


class Count:
    """What is counted of a name."""

    __slots__ = ("_latest", "articles", "months", "name", "texts")

    def __init__(self, name: Name) -> None:
        self.name = name
        self.articles = 0
        """In how many articles it is mentioned."""
        self.months: Counter[str | None] = Counter()
        """How often in each month; None is undated."""
        self.texts: list[str] = []
        """The ways in which it is written."""
        self._latest = -1

    @property
    def mentions(self) -> int:
        """How often it is mentioned."""
        return self.months.total()

    def add(self, article: int, month: str | None) -> None:
        """Count a mention; those of an article come one after the other."""
        self.months[month] += 1
        if article != self._latest:
            self._latest = article
            self.articles += 1


def census(connection: sqlite3.Connection) -> list[Count]:
    """Every name, the most often mentioned first."""
    counts: dict[tuple[str, Label], Count] = {}
    forms: dict[int, Count] = {}
    for number, text, name, label in connection.execute(_FORMS):
        count = counts.get((name, label))
        if count is None:
            count = counts[name, label] = Count(Name(name, label))
        count.texts.append(text)
        forms[number] = count
    for article, month, form in connection.execute(_MENTIONS):
        count = forms.get(form)
        if count is not None:
            count.add(article, month)
    found = [count for count in counts.values() if count.articles]
    return sorted(found, key=lambda count: (-count.mentions, count.name.text, count.name.label))
