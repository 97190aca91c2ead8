"""The translation of the article on the screen: what is there, what is missing, and how to get it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from reader.library import Library, Opened
from reader.model import Step, Translation
from reader.ui.screens import headings

if TYPE_CHECKING:  # the first frame does without it
    from reader.translation import Status


class Translating:
    """State of one article's translation; knows no widget and no thread."""

    def __init__(self, library: Library, opened: Opened) -> None:
        self._library = library
        self._opened = opened
        self._trouble = ""
        self.known: list[Translation | None] = [None] * len(opened.document.sentences)
        """The translation of each sentence, where there is one."""

    @property
    def texts(self) -> list[str | None]:
        """The words of each."""
        return [translation.text if translation else None for translation in self.known]

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
        self.known = self._library.translations.known(self._opened.document, self._opened.article.language)

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
        self._trouble = step.problem or self._trouble

    def heading(self, *, running: bool) -> Content:
        """What stands above the column."""
        target = self._library.settings.target
        return headings.translation(self.known, target, self.status, running=running, trouble=self._trouble)
