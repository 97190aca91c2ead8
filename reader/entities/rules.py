"""What Dutch newspaper usage says about names that a model of single sentences gets wrong.

Each rule takes a sentence with its names and gives it back, repaired; ``apply`` runs them in order. No rule
knows a person, a party or a war: they know titles, particles, possessives, compounds and lists of places.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from reader.entities import forms
from reader.entities.mentions import Mention, TaggedSentence, free_tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reader.entities.knowledge import Knowledge

_ORGANISATION = frozenset(
    (
        "leger unie raad partij ministerie bank universiteit hogeschool instituut liga commissie parlement"
        " organisatie federatie vereniging bond stichting fonds verbond front brigade brigades beweging"
        " agentschap university institute college council agency committee commission organization organisation"
        " association foundation federation union bank corporation company group groep army party"
    ).split(),
)
"""Words that make a name of several words an organisation."""

_ADJECTIVES = frozenset(("Nederlands", "IJslands", "Groenlands", "Nieuw-Zeelands"))
"""Adjectives that look like the possessive of a country."""

_FILLED = 0.6
"""Score of a name that only a list or a rule knows."""


Rule: TypeAlias = "Callable[[TaggedSentence, Knowledge], Iterable[Mention]]"


def apply(sentence: TaggedSentence, knowledge: Knowledge) -> TaggedSentence:
    """The sentence after all rules."""
    for rule in RULES:
        sentence = TaggedSentence(sentence.words, tuple(sorted(rule(sentence, knowledge))))
    return sentence


def join_articles(sentence: TaggedSentence, _: Knowledge) -> Iterable[Mention]:
    """A person's name goes on over an Arabic article: ``Fayez`` + ``al-Serraj`` is one name."""
    mentions = list(sentence.mentions)
    starts = {mention.start: mention for mention in mentions}
    free = sentence.free()
    for mention in sentence.mentions:
        end = mention.end
        if mention.label != "PER" or end >= len(sentence.words) or not forms.has_article(sentence.words[end]):
            continue
        following = starts.get(end)
        if following and following.length > 1:
            continue
        if following:
            mentions.remove(following)
        if following or free[end]:
            mentions[mentions.index(mention)] = replace(mention, end=end + 1, source="rule")
    return mentions


def drop_titles(sentence: TaggedSentence, knowledge: Knowledge) -> Iterable[Mention]:
    """A title is not part of a name: ``Generaal Haftar`` is Haftar."""
    for mention in sentence.mentions:
        words = mention.of(sentence.words)
        person = mention.label == "PER" or _is_person(words[1:], knowledge)
        if len(words) > 1 and words[0].lower() in forms.TITLES and person:
            yield replace(mention, start=mention.start + 1, label="PER", source="rule")
        else:
            yield mention


def _is_person(words: Sequence[str], knowledge: Knowledge) -> bool:
    return bool(words) and (
        words[-1] in knowledge.persons or (len(words) < 3 and "first" in knowledge.gazetteer.types(words[0]))  # noqa: PLR2004 - first name and surname
    )


def split_owner(sentence: TaggedSentence, knowledge: Knowledge) -> Iterable[Mention]:
    """An owner is a name of its own: ``Haftars Libische Nationale Leger`` is two."""
    for mention in sentence.mentions:
        person = forms.owner(sentence.words[mention.start], knowledge.persons)
        if mention.length < 2 or person is None:  # noqa: PLR2004 - an owner and what is owned
            yield mention
            continue
        yield replace(mention, end=mention.start + 1, label="PER", source="rule")
        acronym = mention.label == "PER" and sentence.words[mention.start + 1].isupper()
        label = "ORG" if acronym else mention.label
        yield replace(mention, start=mention.start + 1, label=label, source="rule")


def split_country(sentence: TaggedSentence, knowledge: Knowledge) -> Iterable[Mention]:
    """A country before a person is a name of its own: ``Frankrijk Haftar`` is two."""
    for mention in sentence.mentions:
        words = mention.of(sentence.words)
        if len(words) > 1 and knowledge.places.is_country(words[0]) and words[1] in knowledge.persons:
            yield replace(mention, end=mention.start + 1, label="LOC", source="rule")
            yield replace(mention, start=mention.start + 1, label="PER", source="rule")
        else:
            yield mention


def split_minister(sentence: TaggedSentence, knowledge: Knowledge) -> Iterable[Mention]:
    """A ministry and its minister are two: ``minister van Buitenlandse Zaken Antony Blinken``."""
    words = sentence.words
    for mention in sentence.mentions:
        start = mention.start
        office = start > 1 and words[start - 1] == "van" and words[start - 2].lower() in forms.TITLES
        names = (i for i in range(start + 1, mention.end) if not knowledge.lexicon.is_word(words[i]))
        name = next(names, mention.end)
        if office and mention.label != "PER" and mention.end - name > 1:
            yield replace(mention, end=name, label="ORG", source="rule")
            yield replace(mention, start=name, label="PER", source="rule")
        else:
            yield mention


