"""Rules about names that the model overlooked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.entities.mentions import Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.entities.knowledge import Knowledge
    from reader.entities.mentions import TaggedSentence

_SCORE = 0.6
"""How sure a rule or a list is of a name of which the model saw nothing."""


def compounds(sentence: TaggedSentence, knowledge: Knowledge) -> Iterator[Mention]:
    """A compound of a name and a word is a name: ``Libië-expert``, ``VN-chef``, ``Haftar-troepen``."""
    free = sentence.free()
    yield from sentence.mentions
    for i, word in enumerate(sentence.words):
        if free[i] and _is_compound(word, knowledge):
            yield Mention(i, i + 1, "MISC", _SCORE, "rule")


def _is_compound(word: str, knowledge: Knowledge) -> bool:
    head, hyphen, rest = word.partition("-")
    if not hyphen or not rest.islower() or not knowledge.lexicon.is_word(rest.rpartition("-")[2]):
        return False
    acronym = head.isupper() and len(head) > 1 and not knowledge.lexicon.is_word(head)
    return acronym or head in knowledge.places or head in knowledge.persons


def places(sentence: TaggedSentence, knowledge: Knowledge) -> Iterator[Mention]:
    """A well-known place, or a part of one (``noordoost-Nigeria``), is a location."""
    free = sentence.free()
    yield from sentence.mentions
    for start, end in knowledge.places.find(sentence.words, free):
        yield Mention(start, end, "LOC", _SCORE, "gazetteer")
    for i, word in enumerate(sentence.words):
        if free[i] and knowledge.places.is_region(word) and word not in knowledge.places:
            yield Mention(i, i + 1, "LOC", _SCORE, "gazetteer")
