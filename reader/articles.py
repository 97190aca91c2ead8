"""The articles of a library as one value: what the list shows, how it is grouped, and what a filter leaves."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from reader.errors import InputError

_TERM = re.compile(r'(?P<not>[-~]?)(?P<key>is:|date:|#)?(?:"(?P<phrase>[^"]*)"?|(?P<word>\S*))')
STATES = ("read", "unread", "starred", "noted", "dated", "undated")
"""What ``is:`` may ask for."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the user's marks say of articles, by row number; articles not named have none."""

    read: frozenset[int] = frozenset()
    starred: frozenset[int] = frozenset()
    noted: frozenset[int] = frozenset()
    tags: Mapping[int, frozenset[str]] = field(default_factory=dict)
    """Tags on the article or on any of its notes, casefolded."""


@dataclass(frozen=True, slots=True)
class Term:
    """One condition of a filter."""

    kind: str
    """``text``, ``is``, ``date`` or ``tag``."""
    value: str
    negated: bool = False


def parse(query: str, states: Sequence[str] = STATES) -> tuple[Term, ...]:
    """The conditions of a filter, all of which must hold.

    Words and "phrases" are looked for in title, date and path; ``#tag`` asks for a tag or one below it,
    ``is:unread`` for a state, ``date:2019-04`` for the beginning of a date; ``-`` or ``~`` negates. What is still
    being typed (``is:un``, ``#``) asks for nothing yet. ``states`` are those that ``is:`` may ask for.

    Raises:
        InputError: for a state that does not exist.
    """
    terms = []
    for match in _TERM.finditer(unicodedata.normalize("NFC", query).casefold()):
        value = match["phrase"] if match["word"] is None else match["word"]
        kind = {"#": "tag", "is:": "is", "date:": "date", None: "text"}[match["key"]]
        if kind == "is" and value not in states:
            if any(state.startswith(value) for state in states):
                continue  # still being typed
            raise InputError(f"There is no “is:{value}”; try {', '.join('is:' + state for state in states)}.")
        if kind == "tag":
            value = value.rstrip("/")
        if value:
            terms.append(Term(kind, value, bool(match["not"])))
    return tuple(terms)


@dataclass(frozen=True, slots=True)
class Articles:
    """Row numbers of the index in the order of the list, with the month of each."""

    numbers: Sequence[int] = field(default_factory=lambda: array("q"))
    """Row numbers, newest article first, undated last."""
    months: Sequence[str | None] = ()
    """The month (or year) of each, in the same order; None for the undated."""
    undated: int = 0
    """How many of them have no date."""

    def __len__(self) -> int:
        return len(self.numbers)

    def groups(self) -> Iterator[tuple[str | None, int]]:
        """The months in order, each with its number of articles."""
        for month, members in groupby(self.months):
            yield month, sum(1 for _ in members)

    def filter(self, terms: Sequence[Term], keys: Sequence[str], facts: Facts) -> Articles:
        """Those that meet all ``terms``.

        ``keys`` holds the casefolded text of each in the same order, the date in front, as the index gives it.
        """
        if not terms:
            return self
        kept = range(len(self.numbers))
        texts = [term for term in terms if term.kind == "text" and not term.negated]
        for term in texts:
            kept = [i for i in kept if term.value in keys[i]]  # type: ignore[assignment]
        rest = [term for term in terms if term not in texts]
        if rest:
            kept = [i for i in kept if all(self._meets(i, term, keys, facts) for term in rest)]  # type: ignore[assignment]
        months = [self.months[i] for i in kept]
        return Articles(array("q", (self.numbers[i] for i in kept)), months, months.count(None))

    def _meets(self, i: int, term: Term, keys: Sequence[str], facts: Facts) -> bool:
        number, month = self.numbers[i], self.months[i]
        if term.kind == "tag":
            tags = facts.tags.get(number, frozenset())
            answer = any(tag == term.value or tag.startswith(term.value + "/") for tag in tags)
        elif term.kind == "date":
            answer = keys[i].startswith(term.value)
        elif term.kind == "is":
            answer = {
                "read": number in facts.read,
                "unread": number not in facts.read,
                "starred": number in facts.starred,
                "noted": number in facts.noted,
                "dated": month is not None,
                "undated": month is None,
            }[term.value]
        else:
            answer = term.value in keys[i]
        return answer != term.negated
