"""What was being written when a program ended, and the way to where it was."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reader.errors import NotFoundError
from reader.model import ArticleRow, Note, Span
from reader.store.drafts import Drafts, Left
from reader.text.clean import one_line, shorten

if TYPE_CHECKING:
    from reader.library import Library

_QUOTE: Final = 40
_TITLE: Final = 40
_PASSAGE: Final = re.compile(r"(.+):(\d+)-(\d+)")
"""As ``subject_of_passage`` makes it."""
_TRANSLATION: Final = "translation:"
"""What ``subject_of_translation`` begins with."""


def subject_of_passage(article: str, span: Span) -> str:
    """What the draft of a new note on a passage of the article with this id is on."""
    return f"{article}:{span.start}-{span.end}"


def subject_of_translation(target: str, sentence: str) -> str:
    """What the draft of a sentence's translation into a language is on."""
    return f"{_TRANSLATION}{target}:{sentence}"


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A text that was neither saved nor discarded."""

    text: str
    quote: str
    """What it is on."""
    when: datetime
    key: str
    """What opens it, at its place."""
    note: Note | None = None
    """The note that it changes."""
    article: ArticleRow | None = None
    """Where it is, as far as that is known and still there."""
    span: Span | None = None
    """Its passage, unless it is that of the note."""

    @property
    def name(self) -> str:
        """What it is, for a sentence."""
        what = "The translation of" if self.key == "w" else "A note on"
        where = f" in “{shorten(one_line(self.article.title), _TITLE)}”" if self.article else ""
        return f"{what} “{shorten(one_line(self.quote), _QUOTE)}”{where}"

    @property
    def remedy(self) -> str:
        """How to go on writing it, as a clause."""
        return f"{self.key} there opens it, R among the articles lists it"


def unfinished(library: Library, notes: Path | None = None) -> list[Unfinished]:
    """What no running program is writing any more, the latest first; ``notes`` is the notes file if not its own."""
    beginning = f"{(notes or library.notebook.file.path).resolve()}:"
    left = Drafts(library.drafts).left(beginning)
    return [_found(library, each, each.key.removeprefix(beginning)) for each in left]


def told(found: Sequence[Unfinished]) -> list[str]:
    """The sentence that says so, if there is anything to say."""
    if len(found) > 1:
        return [f"{len(found)} texts were being written when the program ended: R lists them."]
    return [f"{each.name} was being written when the program ended: {each.remedy}." for each in found]


def _found(library: Library, left: Left, subject: str) -> Unfinished:
    if subject.startswith(_TRANSLATION):
        return Unfinished(left.text, left.quote or subject.split(":", 2)[-1], left.when, "w")
    match = _PASSAGE.fullmatch(subject)
    if match:
        span = Span(int(match[2]), int(match[3]))
        return Unfinished(left.text, left.quote, left.when, "a", article=_row(library, match[1]), span=span)
    note = library.notebook.file.find(subject)
    home = library.home_of(note) if note else None
    quote = note.anchor.exact if note else left.quote
    return Unfinished(left.text, quote, left.when, "a", note, _row(library, home) if home else None)


def _row(library: Library, name: str) -> ArticleRow | None:
    try:
        return library.find(name)
    except NotFoundError:
        return None
