"""The types that flow through the program: frozen values, one unit of position, no input or output.

Every position is a half-open range of code points (``Span``) in the body of one article. Times are ISO 8601
strings in UTC with microseconds (``2026-11-22T02:19:43.000123Z``), so that they sort as text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Literal, TypeAlias, TypeVar

Label: TypeAlias = Literal["PER", "ORG", "LOC", "MISC"]
"""What an entity is: person, organisation, location, or another proper name (CoNLL-2002)."""

LABELS: tuple[Label, ...] = ("PER", "ORG", "LOC", "MISC")
"""All labels, in the order in which legends and tables show them."""

ParagraphKind: TypeAlias = Literal["body", "heading", "caption"]
TitleSource: TypeAlias = Literal["given", "derived", "user"]
Precision: TypeAlias = Literal["year", "month", "day"]
DateSource: TypeAlias = Literal["text", "user"]
AnchorState: TypeAlias = Literal["exact", "moved", "orphan"]
TranslationKind: TypeAlias = Literal["memory", "offline", "online", "user", "test"]


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
class Date:
    """When an article appeared, as precisely as is known."""

    value: str | None = None
    """ISO 8601 cut to the known precision: ``2019``, ``2019-04``, ``2019-04-07``; None when undated."""
    source: DateSource | None = None
    """Who says so: the file's own text, or the user; None when undated."""

    @property
    def precision(self) -> Precision | None:
        """How much of the date is known."""
        if self.value is None:
            return None
        return {4: "year", 7: "month", 10: "day"}[len(self.value)]  # type: ignore[return-value]

    @property
    def month(self) -> str | None:
        """The month (``2019-04``), or the year where no month is known; None when undated."""
        return self.value[:7] if self.value else None


UNDATED = Date()
"""The date of an article that has none."""


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
    body: str
    """The canonical text: NFC, ``\\n`` line ends, control characters replaced one for one."""
    digest: str
    """SHA-256 of the body in UTF-8, hexadecimal."""


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """What the list of articles shows of one: its metadata and the user's marks, without the body."""

    id: str
    path: str
    title: str
    title_source: TitleSource
    date: Date
    language: str
    digest: str
    words: int
    """Number of word tokens in the body."""
    read: bool = False
    starred: bool = False
    tags: tuple[str, ...] = ()
    """Tags on the article as a whole."""
    notes: int = 0
    """How many notes the user took in it."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A proper name in a body."""

    span: Span
    label: Label
    text: str
    """The name as it stands in the body."""
    score: float
    """How sure the recogniser is, 0 to 1."""
    name: str
    """The name it stands for: "Haftars" stands for "Khalifa Haftar"."""
    source: str
    """Which part of the recogniser said so: ``model``, ``rule``, ``gazetteer``, ``consistency``."""


@dataclass(frozen=True, slots=True)
class Recogniser:
    """The provenance of entities."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who said so, and when: carried by everything derived and printed in every export."""

    engine: str
    """Id of the engine, as settings name it: ``google``, ``memory``."""
    version: str
    """Version of the engine or of its model."""
    kind: TranslationKind
    """Where the text came from."""
    at: str
    """When it was made."""
    note: str = ""
    """What the source says of itself, such as "reference translation shipped with libya-reader"."""


@dataclass(frozen=True, slots=True)
class Translation:
    """The translation of one sentence."""

    source: str
    """The sentence that was translated."""
    text: str
    """It in the target language."""
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Anchor:
    """How a note finds its passage again. Written once, when the note is taken, and never overwritten."""

    span: Span
    exact: str
    """The quote."""
    prefix: str
    """Up to 32 code points before it."""
    suffix: str
    """Up to 32 code points after it."""
    digest: str
    """Digest of the body it was taken from."""


@dataclass(frozen=True, slots=True)
class Placing:
    """Where an anchor's passage is now."""

    state: AnchorState
    """Where it was, somewhere else, or nowhere."""
    span: Span | None
    """The passage in the present body; None for an orphan."""


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """What a note remembers of its article, so that it can be read without it."""

    id: str
    path: str
    title: str
    date: str | None
    """The date's value when the note was taken."""


@dataclass(frozen=True, slots=True)
class Note:
    """A passage the user marked, with text (which may be empty) and tags."""

    uid: str
    """32 hexadecimal digits; a beginning of four or more is enough to name it."""
    article: ArticleRef
    anchor: Anchor
    text: str
    tags: tuple[str, ...]
    created: str
    modified: str


@dataclass(frozen=True, slots=True)
class Marks:
    """What the user says of an article as a whole; kept in ``notes.json``, never in the article's file."""

    article: ArticleRef
    read: bool = False
    starred: bool = False
    date: str | None = None
    """The user's own date for it, in the form of ``Date.value``."""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TagInfo:
    """What the user says of a tag, whether or not anything carries it."""

    name: str
    """The tag itself."""
    description: str = ""
    """When to use it: the entry of a codebook."""
    colour: str = ""
    """The name of a colour or ``#rrggbb``; empty for none of its own."""
    pinned: int | None = None
    """The digit that puts it on a passage."""


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Step(Generic[T]):
    """One result of a long operation, which is a generator of these."""

    done: int
    """How many items are finished, this one included."""
    total: int
    """How many there are."""
    item: T | None = None
    """The result; None when the item failed or there is nothing to hand over."""
    problem: str | None = None
    """One sentence for the user when the item failed."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A note with all that an export prints around it."""

    note: Note
    placing: Placing
    article: ArticleRow | None
    """Its article as it is now; None when the file is gone."""
    translations: tuple[Translation, ...] = ()
    """Those of the sentences that the passage touches, in text order; untranslated ones are left out."""
    entities: tuple[Entity, ...] = ()
    """Those inside the passage, in text order."""
