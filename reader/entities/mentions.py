"""Proper names in tokenised sentences: what the parts of the recogniser hand to each other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.model import Label

Source: TypeAlias = Literal["model", "rule", "gazetteer", "consistency"]
"""Which part of the recogniser said so last."""


_CORRECTED = 0.7
"""The score a name has at most when the model's label was not believed."""


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A proper name in one sentence, as a half-open range of its tokens."""

    start: int
    end: int
    label: Label
    score: float
    """How sure its source is, 0 to 1."""
    source: Source = "model"

    @property
    def length(self) -> int:
        """Number of tokens."""
        return self.end - self.start

    def of(self, words: Sequence[str]) -> tuple[str, ...]:
        """Its words."""
        return tuple(words[self.start : self.end])

    def labelled(self, label: Label, source: Source) -> Mention:
        """The same name with the label that ``source`` gives it; itself where that is the label it has."""
        if label == self.label:
            return self
        return replace(self, label=label, source=source, score=min(self.score, _CORRECTED))


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    """The words of one sentence and the names found in it: sorted, not overlapping."""

    words: tuple[str, ...]
    mentions: tuple[Mention, ...]

    def names(self) -> Iterator[tuple[tuple[str, ...], Mention]]:
        """Every name with its words."""
        return ((mention.of(self.words), mention) for mention in self.mentions)

    def free(self) -> list[bool]:
        """For every token whether it belongs to no name."""
        return free_tokens(len(self.words), self.mentions)


def free_tokens(length: int, mentions: Iterable[Mention]) -> list[bool]:
    """For each of ``length`` tokens whether none of ``mentions`` holds it."""
    free = [True] * length
    for mention in mentions:
        free[mention.start : mention.end] = [False] * mention.length
    return free
