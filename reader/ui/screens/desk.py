"""The one place where everything happens: the list of articles, and the article being read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from reader.errors import InputError, NotFoundError
from reader.library import Library
from reader.paths import shipped
from reader.ui import jobs
from reader.ui.bindings import bindings
from reader.ui.messages import Asked, Changed, Target, Told, Wanted
from reader.ui.screens import room
from reader.ui.screens.browse_pane import BrowsePane
from reader.ui.screens.changes import Changes, Saved, Turn
from reader.ui.screens.hints import WELCOME, hints
from reader.ui.screens.marking import Marking
from reader.ui.widgets.article_list import ArticleList
from reader.ui.widgets.status_line import StatusLine

if TYPE_CHECKING:  # the first frame does without
    from reader.model import ArticleRow, Note, Step
    from reader.ui.screens.article_pane import ArticlePane

BEGIN = "begin"
"""Name of the job that follows the first frame."""
LATER_SHEETS = [shipped("styles") / "reading.tcss", shipped("styles") / "dialogs.tcss"]
"""The styles that the first frame does without."""


class Desk(Screen[None]):
    """List, reading view, translation and notes, as many side by side as there is room for."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("app")
    AUTO_FOCUS = "#list"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (room.WIDE, "-wide"), (room.BROAD, "-broad")]  # noqa: RUF012 - Textual's type

    pane: reactive[str] = reactive("list", init=False, repaint=False)
    """Which pane the reader is in: ``list``, ``reading``, ``translation`` or ``notes``."""

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library
        self.browse = BrowsePane(library, id="browse")
        self.article_list = self.browse.article_list
        self.status = StatusLine(id="status")
        self._told_at: tuple[object, ...] | None = None
        self._article: ArticlePane | None = None
        self._wanted: int | None = None
        self._changes = Changes(self, self._tell, self._show_changes)
        self._marking = Marking(self, library, self._changes, self._reload)
        self._pane_width = 0

    def compose(self) -> ComposeResult:
        """List and article side by side, over the status line."""
        with Horizontal(id="desk"):
            yield self.browse
            yield Static(WELCOME, id="first-welcome", classes="welcome", markup=False)
        yield self.status

    @property
    def article(self) -> ArticlePane:
        """The article being read; there is a place for it once the first frame is painted."""
        assert self._article is not None
        return self._article

    @property
    def _is_reading(self) -> bool:
        """Whether an article is open."""
        return self._article is not None and self._article.opened is not None

    # Starting

    def on_mount(self) -> None:
        """Paint the list first; everything else can wait for that."""
        self.watch(self.article_list, "cursor", self._show_where, init=False)
        self.call_after_refresh(jobs.run, self, BEGIN, "", self._begin)

    def _begin(self) -> Iterator[Step[None]]:
        """After the first frame: load what reading needs, and open the notes."""
        import reader.ui.screens.article_pane  # noqa: F401, PLC0415 - in a thread, so that nothing waits for it

        yield from self.library.open_notes()

    async def on_job_ended(self, event: jobs.JobEnded) -> None:
        """Make a place for reading; show where the reader was, what was found, and what is new on disk."""
        if event.problem:
            self.app.exit(return_code=2, message=event.problem)
            return
        from reader.ui.screens.article_pane import ArticlePane  # noqa: PLC0415 - not before the first frame

        self.app.stylesheet.read_all(LATER_SHEETS)
        self.app.stylesheet.parse()  # else it goes on matching by the old rules
        pane = ArticlePane(self.library, id="side")
        await self.query_one("#first-welcome").remove()
        await self.query_one("#desk").mount(pane)
        self._article = pane
        pane.reading.measure = self.library.settings.measure
        pane.reading.pane_width = self._pane_width
        self.watch(pane, "notes_visible", self._arrange, init=False)
        self.watch(pane.reading, "parallel", self._show_columns)
        self.watch(pane.reading, "place", self._show_where, init=False)
        self.browse.look_for_news()
        number = self._wanted or self.browse.number_of(self.library.shelf.index.recall("article"))
        if number is not None:
            self.browse.point_at(number)
            self._open(number)
        if self._wanted and self._is_reading:
            self.go("reading")
        for problem in self.library.problems:
            self.notify(problem, severity="warning", timeout=12, markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Until there is a place for reading, only what the list can do works."""
        return self._article is not None or action in (
            "command_palette",
            "back",
            "quit",
            "filter",
            "leave",
        )

    # Where the reader is

    def on_resize(self, event: events.Resize) -> None:
        """Give the text the measure it has when both columns are shown."""
        self._pane_width = room.column_width(event.size.width)
        if self._article is not None:
            self._article.reading.pane_width = self._pane_width
        self._arrange()
        self.call_after_refresh(self._show_where)

    def watch_pane(self) -> None:
        """Show the pane, and where the reader is in it."""
        self._arrange()
        self._show_where()

    def _arrange(self) -> None:
        """Show the panes that there is room for: each by itself, as matching all styles anew takes far longer."""
        article = self._article
        parallel, notes = (article.reading.parallel, article.notes_visible) if article else (False, False)
        shown = room.shown(self.pane, self.size.width, parallel=parallel, notes=notes)
        self.browse.display = "list" in shown
        if article is not None:
            article.show_panes(shown)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The pane is the one with the focus."""
        names = {
            "list": "list",
            "filter": "list",
            "source": "reading",
            "translation": "translation",
            "notes": "notes",
        }
        self.pane = names.get(event.widget.id or "", self.pane)

    def _panes(self) -> dict[str, Widget]:
        panes: dict[str, Widget] = {"list": self.article_list}
        if self._is_reading:
            panes["reading"] = self.article.reading.source
            if self.article.reading.parallel:
                panes["translation"] = self.article.reading.translation
            if self.article.notes_visible:
                panes["notes"] = self.article.panel
        return panes

    def _show_columns(self) -> None:
        """Make room for the translation; where there is room for one pane only, go to it."""
        parallel = self.article.reading.parallel
        self._arrange()
        if self.size.width < room.WIDE and self.pane != "list":
            self.go("translation" if parallel else "reading")
        elif self.pane == "translation" and not parallel:
            self.go("reading")

    def go(self, pane: str) -> None:
        """Go to a pane."""
        self.pane = pane
        self._panes()[pane].focus()

    def action_pane(self, steps: int) -> None:
        """Go to the next or the previous pane."""
        names = list(self._panes())
        here = names.index(self.pane) if self.pane in names else 0
        self.go(names[(here + steps) % len(names)])

    def action_leave(self) -> None:
        """Leave the input, the selection, then the pane."""
        if self.browse.is_asking:
            self.article_list.focus()
        elif self.pane in ("reading", "translation") and self.article.reading.place.selection:
            self.article.reading.go(self.article.reading.place.leave())
        elif self.pane in ("notes", "translation"):
            self.go("reading")
        elif self.pane == "reading":
            self.go("list")
        else:
            self.browse.clear_filter()

    def action_back(self) -> None:
        """Go back to the list; from there, quit."""
        if self.pane == "list":
            self.app.exit()
        else:
            self.go("list")

    def _show_where(self) -> None:
        if self.pane != "list" and self._is_reading:
            place = self.article.reading.place
            where = f"sentence {place.sentence + 1} of {len(place.document.sentences)}"
            self.status.where(where + (f" · {place.count} ×" if place.count else ""))
        else:
            self.status.where(self.browse.summary)
        if self._told_at == self._here:
            return
        self._told_at = None
        selecting = self._is_reading and self.article.reading.place.selecting
        counting = selecting and self.article.reading.place.counting
        width, opened = self.size.width, self._is_reading
        self.status.offer(hints(self.pane, selecting=selecting, counting=counting, width=width, opened=opened))

    @property
    def _here(self) -> tuple[object, ...]:
        """What has to change before something that was told gives way to the keys."""
        place = self.article.reading.place if self._is_reading else None
        told = (place.passage, place.selecting) if place else None
        return self.pane, self.article_list.number, self.browse.query_text, told

    def _tell(self, text: str) -> None:
        self._told_at = self._here if text else None
        if text:
            self.status.tell(text)
        else:
            self._show_where()

    @on(BrowsePane.Changed)
    def _on_list_changed(self) -> None:
        self._show_where()

    # Articles

    async def action_filter(self) -> None:
        """Filter the list as one types."""
        if self.pane != "list":
            self.go("list")
        await self.browse.filter()

    def action_refresh_list(self) -> None:
        """Look for new and changed articles."""
        self.browse.look_for_news()

    @on(ArticleList.Opened)
    def _on_opened(self, event: ArticleList.Opened) -> None:
        if self._article is None:
            self._wanted = event.number
            return
        self._open(event.number)
        if self._is_reading:
            self.go("reading")

    def _open(self, number: int) -> bool:
        """Show the article with this row number; mark it as read. Whether that could be done."""
        try:
            row = next(iter(self.library.rows([number])), None)
            if row is None:
                raise NotFoundError("This article is no longer in the library; F5 looks for what is there.")
            opened = self.library.open(row)
        except InputError as error:
            self.notify(str(error), severity="error", timeout=10, markup=False)
            return False
        self.library.shelf.index.remember("article", row.id)
        self.article.open(row, opened)
        self._arrange()
        self.article_list.mark_open(number)
        if not row.read and self.library.notebook.file.read_only is None:
            self.library.mark_read(row)
            self.article_list.forget()
        self._show_where()
        return True

    def action_article(self, steps: int) -> None:
        """Open the next or the previous article of the list."""
        index = self.article_list.cursor + steps
        if 0 <= index < len(self.article_list.articles):
            self.article_list.cursor = index
            self._open(self.article_list.articles.numbers[index])

    # Marks, notes, undo, export

    @on(ArticleList.Asked)
    def _on_asked_in_list(self, event: ArticleList.Asked) -> None:
        row = self.article_list.row(self.article_list.cursor)
        if row is not None:
            self._marking.do(event.verb, row)

    @on(Asked)
    def _on_asked_in_article(self, event: Asked) -> None:
        row = self._row_being_read()
        if row is not None:
            self._marking.do(event.verb, row)

    def _row_being_read(self) -> ArticleRow | None:
        """The article being read with its marks as they are now; as they were, when its file is gone."""
        row = self.article.row
        try:
            return self.library.find(row.id) if row else None
        except NotFoundError:
            return row

    @on(Changed)
    def _on_changed(self, event: Changed) -> None:
        self._changes.follow(event.label, event.saved)

    @on(Saved)
    def _on_saved(self, event: Saved) -> None:
        self._changes.end(event)

    def _show_changes(self) -> None:
        """Show the marks of articles as they are now."""
        self.article_list.forget()
        row = self._row_being_read() if self._is_reading else None
        if row is not None:
            self.article.retitle(row)
        self._show_where()

    def action_undo(self) -> None:
        """Undo the last change."""
        self._travel("Undid", self.library.notebook.undo)

    def action_redo(self) -> None:
        """Redo what was undone."""
        self._travel("Redid", self.library.notebook.redo)

    def _travel(self, verb: str, turn: Turn) -> None:
        def show() -> None:
            self.library.sync_dates()
            self.article.refresh_notes()
            self._reload()

        self._changes.travel(verb, turn, show)

    def _reload(self) -> None:
        self.browse.reload()

    def action_notes_panel(self) -> None:
        """Show or hide the notes panel."""
        self.article.notes_visible = not self.article.notes_visible
        if self.pane == "notes":
            self.go("reading")

    def action_all_notes(self) -> None:
        """Browse the notes of the whole library."""
        from reader.ui.screens.notes_browser import NotesBrowser  # noqa: PLC0415 - not before the first frame

        self.app.push_screen(NotesBrowser(self.library), self._on_note_wanted)

    def action_tags(self) -> None:
        """Look after the tags."""
        from reader.ui.screens.tags_browser import TagsBrowser  # noqa: PLC0415 - not before the first frame

        self.app.push_screen(TagsBrowser(self.library), self._on_note_wanted)

    def action_past(self) -> None:
        """See deleted notes and backups."""
        from reader.ui.screens.past import Past  # noqa: PLC0415 - not before the first frame

        self.app.push_screen(Past(self.library), self._on_note_wanted)

    def action_names(self) -> None:
        """Browse the names in all articles."""
        from reader.ui.screens.names_browser import NamesBrowser  # noqa: PLC0415 - not before the first frame

        def go(target: Target | None) -> None:
            if target is not None:
                self.post_message(Wanted(target))

        self.app.push_screen(NamesBrowser(self.library), go)

    @on(Wanted)
    async def _go_to(self, event: Wanted) -> None:
        """Go to a mention or a note, or filter the list."""
        from reader.model import Mention, Note  # noqa: PLC0415 - not before the first frame

        target = event.target
        if isinstance(target, Mention):
            self.browse.point_at(target.article)
            if self._open(target.article):
                self.go("reading")
                self.article.go_to_span(target.span)
        elif isinstance(target, Note):
            self._on_note_wanted(target)
        else:
            self.go("list")
            await self.browse.filter(target)
            self.article_list.focus()

    def _on_note_wanted(self, note: Note | None) -> None:
        """Go to the passage of a note; its marks may have changed meanwhile."""
        self.article.refresh_notes()
        self.article_list.forget()
        if note is None:
            return
        home = self.library.home_of(note)
        number = self.library.shelf.index.numbers([home]).get(home) if home else None
        if number is None:
            self.notify(
                "The article of this note is no longer in the library; the note keeps its quote.", markup=False
            )
            return
        self.browse.point_at(number)
        self._open(number)
        self.go("reading")
        self.article.go_to_note(note)

    def action_export(self) -> None:
        """Ask for a format, and write all notes in it."""
        from reader.ui.screens.export_dialog import ExportDialog  # noqa: PLC0415 - not before the first frame

        self.app.push_screen(ExportDialog(self.library))

    @on(Told)
    def _on_told(self, event: Told) -> None:
        self._tell(event.text)

    def action_help(self) -> None:
        """Show the keys."""
        from reader.ui.screens.help import Help  # noqa: PLC0415 - not before the first frame

        self.app.push_screen(Help(self.library.settings.keys, self.pane))
