"""A document laid out beside its translation: what is on which row, in both columns."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reader.model import Span
from reader.text.layout import Column, Rows
from reader.text.parallel import Parallel
from reader.text.segments import Document


@dataclass(frozen=True)
class Spread:
    """Two columns that share their rows."""

    document: Document
    source: Column
    translation: Column
    rows: Rows
    kinds: tuple[str, ...]
    """Kind of each paragraph, which is the style of its block."""

    @classmethod
    def of(
        cls, document: Document, parallel: Parallel, width: int, *, beside: bool, old: Spread | None = None
    ) -> Spread:
        """Lay out at ``width`` cells; blocks make room for the translation only when it is shown ``beside``.

        The columns of an ``old`` spread are used again where they have the same text and width.
        """
        blocks = [paragraph.span for paragraph in document.paragraphs]
        kinds = tuple(paragraph.kind for paragraph in document.paragraphs)
        if old is None or old.document is not document or old.source.width != max(1, width):
            source = Column.of(document.body, blocks, width)
            translation = Column.of(parallel.text, parallel.blocks, width)
        else:
            source, same = old.source, old.translation.text == parallel.text
            translation = old.translation if same else Column.of(parallel.text, parallel.blocks, width)
        gaps = [2 if kind == "heading" and i else 1 for i, kind in enumerate(kinds)]
        rows = Rows.of((source, translation) if beside else (source,), gaps)
        return cls(document, source, translation, rows, kinds)

    def padded(self, above: int, below: int) -> Spread:
        """The same with empty rows above and below: room to scroll a line to where the text alone would not go."""
        rows = Rows(tuple(top + above for top in self.rows.tops), self.rows.height + above + below)
        return replace(self, rows=rows)

    def row_of(self, offset: int) -> int:
        """The row that shows ``offset`` of the body."""
        return self.rows.y_of(self.source, min(offset, max(0, len(self.document.body) - 1)))

    def rows_of(self, span: Span) -> tuple[int, int]:
        """The first and the last row that show ``span`` of the body."""
        return self.row_of(span.start), self.row_of(max(span.start, span.end - 1))

    def rows_beside(self, span: Span) -> tuple[int, int]:
        """The first and the last row that show ``span`` of the translation."""
        first = self.rows.y_of(self.translation, span.start)
        return first, self.rows.y_of(self.translation, max(span.start, span.end - 1))

    def sentences_on(self, top: int, height: int) -> range:
        """Indexes of the sentences that have text on ``height`` rows from ``top`` on."""
        if not self.document.sentences:
            return range(0)
        first = self.document.sentence_at(self._offset_on(top, end=False))
        last = self.document.sentence_at(self._offset_on(top + max(1, height) - 1, end=True))
        return range(first, max(first, last) + 1)

    def _offset_on(self, row: int, *, end: bool) -> int:
        """The first or last code point of ``row``; on an empty row, the next text below or above it."""
        block, line = self.rows.locate(min(max(0, row), max(0, self.rows.height - 1)))
        span = self.source.line(block, line) if line >= 0 else None
        if span is not None:
            return max(span.start, span.end - 1) if end else span.start
        if line < 0 or end:
            return self.source.blocks[block].start if line < 0 else max(0, self.source.blocks[block].end - 1)
        return self.source.blocks[min(block + 1, len(self.source.blocks) - 1)].start

    def nearest_on(self, top: int, height: int, *, below: bool) -> int:
        """The sentence to go on with when the current one has left the rows from ``top`` on.

        The first that starts there, when the reader has scrolled down past it (``below``); else the last.
        """
        shown = self.sentences_on(top, height)
        if not below:
            return shown[-1]
        starts = (i for i in shown if self.row_of(self.document.sentences[i].span.start) >= top)
        return next(starts, shown[-1])

    def nearest_beside(self, sentences: Sequence[Span], top: int, height: int, *, below: bool) -> int:
        """The same where the reader sees the translation, whose ``sentences`` these are."""
        row = top if below else top + height
        first = bisect_left(sentences, row, key=lambda span: self.rows_beside(span)[0])
        return min(first, len(sentences) - 1) if below else max(0, first - 1)
