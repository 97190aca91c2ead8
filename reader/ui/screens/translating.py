"""The translation of the article on the screen: what is there, what is missing, and how to get it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Future
from typing import TYPE_CHECKING

from reader.library import Library, Opened
from reader.model import Step, Translation
from reader.text.clean import one_line
from reader.ui.screens import headings
from reader.ui.screens.signs import for_terminal

if TYPE_CHECKING:  # the first frame does without it
    from reader.translation import Status
    from reader.translation.alike import Alike


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
        self._failed: set[int] = set()
        self._signs = for_terminal(os.environ)

    @property
    def texts(self) -> list[str | None]:
        """The words of each."""
        return [hit.text if hit else None for hit in self.known]

    def signs(self, *, running: bool) -> list[str]:
        """What is to be said of each in signs; ``running`` while sentences are being asked for."""
        return [
            self._signs.of(hit, remarks=bool(remarks), running=running, failed=index in self._failed)
            for index, (hit, remarks) in enumerate(zip(self.known, self.remarks, strict=True))
        ]

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
        self.remarks = translations.all_remarks(self._opened.document, language, self.known)

    def renew(self) -> bool:
        """Look again where the user's own words may have changed since; whether they may."""
        stale = self._version is not None and self._version != self._library.notebook.file.version
        if stale:
            self.look_up()
        return stale

    def about(self, index: int) -> str:
        """Who translated a sentence and when, and what to look at."""
        hit = self.known[index]
        if hit is None and index in self._failed:
            return "Nothing came for this sentence that could be believed; F asks again, w writes one."
        if hit is None:
            return "This sentence has no translation yet; F asks for it, w writes one."
        by = hit.provenance
        who = [by.maker, by.engine if by.note else "", by.at[:10]]
        said = " · ".join(one_line(part) for part in who if part)
        return "; ".join([said, *map(one_line, self.remarks[index])]) + "."

    def alike(self, index: int) -> Alike | None:
        """What is known of a sentence that is nearly the same; slow where much is known."""
        return self._library.translations.alike(self._texts[index], self._opened.article.language)

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
        self._failed.clear()
        return self._library.translations.ask(self._opened.document, self._opened.article.language, order)

    def take(self, step: Step[tuple[int, Translation]]) -> None:
        """Keep what a step brought."""
        if step.item is not None:
            index, translation = step.item
            self.known[index] = translation
            language = self._opened.article.language
            self.remarks[index] = self._library.translations.remarks(self._texts[index], language, translation)
        self._failed.update(step.failed)
        self._trouble = step.problem or self._trouble

    def heading(self, *, running: bool) -> headings.Lines:
        """What is to be said of it above the text."""
        return headings.translation(
            self.known,
            self._library.settings.target,
            self.status,
            running=running,
            failed=sum(self.known[index] is None for index in self._failed),
            trouble=self._trouble,
        )
