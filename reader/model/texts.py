"""One text of a library, positions in its body, and the parts that it has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from reader.model.articles import Date, LanguageSource, TitleSource

ParagraphKind: TypeAlias = Literal["body", "heading", "caption"]


@dataclass(frozen=True, slots=True)
class Article:
    """One text of a library, as read from its file and cleaned."""

    id: str
    """Short and stable while the file keeps its path: 12 hexadecimal digits."""
    path: str
    """Where the file is, relative to the library, with ``/``; may hold characters unfit for a terminal."""
    title: str
    """Headline, given or derived."""
    title_source: TitleSource
    """Where the headline comes from."""
    date: Date
    """When it appeared."""
    language: str
    """Language of the body, as a BCP 47 tag (``nl``)."""
    language_source: LanguageSource
    """Who says so."""
    body: str
    """The canonical text: NFC, ``\\n`` line ends, control characters replaced one for one."""
    digest: str
    """SHA-256 of the body in UTF-8, hexadecimal."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points in a body."""

    start: int
    """First code point, counted from 0."""
    end: int
    """One past the last code point; never before ``start``."""

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    @property
    def length(self) -> int:
        """Number of code points."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """The piece of ``text`` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def holds(self, offset: int) -> bool:
        """Whether the code point at ``offset`` is inside."""
        return self.start <= offset < self.end


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of a body between blank lines."""

    span: Span
    """Its text, without the line ends around it."""
    kind: ParagraphKind
    """Running text, a one-line heading, or a photo caption."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a body: the unit of translation, of navigation and of quick notes."""

    span: Span
    """Its text, without white space at either end."""
    paragraph: int
    """Index of the paragraph it stands in."""
