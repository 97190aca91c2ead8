"""The name that each mention stands for in its document: ``Haftars`` stands for Khalifa Haftar."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from reader.entities import forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reader.entities.acronyms import Introduction
    from reader.entities.gazetteer import Gazetteer
    from reader.entities.knowledge import Knowledge
    from reader.model import Label

Name: TypeAlias = tuple[str, ...]

_APOSTROPHES = ("'s", "’s", "'", "’")
_NOUN_ENDINGS = ("en", "ing", "heid", "ie", "ij", "schap", "tje")
"""Endings of nouns that no verb in the third person singular has."""
_EVERYDAY = 15
"""Frequency class from which a word is an adverb, a preposition or a verb rather than something owned."""
_LONGEST_ACRONYM = 4
_SHORTEST_OWNER = 4


@dataclass(frozen=True, slots=True)
class Named:
    """A mention as it is written, with what is needed to tell what it stands for."""

    words: Name
    label: Label
    following: str = ""
    """The word after it in its sentence; empty at the end."""


def resolve(
    mentions: Sequence[Named],
    introduced: Mapping[str, Introduction],
    knowledge: Knowledge,
) -> list[str]:
    """For every mention of one document, in order, the name it stands for.

    A surname stands for the full name nearest before it (or the first one after it), a short name for the
    long one it was introduced with, and a possessive for its owner; everything else for itself.
    """
    plain = _unowned(mentions, knowledge)
    long_names = _LongNames(plain, mentions, knowledge.gazetteer)
    written = _spelling(plain, mentions)
    names: list[str] = []
    for i, (words, mention) in enumerate(zip(plain, mentions, strict=True)):
        introduction = introduced.get(words[0]) if len(words) == 1 and mention.label != "PER" else None
        name = introduction.long if introduction else long_names.standing_for(i)
        names.append(" ".join(written.get(_key(name), name)))
    return names


def _unowned(mentions: Sequence[Named], knowledge: Knowledge) -> list[Name]:
    """The mentions without possessive endings."""
    known = {word for mention in mentions for word in _unowned_forms(mention)}
    return [(*mention.words[:-1], _owner(mention, known, knowledge) or mention.words[-1]) for mention in mentions]


def _unowned_forms(mention: Named) -> Iterable[str]:
    last = mention.words[-1]
    return (last, forms.bare(last)) if mention.label == "PER" else (last,)


def _owner(mention: Named, known: set[str], knowledge: Knowledge) -> str | None:
    """The owner that the last word of ``mention`` names by a possessive; None if it is none.

    The s of ``Haftars`` goes where the document or a list knows Haftar, or where a noun follows that he may
    own; that of ``Willems`` stays.
    """
    word = mention.words[-1]
    if mention.label == "MISC" or len(word) < _SHORTEST_OWNER:
        return None
    owner = forms.owner(word, known)
    if owner is not None:
        return owner
    if mention.label == "PER" and word.endswith(_APOSTROPHES):
        return next(word.removesuffix(ending) for ending in _APOSTROPHES if word.endswith(ending))
    if word in knowledge.gazetteer:
        return None
    owner = forms.owner(word, knowledge.gazetteer)
    if owner is None and mention.label == "PER" and word.endswith("s") and _is_owned(mention, knowledge):
        return word[:-1]
    return owner


def _is_owned(mention: Named, knowledge: Knowledge) -> bool:
    following = mention.following
    if not following.islower():
        return False
    return following.endswith(_NOUN_ENDINGS) and 0 < knowledge.lexicon.frequency(following) < _EVERYDAY


class _LongNames:
    """The longest names of a document and the shorter forms in which they return."""

    def __init__(self, plain: Sequence[Name], mentions: Sequence[Named], gazetteer: Gazetteer) -> None:
        self._plain = plain
        self._mentions = mentions
        self._gazetteer = gazetteer
        self._places: defaultdict[tuple[Label, Name], list[int]] = defaultdict(list)
        self._first_names: dict[Name, int | None] = {}
        for i, (words, mention) in enumerate(zip(plain, mentions, strict=True)):
            if len(words) > 1:
                for form in forms.surnames(words):
                    self._places[mention.label, _key(form)].append(i)
                if mention.label == "PER":
                    self._add_first_name(i)

    def _add_first_name(self, i: int) -> None:
        """Let a first name stand for the only person of the document who has it."""
        words = self._plain[i]
        earlier = self._first_names.setdefault(_key(words[:1]), i)
        if earlier is not None and _key(self._plain[earlier]) != _key(words):
            self._first_names[_key(words[:1])] = None

    def standing_for(self, i: int) -> Name:
        """The longest name that mention ``i`` may be short for; its own words if there is none."""
        seen = {i}
        while (longer := self._longer(i)) is not None and longer not in seen:
            seen.add(longer)
            i = longer
        return self._plain[i]

    def _longer(self, i: int) -> int | None:
        words, label = self._plain[i], self._mentions[i].label
        if label == "MISC":
            return None
        places = self._places.get((label, _key(words)), [])
        before = bisect_right(places, i)
        if before:
            return places[before - 1] if label == "PER" or self._may_shorten(words) else None
        if label != "PER":
            return None
        if places:
            return places[0]
        return self._first_names.get(_key(words))

    def _may_shorten(self, words: Name) -> bool:
        """Whether an organisation or a place can be short for a longer one: Gent is not ``Haven van Gent``."""
        return words[0][:1].isupper() and " ".join(words) not in self._gazetteer


def _spelling(plain: Iterable[Name], mentions: Iterable[Named]) -> dict[Name, Name]:
    """For every name in capitals how the document, or else usage, writes it: ``HAFTAR`` is Haftar."""
    written: dict[Name, Name] = {}
    shouted: list[Name] = []
    for words, mention in zip(plain, mentions, strict=True):
        if not all(word.isupper() for word in words):
            written.setdefault(_key(words), words)
        elif mention.label in ("PER", "LOC") and max(map(len, words)) > _LONGEST_ACRONYM:
            shouted.append(words)
    for words in shouted:
        written.setdefault(_key(words), tuple(word.title() for word in words))
    return written


def _key(words: Name) -> Name:
    return tuple(word.casefold() for word in words)
