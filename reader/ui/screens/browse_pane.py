"""The list of articles with its filter: what is in the library, and what of it is shown."""

from __future__ import annotations

import time
from collections.abc import Iterator
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
from reader.ui.messages import Looked, Told
from reader.ui.widgets.article_list import ArticleList

if TYPE_CHECKING:  # comes when it is asked for
    from textual.widgets import Input

    from reader.ui.screens.sieve import Sieve

INDEX, LISTING, FOLLOWING = "index", "listing", "renamed articles"
"""Names of the jobs that look for new articles, list all, and let notes and marks follow those that were renamed."""
_MANY = 2_000
"""From this many articles on, listing them is left to a thread."""
_EMPTY = "No articles in\n{folder}\n\nPut text files (.txt) there and press F5."
_NOTHING = "Nothing matches.\nEsc, Esc clears the filter."
_NOT_YET = (
    "Nothing matches yet.\nArticles are still being read for names;\nEsc, Esc stops that and clears the filter."
)
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
        self._sieve: Sieve | None = None
        self._doubts: list[str] = []
        """What is to be said of files that were read before the first frame."""
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
            for step in self.library.refresh():
                if step.item and step.problem:  # is not said again, as the file is known now
                    self._doubts.append(step.problem)
                if time.monotonic() > deadline:
                    break
            self.all = self.library.shelf.first_sight()
        self.article_list.show(self.all)
        self._say_nothing()

    def look_for_news(self) -> None:
        """Show the whole list, and look for what has changed on disk."""
        self.reload()
        from reader.ui.screens.news import News  # noqa: PLC0415 - not before the first frame

        self._news = News(self._doubts)
        self._doubts = []
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
        self.all = step.item
        self._show()

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
        if event.job != INDEX:
            self._sifting.step(event)
            return
        self._news.take(self, event.step)

    def on_job_ended(self, event: jobs.JobEnded) -> None:
        """Show what the index job found."""
        event.stop()
        if event.problem:
            self.notify(event.problem, severity="error", markup=False)
        if event.job not in (INDEX, LISTING, FOLLOWING):
            self._sifting.end(event.job)
        if event.job == FOLLOWING:
            self.post_message(Looked())
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
        self._sifting.fill(self.all)

    def clear_filter(self) -> None:
        """Show everything again; the next filter looks for news of translations, such as what was imported."""
        if self._sieve is not None:
            self._sieve.clear()
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
            if self._sieve is not None:
                self._sieve.clear()
            self._take(self.all)
            return
        try:
            self._sifting.fill(self.all)
            self._sifting.sift(self.query_text)
        except InputError as error:
            self._tell(str(error))

    @property
    def _sifting(self) -> Sieve:
        """What lets articles through, from the first filter on."""
        if self._sieve is None:
            from reader.ui.screens.sieve import Sieve  # noqa: PLC0415 - not before the first frame

            self._sieve = Sieve(self, self.library, self._take, self._tell)
        return self._sieve

    def _tell(self, text: str) -> None:
        self.post_message(Told(text))

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
            reading = self._sieve is not None and self._sieve.is_reading
            nothing = _NOT_YET if reading else _NOTHING
            text = nothing if len(self.all) else _EMPTY.format(folder=folder)
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
