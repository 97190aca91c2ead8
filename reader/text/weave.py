"""A text and its translation woven into one, piece by piece, so that both are read in a single column."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from reader.model import Span
from reader.text.parallel import Parallel
from reader.text.segments import Document

Unit: TypeAlias = Literal["paragraph", "sentence"]
"""What is followed by its translation."""
TRANSLATION = "translation"
"""Kind of the blocks that are translation."""


@dataclass(frozen=True)
class Thread:
    """One of the two texts: its pieces, and where they stand in the woven text."""

    pieces: tuple[Span, ...]
    """In the text itself, in order."""
    starts: tuple[int, ...]
    """The offset in the woven text at which each begins."""

    def woven(self, span: Span) -> list[Span]:
        """Where ``span`` of the text stands in the woven one: in as many spans as it touches pieces."""
        first = max(0, bisect_right(self.pieces, span.start, key=lambda piece: piece.start) - 1)
        found = []
        for index in range(first, len(self.pieces)):
            piece = self.pieces[index]
            if piece.start >= span.end:
                break
            if piece.overlaps(span):
                shift = self.starts[index] - piece.start
                found.append(Span(max(piece.start, span.start) + shift, min(piece.end, span.end) + shift))
        return found

    def at(self, offset: int) -> int:
        """Where ``offset`` of the text stands in the woven one; between pieces, at the end of the earlier one."""
        index = max(0, bisect_right(self.pieces, offset, key=lambda piece: piece.start) - 1)
        piece = self.pieces[index]
        return self.starts[index] + min(max(0, offset - piece.start), max(0, piece.length - 1))

    def back(self, at: int) -> int | None:
        """The offset of the text that stands at ``at`` of the woven one; None where the other text stands."""
        index = bisect_right(self.starts, at) - 1
        if index < 0 or at - self.starts[index] > self.pieces[index].length:
            return None
        return self.pieces[index].start + at - self.starts[index]


@dataclass(frozen=True)
class Weave:
    """Both texts as one."""

    text: str
    blocks: tuple[Span, ...]
    """The pieces of both, in the order in which they are read."""
    kinds: tuple[str, ...]
    """For each block the kind of its paragraph, or ``translation``."""
    gaps: tuple[int, ...]
    """Empty rows before each block."""
    source: Thread
    translation: Thread

    @classmethod
    def of(cls, document: Document, parallel: Parallel, unit: Unit) -> Weave:
        """Let each paragraph or sentence be followed by its translation, where there is anything to say of that."""
        parts: list[str] = []
        blocks: list[Span] = []
        kinds: list[str] = []
        gaps: list[int] = []
        threads: tuple[list[tuple[Span, int]], ...] = ([], [])
        at = 0
        for piece in _pieces(document, parallel, unit):
            sides = ((piece.source, document.body, piece.kind), (piece.translation, parallel.text, TRANSLATION))
            for thread, (span, text, kind) in zip(threads, sides, strict=True):
                if kind == TRANSLATION and not piece.told:
                    continue
                thread.append((span, at))
                parts.append(span.of(text))
                blocks.append(Span(at, at + span.length))
                kinds.append(kind)
                gaps.append(piece.gap if kind != TRANSLATION else 0)
                at += span.length + 1
        source, translation = (_thread(thread) for thread in threads)
        return cls("\n".join(parts), tuple(blocks), tuple(kinds), tuple(gaps), source, translation)


class _Piece(NamedTuple):
    source: Span
    translation: Span
    kind: str
    gap: int
    told: bool
    """Whether there is a translation of any of it, or at least a sign."""


def gap_before(kinds: Sequence[str], index: int) -> int:
    """Empty rows before a paragraph, given the kinds of all."""
    return 2 if kinds[index] == "heading" and index else 1


def _pieces(document: Document, parallel: Parallel, unit: Unit) -> Iterator[_Piece]:
    kinds = [paragraph.kind for paragraph in document.paragraphs]
    bare = set(parallel.missing) - set(parallel.signed)
    if unit == "sentence":
        before = -1
        for index, sentence in enumerate(document.sentences):
            number = sentence.paragraph
            gap = gap_before(kinds, number) if number != before else 0
            before = number
            yield _Piece(sentence.span, parallel.sentences[index], kinds[number], gap, index not in bare)
        return
    members: list[list[int]] = [[] for _ in kinds]
    for index, sentence in enumerate(document.sentences):
        members[sentence.paragraph].append(index)
    for number, paragraph in enumerate(document.paragraphs):
        told = not bare.issuperset(members[number])
        yield _Piece(paragraph.span, parallel.blocks[number], kinds[number], gap_before(kinds, number), told)


def _thread(placed: Iterable[tuple[Span, int]]) -> Thread:
    placed = tuple(placed)
    return Thread(tuple(span for span, _ in placed), tuple(start for _, start in placed))
