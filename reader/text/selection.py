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

_WORD = re.compile(r"\w+(?:['’.\-‐‑]\w+)*")
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
        """What is selected, without white space at either end; never empty where there is text to take."""
        low, high = self.low, self.high
        if low == high:
            high = min(len(body), low + 1)
        text = body[low:high]
        left = len(text) - len(text.lstrip())
        if left == len(text):
            return Span(low, high)
        return Span(low + left, low + len(text.rstrip()))

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
        edges = _edges(document, unit, head)
        starts, ends = [start for start, _ in edges], [end for _, end in edges]
        if forward:
            after = min((end for end in ends if end > max(head, self.anchor)), default=len(document.body))
            if head >= self.anchor:
                return after
            to = min((start for start in starts if start > head), default=self.anchor)
            return to if to < self.anchor else after
        before = max((start for start in starts if start < min(head, self.anchor)), default=0)
        if head <= self.anchor:
            return before
        to = max((end for end in ends if end < head), default=self.anchor)
        return to if to > self.anchor else before

    def snap(self, document: Document, unit: Literal["sentence", "paragraph"]) -> Selection:
        """Grow both ends to whole sentences or paragraphs."""
        span = self.span(document.body)
        spans = _all(document, unit)
        last = max(span.start, span.end - 1)
        if unit == "sentence":
            first, final = document.sentence_at(span.start), document.sentence_at(last)
        else:
            first, final = document.paragraph_at(span.start), document.paragraph_at(last)
        low, high = spans[first].start, spans[final].end
        return Selection(low, high) if self.head >= self.anchor else Selection(high, low)


def word_at(document: Document, offset: int) -> Span:
    """The word at ``offset``, or the single character there where it is not in a word."""
    for word in _words(document.body, _window(document.body, offset)):
        if word.start <= offset < word.end:
            return word
    return Span(offset, min(len(document.body), offset + 1))


def _window(body: str, offset: int) -> Span:
    return Span(max(0, offset - _REACH), min(len(body), offset + _REACH))


def _words(body: str, span: Span) -> list[Span]:
    return [Span(m.start(), m.end()) for m in _WORD.finditer(body, span.start, span.end)]


def _all(document: Document, unit: Unit) -> list[Span]:
    segments = document.sentences if unit == "sentence" else document.paragraphs
    return [segment.span for segment in segments]


def _edges(document: Document, unit: Unit, head: int) -> list[tuple[int, int]]:
    """Starts and ends of the units around ``head``, enough for one step in either direction."""
    body = document.body
    if unit == "character":
        window = _window(body, head)
        return [(window.start + s, window.start + e) for s, e, _ in graphemes(window.of(body))]
    if unit == "word":
        return [(span.start, span.end) for span in _words(body, _window(body, head))] or [(0, len(body))]
    if unit == "sentence":
        near = document.sentence_at(head)
        return [(s.span.start, s.span.end) for s in document.sentences[max(0, near - 2) : near + 3]]
    near = document.paragraph_at(head)
    return [(p.span.start, p.span.end) for p in document.paragraphs[max(0, near - 2) : near + 3]]
