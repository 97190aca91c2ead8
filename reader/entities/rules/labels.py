"""Rules about what a name is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.entities import forms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.entities.knowledge import Knowledge
    from reader.entities.mentions import Mention, TaggedSentence

_ADJECTIVES = frozenset(("Nederlands", "IJslands", "Groenlands", "Nieuw-Zeelands"))
"""Adjectives that look like the possessive of a country."""

_ORGANISATIONS = frozenset(
    (
        "leger unie raad partij ministerie bank universiteit hogeschool instituut liga commissie parlement"
        " organisatie federatie vereniging bond stichting fonds verbond front brigade brigades beweging"
        " agentschap university institute college council agency committee commission organization organisation"
        " association foundation federation union bank corporation company group groep army party"
    ).split(),
)
"""Words that make a name of several words an organisation."""


def places(sentence: TaggedSentence, knowledge: Knowledge) -> Iterator[Mention]:
    """A country is a location, and so are its possessive and its parts: ``Ruslands``, ``west-Libië``."""
    for mention in sentence.mentions:
        name = " ".join(mention.of(sentence.words))
        place = _is_country(name, knowledge) or knowledge.places.is_region(name)
        yield mention.labelled("LOC", "rule") if place else mention


def _is_country(name: str, knowledge: Knowledge) -> bool:
    if knowledge.places.is_country(name):
        return True
    owner = None if name in _ADJECTIVES else forms.owner(name, knowledge.places)
    return owner is not None and knowledge.places.is_country(owner)


def organisations(sentence: TaggedSentence, _: Knowledge) -> Iterator[Mention]:
    """A name of several words with ``Leger``, ``Council`` and the like in it is an organisation."""
    for mention in sentence.mentions:
        words = mention.of(sentence.words)
        organisation = len(words) > 1 and not _ORGANISATIONS.isdisjoint(word.lower() for word in words)
        changes = organisation and mention.label in ("MISC", "LOC")
        yield mention.labelled("ORG", "rule") if changes else mention
