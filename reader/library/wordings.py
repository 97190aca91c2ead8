"""Searching articles by the words of their translations, for a filter with ``en:``."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from reader.errors import InputError
from reader.model import Step, Translation
from reader.text.clean import one_line

if TYPE_CHECKING:
    from reader.library.shelf import Shelf
    from reader.library.translations import Translations
    from reader.model import Article, ArticleRow

_BATCH = 500
_MANY = 200
"""From more changed sentences than this on, looking through everything takes less time than looking for them."""
_REFERENCES = "references"
"""Where it is remembered with which translation memories everything was looked through."""
_PACE = 0.1
"""Seconds of work between two steps."""


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

    def age(self) -> None:
        """Have all translations looked through again: many may have changed. What was found is found until then."""
        self._shelf.index.wordings.age()

    def gather(self) -> Iterator[Step[str]]:
        """Look through translations where that was not done, or where they changed since: a step for each article.

        What was done stays done when it is stopped.
        """
        if self._shelf.index.recall(_REFERENCES) != self._translations.references:
            self.age()
            self._shelf.index.remember(_REFERENCES, self._translations.references)
        yield from self._follow()
        unread = self.unread()
        for done, row in self._rows(unread):
            problem = None
            try:
                self._look_through(self._shelf.read(row))
            except InputError as error:
                problem = str(error)
            yield Step(done, len(unread), None if problem else row.path, problem)

    def _follow(self) -> Iterator[Step[str]]:
        """Look again through the articles with sentences of which the user says something else now.

        They are found by the words of the sentence in their files, as no index of sentences is kept: 10,000 files
        take a second. Where too much has changed for that, everything is looked through again.
        """
        from reader.library.following import may_hold  # noqa: PLC0415 - on first use

        index, now = self._shelf.index.wordings, self._translations.said()
        changed = {sentence for _, sentence, _ in now ^ index.said(self._target)}
        if not changed:
            return
        kept = [] if len(changed) > _MANY else index.kept(self._target)
        if len(changed) > _MANY:
            index.age()
        last = time.monotonic()
        for done, row in self._rows(kept):
            found = may_hold(self._shelf.root, row, changed, as_written=True) and self._look_again(row, changed)
            if found or time.monotonic() - last > _PACE:
                yield Step(done, len(kept), row.path if found else None)
                last = time.monotonic()
        index.say(self._target, now)

    def _look_again(self, row: ArticleRow, sentences: Collection[str]) -> bool:
        """Whether an article has any of ``sentences`` (folded); it is looked through if it has."""
        try:
            article = self._shelf.read(row)
        except InputError:
            return False  # whoever reads it says so
        body = one_line(article.body)
        found = any(sentence in body for sentence in sentences)
        if found:
            self._look_through(article)
        return found

    def _look_through(self, article: Article) -> None:
        from reader.text.segments import Document  # noqa: PLC0415 - not before the first frame

        self.keep(article, self._translations.known(Document.of(article.body), article.language))

    def _rows(self, numbers: Sequence[int]) -> Iterator[tuple[int, ArticleRow]]:
        for start in range(0, len(numbers), _BATCH):
            yield from enumerate(self._shelf.index.rows(numbers[start : start + _BATCH]), start + 1)

    def mentioning(self, words: str) -> frozenset[int]:
        """Row numbers of the articles whose translation has ``words`` (casefolded)."""
        return self._shelf.index.wordings.mentioning(words, self._target)
