"""The list of articles with its filter: what is in the library, and what of it is shown."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from reader.articles import Articles
from reader.errors import InputError
from reader.library import Library
from reader.model import Step
from reader.text.clean import one_line
from reader.ui import jobs
from reader.ui.messages import Told
from reader.ui.widgets.article_list import ArticleList

if TYPE_CHECKING:  # comes when it is asked for
    from textual.widgets import Input

    from reader.filters import Term

INDEX, LISTING, KEYS, NAMED, WORDINGS = "index", "listing", "keys", "articles with a name", "wordings"
"""Names of the jobs that look for new articles, list all of them, fetch what filters look in, and find a name."""
FOLLOWING = "renamed articles"
"""Name of the job that lets notes and marks follow articles that were renamed and edited."""
_MANY = 2_000
"""From this many articles on, listing them is left to a thread."""
_EMPTY = "No articles in\n{folder}\n\nPut text files (.txt) there and press F5."
_OFTEN = 200
"""After so many translations that were looked through, those that match are shown."""
_FIRST_SIGHT = 0.05
"""Seconds that reading new articles may take before the first frame."""


class BrowsePane(Vertical):
    """The articles of the library, as far as the filter lets them through."""

    class Changed(Message):
        """Other articles are shown than before."""

    def __init__(self, library: Library, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.library = library
        self.article_list = ArticleList(library.rows, id="list")
        self.all = Articles()
        self._keys: list[str] | None = None
        self._fetching: Articles | None = None
        """Of which articles the keys are on their way."""
        self._worded: tuple[Articles, int] | None = None
        """Of which articles the translations were looked through, and with which version of the notes."""
        self._is_counting = False
        """Whether it was told how many of them were."""
        self._field: Input | None = None

    def compose(self) -> ComposeResult:
        """The list, or why there is none."""
        yield Static(id="nothing", markup=False)
        yield self.article_list

    @property
    def query_text(self) -> str:
        """What the user filters by."""
        return self._field.value if self._field else ""

    @property
    def is_asking(self) -> bool:
        """Whether what is typed goes to the filter."""
        return self._field is not None and self._field.has_focus

    # What there is

    def on_mount(self) -> None:
        """Show what is known already, or what a few hundredths of a second can find."""
        self.all = self.library.shelf.first_sight()
        if not len(self.all):
            deadline = time.monotonic() + _FIRST_SIGHT
            for _ in self.library.refresh():
                if time.monotonic() > deadline:
                    break
            self.all = self.library.shelf.first_sight()
        self.article_list.show(self.all)
        self._say_nothing()

    def look_for_news(self) -> None:
        """Show the whole list, and look for what has changed on disk."""
        self.reload()
        from reader.ui.screens.news import News  # noqa: PLC0415 - not before the first frame

        self._news = News()
        jobs.run(self, INDEX, "", self.library.refresh)

    def reload(self) -> None:
        """Show the list as it is now, with the cursor on the same article."""
        if self.library.shelf.index.count() > _MANY:
            jobs.run(self, LISTING, "", self._listing)
        else:
            for step in self._listing():
                self._take_listing(step)

    def _listing(self) -> Iterator[Step[Articles]]:
        yield Step(1, 1, self.library.shelf.all())

    def _take_listing(self, step: Step[Articles]) -> None:
        assert step.item is not None
        self.all, self._keys = step.item, None
        self._show()

    def _fetch_keys(self) -> None:
        """Fetch what a filter looks in, for the first filter: of a large library it takes much of the memory."""
        articles = self.all
        if articles is self._fetching:
            return
        self._fetching = articles

        def steps() -> Iterator[Step[tuple[Articles, list[str]]]]:
            yield Step(1, 1, (articles, self.library.shelf.index.keys(articles.numbers)))

        if len(articles) > _MANY:
            jobs.run(self, KEYS, "", steps)
        else:
            for step in steps():
                self._take_keys(step)

    def _take_keys(self, step: Step[tuple[Articles, list[str]]]) -> None:
        assert step.item is not None
        articles, keys = step.item
        self._fetching = None
        if articles is self.all:
            self._keys = keys

    def on_job_stepped(self, event: jobs.JobStepped) -> None:
        """Show the list, or count what the index job finds."""
        event.stop()
        if event.job == LISTING:
            self._take_listing(event.step)
            return
        if event.job == FOLLOWING:
            from reader.ui.screens import renamed  # noqa: PLC0415 - loaded by now

            renamed.tell(self, event.step)
            self.reload()
            return
        if event.job == NAMED:
            if event.subject == self.query_text:
                self._take_named(event.step)
            return
        if event.job == KEYS:
            self._take_keys(event.step)
            self._show()
            return
        if event.job == WORDINGS:
            self._is_counting = True
            self.post_message(Told(f"reading translations: {event.step.done:,} of {event.step.total:,}"))
            if event.step.done % _OFTEN == 0:
                self._show()
            return
        self._news.take(self, event.step)

    def on_job_ended(self, event: jobs.JobEnded) -> None:
        """Show what the index job found."""
        event.stop()
        if event.problem:
            self.notify(event.problem, severity="error", markup=False)
        if event.job == WORDINGS:
            if self._is_counting:
                self.post_message(Told(""))
            self._is_counting = False
            self._show()
        if event.job != INDEX:
            return
        if self._news.articles or len(self.all) != self.library.shelf.index.count():
            self.reload()
        self._news.tell(self)
        from reader.ui.screens import renamed  # noqa: PLC0415 - not before the first frame

        renamed.follow(self, self.library, FOLLOWING)

    # The filter

    async def filter(self, query: str | None = None) -> None:
        """Let the user type a filter, or filter by ``query``."""
        if self._field is None:
            from textual.widgets import Input  # noqa: PLC0415 - not before the first frame

            self._field = Input(id="filter", placeholder="words, #tag, name:haftar, en:army, is:unread, date:2019-04")
            await self.mount(self._field, before=0)
        self.add_class("-filtering")
        if query is not None:
            self._field.value = query
        self._field.focus()
        if self._keys is None:
            self._fetch_keys()

    def clear_filter(self) -> None:
        """Show everything again; the next filter looks for news of translations, such as what was imported."""
        self._worded = None
        if self._field is not None:
            self._field.value = ""
            self.remove_class("-filtering")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to what is left."""
        event.stop()
        self.article_list.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what is left."""
        event.stop()
        self._show()

    def _show(self) -> None:
        """Show what the filter leaves; a bad filter says so and changes nothing."""
        if not self.query_text:
            self._take(self.all)
            return
        from reader.filters import Facts, matching, parse  # noqa: PLC0415 - not before the first frame

        try:
            terms = parse(self.query_text)
        except InputError as error:
            self.post_message(Told(str(error)))
            return
        if self._keys is None:
            self._fetch_keys()
        if self._keys is None:  # on their way
            return
        kinds = {term.kind for term in terms}
        if "english" in kinds:
            self._look_through_translations()
        if len(self.all) > _MANY and "name" in kinds:
            jobs.run(self, NAMED, self.query_text, lambda: self._named(terms))
            return
        facts = self.library.facts(terms) if kinds & {"is", "tag", "name", "lang", "english"} else Facts()
        self._take(matching(self.all, terms, self._keys, facts))

    def _look_through_translations(self) -> None:
        """Look through what is new of translations; the user's own are in the notes."""
        articles, version = self._worded or (None, 0)
        if articles is not self.all or version != self.library.notebook.file.version:
            self._worded = self.all, self.library.notebook.file.version
            jobs.run(self, WORDINGS, "", self.library.wordings.gather)

    def _named(self, terms: Sequence[Term]) -> Iterator[Step[tuple[Sequence[Term], dict[str, frozenset[int]]]]]:
        """In a large library, finding the articles with a name is left to a thread."""
        yield Step(1, 1, (terms, self.library.names.named(terms)))

    def _take_named(self, step: Step[tuple[Sequence[Term], dict[str, frozenset[int]]]]) -> None:
        from reader.filters import matching  # noqa: PLC0415 - not before the first frame

        if step.item is not None and self._keys is not None:
            terms, named = step.item
            self._take(matching(self.all, terms, self._keys, self.library.facts(terms, named)))

    def _take(self, articles: Articles) -> None:
        self.article_list.show(articles, keep=self.article_list.number)
        self._say_nothing()
        self.post_message(self.Changed())

    def _say_nothing(self) -> None:
        """Where no article is shown, say why and how to go on."""
        empty = not len(self.article_list.articles)
        self.set_class(empty, "-empty")
        if empty:
            folder = one_line(str(self.library.root))
            text = "Nothing matches.\nEsc, Esc clears the filter." if len(self.all) else _EMPTY.format(folder=folder)
            self.query_one("#nothing", Static).update(text)

    # The cursor

    def point_at(self, number: int) -> None:
        """Put the cursor on an article, if it is shown."""
        if number in self.article_list.articles.numbers:
            self.article_list.cursor = self.article_list.articles.numbers.index(number)

    def number_of(self, name: str | None) -> int | None:
        """The row number of the article with this id, if it is shown."""
        number = self.library.shelf.index.numbers([name]).get(name) if name else None
        return number if number is not None and number in self.article_list.articles.numbers else None

    @property
    def summary(self) -> str:
        """Where the cursor is, and how much of what is shown."""
        shown, total = len(self.article_list.articles), len(self.all)
        parts = [f"{self.article_list.cursor + 1:,} of {shown:,}" if shown else "no articles"]
        if self.article_list.articles.undated:
            parts.append(f"{self.article_list.articles.undated:,} undated")
        if self.query_text:
            parts.append(f"filter: {self.query_text.strip()} ({total:,} in all)")
        return " · ".join(parts)
