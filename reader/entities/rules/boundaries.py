"""Rules about where names begin and end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.entities import forms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.entities.knowledge import Knowledge
    from reader.entities.mentions import Mention, TaggedSentence


_ARTICLES = frozenset(("De", "Een", "Het"))


def articles(sentence: TaggedSentence, _: Knowledge) -> Iterator[Mention]:
    """A person's name goes on over an Arabic article: ``Fayez`` + ``al-Serraj`` is one name."""
    free = sentence.free()
    for mention in _joined_articles(sentence):
        end = mention.end
        unfinished = mention.label == "PER" and end < len(free) and free[end]
        if unfinished and forms.has_article(sentence.words[end]):
            yield replace(mention, end=end + 1, source="rule")
        else:
            yield mention


def _joined_articles(sentence: TaggedSentence) -> list[Mention]:
    joined: list[Mention] = []
    for mention in sentence.mentions:
        before = joined[-1] if joined and joined[-1].end == mention.start else None
        article = mention.length == 1 and forms.has_article(sentence.words[mention.start])
        if before and before.label == "PER" and article:
            joined[-1] = replace(before, end=mention.end, source="rule")
        else:
            joined.append(mention)
    return joined


def titles(sentence: TaggedSentence, knowledge: Knowledge) -> Iterator[Mention]:
    """A title is not part of a name: ``Generaal Haftar`` is Haftar."""
    for mention in sentence.mentions:
        title, *name = mention.of(sentence.words)
        person = mention.label == "PER" or (len(name) > 0 and _is_person(name, knowledge))
        if name and title.lower() in forms.TITLES and person:
            yield replace(mention, start=mention.start + 1, label="PER", source="rule")
        else:
            yield mention


def _is_person(name: list[str], knowledge: Knowledge) -> bool:
    """Whether the document or the lists know a person of this name; three words may be a fund named after one."""
    first_name = "first" in knowledge.gazetteer.types(name[0])
    return name[-1] in knowledge.persons or (first_name and len(name) <= 2)  # noqa: PLR2004 - first name, surname


def owners(sentence: TaggedSentence, knowledge: Knowledge) -> Iterator[Mention]:
    """An owner is a name of its own: ``Haftars Libische Nationale Leger`` is two."""
    for mention in sentence.mentions:
        owner, *owned = mention.of(sentence.words)
        if owned and forms.owner(owner, knowledge.persons):
            yield replace(mention, end=mention.start + 1, label="PER", source="rule")
            acronym = mention.label == "PER" and owned[0].isupper()
            label = "ORG" if acronym else mention.label
            yield replace(mention, start=mention.start + 1, label=label, source="rule")
        else:
            yield mention


def countries(sentence: TaggedSentence, knowledge: Knowledge) -> Iterator[Mention]:
    """A country before a person is a name of its own: ``Steunt Frankrijk Haftar?`` has two."""
    for mention in sentence.mentions:
        country, *name = mention.of(sentence.words)
        if name and name[0] in knowledge.persons and knowledge.places.is_country(country):
            yield replace(mention, end=mention.start + 1, label="LOC", source="rule")
            yield replace(mention, start=mention.start + 1, label="PER", source="rule")
        else:
            yield mention


def ministers(sentence: TaggedSentence, knowledge: Knowledge) -> Iterator[Mention]:
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


def adjectives(sentence: TaggedSentence, knowledge: Knowledge) -> Iterator[Mention]:
    """No title ends before the noun that its last word describes: ``De komst van Russische jagers`` has one word."""
    words = sentence.words
    for mention in sentence.mentions:
        first, last = words[mention.start], words[mention.end - 1]
        described = last.endswith("e") and mention.end < len(words) and words[mention.end].islower()
        if first in _ARTICLES and described and "people" in knowledge.gazetteer.types(last):
            yield replace(mention, start=mention.end - 1, label="MISC", source="rule")
        else:
            yield mention
