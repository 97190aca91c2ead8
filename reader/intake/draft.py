"""What a format module makes of a file, and what is derived where the format says nothing."""

from __future__ import annotations

from dataclasses import dataclass

from reader.model import UNDATED, Date
from reader.text.clean import one_line, shorten
from reader.text.segments import paragraphs, sentences

_TITLE_LIMIT = 90


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as its format tells it."""

    body: str
    """The canonical text, without metadata and without white space at either end."""
    date: Date = UNDATED
    language: str | None = None
    """BCP 47 tag; None where the file does not say it."""
    title: str | None = None
    """None where the format has no place for one."""


def derive_title(body: str) -> str:
    """The first sentence of ``body`` that is not in a caption, cut at a word to at most 90 code points.

    If all of it is caption, its first sentence; empty for an empty body.
    """
    blocks = paragraphs(body)
    told = [block for block in blocks if block.kind != "caption"] or blocks[:1]
    first = sentences(body, tuple(told[:1]))
    return shorten(one_line(first[0].span.of(body)), _TITLE_LIMIT) if first else ""
