"""All notes of a library as one value: filtered, sorted and grouped for the notes browser."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import merge
from itertools import groupby
from typing import Literal, TypeAlias

from reader.filters import Term, is_under
from reader.model import ArticleRow, Excerpt

Order: TypeAlias = Literal["date", "tag", "recent"]
ORDERS: tuple[Order, ...] = ("date", "tag", "recent")
"""By date of the article, by tag, by last change."""
STATES = ("moved", "orphan", "kept", "written", "tagged", "untagged")
"""What ``is:`` may ask of a note: where its passage is, whether it has text, whether it has tags."""


_Placed: TypeAlias = tuple[str, Excerpt]
"""A note with the heading that it stands under."""

_RUN = 2_000
"""So many notes are sorted in a moment."""
_LONGEST = 240
"""Months that a timeline may have."""
_UNDATED = "undated"
"""Stands for the month of an article that has no date."""


@dataclass(frozen=True, slots=True)
class NoteCards:
    """Excerpts in order, with the heading that each stands under."""

    cards: tuple[Excerpt, ...] = ()
    headings: tuple[str, ...] = ()
    by_uid: Mapping[str, Excerpt] = field(default_factory=dict)
    """Each note once, in the same order."""
    groups: tuple[tuple[str, int], ...] = ()
    """The headings in order, each with its number of notes."""

    @classmethod
    def of(cls, excerpts: Iterable[Excerpt], order: Order) -> NoteCards:
        """Sort and group; by tag, a note stands under each of its tags."""
        placed = [(heading, excerpt) for excerpt in excerpts for heading in _HEADINGS[order](excerpt)]
        if order == "recent":
            ordered = sorted(placed, key=lambda item: item[1].note.modified, reverse=True)
        else:
            ordered = _sorted(placed, lambda item: (_rank(order, *item), *_within(item[1])))
        cards = tuple(excerpt for _, excerpt in ordered)
        headings = tuple(heading for heading, _ in ordered)
        groups = tuple((heading, sum(1 for _ in members)) for heading, members in groupby(headings))
        return cls(cards, headings, {card.note.uid: card for card in cards}, groups)

    def __len__(self) -> int:
        return len(self.cards)


def matches(excerpt: Excerpt, terms: Sequence[Term]) -> bool:
    """Whether a note meets all ``terms`` (as ``filters.parse`` returns them, with our ``STATES``).

    The excerpt has the names and translations of its passage, if any term asks for them.
    .
    """
    return all(_meets(excerpt, term) != term.negated for term in terms)


def _meets(excerpt: Excerpt, term: Term) -> bool:
    note = excerpt.note
    if term.kind == "tag":
        return any(is_under(tag.casefold(), term.value) for tag in note.tags)
    if term.kind == "date":
        return (_date(excerpt) or "").startswith(term.value)
    if term.kind == "lang":
        return excerpt.article is not None and _is_in(excerpt.article, term.value)
    if term.kind == "name":
        return any(term.value in name.casefold() for each in excerpt.entities for name in (each.name, each.text))
    if term.kind == "english":
        return term.value in " ".join(each.text for each in excerpt.translations).casefold()
    if term.kind == "is":
        return {
            "moved": excerpt.placing.state == "moved",
            "orphan": excerpt.placing.state == "orphan",
            "kept": note.anchor.lost,
            "written": bool(note.text),
            "tagged": bool(note.tags),
            "untagged": not note.tags,
        }[term.value]
    return any(
        term.value in text.casefold() for text in (note.anchor.exact, note.text, _title(excerpt), note.article.path)
    )


def _is_in(article: ArticleRow, language: str) -> bool:
    """Whether an article is in a language (``nl``) or in that kind of it (``nl-be``), as in the list of articles."""
    if language == "unknown":
        return article.language_source == "assumed"
    return f"{article.language.lower()}-".startswith(f"{language}-")


def _sorted(placed: Sequence[_Placed], key: Callable[[_Placed], tuple[object, ...]]) -> list[_Placed]:
    """The same as ``sorted``, which however lets no other thread go on before it has compared everything."""
    keyed = [(key(item), i) for i, item in enumerate(placed)]
    runs = (sorted(keyed[at : at + _RUN]) for at in range(0, len(keyed), _RUN))
    return [placed[i] for _, i in merge(*runs)]


def _date(excerpt: Excerpt) -> str | None:
    return excerpt.article.date.value if excerpt.article else excerpt.note.article.date


def _title(excerpt: Excerpt) -> str:
    return excerpt.article.title if excerpt.article else excerpt.note.article.title


def _by_date(excerpt: Excerpt) -> tuple[str, ...]:
    return (f"{_date(excerpt) or 'Undated'} · {_title(excerpt)}",)


def _by_tag(excerpt: Excerpt) -> tuple[str, ...]:
    return tuple(f"#{tag}" for tag in excerpt.note.tags) or ("no tag",)


def _by_day(excerpt: Excerpt) -> tuple[str, ...]:
    return (excerpt.note.modified[:10],)


_HEADINGS: dict[Order, Callable[[Excerpt], tuple[str, ...]]] = {
    "date": _by_date,
    "tag": _by_tag,
    "recent": _by_day,
}


def _rank(order: Order, heading: str, excerpt: Excerpt) -> tuple[bool, str]:
    """The undated and the untagged come last."""
    last = _date(excerpt) is None if order == "date" else not heading.startswith("#")
    return last, heading.casefold()


def _within(excerpt: Excerpt) -> tuple[str, int, str]:
    span = excerpt.placing.span or excerpt.note.anchor.span
    return excerpt.note.article.path, span.start, excerpt.note.uid


def by_month(excerpts: Iterable[Excerpt]) -> tuple[list[str], dict[str, list[int]]]:
    """How often each tag was used, month by month: the months in order ("undated" last), and tag to counts."""
    found: dict[str, dict[str, int]] = {}
    for excerpt in excerpts:
        month = (_date(excerpt) or _UNDATED)[:7]
        for tag in excerpt.note.tags:
            found.setdefault(tag, {}).setdefault(month, 0)
            found[tag][month] += 1
    months = sorted({month for counts in found.values() for month in counts}, key=lambda m: (m == _UNDATED, m))
    return months, {tag: [counts.get(month, 0) for month in months] for tag, counts in sorted(found.items())}


def timeline(months: Sequence[str]) -> list[str]:
    """``months`` as ``by_month`` gives them, with those between that have none, unless these are too many."""
    dated = [month for month in months if "-" in month]
    if not dated:
        return list(months)
    first, last = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (dated[0], dated[-1]))
    if last - first > _LONGEST:
        return list(months)
    between = (f"{number // 12:04}-{number % 12 + 1:02}" for number in range(first, last + 1))
    return sorted({*months, *between}, key=lambda month: (month == _UNDATED, month))
