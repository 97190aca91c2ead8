"""Lets through the articles that a filter asks for, and finds out in jobs what it has to know for that."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from reader.articles import Articles
from reader.filters import Facts, Term, matching, parse
from reader.model import Step
from reader.ui import jobs

if TYPE_CHECKING:
    from textual.widget import Widget

    from reader.library import Library

KEYS, NAMED, WORDINGS, GATHER = "keys", "articles with a name", "wordings", "finding names"
"""Names of the jobs that fetch what filters look in, find a name, and read translations, or articles for names."""
MANY = 2_000
"""From this many articles on, what takes time with each is left to a thread."""
_OFTEN = 200
"""After so many translations that were looked through, those that match are shown."""
_PACE, _PAUSE = 20, 0.3
"""What names found so far stand for is settled after so many times as long as that took, and so many seconds."""
_ASKS = {"is", "tag", "name", "lang", "english"}
"""Kinds of terms that ask for more than what stands in the list."""


class Sieve:
    """What is known of the articles of a list, as far as filters have asked for it."""

    def __init__(
        self, owner: Widget, library: Library, take: Callable[[Articles], None], tell: Callable[[str], None]
    ) -> None:
        """``owner`` hands the steps of our jobs back to us; ``take`` is given what is let through."""
        self._owner = owner
        self._library = library
        self._take = take
        self._tell = tell
        self._all = Articles()
        self._query = ""
        self._keys: list[str] | None = None
        self._fetching: Articles | None = None
        """Of which articles the keys are on their way."""
        self._worded: tuple[Articles, int] | None = None
        """Of which articles the translations were looked through, and with which version of the notes."""
        self._is_counting = False
        """Whether it was told how far one of our jobs is."""
        self._read: Articles | None = None
        """Which articles were read for names."""
        self.is_reading = False
        """Whether articles are being read for names."""
        self._problems = 0

    def fill(self, articles: Articles) -> None:
        """Sift these articles from now on; fetches what all filters look in."""
        if articles is not self._all:
            self._all, self._keys = articles, None
        if self._keys is None:
            self._fetch_keys()

    def clear(self) -> None:
        """Nothing is asked for any more; the next filter looks for news of translations, as of an import."""
        self._query, self._worded = "", None
        self._stop_reading()

    def _stop_reading(self) -> None:
        """Read no more articles for names; what was found stays found."""
        if self.is_reading:
            jobs.stop(self._owner, GATHER)
            self._read, self.is_reading = None, False
            self._count_no_more()

    def sift(self, query: str) -> None:
        """Give what ``query`` lets through, at once or when that is known.

        Raises:
            InputError: it makes no sense.
        """
        terms = parse(query)
        self._query = query
        kinds = {term.kind for term in terms}
        self._find_out(kinds)
        if self._keys is None:  # on their way
            return
        if len(self._all) > MANY and "name" in kinds:
            jobs.run(self._owner, NAMED, query, lambda: self._named(terms))
            return
        facts = self._library.facts(terms) if kinds & _ASKS else Facts()
        self._take(matching(self._all, terms, self._keys, facts))

    def _find_out(self, kinds: Collection[str]) -> None:
        """Begin to read what the user asks about, where that was not done."""
        if "english" in kinds:
            self._look_through_translations()
        if "name" not in kinds:
            self._stop_reading()
        elif self._read is not self._all:
            self._read, self._problems, self.is_reading = self._all, 0, True
            jobs.stop(self._owner, GATHER)
            jobs.run(self._owner, GATHER, "", self._reading)

    def _look_through_translations(self) -> None:
        """Look through what is new of translations; the user's own are in the notes."""
        articles, version = self._worded or (None, 0)
        if articles is not self._all or version != self._library.notebook.file.version:
            self._worded = self._all, self._library.notebook.file.version
            jobs.run(self._owner, WORDINGS, "", self._library.wordings.gather)

    # Jobs

    def _fetch_keys(self) -> None:
        """Fetch what a filter looks in, for the first filter: of a large library it takes much of the memory."""
        articles = self._all
        if articles is self._fetching:
            return
        self._fetching = articles

        def steps() -> Iterator[Step[tuple[Articles, list[str]]]]:
            yield Step(1, 1, (articles, self._library.shelf.index.keys(articles.numbers)))

        if len(articles) > MANY:
            jobs.run(self._owner, KEYS, "", steps)
        else:
            self._take_keys(next(steps()))

    def _take_keys(self, step: Step[tuple[Articles, list[str]]]) -> None:
        assert step.item is not None
        articles, keys = step.item
        self._fetching = None
        if articles is self._all:
            self._keys = keys

    def _named(self, terms: Sequence[Term]) -> Iterator[Step[tuple[Sequence[Term], dict[str, frozenset[int]]]]]:
        """In a large library, finding the articles with a name is left to a thread."""
        yield Step(1, 1, (terms, self._library.names.named(terms)))

    def _take_named(self, step: Step[tuple[Sequence[Term], dict[str, frozenset[int]]]]) -> None:
        if step.item is not None and self._keys is not None:
            terms, named = step.item
            self._take(matching(self._all, terms, self._keys, self._library.facts(terms, named)))

    def _reading(self) -> Iterator[Step[bool]]:
        """Reads articles for names; a step says whether it is settled what those found so far stand for."""
        names = self._library.names
        began = ended = 0.0
        for step in names.gather():
            due = time.monotonic() - ended > max(_PAUSE, _PACE * (ended - began))
            if due:
                began = time.monotonic()
                names.settle(anew=True)
                ended = time.monotonic()
            yield Step(step.done, step.total, due, step.problem)

    def step(self, event: jobs.JobStepped) -> None:
        """Take what one of our jobs has found, and show it now and then."""
        step: Step[Any] = event.step
        if event.job == KEYS:
            self._take_keys(step)
            self._again()
        elif event.job == NAMED:
            if event.subject == self._query:
                self._take_named(step)
        elif event.job == WORDINGS:
            self._count(f"reading translations: {step.done:,} of {step.total:,}")
            if step.done % _OFTEN == 0:
                self._again()
        else:
            if step.problem:
                self._problems += 1
                if self._problems == 1:
                    self._owner.notify(step.problem, severity="warning", timeout=10, markup=False)
            if step.item:
                self._again()
            self._count(f"reading articles for names: {step.done:,} of {step.total:,}")

    def end(self, job: str) -> None:
        """Show all that one of our jobs has found."""
        if job in (WORDINGS, GATHER):
            self.is_reading = self.is_reading and job != GATHER
            self._count_no_more()
            self._again()

    def _count(self, text: str) -> None:
        self._is_counting = True
        self._tell(text)

    def _count_no_more(self) -> None:
        if self._is_counting:
            self._tell("")
        self._is_counting = False

    def _again(self) -> None:
        if self._query:
            self.sift(self._query)
