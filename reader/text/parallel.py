"""The translation of a document as one text, sentence beside sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reader.model import Span
from reader.text.segments import Document


@dataclass(frozen=True)
class Parallel:
    """A text with one block for each paragraph of a document and one span for each of its sentences."""

    text: str
    blocks: tuple[Span, ...]
    sentences: tuple[Span, ...]
    missing: tuple[int, ...]
    """Indexes of the sentences that stand here in the source language, for want of a translation."""
    signed: Mapping[int, Span]
    """The signs in front of sentences: index of the sentence, and where its sign stands."""

    @classmethod
    def of(cls, document: Document, translations: Sequence[str | None], signs: Sequence[str] = ()) -> Parallel:
        """Put together what there is; a sentence without a translation keeps its own words.

        ``signs`` say something of sentences: one text for each, empty for most.
        """
        parts: list[str] = []
        sentences: list[Span] = []
        blocks: list[Span] = []
        signed: dict[int, Span] = {}
        at = 0
        paragraph = -1
        for index, (sentence, translation) in enumerate(zip(document.sentences, translations, strict=True)):
            if sentence.paragraph != paragraph:
                paragraph = sentence.paragraph
                at += _append(parts, "\n\n" if blocks else "")
                blocks.append(Span(at, at))
            else:
                at += _append(parts, " ")
            text = sentence.span.of(document.body) if translation is None else translation
            if signs and signs[index]:
                signed[index] = Span(at, at + len(signs[index]))
                text = f"{signs[index]} {text}"
            sentences.append(Span(at, at + len(text)))
            at += _append(parts, text)
            blocks[-1] = Span(blocks[-1].start, at)
        missing = tuple(i for i, translation in enumerate(translations) if translation is None)
        return cls("".join(parts), tuple(blocks), tuple(sentences), missing, signed)

    def sentence_at(self, offset: int) -> int:
        """Index of the sentence that holds ``offset``, or of the nearest one before it."""
        return max(0, bisect_right(self.sentences, offset, key=lambda span: span.start) - 1)


def _append(parts: list[str], text: str) -> int:
    parts.append(text)
    return len(text)
