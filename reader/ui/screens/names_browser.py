"""All names of the library: filter them, see how often each is mentioned, and go on to what is known of one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Input, Static

from reader.errors import InputError
from reader.filters import Term, parse
from reader.library import Library
from reader.library.names import Tally
from reader.model import LABELS, Name, Step
from reader.text.clean import one_line
from reader.text.sparks import slots, sparkline
from reader.ui import jobs
from reader.ui.bindings import bindings
from reader.ui.messages import Target
from reader.ui.screens.changing import many
from reader.ui.screens.headings import language_name
from reader.ui.screens.kinds import HEADINGS, query_for
from reader.ui.widgets.sections import Row, Section, Sections
from reader.ui.widgets.status_line import StatusLine

GATHER, COUNT = "finding names", "counting names"
"""Names of the jobs that read the articles, and that count what is known."""
_STATES = tuple(label.lower() for label in LABELS)
_BARS = 24
_WIDE = 100
_OFTEN = 25
"""Every so many articles, the names are counted anew while they are found."""


class NamesBrowser(Screen["Target | None"]):
    """Returns where the reader wants to go."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("index")

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library
        self._tallies: list[Tally] = []
        self._months: dict[Name, list[tuple[str | None, int]]] = {}
        self._forms: dict[Name, str] = {}
        self._problems = 0

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

    @property
    def status(self) -> StatusLine:
        """The bottom line."""
        return self.query_one(StatusLine)

    def on_mount(self) -> None:
        """Show what is known, and find the rest."""
        self.names.focus()
        jobs.run(self, COUNT, "", self._count)
        jobs.run(self, GATHER, "", self.library.names.gather)

    def _count(self) -> Iterator[Step[object]]:
        tallies, mentions = self.library.names.all(), self.library.names.mentions
        forms = {name: "\n".join(w.text for w in written) for name, written in mentions.all_written().items()}
        yield Step(1, 1, (tallies, mentions.all_months(), forms))

    def on_job_stepped(self, event: jobs.JobStepped) -> None:
        """Show what was counted, or how far the finding is."""
        event.stop()
        step = event.step
        if event.job == COUNT:
            assert step.item is not None
            self._tallies, self._months, self._forms = step.item
            self._show()
            return
        if step.problem:
            self._problems += 1
            if self._problems == 1:
                self.notify(step.problem, severity="warning", timeout=10, markup=False)
        self.status.tell(f"reading articles: {step.done:,} of {step.total:,} · Esc stops")
        if step.done % _OFTEN == 0 and not jobs.is_running(self, COUNT):
            jobs.run(self, COUNT, "", self._count)

    def on_job_ended(self, event: jobs.JobEnded) -> None:
        """Count what was found; say what went wrong."""
        event.stop()
        if event.problem:
            self.notify(event.problem, severity="error", markup=False)
        if event.job == GATHER:
            jobs.run(self, COUNT, "", self._count)
            self._show_where(running=False)

    @on(Input.Changed)
    def _show(self) -> None:
        """Show what the filter leaves; a bad filter says so and changes nothing."""
        try:
            terms = parse(self.query_one(Input).value, _STATES)
        except InputError as error:
            self.status.tell(str(error))
            return
        shown = [tally for tally in self._tallies if all(self._meets(tally.name, term) for term in terms)]
        over = slots((month for counts in self._months.values() for month, _ in counts), _BARS)
        sections = [
            Section(HEADINGS[label], [self._row(tally, over) for tally in shown if tally.name.label == label])
            for label in LABELS
        ]
        self.names.show(sections)
        self.set_class(not shown, "-empty")
        self._show_where()

    def _meets(self, name: Name, term: Term) -> bool:
        if term.kind == "is":
            answer = name.label.lower() == term.value
        else:
            answer = term.value in f"{name.text}\n{self._forms.get(name, '')}".casefold()
        return answer != term.negated

    def _row(self, tally: Tally, over: list[str]) -> Row:
        detail = f"{tally.mentions:,} in {many(tally.articles, 'article')}"
        if self.size.width >= _WIDE:
            bars = sparkline(dict(self._months.get(tally.name, ())), over)
            detail = f"{bars:<{len(over)}}  {tally.mentions:>7,} in {many(tally.articles, 'article'):<14}"
        return Row(tally.name, tally.name.text, detail)

    def _show_where(self, *, running: bool | None = None) -> None:
        shown = sum(len(section.rows) for section in self.names.sections)
        self.status.where(f"{shown:,} of {many(len(self._tallies), 'name')}{_limits(self.library)}")
        if not (jobs.is_running(self, GATHER) if running is None else running):
            self.status.offer([("Enter", "card"), ("f", "its articles"), ("/", "filter"), ("Esc", "back")])

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
        """Leave the filter, stop finding names, then leave the screen."""
        if self.query_one(Input).has_focus:
            self.names.focus()
        elif jobs.is_running(self, GATHER):
            self.workers.cancel_group(self, GATHER)
            jobs.run(self, COUNT, "", self._count)
            self._show_where(running=False)
            self.status.tell("Stopped; what was found is kept.")
        else:
            self.dismiss(None)

    def action_articles(self) -> None:
        """Filter the list of articles by the name under the cursor."""
        if self.names.row and isinstance(self.names.row.key, Name):
            self.dismiss(query_for(self.names.row.key))

    def action_open(self) -> None:
        """Choose the row under the cursor."""
        self.names.action_open()

    def action_help(self) -> None:
        """Show the keys."""
        from reader.ui.screens.help import Help  # noqa: PLC0415 - not before it is needed

        self.app.push_screen(Help(self.library.settings.keys, "index"))

    def on_sections_chosen(self, event: Sections.Chosen) -> None:
        """Show what is known of a name."""
        event.stop()
        if isinstance(event.key, Name):
            from reader.ui.screens.name_card import Card  # noqa: PLC0415 - not before it is needed

            self.app.push_screen(Card(self.library, event.key), self._go_to)

    def _go_to(self, target: Target | None) -> None:
        if target is not None:
            self.dismiss(target)


def _limits(library: Library) -> str:
    """What to say where there are articles in languages that no recogniser reads."""
    unread = [language for language in library.shelf.index.languages() if not library.names.reads(language)]
    told = ", ".join(language_name(one_line(language)) for language in unread[:3]) + ", …" * (len(unread) > 3)  # noqa: PLR2004
    return f" · no recogniser for {told}: listed names only" if unread else ""
