"""All notes of the library in one place: filter, sort, edit, tag, count, and go to the passage."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import ScrollableContainer
from textual.content import Content
from textual.widgets import Input, Static

from reader.errors import InputError
from reader.filters import Term, parse
from reader.library import Library
from reader.library.passages import ASKED, Findings, look_into, with_findings
from reader.library.tags import told
from reader.model import ArticleRow, Excerpt, Note, Step
from reader.notecards import ORDERS, STATES, NoteCards, Order, by_month, matches, timeline
from reader.text.cells import width_of
from reader.text.clean import one_line, shorten
from reader.ui import jobs
from reader.ui.bindings import bindings
from reader.ui.screens import noting, placing
from reader.ui.screens.browser import Browser
from reader.ui.widgets.note_list import NoteList
from reader.ui.widgets.status_line import StatusLine

PLACING, SHOWING, LOOKING = "placing notes", "showing notes", "looking into notes"
OFFERING = "what articles may be now"
_MANY = 500
"""From this many notes on, filtering and sorting them is left to a thread."""
_NONE = "No notes yet. a in an article writes one."
_NO_MATCH = "No note matches. Esc, Esc clears the filter."
_BARS = " ▁▂▃▄▅▆▇█"
_QUESTION = "words, #tag, name:haftar, is:orphan, is:written, is:untagged, date:2019-04, -not"


class NotesBrowser(Browser):
    """Returns the note whose passage the reader wants to see."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("notebook")
    hints = (
        ("Enter", "go there"),
        ("e", "edit"),
        ("#", "tags"),
        ("Space", "mark"),
        ("s", "sort"),
        ("T", "table"),
        ("Esc", "back"),
    )
    context = "notebook"

    def __init__(self, library: Library, wanted: str = "") -> None:
        """``wanted`` is a filter to begin with."""
        super().__init__(library)
        self._wanted = wanted
        self._excerpts: list[Excerpt] = []
        self._order: Order = ORDERS[0]
        self._found: dict[str, Findings] = {}
        self._asked: frozenset[str] = frozenset()
        """The kinds of terms that this is the answer to."""
        self._progress = ""
        self._number = 0
        """How many notes are shown."""

    def compose(self) -> ComposeResult:
        """A filter over the list, and the table in its place when it is asked for."""
        yield Input(self._wanted, placeholder=_QUESTION, id="notes-filter", classes="screen-filter")
        yield Static(_NONE, id="no-notes", classes="nothing", markup=False)
        yield NoteList(id="all-notes")
        with ScrollableContainer(id="tag-table"):
            yield Static(id="tag-table-text")
        yield StatusLine(id="status")

    @property
    def notes(self) -> NoteList:
        """The list of notes."""
        return self.query_one(NoteList)

    def on_mount(self) -> None:
        """Find the passages."""
        self.notes.focus()
        self.renew()

    def renew(self) -> None:
        """Find the passages anew."""
        jobs.run(self, PLACING, "", self._placed)

    def on_unmount(self) -> None:
        """Let go of the notes, which the collector may be spared."""
        self._excerpts, self._found = [], {}

    def _placed(self) -> Iterator[Step[list[Excerpt]]]:
        with jobs.sparing():
            excerpts: list[Excerpt] = []
            for step in self.library.gather(bare=True):
                excerpts += step.item or []
                yield Step(step.done, step.total)  # so that it ends soon when it is superseded
            yield Step(1, 1, excerpts)

    def on_job_stepped(self, event: jobs.JobStepped) -> None:
        """Show the notes with their passages, and what is found in these."""
        step = event.step
        if event.job == SHOWING:
            self._take(step.item)
        elif event.job == OFFERING:
            self._ask_place(*(step.item or ((), ())))
        elif event.job == PLACING:
            if step.item is not None:
                self._excerpts = step.item
                self._show()
        elif step.item is not None:
            self._found = step.item
            self._progress = ""
            self._show()
        else:
            self._progress = f" · looking into passages, {step.done:,} of {step.total:,}"
            self.show_where()

    def on_job_ended(self, event: jobs.JobEnded) -> None:
        """Say what went wrong, if anything did."""
        if event.problem:
            self.notify(event.problem, severity="error", markup=False)

    @on(Input.Changed)
    def _filter(self) -> None:
        self.move_on()
        self._show()

    def _show(self) -> None:
        """Show what the filter leaves; a bad filter says so and changes nothing."""
        try:
            terms = parse(self.query_one(Input).value, STATES)
        except InputError as error:
            self.tell(str(error))
            return
        excerpts, order = self._excerpts, self._order
        asked = ASKED & {term.kind for term in terms}
        if asked:
            self._look_into(asked)
        found = self._found

        def steps() -> Iterator[Step[_Shown]]:
            yield Step(1, 1, _shown(with_findings(excerpts, found) if asked else excerpts, terms, order))

        if len(excerpts) < _MANY:
            self._take(next(steps()).item)
        else:
            jobs.run(self, SHOWING, "", steps)

    def _take(self, shown: _Shown | None) -> None:
        assert shown is not None
        self._number = shown.notes
        self.notes.show(shown.cards)
        self.show_where()
        self.set_class(not len(shown.cards), "-empty")
        self.query_one("#no-notes", Static).update(_NO_MATCH if self._excerpts else _NONE)
        self.query_one("#tag-table-text", Static).update(shown.table)

    def _look_into(self, kinds: frozenset[str]) -> None:
        """Find what a filter asks of passages, where it is not known."""
        unknown = [each for each in self._excerpts if each.note.uid not in self._found and each.placing.span]
        if kinds - self._asked or (unknown and not jobs.is_running(self, LOOKING)):
            self._asked = asked = self._asked | kinds
            excerpts = self._excerpts
            self._found = {each.note.uid: Findings() for each in excerpts}
            jobs.run(self, LOOKING, "", lambda: look_into(self.library, excerpts, asked))

    @property
    def where(self) -> str:
        """How many notes are shown, and in which order."""
        return f"{self._number:,} of {len(self._excerpts):,} notes · by {self._order}{self._progress}"

    @on(Input.Submitted)
    def _to_list(self) -> None:
        self.notes.focus()

    def action_filter(self) -> None:
        """Type a filter."""
        self.query_one(Input).focus()

    def action_sort(self) -> None:
        """Sort by something else."""
        self._order = ORDERS[(ORDERS.index(self._order) + 1) % len(ORDERS)]
        self._show()

    def action_table(self) -> None:
        """Show how often each tag was used in each month, or the list again."""
        self.toggle_class("-table")
        (self.query_one("#tag-table") if self.has_class("-table") else self.notes).focus()

    def action_leave(self) -> None:
        """Leave the filter, the table, the marks, then the screen."""
        if self.query_one(Input).has_focus:
            self.notes.focus()
        elif self.has_class("-table"):
            self.action_table()
        elif self.notes.marked:
            self.notes.marked.clear()
            self.notes.repaint()
        elif self.query_one(Input).value != self._wanted:
            self.query_one(Input).value = self._wanted
        else:
            self.dismiss(None)

    @on(NoteList.Asked)
    def _on_asked(self, event: NoteList.Asked) -> None:
        card, chosen = self.notes.card, [each.note for each in self.notes.chosen]
        if card is None:
            return
        if event.verb == "open":
            self.dismiss(card.note)
        elif event.verb == "edit":
            self._edit(card.note)
        elif event.verb == "tag":
            self._tag(chosen)
        elif event.verb == "place":
            self._place(self.notes.chosen)
        else:
            label = "Note deleted" if len(chosen) == 1 else f"{len(chosen):,} notes deleted"
            self._do(label, lambda: self.library.notebook.delete(chosen), len(chosen))

    def _do(self, label: str, change: Callable[[], Future[None]], size: int) -> None:
        """Change notes, be they one or all."""
        self.change_many(label, lambda: (label, change()), size)

    def _place(self, chosen: Sequence[Excerpt]) -> None:
        """Ask where notes belong; of an article that is gone, once it is known what it may be now."""
        gone = {each.note.article.id if each.article is None else "" for each in chosen}
        if len(gone) > 1 or "" in gone:
            self._ask_place(chosen, ())
        else:
            jobs.run(self, OFFERING, "", lambda: placing.offered(self.library, chosen))

    def _ask_place(self, chosen: Sequence[Excerpt], heirs: Sequence[ArticleRow]) -> None:
        def take(done: str, change: Callable[[], Future[None]]) -> None:
            self._do(done, change, len(chosen))

        self.tell(placing.ask(self, self.library, chosen, None, take, heirs) or "")

    def _edit(self, note: Note) -> None:
        def save(text: str) -> Future[None] | None:
            return self.change("Note", lambda: self.library.notebook.change(note, text=text)[1])

        noting.edit(self, self.library, note.uid, note, note.anchor.exact, save)

    def _tag(self, notes: list[Note]) -> None:
        common = [tag for tag in notes[0].tags if all(tag in note.tags for note in notes)]

        def take(tags: tuple[str, ...]) -> None:
            gone = set(common) - set(tags)
            label = told(common, tags)
            label += f" on {len(notes):,} notes" if len(notes) > 1 else ""
            self._do(label, lambda: self.library.notebook.retag(notes, add=tags, remove=gone), len(notes))

        subject = notes[0].anchor.exact if len(notes) == 1 else f"{len(notes):,} notes"
        noting.pick(self, self.library, shorten(one_line(subject), 80), common, take)


