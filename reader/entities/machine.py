"""The parts of the shipped recogniser at work: model, rules, the document's own usage, and names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.entities import consistency, names, rules
from reader.entities.acronyms import introductions
from reader.entities.features import Features
from reader.entities.knowledge import Knowledge
from reader.entities.mentions import Mention, TaggedSentence
from reader.entities.provenance import MODEL
from reader.entities.tagging import Tagger
from reader.entities.usage import Usage
from reader.model import Entity, Span
from reader.text.segments import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from reader.text.segments import Document

_LONGEST = 200
"""Tokens tagged at a time. What is longer is a table or a list; cutting it keeps other threads running."""


class Machine:
    """A model and what it needs to know, ready to read documents. Not safe for use by two threads at once."""

    def __init__(self, model: bytes, knowledge: Knowledge) -> None:
        self._tagger = Tagger(model)
        self._knowledge = knowledge
        self._features = Features(knowledge.gazetteer, knowledge.lexicon)

    @classmethod
    def load(cls, data: Path) -> Machine:
        """Read the model and the lists in the folder ``data``."""
        return cls((data / MODEL).read_bytes(), Knowledge.read(data))

    def entities(self, document: Document) -> tuple[Entity, ...]:
        """The entities of ``document``, sorted and not overlapping."""
        body = document.body
        spans = list(_tokenised(document))
        sentences = self.read([tuple(span.of(body) for span in row) for row in spans])
        stand_for = iter(self._names(sentences))
        return tuple(
            _entity(body, Span(row[mention.start].start, row[mention.end - 1].end), mention, next(stand_for))
            for row, sentence in zip(spans, sentences, strict=True)
            for mention in sentence.mentions
        )

    def read(self, sentences: Sequence[tuple[str, ...]]) -> list[TaggedSentence]:
        """The sentences of one document, as words, with their names."""
        usage = Usage(sentences, self._knowledge.gazetteer)
        tagged = [self.tag(words, usage) for words in sentences]
        knowledge = self._knowledge.with_persons(consistency.persons(tagged))
        repaired = [rules.apply(sentence, knowledge) for sentence in tagged]
        return consistency.settle(repaired, knowledge)

    def tag(self, words: tuple[str, ...], usage: Usage | None = None) -> TaggedSentence:
        """One sentence, of the document that ``usage`` tells of, with the names that the model alone sees in it."""
        return TaggedSentence(words, self._tagger.mentions(self._features.of(words, usage)))

    def _names(self, sentences: Sequence[TaggedSentence]) -> list[str]:
        mentions = [
            names.Named(words, mention.label, "".join(sentence.words[mention.end : mention.end + 1]))
            for sentence in sentences
            for words, mention in sentence.names()
        ]
        return names.resolve(mentions, introductions(sentences), self._knowledge)


def _tokenised(document: Document) -> Iterator[list[Span]]:
    for sentence in document.sentences:
        spans = tokens(document.body, sentence.span)
        for start in range(0, len(spans), _LONGEST):
            yield spans[start : start + _LONGEST]


def _entity(body: str, span: Span, mention: Mention, name: str) -> Entity:
    return Entity(span, mention.label, span.of(body), mention.score, name, mention.source)
