"""The panes of the desk: which are on the screen, where the reader is, and what the status line says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from reader.library import Library
from reader.ui.bindings import bindings
from reader.ui.messages import Looked, Told
from reader.ui.screens import room
from reader.ui.screens.browse_pane import BrowsePane
from reader.ui.screens.hints import WELCOME, hints
from reader.ui.widgets.status_line import StatusLine

if TYPE_CHECKING:  # the first frame does without
    from reader.ui.screens.article_pane import ArticlePane


class Panes(Screen[None]):
    """List, reading view, translation and notes, as many side by side as there is room for."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("desk")
    AUTO_FOCUS = "#list"
    HORIZONTAL_BREAKPOINTS = room.BREAKPOINTS

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

    def compose(self) -> ComposeResult:
        """List and article side by side, over the status line."""
        breakpoint_class = room.breakpoint_class(self.app.size.width)
        self.add_class(breakpoint_class, update=False)  # Textual would, but not before the first frame
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

    def on_resize(self, event: events.Resize) -> None:
        """Give the text the measure it has when both columns are shown."""
        if self._article is not None:
            reading = self._article.reading
            reading.pane_width = room.column_width(event.size.width, reading.arrangement)
        self._arrange()
        self.call_after_refresh(self._show_where)

    def watch_pane(self) -> None:
        """Show the pane, and where the reader is in it."""
        self._arrange()
        self._show_where()

    def _arrange(self) -> None:
        """Show the panes that there is room for: each by itself, as matching all styles anew takes far longer."""
        article = self._article
        parallel, notes = (article.has_column, article.notes_visible) if article else (False, False)
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
            if self.article.has_column:
                panes["translation"] = self.article.reading.translation
            if self.article.notes_visible:
                panes["notes"] = self.article.panel
        return panes

    def _show_columns(self) -> None:
        """Make room for the translation; where there is room for one pane only, go to it."""
        parallel = self.article.has_column
        self.article.reading.fit(
            self.article.arrangement, room.column_width(self.size.width, self.article.arrangement)
        )
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

    @on(Looked)
    def _on_looked(self) -> None:
        """Show the article being read as its file is now."""
        if self._is_reading and self.article.row is not None:
            from reader.ui.screens import rereading  # noqa: PLC0415 - not before the first frame

            before = self.article.row.id
            rereading.renew(self.article)
            if self.article.row.id != before:
                self.library.shelf.index.remember("article", self.article.row.id)
                self.article_list.mark_open(self.browse.number_of(self.article.row.id))

    @on(BrowsePane.Changed)
    def _on_list_changed(self) -> None:
        self._show_where()

    @on(Told)
    def _on_told(self, event: Told) -> None:
        self._tell(event.text)