class _Shown(NamedTuple):
    """What is on the screen."""

    cards: NoteCards
    notes: int
    """How many there are among the cards."""
    table: Content
    """Their tags by month."""


def _shown(excerpts: Iterable[Excerpt], terms: Sequence[Term], order: Order) -> _Shown:
    left = [each for each in excerpts if matches(each, terms)]
    return _Shown(NoteCards.of(left, order), len(left), _table([each for each in left if each.note.tags]))


def _table(cards: list[Excerpt]) -> Content:
    """Tags by month: a bar for each month, and the counts."""
    months, counts = by_month(cards)
    if not counts:
        return Content("No tags among these notes.")
    axis = timeline(months)
    wide = max(width_of(one_line(tag)) for tag in counts) + 1
    most = max(max(row) for row in counts.values())
    names = ["all", *(month[2:] if "-" in month else month for month in months)]
    head = f"{'':<{wide}} {'':<{len(axis)}}  " + " ".join(f"{name:>7}" for name in names)
    lines = [Content.styled(head, "$foreground 70%")]
    for tag, row in counts.items():
        known = dict(zip(months, row, strict=True))
        bars = "".join(_BARS[-(-known.get(month, 0) * (len(_BARS) - 1) // most)] for month in axis)
        cells = " ".join(f"{n or '·':>7}" for n in (sum(row), *row))
        lines.append(
            Content.assemble(
                (f"#{one_line(tag)}{' ' * (wide - width_of(one_line(tag)))}", "bold"), (bars, "$accent"), f"  {cells}"
            )
        )
    return Content("\n").join(lines)
