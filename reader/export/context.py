"""What stands around a passage, for readers who do not have the article at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from reader.model import Span
    from reader.text.segments import Document

Unit: TypeAlias = Literal["sentence", "paragraph"]
"""How much is shown."""


def around(document: Document, span: Span, unit: Unit) -> str:
    """The sentences or paragraphs that ``span`` touches, as they stand in the body."""
    last = max(span.start, span.end - 1)
    if not document.sentences:
        return span.of(document.body)
    if unit == "sentence":
        ends = [document.sentences[document.sentence_at(at)].span for at in (span.start, last)]
    else:
        ends = [document.paragraphs[document.paragraph_at(at)].span for at in (span.start, last)]
    return document.body[min(span.start, ends[0].start) : max(span.end, ends[1].end)]
