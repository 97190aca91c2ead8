"""One document, one meaning: a name that is clear in one sentence settles the same name in the others."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from reader.entities import forms
from reader.entities.acronyms import introductions
from reader.entities.mentions import Mention, TaggedSentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reader.entities.knowledge import Knowledge
    from reader.model import Label

Name: TypeAlias = tuple[str, ...]

_SURE = 0.9
"""From this score on the model is believed, whatever the other sentences say."""
_INTRODUCED = 0.7
_REPEATED = 0.5
_EVIDENCE = 1.2
"""Sum of scores from which a word is a name wherever it is capitalised inside a sentence."""


def settle(sentences: Sequence[TaggedSentence], knowledge: Knowledge) -> list[TaggedSentence]:
    """The sentences after each has heard the others: doubtful names relabelled, overlooked ones added."""
    evidence = Evidence.of(sentences)
    return [_settled(sentence, evidence, knowledge) for sentence in sentences]


def _settled(sentence: TaggedSentence, evidence: Evidence, knowledge: Knowledge) -> TaggedSentence:
    heard = TaggedSentence(sentence.words, tuple(_relabelled(sentence, evidence, knowledge)))
    return TaggedSentence(sentence.words, tuple(sorted((*heard.mentions, *_added(heard, evidence, knowledge)))))


def persons(sentences: Sequence[TaggedSentence]) -> frozenset[str]:
    """The single words that name a person in a document, as far as its sentences by themselves tell."""
    evidence = Evidence.of(sentences)
    named = (words[0] for words in evidence.votes if len(words) == 1)
    return frozenset((*evidence.surnames, *(word for word in named if evidence.repeated(word) == "PER")))


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a whole document says about its names."""

    votes: Mapping[Name, Mapping[Label, float]]
    """For every name, without possessive s, the sum of the scores it got under each label."""
    surnames: Mapping[str, float]
    """The words that name a person for certain, with the sum of the scores of the mentions that say so."""
    particles: Mapping[str, Name]
    """For those of several words, the words before the last: ``de`` for Vries."""
    acronyms: Mapping[str, Label]
    """Short names introduced in parentheses, with the label of the long ones."""
    words: frozenset[str]
    """The words that are a name by themselves: what a possessive may belong to."""

    @classmethod
    def of(cls, sentences: Sequence[TaggedSentence]) -> Evidence:
        """Gather it."""
        names = [named for sentence in sentences for named in sentence.names()]
        surnames = _surnames(sentences)
        words = frozenset(words[0] for words, _ in names if len(words) == 1).union(surnames)
        votes: dict[Name, dict[Label, float]] = {}
        for name, mention in names:
            ballot = votes.setdefault(_unowned(name, words), {})
            ballot[mention.label] = ballot.get(mention.label, 0.0) + mention.score
        acronyms = {short: introduction.label for short, introduction in introductions(sentences).items()}
        particles = {name[-1]: forms.particles(name) for name, mention in names if mention.label == "PER"}
        return cls(votes, surnames, particles, acronyms, words)

    def label(self, name: Name, label: Label) -> Label:
        """The label of a name to which its own sentence gives ``label``, without being sure."""
        if len(name) == 1 and name[0] in self.acronyms:
            return self.acronyms[name[0]]
        name = _unowned(name, self.words)
        votes = self.votes.get(name, {})
        if len(name) == 1 and name[0] in self.surnames:
            others = max((score for other, score in votes.items() if other != "PER"), default=0.0)
            if 2 * self.surnames[name[0]] + votes.get("PER", 0.0) >= others:
                return "PER"
        if len(name) == 1 and any(forms.lacks_a_letter(name[0], surname) for surname in self.surnames):
            return "PER"
        return max(votes, key=lambda other: (votes[other], other == label), default=label)

    def surname(self, word: str) -> str | None:
        """The surname of a person of this document that ``word`` is, or is the possessive of."""
        return word if word in self.surnames else forms.owner(word, self.surnames)

    def surname_start(self, words: Name, i: int, free: Sequence[bool]) -> int:
        """Where the surname that ends with word ``i`` begins: at ``De`` if the full name was ``Jan de Vries``."""
        particles = self.particles.get(self.surname(words[i]) or "", ())
        start = i - len(particles)
        fits = start >= 0 and all(free[start:i]) and tuple(word.lower() for word in words[start:i]) == particles
        return start if fits and words[start][:1].isupper() else i

    def is_also(self, name: Name, label: Label) -> bool:
        """Whether some sentence gives ``label`` to ``name``."""
        return label in self.votes.get(_unowned(name, self.words), {})

    def repeated(self, word: str) -> Label | None:
        """The label under which ``word`` is a name in this document, where that is beyond doubt."""
        votes = self.votes.get(_unowned((word,), self.words))
        if not votes:
            return None
        label = max(votes, key=lambda other: votes[other])
        return label if votes[label] >= _EVIDENCE else None


