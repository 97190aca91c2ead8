"""A selection that grows and shrinks at either end by characters, words, sentences and paragraphs.

A value: every motion makes a new one. The end that moves is the head; the other is the anchor.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from reader.model import Span
from reader.text.cells import graphemes, is_plain
from reader.text.segments import Document

Unit: TypeAlias = Literal["character", "word", "sentence", "paragraph"]

_WORD = re.compile(r"\w+(?:['’.\-‐‑]\w+)*")
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

    @classmethod
    def between(cls, document: Document, anchor: int, head: int, unit: Unit = "character") -> Selection:
        """Everything from the unit at ``anchor`` to the one at ``head``, both of them whole."""
        first, last = unit_at(document, unit, anchor), unit_at(document, unit, head)
        if anchor <= head:
            return cls(min(first.start, last.start), max(first.end, last.end))
        return cls(max(first.end, last.end), min(first.start, last.start))

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
        if text.strip():
            return Span(self.high - len(text.lstrip()), self.low + len(text.rstrip()))
        ink = _INK.search(body, self.low)
        return character_at(body, ink.start() if ink else max(0, len(body.rstrip()) - 1))

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


def unit_at(document: Document, unit: Unit, offset: int) -> Span:
    """The unit at ``offset``; between two, the earlier one."""
    if unit == "character":
        return character_at(document.body, offset)
    if unit == "word":
        return word_at(document, offset)
    segments = document.sentences if unit == "sentence" else document.paragraphs
    if not segments:
        return Span(offset, offset)
    at = document.sentence_at(offset) if unit == "sentence" else document.paragraph_at(offset)
    return segments[at].span


def character_at(body: str, offset: int) -> Span:
    """What a reader takes for the character at ``offset``; nothing at the end of the body."""
    if offset >= len(body) or is_plain(body[max(0, offset - 1) : offset + 2]):
        return Span(offset, min(offset + 1, len(body)))
    return next(one for one in _around(body, "character", offset) if one.holds(offset))


def word_at(document: Document, offset: int) -> Span:
    """The word at ``offset``, or before it where there is white space; else the single character there."""
    body = document.body
    for word in _around(body, "word", offset):
        if word.holds(offset) or (word.end <= offset and body[word.end : offset + 1].isspace()):
            return word
    return character_at(body, offset)


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
    """Runs of letters and digits, whatever accents, vowel signs and joiners sit on them."""
    text = span.of(body)
    if is_plain(text):
        return [Span(*match.span()) for match in _WORD.finditer(body, span.start, span.end)]
    characters = _characters(body, span)
    bases = "".join(body[character.start] for character in characters)
    return [Span(characters[match.start()].start, characters[match.end() - 1].end) for match in _WORD.finditer(bases)]


def _characters(body: str, span: Span) -> list[Span]:
    return [Span(span.start + start, span.start + end) for start, end, _ in graphemes(span.of(body))]
