"""Rules about what a name is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.entities import forms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.entities.knowledge import Knowledge
    from reader.entities.mentions import Mention, TaggedSentence
    from reader.model import Label

_SURE = 0.9
"""From this score on, what stands beside a name does not change its label."""

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

_KINDS: dict[Label, tuple[str, ...]] = {
    "ORG": tuple(
        (
            "krant dagblad weekblad persbureau omroep zender partij beweging militie club bedrijf concern firma"
            " bank stichting vakbond denktank"
        ).split(),
    ),
    "LOC": tuple("stad dorp provincie rivier eiland gemeente regio luchtmachtbasis vliegveld".split()),
}
"""Words, or their ends (``havenstad``), that say what the name right after them is."""


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


def kinds(sentence: TaggedSentence, knowledge: Knowledge) -> Iterator[Mention]:
    """A noun before a doubtful name says what it is: ``krant Mada Masr``, ``de stad Gharyan``."""
    for mention in sentence.mentions:
        before = sentence.words[mention.start - 1] if mention.start else ""
        label = next((label for label, ends in _KINDS.items() if before.endswith(ends)), None)
        known = " ".join(mention.of(sentence.words)) in knowledge.places
        if label and before.islower() and not known and mention.score < _SURE:
            yield mention.labelled(label, "rule")
        else:
            yield mention


def organisations(sentence: TaggedSentence, _: Knowledge) -> Iterator[Mention]:
    """A name of several words with ``Leger``, ``Council`` and the like in it is an organisation."""
    for mention in sentence.mentions:
        words = mention.of(sentence.words)
        organisation = len(words) > 1 and not _ORGANISATIONS.isdisjoint(word.lower() for word in words)
        changes = organisation and mention.label in ("MISC", "LOC")
        yield mention.labelled("ORG", "rule") if changes else mention


def origins(sentence: TaggedSentence, knowledge: Knowledge) -> Iterator[Mention]:
    """A word on -e between an article and a title says where somebody is from: ``de Egyptische president``."""
    words = sentence.words
    for mention in sentence.mentions:
        around = words[mention.start - 1 : mention.end + 1] if mention.start and mention.length == 1 else ()
        yield mention.labelled("MISC", "rule") if _tells_origin(around, knowledge) else mention


def _tells_origin(around: Sequence[str], knowledge: Knowledge) -> bool:
    if len(around) < 3:  # noqa: PLR2004 - article, word and title
        return False
    article, word, title = around
    inflected = word.endswith("e") and word not in knowledge.places
    return inflected and article.lower() in ("de", "het", "een") and title in forms.TITLES
