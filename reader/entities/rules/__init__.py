"""What Dutch newspaper usage says about names that a model of single sentences gets wrong.

Each rule takes a sentence with its names and gives the names it ought to have; ``apply`` runs them in order. No
rule knows a person, a party or a war: they know titles, particles, possessives, compounds and lists of places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from reader.entities.mentions import TaggedSentence
from reader.entities.rules import additions, boundaries, labels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reader.entities.knowledge import Knowledge
    from reader.entities.mentions import Mention

Rule: TypeAlias = "Callable[[TaggedSentence, Knowledge], Iterable[Mention]]"

RULES: tuple[Rule, ...] = (
    boundaries.articles,
    boundaries.titles,
    boundaries.owners,
    boundaries.countries,
    boundaries.ministers,
    boundaries.adjectives,
    labels.places,
    labels.organisations,
    additions.compounds,
    additions.places,
)
"""All rules, in the order in which they apply: first where names begin and end, then what they are."""


def apply(sentence: TaggedSentence, knowledge: Knowledge) -> TaggedSentence:
    """The sentence after all rules."""
    for rule in RULES:
        sentence = TaggedSentence(sentence.words, tuple(sorted(rule(sentence, knowledge))))
    return sentence
