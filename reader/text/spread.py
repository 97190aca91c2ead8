"""A document laid out with its translation: what is on which row, in one column or in two."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from reader.model import Span
from reader.text.layout import Column, Rows
from reader.text.parallel import Parallel
from reader.text.segments import Document
from reader.text.weave import Unit, Weave, gap_before

Arrangement: TypeAlias = Literal["beside", "below", "under"]
"""Where a translation stands: beside the text, below each paragraph, or under each sentence."""
ARRANGEMENTS: tuple[Arrangement, ...] = ("beside", "below", "under")
_UNITS: dict[Arrangement, Unit] = {"below": "paragraph", "under": "sentence"}


@dataclass(frozen=True)
class Spread:
    """One column, or two that share their rows."""

    document: Document
    parallel: Parallel
    source: Column
    """The body, or both texts woven into one."""
    translation: Column | None
    """The translation, where it stands beside the body, or stood there before."""
    rows: Rows
    kinds: tuple[str, ...]
    """Kind of each block, which is its style."""
    weave: Weave | None
    """How both texts are woven, where they are."""

    @classmethod
    def of(
        cls,
        document: Document,
        parallel: Parallel,
        width: int,
        arrangement: Arrangement | None,
        *,
        old: Spread | None = None,
    ) -> Spread:
        """Lay out at ``width`` cells; without an ``arrangement`` the translation takes no room.

        The columns of an ``old`` spread are used again where they have the same text and width.
        """
        before = old.translation if old else None
        if arrangement in _UNITS:
            weave = Weave.of(document, parallel, _UNITS[arrangement])
            source = Column.of(weave.text, weave.blocks, width)
            rows = Rows.of((source,), weave.gaps)
            return cls(document, parallel, source, before, rows, weave.kinds, weave)
        blocks = [paragraph.span for paragraph in document.paragraphs]
        kinds = tuple(paragraph.kind for paragraph in document.paragraphs)
        source = _again(old.source if old else None, document.body, blocks, width)
        columns, translation = [source], before
        if arrangement == "beside":
            translation = _again(translation, parallel.text, parallel.blocks, width)
            columns.append(translation)
        rows = Rows.of(columns, [gap_before(kinds, i) for i in range(len(kinds))])
        return cls(document, parallel, source, translation, rows, kinds, None)

    def padded(self, above: int, below: int) -> Spread:
        """The same with empty rows above and below: room to scroll a line to where the text alone would not go."""
        rows = Rows(tuple(top + above for top in self.rows.tops), self.rows.height + above + below)
        return replace(self, rows=rows)

    # From the texts to what is shown

    def shown(self, span: Span) -> list[Span]:
        """Where ``span`` of the body stands in the text of the source's column."""
        return self.weave.source.woven(span) if self.weave else [span]

    def shown_beside(self, span: Span) -> list[Span]:
        """Where ``span`` of the translation stands in the text of the column that has it."""
        return self.weave.translation.woven(span) if self.weave else [span]

    def row_of(self, offset: int) -> int:
        """The row that shows ``offset`` of the body."""
        offset = min(offset, max(0, len(self.document.body) - 1))
        return self.rows.y_of(self.source, self.weave.source.at(offset) if self.weave else offset)

    def rows_of(self, span: Span) -> tuple[int, int]:
        """The first and the last row that show ``span`` of the body."""
        return self.row_of(span.start), self.row_of(max(span.start, span.end - 1))

    def rows_beside(self, span: Span) -> tuple[int, int]:
        """The first and the last row that show ``span`` of the translation, wherever it stands."""
        column = self.source if self.weave or self.translation is None else self.translation
        spans = self.shown_beside(span)
        first, last = (spans[0], spans[-1]) if spans else (Span(0, 0), Span(0, 0))
        return self.rows.y_of(column, first.start), self.rows.y_of(column, max(last.start, last.end - 1))

    # From what is shown to the texts

    def origin(self, offset: int) -> tuple[int, bool]:
        """Where the body has what is at ``offset`` of the source's column, and whether that is a translation.

        Of a translation, where its sentence starts.
        """
        if self.weave is None:
            return offset, False
        here = self.weave.source.back(offset)
        if here is not None:
            return here, False
        return self.origin_beside(self.weave.translation.back(offset) or 0), True

    def origin_beside(self, offset: int) -> int:
        """Where the sentence starts in the body whose translation is at ``offset`` of the translation."""
        return self.document.sentences[self.parallel.sentence_at(offset)].span.start

    def sentences_on(self, top: int, height: int) -> range:
        """Indexes of the sentences that have text on ``height`` rows from ``top`` on."""
        if not self.document.sentences:
            return range(0)
        first = self.document.sentence_at(self._offset_on(top, end=False))
        last = self.document.sentence_at(self._offset_on(top + max(1, height) - 1, end=True))
        return range(first, max(first, last) + 1)

    def _offset_on(self, row: int, *, end: bool) -> int:
        """The first or last code point of the body on ``row``; on an empty row, the next text below or above it."""
        block, line = self.rows.locate(min(max(0, row), max(0, self.rows.height - 1)))
        span = self.source.line(block, line) if line >= 0 else None
        if span is not None:
            at = max(span.start, span.end - 1) if end else span.start
        elif line < 0:
            at = self.source.blocks[block].start
        elif end:
            at = max(0, self.source.blocks[block].end - 1)
        else:
            at = self.source.blocks[min(block + 1, len(self.source.blocks) - 1)].start
        return self.origin(at)[0]

    def nearest_on(self, top: int, height: int, *, below: bool) -> int:
        """The sentence to go on with when the current one has left the rows from ``top`` on.

        The first that starts there, when the reader has scrolled down past it (``below``); else the last.
        """
        shown = self.sentences_on(top, height)
        if not below:
            return shown[-1]
        starts = (i for i in shown if self.row_of(self.document.sentences[i].span.start) >= top)
        return next(starts, shown[-1])

    def nearest_beside(self, top: int, height: int, *, below: bool) -> int:
        """The same where the reader sees the translation only."""
        sentences = self.parallel.sentences
        row = top if below else top + height
        first = bisect_left(sentences, row, key=lambda span: self.rows_beside(span)[0])
        return min(first, len(sentences) - 1) if below else max(0, first - 1)


def _again(old: Column | None, text: str, blocks: Sequence[Span], width: int) -> Column:
    """``old``, if it is the same; comparing takes far less than wrapping."""
    same = old is not None and old.width == max(1, width) and old.text == text and old.blocks == tuple(blocks)
    return old if old is not None and same else Column.of(text, blocks, width)
