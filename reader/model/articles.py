"""What the list shows of the texts of a library; made by the hundred thousand, and therefore tuples."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, TypeAlias

TitleSource: TypeAlias = Literal["given", "derived", "user"]
Precision: TypeAlias = Literal["year", "month", "day"]
DateSource: TypeAlias = Literal["text", "user"]
LanguageSource: TypeAlias = Literal["given", "detected", "assumed"]
"""Who says what language a text is in: its file or the settings; its words; nobody, as they do not tell."""

ASSUMED_LANGUAGE: Final = "nl"
"""The language of a text of which it is neither said nor can be told."""


class Date(NamedTuple):
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


class ArticleRow(NamedTuple):
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
