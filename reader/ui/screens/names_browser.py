"""All names of the library: filter them, see how often each is mentioned, and go on to what is known of one."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from textual import on
from textual.app import App, ComposeResult
from textual.widgets import Input, Static

from reader.errors import InputError
from reader.filters import Term, parse
from reader.library import Library
from reader.library.correcting import describe
from reader.library.namelist import Line, lines
from reader.model import LABELS, Name
from reader.text.clean import one_line
from reader.text.languages import language_name
from reader.ui import jobs
from reader.ui.messages import Renamed, Target
from reader.ui.screens.changing import many
from reader.ui.screens.kinds import PLURALS, query_for
from reader.ui.screens.name_screen import NameScreen
from reader.ui.screens.sieve import GATHER
from reader.ui.widgets.sections import Row, Section, Sections
from reader.ui.widgets.status_line import StatusLine, fitting

_SCREEN = "names"
COUNT = "counting names"
"""Name of the job that counts what is known."""
_STATES = tuple(label.lower() for label in LABELS)
_BARS = 24
_WIDE = 100
_HINTS = (("Enter", "card"), ("C", "correct"), ("f", "its articles"), ("/", "filter"), ("Esc", "back"))
_LANGUAGES = 3
"""So many languages without a recogniser are named."""
_PACE = 20
"""How many times as long as a count takes one waits for the next while articles are read."""


class NamesBrowser(NameScreen):
    """Returns where the reader wants to go. It stays when it is left, and goes on reading articles for names."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._lines: Sequence[Line] | None = None
        """What was counted; None until there is a count."""
        self._problems = 0
        self._counted = (0.0, 0.0)
        """When the latest count began, and when it ended."""

    def compose(self) -> ComposeResult:
        """A filter over the list."""
        yield Input(placeholder="part of a name, is:per, is:org, is:loc, is:misc, -not", classes="screen-filter")
        yield Static("No names.", classes="nothing", markup=False)
        yield Sections(id="all-names")
        yield StatusLine(id="status")

    @property
    def names(self) -> Sections:
        """The list."""
        return self.query_one(Sections)

    def on_screen_resume(self) -> None:
        """Show what is known, and find the rest."""
        self.names.focus()
        self._count()
        if not jobs.is_running(self, GATHER):
            self._gather()

    def _gather(self) -> None:
        jobs.stop(self, GATHER)  # a filter may have begun to read articles, too
        jobs.run(self, GATHER, "", self.library.names.gather)

    def _count(self) -> None:
        self._counted = time.monotonic(), 0.0
        jobs.run(self, COUNT, "", lambda: lines(self.library, _BARS))

    def renew(self) -> None:
        """Let all articles follow what was said, and count anew."""
        self._show()
        self._gather()

    def on_job_stepped(self, event: jobs.JobStepped) -> None:
        """Show what was counted, or how far the finding is."""
        event.stop()
        step = event.step
        if event.job == COUNT:
            self._counted = self._counted[0], time.monotonic()
            self._lines = step.item or ()
            self._show()
            return
        if step.problem:
            self._problems += 1
            if self._problems == 1:
                self.notify(step.problem, severity="warning", timeout=10, markup=False)
        if self.is_current:
            self.status.tell(f"reading articles: {step.done:,} of {step.total:,}")
            began, ended = self._counted
            if ended and time.monotonic() - ended > _PACE * (ended - began):
                self._count()

    def on_job_ended(self, event: jobs.JobEnded) -> None:
        """Count what was found; say what went wrong."""
        event.stop()
        if event.problem:
            self.notify(event.problem, severity="error", markup=False)
        if event.job == GATHER:
            self.app.screen_stack[0].post_message(Renamed())
            if self.is_current:
                self._count()
                self._show_where(running=False)

    @on(Input.Changed)
    def _show(self) -> None:
        """Show what the filter leaves; a bad filter says so and changes nothing."""
        try:
            terms = parse(self.query_one(Input).value, _STATES)
        except InputError as error:
            self.status.tell(str(error))
            return
        shown = [each for each in self._lines or () if all(_meets(each, term) for term in terms)]
        wide = self.size.width >= _WIDE
        rows: dict[str, list[Row]] = {label: [] for label in LABELS}
        for each in shown:
            rows[each.name.label].append(Row(each.name, each.name.text, _detail(each, wide=wide)))
        sections = [Section(PLURALS[label].capitalize(), rows[label]) for label in LABELS]
        alone = self._lines is None or (not self._lines and jobs.is_running(self, GATHER))
        said = [] if alone else self._corrections(terms)  # names that come above them would leave the cursor below
        self.names.show([*sections, Section("Your corrections", said)])
        self.set_class(not shown, "-empty")
        self._show_where()

    def _corrections(self, terms: Sequence[Term]) -> list[Row]:
        """What the user has said, as far as the filter lets it through."""
        found = [
            Row(
                uid,
                describe(each) + (f" in {one_line(each.article.title)}" if each.article else ""),
                each.modified[:10],
            )
            for uid, each in self.library.corrections.all()
        ]
        words = [term for term in terms if term.kind != "is"]
        return [row for row in found if all((t.value in row.text.casefold()) != t.negated for t in words)]

    def _show_where(self, *, running: bool | None = None) -> None:
        shown = sum(len(s.rows) for s in self.names.sections if s.rows and isinstance(s.rows[0].key, Name))
        said = len(self.library.corrections.all())
        ours = f" · {many(said, 'correction')} at the end" if said else ""
        self.status.where(f"{shown:,} of {many(len(self._lines or ()), 'name')}{ours}{_limits(self.library)}")
        if not (jobs.is_running(self, GATHER) if running is None else running):
            self.status.offer(fitting(_HINTS, self.size.width))

    def on_resize(self) -> None:
        """Details have another width."""
        self._show()

    @on(Input.Submitted)
    def _to_list(self) -> None:
        self.names.focus()

    def action_filter(self) -> None:
        """Type a filter."""
        self.query_one(Input).focus()

    def action_leave(self) -> None:
        """Leave the filter, then the screen."""
        if self.query_one(Input).has_focus:
            self.names.focus()
        else:
            self.dismiss(None)

    def action_articles(self) -> None:
        """Filter the list of articles by the name under the cursor."""
        if self.chosen:
            self.dismiss(query_for(self.chosen))

    def action_remove(self) -> None:
        """Take back the correction under the cursor."""
        row = self.names.row
        if row and isinstance(row.key, str):
            self.take_back(row.key)

    def on_sections_chosen(self, event: Sections.Chosen) -> None:
        """Show what is known of a name."""
        event.stop()
        if isinstance(event.key, Name):
            from reader.ui.screens.name_card import Card  # noqa: PLC0415 - not before it is needed

            self.app.push_screen(Card(self.library, event.key), self._go_to)

    def _go_to(self, target: Target | None) -> None:
        if target is not None:
            self.dismiss(target)


def browse(app: App[None], library: Library, go: Callable[[Target | None], None]) -> None:
    """Show all names; ``go`` is told where the reader wants to go."""
    if not app.is_screen_installed(_SCREEN):  # it goes on reading articles when it is left
        app.install_screen(NamesBrowser(library), _SCREEN)
    app.push_screen(_SCREEN, go)


def _meets(line: Line, term: Term) -> bool:
    answer = line.name.label.lower() == term.value if term.kind == "is" else term.value in line.key
    return answer != term.negated


def _detail(line: Line, *, wide: bool) -> str:
    articles = many(line.articles, "article")
    return f"{line.bars}  {line.mentions:>7,} in {articles:<14}" if wide else f"{line.mentions:,} in {articles}"


def _limits(library: Library) -> str:
    """What to say where there are articles in languages that no recogniser reads."""
    unread = [language for language in library.shelf.index.languages() if not library.names.reads(language)]
    told = ", ".join(language_name(one_line(language)) for language in unread[:_LANGUAGES])
    told += ", …" * (len(unread) > _LANGUAGES)
    return f" · no recogniser for {told}: listed names only" if unread else ""
