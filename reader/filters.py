"""What the user asks the list of articles for, and which articles answer."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from reader.articles import Articles
from reader.errors import InputError

_TERM = re.compile(r'(?P<not>[-~]?)(?P<key>is:|date:|name:|lang:|en:|#)?(?:"(?P<phrase>[^"]*)"?|(?P<word>\S*))')
_KINDS = {
    "#": "tag", "is:": "is", "date:": "date", "name:": "name", "lang:": "lang", "en:": "english", None: "text"
}  # fmt: skip
_UNKNOWN = re.compile(r"(?P<key>[a-z]{2,}:)(?!//)\S")
_DATE = re.compile(r"[12]\d{0,3}|[12]\d{3}-(?:[01]?|0[1-9]|1[0-2]|(?:0[1-9]|1[0-2])-[0-3]?)", re.ASCII)
"""What a date may begin with; whole days are asked of the calendar."""
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
    named: Mapping[str, frozenset[int]] = field(default_factory=dict)
    """For each name that is asked for, casefolded, the articles that mention it."""
    languages: Mapping[str, frozenset[int]] = field(default_factory=dict)
    """For each language that is asked for, the articles in it."""
    english: Mapping[str, frozenset[int]] = field(default_factory=dict)
    """For each wording that is asked for, casefolded, the articles whose translation has it."""


@dataclass(frozen=True, slots=True)
class Term:
    """One condition of a filter."""

    kind: str
    """``text``, ``is``, ``date``, ``tag``, ``name``, ``lang`` or ``english``."""
    value: str
    negated: bool = False


def parse(query: str, states: Sequence[str] = STATES, *, finished: bool = False) -> tuple[Term, ...]:
    """The conditions of a filter, all of which must hold.

    Words and "phrases" are looked for in title, date and path; ``#tag`` asks for a tag or one below it,
    ``is:unread`` for a state, ``date:2019-04`` for the beginning of a date, ``name:haftar`` for a name in the text,
    whatever form it has there, ``lang:nl`` for a language (``lang:unknown`` where it cannot be told),
    ``en:ceasefire`` for words in the translation; ``-`` or ``~`` negates. What is still being typed (``is:un``,
    ``#``) asks for nothing yet, unless the query is ``finished``. ``states`` are those that ``is:`` may ask for.
    A word with a colon in it is a word where no letters alone stand before that (``12:30``), nothing behind it, or
    what begins an address (``https://``), and within quotation marks always.

    Raises:
        InputError: for a state or a date that does not exist, or something else that cannot be asked for.
    """
    terms = []
    for match in _TERM.finditer(unicodedata.normalize("NFC", query).casefold()):
        value = match["phrase"] if match["word"] is None else match["word"]
        kind = _KINDS[match["key"]]
        if kind == "is" and value not in states:
            if not finished and any(state.startswith(value) for state in states):
                continue  # still being typed
            raise InputError(f"There is no “is:{value}”; try {', '.join('is:' + state for state in states)}.")
        if kind == "date" and value and not _may_be_a_date(value):
            raise InputError(f"“{value}” is no date; write date:2019, date:2019-04 or date:2019-04-07.")
        if kind == "text" and match["phrase"] is None and (unknown := _UNKNOWN.match(value)):
            known, word = " ".join(key for key in _KINDS if key), value.replace('"', "")
            raise InputError(
                f'There is no “{unknown["key"]}”; try {known}, or "{word}" in quotes to look for the words.'
            )
        if kind == "tag":
            value = value.rstrip("/")
        if value:
            terms.append(Term(kind, value, bool(match["not"])))
    return tuple(terms)


def _may_be_a_date(value: str) -> bool:
    try:
        return bool(_DATE.fullmatch(value) or (len(value) == len("2019-04-07") and date.fromisoformat(value)))
    except ValueError:
        return False


def matching(articles: Articles, terms: Sequence[Term], keys: Sequence[str], facts: Facts) -> Articles:
    """Those of ``articles`` that meet all ``terms``.

    ``keys`` holds the casefolded text of each in the same order, the date in front, as the index gives it.
    """
    if not terms:
        return articles
    numbers, months = articles.numbers, articles.months
    kept: Sequence[int] = range(len(numbers))
    texts = [term for term in terms if term.kind == "text" and not term.negated]
    for term in texts:
        kept = [i for i in kept if term.value in keys[i]]
    rest = [term for term in terms if term not in texts]
    if rest:
        kept = [i for i in kept if all(_meets(numbers[i], months[i], keys[i], term, facts) for term in rest)]
    left = [months[i] for i in kept]
    return Articles(array("q", (numbers[i] for i in kept)), left, left.count(None))


def _meets(number: int, month: str | None, key: str, term: Term, facts: Facts) -> bool:
    if term.kind == "tag":
        tags = facts.tags.get(number, frozenset())
        answer = any(is_under(tag, term.value) for tag in tags)
    elif term.kind == "date":
        answer = key.startswith(term.value)
    elif term.kind == "name":
        answer = number in facts.named.get(term.value, ())
    elif term.kind == "lang":
        answer = number in facts.languages.get(term.value, ())
    elif term.kind == "english":
        answer = number in facts.english.get(term.value, ())
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
        answer = term.value in key
    return answer != term.negated


def is_under(tag: str, wanted: str) -> bool:
    """Whether a tag is ``wanted``, or one below it: ``front/west`` is under ``front``."""
    return f"{tag}/".startswith(f"{wanted}/")
