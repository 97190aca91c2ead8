"""The one place where everything happens: the list of articles, and the article being read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual import on

from reader.errors import InputError, NotFoundError
from reader.library import Library
from reader.paths import shipped
from reader.ui import jobs
from reader.ui.messages import Asked, Changed, Renamed, Target, Wanted
from reader.ui.screens.changes import Carried, Changes, Made, Saved, Turn
from reader.ui.screens.marking import Marking
from reader.ui.screens.panes import Panes
from reader.ui.widgets.article_list import ArticleList

if TYPE_CHECKING:  # the first frame does without
    from reader.model import ArticleRow, Note, Step

BEGIN = "begin"
"""Name of the job that follows the first frame."""
LATER_SHEETS = [shipped("styles") / "reading.tcss", shipped("styles") / "dialogs.tcss"]
"""The styles that the first frame does without."""


class Desk(Panes):
    """Opens articles, changes what the user says of them, and leads to the other screens."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._wanted: int | None = None
        self._changes = Changes(self, self._tell, self._show_changes, library)
        self._marking = Marking(self, library, self._changes, self.browse.reload)

    # Starting

    def on_mount(self) -> None:
        """Paint the list first; everything else can wait for that."""
        self.watch(self.article_list, "cursor", self._show_where, init=False)
        self.call_after_refresh(jobs.run, self, BEGIN, "", self._begin)

    def _begin(self) -> Iterator[Step[None]]:
        """After the first frame: load what reading needs, and open the notes."""
        import reader.ui.screens.article_pane  # noqa: F401, PLC0415 - in a thread, so that nothing waits for it

        yield from self.library.open_notes()
        self.library.problems += self.library.recognisers.problems

    async def on_job_ended(self, event: jobs.JobEnded) -> None:
        """Make a place for reading; show where the reader was, what was found, and what is new on disk."""
        if event.problem:
            self.app.exit(return_code=2, message=event.problem)
            return
        from reader.ui.screens.article_pane import ArticlePane  # noqa: PLC0415 - not before the first frame
        from reader.ui.screens.others import Others  # noqa: PLC0415 - as above

        self.app.stylesheet.read_all(LATER_SHEETS)
        self.app.stylesheet.parse()  # else it goes on matching by the old rules
        pane = ArticlePane(self.library, id="side")
        await self.query_one("#first-welcome").remove()
        await self.query_one("#desk").mount(pane)
        self._article = pane
        pane.reading.measure = self.library.settings.measure
        self.watch(pane, "notes_visible", self._arrange, init=False)
        self.watch(pane, "arrangement", self._show_columns, init=False)
        self.watch(pane.reading, "parallel", self._show_columns)
        self.watch(pane.reading, "place", self._show_where, init=False)
        self.browse.look_for_news()
        number = self._wanted or self.browse.number_of(self.library.shelf.index.recall("article"))
        if number is not None:
            self.browse.point_at(number)
            self._open(number)
        if self._wanted and self._is_reading:
            self.go("reading")
        Others(self, self.library)
        for problem in self.library.problems:
            self.notify(problem, severity="warning", timeout=12, markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Until there is a place for reading, only what the list can do works."""
        return self._article is not None or action in ("back", "filter", "leave")

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

    @on(Renamed)
    def _on_renamed(self) -> None:
        if "name:" in self.browse.query_text:
            self.browse.reload()

    @on(Saved)
    def _on_saved(self, event: Saved) -> None:
        self._changes.end(event)

    @on(Carried)
    def _on_carried(self, event: Carried) -> None:
        event.show(self._changes)
        self.article.refresh_notes()

    def _show_changes(self) -> None:
        """Show the marks of articles as they are now."""
        self.article_list.forget()
        row = self._row_being_read() if self._is_reading else None
        if row is not None:
            self.article.retitle(row)
        self._show_where()

    def action_undo(self) -> None:
        """Undo the last change."""
        notebook = self.library.notebook
        self._travel("Undid", notebook.undo, notebook.turns[0])

    def action_redo(self) -> None:
        """Redo what was undone."""
        notebook = self.library.notebook
        self._travel("Redid", notebook.redo, notebook.turns[1])

    def _travel(self, verb: str, turn: Turn, size: int) -> None:
        def show() -> None:
            self.library.sync_dates()
            self.article.refresh_notes()
            self.browse.reload()

        self._changes.travel(verb, turn, size, show)

    def action_notes_panel(self) -> None:
        """Show or hide the notes panel."""
        self.article.notes_visible = not self.article.notes_visible
        if self.pane == "notes":
            self.go("reading")

    def action_all_notes(self) -> None:
        """Browse the notes of the whole library."""
        from reader.ui.screens.notes_browser import NotesBrowser  # noqa: PLC0415 - not before the first frame

        self.app.push_screen(NotesBrowser(self.library), self._on_target)

    def action_tags(self) -> None:
        """Look after the tags."""
        from reader.ui.screens.tags_browser import TagsBrowser  # noqa: PLC0415 - not before the first frame

        self.app.push_screen(TagsBrowser(self.library), self._on_target)

    def action_past(self) -> None:
        """See deleted notes and backups."""
        from reader.ui.screens.past import Past  # noqa: PLC0415 - not before the first frame

        self.app.push_screen(Past(self.library), self._on_target)

    def action_names(self) -> None:
        """Browse the names in all articles."""
        from reader.ui.screens.names_browser import browse  # noqa: PLC0415 - not before the first frame

        browse(self.app, self.library, self._on_target)

    def _on_target(self, target: Target | None) -> None:
        """Go on at the desk, or go to what was wanted; notes and marks may have changed meanwhile."""
        self.article.refresh_notes()
        self.article_list.forget()
        if target is not None:
            self.post_message(Wanted(target))

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
            self._go_to_note(target)
        else:
            self.go("list")
            await self.browse.filter(target)
            self.article_list.focus()

    def _go_to_note(self, note: Note) -> None:
        """Go to the passage of a note."""
        home = self.library.home_of(note)
        number = self.library.shelf.index.numbers([home]).get(home) if home else None
        if number is None:
            self.notify(
                "The article of this note is gone; p among all notes (B) says which one it is now.", markup=False
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

    def action_import_notes(self) -> None:
        """Ask for a file, and bring in the notes or tags in it."""
        from reader.ui.screens.import_dialog import ImportDialog  # noqa: PLC0415 - not before the first frame

        def on_made(made: Made | None) -> None:
            if made is not None:
                self.article.refresh_notes()
                self.notify(made[0], markup=False)
                self._changes.follow(*made)

        self.app.push_screen(ImportDialog(self.library), on_made)

    def action_revoke(self) -> None:
        """Take back the consent to send text."""
        self.article.revoke()

    def action_help(self) -> None:
        """Show the keys."""
        from reader.ui.screens.help import Help  # noqa: PLC0415 - not before the first frame

        self.app.push_screen(Help(self.library.settings.keys, "reading" if self.pane == "translation" else self.pane))