def _surnames(sentences: Iterable[TaggedSentence]) -> dict[str, float]:
    """Surnames of persons with a full name or a title, ``Khalifa Haftar`` or ``generaal Haftar``, with scores."""
    scores: defaultdict[str, float] = defaultdict(float)
    for sentence in sentences:
        for words, mention in sentence.names():
            if mention.label != "PER":
                continue
            titled = mention.start > 0 and sentence.words[mention.start - 1].lower() in forms.TITLES
            for word in forms.surname_words(("", *words) if titled else words):
                scores[word] += mention.score
    return dict(scores)


def _unowned(name: Name, words: frozenset[str]) -> Name:
    """A name without a possessive s, where the document also knows it without (``words``)."""
    base = forms.owner(name[0], words) if len(name) == 1 else None
    return (base,) if base else name


def _relabelled(sentence: TaggedSentence, evidence: Evidence, knowledge: Knowledge) -> Iterator[Mention]:
    free = sentence.free()
    for name, mention in sentence.names():
        if (mention.length == 1 and name[0] in evidence.acronyms) or mention.score < _SURE:
            settled = mention.labelled(evidence.label(name, mention.label), "consistency")
        elif mention.label == "PER" and evidence.is_also(name, "LOC") and _is_only_city(name, knowledge):
            settled = mention.labelled("LOC", "gazetteer")
        else:
            settled = mention
        if settled.label == "PER" and settled.length == 1:
            start = evidence.surname_start(sentence.words, settled.start, free)
            settled = settled if start == settled.start else replace(settled, start=start, source="consistency")
        yield settled


def _is_only_city(name: Name, knowledge: Knowledge) -> bool:
    """Whether the lists know a city of this name, and nobody."""
    kinds = knowledge.gazetteer.types(" ".join(name))
    return "city" in kinds and not {"first", "last"}.intersection(kinds)


def _added(sentence: TaggedSentence, evidence: Evidence, knowledge: Knowledge) -> Iterator[Mention]:
    free = sentence.free()
    for i, word in enumerate(sentence.words):
        name = len(word) > 1 and forms.bare(word)[:1].isupper()
        mention = _overlooked(sentence.words, i, free, evidence, knowledge) if name and free[i] else None
        if mention:
            free[mention.start : mention.end] = [False] * mention.length
            yield mention


def _overlooked(
    words: Name, i: int, free: Sequence[bool], evidence: Evidence, knowledge: Knowledge
) -> Mention | None:
    """The name that word ``i`` is, seeing how the rest of the document uses it."""
    word = words[i]
    if word in evidence.acronyms:
        return Mention(i, i + 1, evidence.acronyms[word], _INTRODUCED, "consistency")
    if evidence.surname(word) and not (i == 0 and knowledge.lexicon.is_common(word)):
        return Mention(evidence.surname_start(words, i, free), i + 1, "PER", _INTRODUCED, "consistency")
    label = evidence.repeated(word) if i else None
    return Mention(i, i + 1, label, _REPEATED, "consistency") if label else None
