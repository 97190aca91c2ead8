"""Searching articles by the words of their translations, for a filter with ``en:``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reader.errors import InputError
from reader.model import Step, Translation

if TYPE_CHECKING:
    from reader.library.shelf import Shelf
    from reader.library.translations import Translations
    from reader.model import Article

_BATCH = 500


class Wordings:
    """What is said in the translations of a library's articles; asks nobody for any."""

    def __init__(self, shelf: Shelf, translations: Translations, target: str) -> None:
        self._shelf = shelf
        self._translations = translations
        self._target = target

    def keep(self, article: Article, known: Sequence[Translation | None]) -> None:
        """Let an article be found by what is known of its translation now."""
        self._shelf.index.wordings.put(article.digest, self._target, "\n".join(hit.text for hit in known if hit))

    def unread(self) -> list[int]:
        """Row numbers of articles whose translations were not looked through yet."""
        return self._shelf.index.wordings.missing(self._target)

    def forget(self) -> None:
        """Look through all translations anew: many may have changed."""
        self._shelf.index.wordings.forget()

    def gather(self) -> Iterator[Step[str]]:
        """Look through the translations of all articles where that was not done: a step for each.

        What was done stays done when it is stopped.
        """
        from reader.text.segments import Document  # noqa: PLC0415 - not before the first frame

        unread = self.unread()
        for start in range(0, len(unread), _BATCH):
            rows = self._shelf.index.rows(unread[start : start + _BATCH])
            for done, row in enumerate(rows, start + 1):
                try:
                    article = self._shelf.read(row)
                except InputError as error:
                    yield Step(done, len(unread), problem=str(error))
                    continue
                self.keep(article, self._translations.known(Document.of(article.body), article.language))
                yield Step(done, len(unread), row.path)

    def mentioning(self, words: str) -> frozenset[int]:
        """Row numbers of the articles whose translation has ``words`` (casefolded)."""
        return self._shelf.index.wordings.mentioning(words, self._target)
