"""The translation of the article on the screen: what is there, what is missing, and how to get it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from typing import TYPE_CHECKING

from textual.content import Content

from reader.library import Library, Opened
from reader.model import Step, Translation
from reader.text.clean import one_line
from reader.ui.screens import headings

if TYPE_CHECKING:  # the first frame does without it
    from reader.translation import Status


OWN, FLAG = "✎", "⚑"
"""Marks in front of a translation: the user's own; something to look at."""


class Translating:
    """State of one article's translation; knows no widget and no thread."""

    def __init__(self, library: Library, opened: Opened) -> None:
        self._library = library
        self._opened = opened
        self._trouble = ""
        self._texts = opened.document.texts
        self._version: int | None = None
        self.known: list[Translation | None] = [None] * len(self._texts)
        """The translation of each sentence, where there is one."""
        self.remarks: list[tuple[str, ...]] = [()] * len(self._texts)
        """What to look at in each."""

    @property
    def texts(self) -> list[str | None]:
        """The words of each, behind a mark where they are the user's own, and where there is something to look at."""
        return [self._marked(hit, remarks) for hit, remarks in zip(self.known, self.remarks, strict=True)]

    @staticmethod
    def _marked(hit: Translation | None, remarks: tuple[str, ...]) -> str | None:
        if hit is None:
            return None
        marks = (OWN if hit.provenance.kind == "user" else "") + (FLAG if remarks else "")
        return f"{marks} {hit.text}" if marks else hit.text

    @property
    def is_complete(self) -> bool:
        """Whether every sentence has one."""
        return None not in self.known

    @property
    def status(self) -> Status:
        """Who could be asked for the rest, and what stands in the way."""
        return self._library.translations.status(self._opened.article.language)

    def look_up(self) -> None:
        """Take what is known without asking anybody."""
        translations, language = self._library.translations, self._opened.article.language
        self._version = self._library.notebook.file.version
        self.known = translations.known(self._opened.document, language)
        pairs = zip(self._texts, self.known, strict=True)
        self.remarks = [translations.remarks(text, language, hit) for text, hit in pairs]

    def renew(self) -> bool:
        """Look again where the user's own words may have changed since; whether they may."""
        stale = self._version is not None and self._version != self._library.notebook.file.version
        if stale:
            self.look_up()
        return stale

    def about(self, index: int) -> str:
        """Who translated a sentence and when, and what to look at."""
        hit = self.known[index]
        if hit is None:
            return "This sentence has no translation yet; F asks for it, w writes one."
        by = hit.provenance
        who = [by.note or f"{by.engine} {by.version}".strip(), by.engine if by.note else "", by.at[:10]]
        said = " · ".join(one_line(part) for part in who if part)
        return "; ".join([said, *map(one_line, self.remarks[index])]) + "."

    def write(self, index: int, text: str) -> Future[None]:
        """Put the user's own translation in the place of any other; an empty one takes it back."""
        return self._library.translations.write(self._texts[index], self._opened.article.language, text)

    def doubt(self, index: int) -> tuple[bool, Future[None]]:
        """Mark a translation doubtful, or take that back; which of the two it was."""
        return self._library.translations.doubt(self._texts[index], self._opened.article.language)

    def steps(self, visible: range) -> Iterator[Step[tuple[int, Translation]]]:
        """Ask for the rest: first what is on the screen, then what follows, then what came before."""
        total = range(len(self.known))
        after = (i for i in total if i >= visible.stop)
        order = [*visible, *after, *(i for i in total if i < visible.start)]
        self._trouble = ""
        return self._library.translations.ask(self._opened.document, self._opened.article.language, order)

    def take(self, step: Step[tuple[int, Translation]]) -> None:
        """Keep what a step brought."""
        if step.item is not None:
            index, translation = step.item
            self.known[index] = translation
            language = self._opened.article.language
            self.remarks[index] = self._library.translations.remarks(self._texts[index], language, translation)
        self._trouble = step.problem or self._trouble

    def heading(self, *, running: bool) -> Content:
        """What stands above the column."""
        target = self._library.settings.target
        return headings.translation(self.known, target, self.status, running=running, trouble=self._trouble)
