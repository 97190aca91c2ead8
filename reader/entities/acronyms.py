"""Short names introduced in parentheses: ``Regering van Nationale Eenheid (GNA)``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.entities.mentions import Mention, TaggedSentence
    from reader.model import Label

_CLOSING_QUOTES = frozenset("'\"’”»")
_LONGEST = 8
_SURE = 0.9
"""From this score on, the model's own label of a short name outweighs what its place suggests."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """A short name and the long one it was introduced with."""

    short: str
    long: tuple[str, ...]
    label: Label


def introductions(sentences: Iterable[TaggedSentence]) -> dict[str, Introduction]:
    """The short names that a document introduces, each by its first introduction."""
    found: dict[str, Introduction] = {}
    for sentence in sentences:
        for introduction in _introduced(sentence):
            found.setdefault(introduction.short, introduction)
    return found


def _introduced(sentence: TaggedSentence) -> Iterator[Introduction]:
    words = sentence.words
    starts = {mention.start: mention for mention in sentence.mentions}
    for mention in sentence.mentions:
        place = mention.end
        if place < len(words) and words[place] in _CLOSING_QUOTES:
            place += 1
        if place + 2 >= len(words) or words[place] != "(":
            continue
        inner = starts.get(place + 1)
        if is_acronym(words[place + 1]) and words[place + 2] in ")," and _fits(words, mention, place + 1, inner):
            yield Introduction(words[place + 1], mention.of(words), mention.label)
        elif inner and mention.length == 1 and is_acronym(words[mention.start]):
            closed = inner.end < len(words) and words[inner.end] == ")"
            if closed and _fits(words, inner, mention.start, mention):
                yield Introduction(words[mention.start], inner.of(words), inner.label)


def is_acronym(word: str) -> bool:
    """Whether ``word`` is two to eight capitals and digits, such as ``LNA`` or ``G20``."""
    return 1 < len(word) <= _LONGEST and word.isalnum() and word.isupper()


def _fits(words: Sequence[str], long: Mention, place: int, short: Mention | None) -> bool:
    """Whether the word at ``place`` can be short for ``long``, seeing what the model took it for (``short``).

    A party after a politician's name, ``Verhofstadt (VLD)``, is not; a foreign abbreviation of an
    organisation, such as LNA for ``Libische Nationale Leger``, is.
    """
    parts = " ".join(long.of(words)).replace("-", " ").split()
    if long.label == "PER" or len(parts) == 1:
        return False
    if _spells(words[place], parts):
        return True
    contradicted = short is not None and short.label != long.label and short.score >= _SURE
    return long.label == "ORG" and not contradicted and sum(part[0].isupper() for part in parts) > 1


def _spells(short: str, parts: Sequence[str]) -> bool:
    """Whether ``short`` is the initials of ``parts``, with or without those in lower case."""
    capitals = "".join(part[0] for part in parts if part[0].isupper())
    return short in (capitals, "".join(part[0] for part in parts).upper())