def label_places(sentence: TaggedSentence, knowledge: Knowledge) -> Iterable[Mention]:
    """A country is a location, and so are its possessive and its parts: ``Ruslands``, ``west-Libië``."""
    places = knowledge.places
    for mention in sentence.mentions:
        name = " ".join(mention.of(sentence.words))
        owner = None if name in _ADJECTIVES else forms.owner(name, places)
        place = places.is_country(owner or name) or places.is_region(name)
        yield mention.labelled("LOC", "rule") if place else mention


def join_adjectives(sentence: TaggedSentence, knowledge: Knowledge) -> Iterable[Mention]:
    """An adjective and a capitalised word are one place: ``Middellandse`` + ``Zeegebied``."""
    joined: list[Mention] = []
    for mention in sentence.mentions:
        word = sentence.words[mention.start]
        adjective = joined[-1] if joined and joined[-1].end == mention.start else None
        common = mention.length == 1 and knowledge.lexicon.is_word(word) and word not in knowledge.gazetteer
        if adjective and adjective.label == "MISC" and mention.label == "LOC" and common:
            joined[-1] = replace(mention, start=adjective.start, source="rule")
        else:
            joined.append(mention)
    return joined


def label_organisations(sentence: TaggedSentence, _: Knowledge) -> Iterable[Mention]:
    """A name of several words with ``Leger``, ``Council`` and the like in it is an organisation."""
    for mention in sentence.mentions:
        words = mention.of(sentence.words)
        organisation = mention.label in ("MISC", "LOC") and any(w.lower() in _ORGANISATION for w in words)
        yield mention.labelled("ORG", "rule") if organisation and len(words) > 1 else mention


def label_compounds(sentence: TaggedSentence, knowledge: Knowledge) -> Iterable[Mention]:
    """A compound of a name and a word is neither: ``VN-chef`` is not the VN, nor is it a person's name."""
    for mention in sentence.mentions:
        compound = mention.length == 1 and _is_compound(sentence.words[mention.start], knowledge)
        yield mention.labelled("MISC", "rule") if compound and mention.label == "PER" else mention


def fill_compounds(sentence: TaggedSentence, knowledge: Knowledge) -> Iterable[Mention]:
    """A compound of a name that everybody knows and a word is a name: ``Libië-expert``, ``VN-chef``."""
    free = sentence.free()
    yield from sentence.mentions
    for i, word in enumerate(sentence.words):
        if free[i] and _is_compound(word, knowledge):
            head = word.split("-", 1)[0]
            known = head in knowledge.places or head in knowledge.persons
            if known or (head.isupper() and len(head) > 1 and not knowledge.lexicon.is_word(head)):
                yield Mention(i, i + 1, "MISC", _FILLED, "rule")


def _is_compound(word: str, knowledge: Knowledge) -> bool:
    head, hyphen, rest = word.rpartition("-")
    return bool(hyphen) and head[:1].isupper() and rest[:1].islower() and knowledge.lexicon.is_word(rest)


def fill_places(sentence: TaggedSentence, knowledge: Knowledge) -> Iterable[Mention]:
    """A well-known place, or a part of one, that the model overlooked is a location."""
    yield from sentence.mentions
    free = sentence.free()
    for start, end in knowledge.places.find(sentence.words, free):
        yield Mention(start, end, "LOC", _FILLED, "gazetteer")
    for i, word in enumerate(sentence.words):
        if free[i] and knowledge.places.is_region(word):
            yield Mention(i, i + 1, "LOC", _FILLED, "gazetteer")


def fill_titled(sentence: TaggedSentence, knowledge: Knowledge) -> Iterable[Mention]:
    """An unknown capitalised word after a title is a person: ``president Poetin``."""
    words = sentence.words
    free = free_tokens(len(words), sentence.mentions)
    yield from sentence.mentions
    for i in range(1, len(words)):
        titled = words[i - 1] in forms.TITLES and free[i] and forms.is_name_word(words[i])
        ends = i + 1 == len(words) or free[i + 1]
        if titled and ends and not words[i].isupper() and not knowledge.lexicon.is_word(words[i]):
            yield Mention(i, i + 1, "PER", _FILLED, "rule")


RULES: tuple[Rule, ...] = (
    join_articles,
    drop_titles,
    split_owner,
    split_country,
    split_minister,
    label_places,
    join_adjectives,
    label_organisations,
    label_compounds,
    fill_compounds,
    fill_titled,
    fill_places,
)
