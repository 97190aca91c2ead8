"""The forms in which one name appears: with a possessive s, by the surname alone, with or without its article."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

ARTICLES = ("al-", "el-", "as-", "ar-", "ad-", "an-", "at-", "ash-", "bin-", "ibn-", "ben-")
"""Arabic articles and the like, written with a hyphen before the name proper: ``al-Serraj``."""
PARTICLES = frozenset(
    "van de der den ter ten te 't von zu di da dos del della la le du bin ibn ben bint abu al el".split(),
)
"""Words that stand inside or before a surname, in lower case or (Flemish names) with a capital."""

TITLES = frozenset(
    (
        "generaal brigadier kolonel kapitein majoor luitenant maarschalk admiraal commandant sergeant president"
        " vicepresident vice-president ex-president oud-president premier vicepremier vice-premier ex-premier"
        " oud-premier minister-president minister ex-minister oud-minister staatssecretaris senator kanselier"
        " bondskanselier burgemeester wethouder schepen gouverneur ambassadeur dictator koning koningin prins"
        " prinses keizer keizerin sultan emir sjah sjeik ayatollah imam mullah rabbijn paus kardinaal"
        " aartsbisschop bisschop dominee pater meneer mijnheer mevrouw juffrouw professor dokter doctor rechter"
        " advocaat inspecteur commissaris"
    ).split(),
)
"""Words that stand directly before a person's name and do not belong to it."""

_OWNERS = ("'s", "’s", "s", "'", "’")
_SHORTEST_NAME = 3
_LONG_NAME = 6


def owner(word: str, known: Container[str]) -> str | None:
    """The name in ``known`` that ``word`` is the possessive of: ``Haftars`` is of Haftar; None otherwise."""
    for ending in _OWNERS:
        base = word.removesuffix(ending)
        if base != word and len(base) >= _SHORTEST_NAME and base in known:
            return base
    return None


def lacks_a_letter(word: str, name: str) -> bool:
    """Whether ``word`` is ``name`` with a letter forgotten: ``Hafta`` for Haftar; short names are too alike."""
    if len(word) != len(name) - 1 or len(name) < _LONG_NAME:
        return False
    same = next((i for i, letter in enumerate(word) if letter != name[i]), len(word))
    return word[same:] == name[same + 1 :]


def has_article(word: str) -> bool:
    """Whether ``word`` is a surname with an Arabic article before its capital: ``al-Serraj``."""
    return bare(word) != word


def bare(word: str) -> str:
    """``word`` without an Arabic article: ``al-Serraj`` is also Serraj."""
    if "-" not in word:
        return word
    for article in ARTICLES:
        if word[: len(article)].lower() == article and word[len(article) :][:1].isupper():
            return word[len(article) :]
    return word


def surnames(full: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The ways to name a person again after the full name, longest first.

    ``Abdul Fatah al-Sisi`` may return as ``Fatah al-Sisi``, ``al-Sisi`` or ``Sisi``.
    """
    for i in range(1, len(full)):
        yield tuple(full[i:])
        if has_article(full[i]):
            yield (bare(full[i]), *full[i + 1 :])


def surname_words(full: Sequence[str]) -> Iterator[str]:
    """The single words by which a person may be named again: ``al-Sisi`` and ``Sisi``."""
    return (name[0] for name in surnames(full) if len(name) == 1 and is_name_word(name[0]))


def particles(full: Sequence[str]) -> tuple[str, ...]:
    """The particles before the last word of a full name, in lower case: ``van der`` of ``Jan van der Meer``."""
    first = len(full) - 1
    while first > 1 and full[first - 1].lower() in PARTICLES:
        first -= 1
    return tuple(word.lower() for word in full[first:-1])


def is_name_word(word: str) -> bool:
    """Whether ``word`` can be a name by itself: ``al-Sisi`` and ``Sisi``, but neither ``Al`` nor ``der``."""
    return bare(word)[:1].isupper() and len(word) >= _SHORTEST_NAME and word.lower() not in PARTICLES
