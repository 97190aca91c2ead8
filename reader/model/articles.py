"""One text of a library, and what the list shows of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

TitleSource: TypeAlias = Literal["given", "derived", "user"]
Precision: TypeAlias = Literal["year", "month", "day"]
DateSource: TypeAlias = Literal["text", "user"]
LanguageSource: TypeAlias = Literal["given", "detected", "assumed"]
"""Who says what language a text is in: its file or the settings; its words; nobody, as they do not tell."""

ASSUMED_LANGUAGE: Final = "nl"
"""The language of a text of which it is neither said nor can be told."""


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
    language_source: LanguageSource = "given"
    read: bool = False
    starred: bool = False
    tags: tuple[str, ...] = ()
    """Tags on the article as a whole."""
    notes: int = 0
    """How many notes the user took in it."""
