"""A selection that grows and shrinks at either end by characters, words, sentences and paragraphs.

A value: every motion makes a new one. The end that moves is the head; the other is the anchor.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from reader.model import Span
from reader.text.cells import graphemes
from reader.text.segments import Document

Unit: TypeAlias = Literal["character", "word", "sentence", "paragraph"]

_RUN = r"\w[\w\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0670\u200c\u200d]*"
"""Letters and digits, with the accents, vowel signs and joiners that sit on them."""
_WORD = re.compile(rf"{_RUN}(?:['’.\-‐‑]{_RUN})*")
_INK = re.compile(r"\S")
_REACH = 256


@dataclass(frozen=True, slots=True)
class Selection:
    """Two ends in a body, of which the head moves."""

    anchor: int
    head: int

    @classmethod
    def at(cls, document: Document, span: Span) -> Selection:
        """Start selecting in ``span``: its first word, with the far end moving."""
        words = _words(document.body, span)
        return cls(words[0].start, words[0].end) if words else cls(span.start, span.end)

    @property
    def low(self) -> int:
        """The earlier end."""
        return min(self.anchor, self.head)

    @property
    def high(self) -> int:
        """The later end."""
        return max(self.anchor, self.head)

    def span(self, body: str) -> Span:
        """What is selected, without white space at either end; the next character where there is nothing else."""
        text = body[self.low : self.high]
        if not text.strip():
            ink = _INK.search(body, self.low)
            end = ink.end() if ink else len(body.rstrip())
            return Span(max(0, end - 1), end)
        return Span(self.high - len(text.lstrip()), self.low + len(text.rstrip()))

    def swap(self) -> Selection:
        """Make the other end the one that moves."""
        return Selection(self.head, self.anchor)

    def move(self, document: Document, unit: Unit, steps: int) -> Selection:
        """Move the head by ``steps`` units, forward when positive; it stops at the ends of the body."""
        head = self.head
        for _ in range(abs(steps)):
            head = self._step(document, unit, head, forward=steps > 0)
        return Selection(self.anchor, head)

    def _step(self, document: Document, unit: Unit, head: int, *, forward: bool) -> int:
        """The next edge of a unit: its end while the head is the later end, its start while it is the earlier.

        A head that would meet the anchor passes it by one unit, so that a selection is never empty.
        """
        if forward:
            if head < self.anchor:
                start = _first(document, unit, head, "start")
                if start < self.anchor:
                    return start
            end = _first(document, unit, max(head, self.anchor), "end")
            return end if end > self.anchor else head
        if head > self.anchor:
            end = _last(document, unit, head, "end")
            if end > self.anchor:
                return end
        start = _last(document, unit, min(head, self.anchor), "start")
        return start if start < self.anchor else head

    def snap(self, document: Document, unit: Literal["sentence", "paragraph"]) -> Selection:
        """Grow both ends to whole sentences or paragraphs."""
        span = self.span(document.body)
        last = max(span.start, span.end - 1)
        if unit == "sentence":
            first = document.sentences[document.sentence_at(span.start)].span
            final = document.sentences[document.sentence_at(last)].span
        else:
            first = document.paragraphs[document.paragraph_at(span.start)].span
            final = document.paragraphs[document.paragraph_at(last)].span
        low, high = first.start, final.end
        return Selection(low, high) if self.head >= self.anchor else Selection(high, low)


def word_at(document: Document, offset: int) -> Span:
    """The word at ``offset``, or before it where there is white space; else the single character there."""
    body = document.body
    for word in _around(body, "word", offset):
        if word.holds(offset) or (word.end <= offset and body[word.end : offset + 1].isspace()):
            return word
    return next((one for one in _around(body, "character", offset) if one.holds(offset)), Span(offset, offset))


def _first(document: Document, unit: Unit, offset: int, edge: Literal["start", "end"]) -> int:
    """The first start or end of a unit after ``offset``; the end of the body where there is none."""
    edges = (getattr(span, edge) for span in _units(document, unit, offset))
    return min((at for at in edges if at > offset), default=len(document.body))


def _last(document: Document, unit: Unit, offset: int, edge: Literal["start", "end"]) -> int:
    """The last start or end of a unit before ``offset``; the beginning of the body where there is none."""
    edges = (getattr(span, edge) for span in _units(document, unit, offset))
    return max((at for at in edges if at < offset), default=0)


def _units(document: Document, unit: Unit, offset: int) -> list[Span]:
    """The units around ``offset``, enough for one step in either direction."""
    if unit == "sentence":
        near = document.sentence_at(offset)
        return [sentence.span for sentence in document.sentences[max(0, near - 1) : near + 2]]
    if unit == "paragraph":
        near = document.paragraph_at(offset)
        return [paragraph.span for paragraph in document.paragraphs[max(0, near - 1) : near + 2]]
    return _around(document.body, unit, offset)


def _around(body: str, unit: Literal["character", "word"], offset: int) -> list[Span]:
    """Characters or words around ``offset``, with one before and one after it where there are any."""
    cut = _words if unit == "word" else _characters
    reach = _REACH
    while True:
        window = Span(max(0, offset - reach), min(len(body), offset + reach))
        first, last = not window.start, window.end == len(body)
        whole = [
            span
            for span in cut(body, window)
            if (first or span.start > window.start) and (last or span.end < window.end)
        ]
        before = first or (whole and whole[0].start < offset)
        after = last or (whole and whole[-1].end > offset)
        if before and after:
            return whole
        reach *= 4


def _words(body: str, span: Span) -> list[Span]:
    return [Span(*match.span()) for match in _WORD.finditer(body, span.start, span.end)]


def _characters(body: str, span: Span) -> list[Span]:
    return [Span(span.start + start, span.start + end) for start, end, _ in graphemes(span.of(body))]
