"""The article being read: its text, translation, entities and notes, as they are."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from reader.library import Library, Opened
from reader.model import ArticleRow, Note, Placing
from reader.text.place import Place
from reader.text.spread import ARRANGEMENTS, Arrangement
from reader.ui import jobs
from reader.ui.messages import Told
from reader.ui.screens import headings
from reader.ui.screens.hints import WELCOME
from reader.ui.screens.naming import Naming
from reader.ui.screens.translating import Translating
from reader.ui.widgets.notes_panel import NotesPanel
from reader.ui.widgets.reading import Reading

ENTITIES, TRANSLATE = "entities", "translation"
"""Names of the jobs that an article starts."""
_PACE = 0.1
"""Seconds from one showing of what arrives to the next: a text is laid out anew for it, a long one in 20 ms."""
ARRANGEMENT = "arrangement"
"""Under which name the index remembers where the translation stands."""
_WHERE: dict[Arrangement, str] = {
    "beside": "The translation stands beside the text; where there is no room for both, in its place.",
    "below": "The translation stands below each paragraph.",
    "under": "The translation stands under each sentence.",
}


class ArticleView(Naming):
    """Reading view and notes panel; it changes nothing."""

    notes_visible: reactive[bool] = reactive(False, init=False, repaint=False)
    """Whether the notes panel is on the screen."""
    arrangement: reactive[Arrangement] = reactive[Arrangement]("beside", init=False, repaint=False)
    """Where the translation stands when it is shown."""

    def __init__(self, library: Library, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.library = library
        self.opened: Opened | None = None
        self.row: ArticleRow | None = None
        self._placed: list[tuple[Note, Placing]] = []
        self._translating: Translating | None = None
        self._arrived, self._shown_at = False, float("-inf")
        """Whether translations arrived that will soon be shown, and when some were shown last."""
        self._sentence = 0
        self._loading = ""
        self._welcome = Static(WELCOME, id="welcome", classes="welcome", markup=False)
        self.reading, self.panel = Reading(id="reading"), NotesPanel(id="notes")

    def compose(self) -> ComposeResult:
        """The text, with the notes below it; a word of welcome while no article is open."""
        yield self._welcome
        yield self.reading
        yield self.panel

    def on_mount(self) -> None:
        """Follow the reader; put the translation where it stood last time."""
        self.watch(self.reading, "place", self._on_place, init=False)
        recalled = self.library.shelf.index.recall(ARRANGEMENT)
        self.arrangement = next((each for each in ARRANGEMENTS if each == recalled), self.arrangement)

    def show_panes(self, shown: frozenset[str]) -> None:
        """Show what is named of ``reading``, ``translation`` and ``notes``."""
        self.display = not shown <= {"list"}
        self.reading.display = self.opened is not None and not shown <= {"list", "notes"}
        self._welcome.display = self.opened is None
        self.reading.show_columns(source="reading" in shown, translation="translation" in shown)
        self.panel.display = "notes" in shown
        self.panel.set_class(shown == {"notes"}, "-alone")

    def _on_place(self, place: Place) -> None:
        """Let the panel point at the note on the passage."""
        self._sentence = place.sentence
        self.panel.point_at(place.passage)

    # Opening

    def open(self, row: ArticleRow, opened: Opened) -> None:
        """Show an article at the sentence where the reader left it."""
        self._remember()
        self.forget_names()
        if self._translating is None:
            self.run_worker(self._warm, thread=True, exit_on_error=False, group="warm")
        sentence = self._sentence = int(self.library.shelf.index.recall(f"sentence:{row.id}") or 0)
        self.row, self.opened = row, opened
        self._translating = Translating(self.library, opened)
        self.workers.cancel_group(self, TRANSLATE)
        self.reading.open(opened.document, sentence)
        self.refresh_notes()
        self.refresh_translation()
        known = self.library.known_entities(opened)
        if known is not None:
            self.show_entities(known)
        else:
            jobs.run(self, ENTITIES, opened.article.id, lambda: self.library.names.look_for(*opened))

    def _warm(self) -> None:
        """Read translation memories before the first article is to be shown with its translation."""
        self.library.translations.warm(self.library.language)

    def _remember(self) -> None:
        if self.row is not None:
            self.library.shelf.index.remember(f"sentence:{self.row.id}", str(self._sentence))

    def on_unmount(self) -> None:
        """Remember where the reader was; the reading view is gone by now."""
        self._remember()

    def retitle(self, row: ArticleRow) -> None:
        """Show what has changed in the article's metadata."""
        self.row = row
        self._show_heads()

    def refresh_notes(self) -> None:
        """Show the notes as they are now."""
        if self.opened is None:
            return
        self._placed = self.library.notes_in(self.opened.article)
        self.reading.mark_notes([placing.span for _, placing in self._placed if placing.span])
        self.panel.show(self._placed)
        self.panel.point_at(self.reading.place.passage)
        self._show_heads()
        self.renew_names()
        if self._translating is not None and self.reading.parallel and self._translating.renew():
            self._show_translation()
            self._keep_wording()

    def _keep_wording(self) -> None:
        """Let the article be found by its translation as it is now."""
        if self._translating is not None and self.opened is not None:
            article, known, keep = self.opened.article, tuple(self._translating.known), self.library.wordings.keep
            self.run_worker(lambda: keep(article, known), thread=True, exit_on_error=False, group="wording")

    def _show_heads(self, *, running: bool | None = None) -> None:
        """``running`` says whether sentences are being asked for, where the worker's state cannot tell yet."""
        if self.row is None or self._translating is None:
            return
        asking = jobs.is_running(self, TRANSLATE) if running is None else running
        listed_only = not self.library.names.reads(self.row.language)
        head = headings.source(self.row, len(self._placed), listed_only=listed_only)
        if not self.reading.parallel:
            self.reading.head("source", *head)
            return
        lines = self._translating.heading(running=asking)
        if self.has_column:
            self.reading.head("source", *head)
            self.reading.head("translation", *lines)
        else:
            self.reading.head("source", *head, Content(" · ").join(lines))

    # Jobs

    def on_job_stepped(self, event: jobs.JobStepped) -> None:
        """Take what a job found, if it is for the article on the screen."""
        event.stop()
        if self.opened is None or event.subject != self.opened.article.id:
            return
        if event.job == ENTITIES and event.step.item is not None:
            self.show_entities(event.step.item)
            if self._loading:
                self.post_message(Told(f"{self._loading} found {len(event.step.item):,} names."))
        elif event.job == ENTITIES:
            self._loading = self.library.names.loading(self.opened.article.language)
            if self._loading:
                self.post_message(Told(f"Loading {self._loading}, to find the names …"))
        elif event.job == TRANSLATE and self._translating:
            self._translating.take(event.step)
            self._show_soon()

    def on_job_ended(self, event: jobs.JobEnded) -> None:
        """Say how a job ended."""
        event.stop()
        if event.problem and event.job == ENTITIES:
            self.notify(event.problem, severity="error", timeout=15, markup=False)
        elif event.problem:
            self.post_message(Told(event.problem))
        if event.job == TRANSLATE and self.opened and event.subject == self.opened.article.id:
            self._show_translation(running=False)
            self._keep_wording()

    # Translation

    @property
    def has_column(self) -> bool:
        """Whether the translation has a column of its own now."""
        return self.reading.parallel and self.arrangement == "beside"

    def action_translation(self) -> None:
        """Show or hide the translation."""
        if self._translating is None:
            return
        if self.reading.parallel:
            self.reading.parallel = False
            self._show_heads()
            return
        self._translating.look_up()
        self.reading.show_translations(self._translating.texts, self._translating.signs(running=False))
        self.reading.parallel = True  # after it is known, so that it is laid out once
        self._go_on_asking()

    def action_arrange(self) -> None:
        """Put the translation elsewhere; when it is hidden, show it where it stood."""
        if self.opened is None:
            return
        if self.reading.parallel:
            following = ARRANGEMENTS.index(self.arrangement) + 1
            self.arrangement = ARRANGEMENTS[following % len(ARRANGEMENTS)]
            self.library.shelf.index.remember(ARRANGEMENT, self.arrangement)
            self._show_heads()
        else:
            self.action_translation()
        self.post_message(Told(_WHERE[self.arrangement]))

    def refresh_translation(self) -> None:
        """Show what is known, and go on asking where that was agreed to."""
        if self._translating is not None and self.reading.parallel:
            self._translating.look_up()
            self._go_on_asking()

    def _go_on_asking(self) -> None:
        if self._translating is not None:
            if not self._translating.is_complete and self._translating.status.ready:
                self._translate()
            self._show_translation()

    def _translate(self) -> None:
        translating, visible = self._translating, self.reading.visible_sentences
        if translating is not None and self.opened is not None:
            jobs.run(self, TRANSLATE, self.opened.article.id, lambda: translating.steps(visible))

    def _show_translation(self, *, running: bool | None = None) -> None:
        if self._translating is not None:
            asking = jobs.is_running(self, TRANSLATE) if running is None else running
            self.reading.show_translations(self._translating.texts, self._translating.signs(running=asking))
            self._show_heads(running=asking)

    def _show_soon(self) -> None:
        """Show what arrived; many at once are shown together."""
        if not self._arrived:
            self._arrived = True
            left = self._shown_at + _PACE - time.monotonic()
            if left > 0:
                self.set_timer(left, self._show_arrived)
            else:
                self._show_arrived()

    def _show_arrived(self) -> None:
        self._arrived = False
        self._show_translation()
        self._shown_at = time.monotonic()

    def action_fetch(self) -> None:
        """Ask for missing translations, after asking whether text may be sent."""
        if self._translating is None:
            return
        self.reading.parallel = True
        self.refresh_translation()
        status = self._translating.status
        if self._translating.is_complete:
            self.post_message(Told("Every sentence has its translation."))
        elif status.needs_consent:
            from reader.ui.screens.dialogs import AskConsent  # noqa: PLC0415 - not before the first frame

            self.app.push_screen(AskConsent(headings.consent(status)), self._on_consent)
        elif status.obstacle:
            self.post_message(Told(status.obstacle))

    def _on_consent(self, agreed: bool | None) -> None:  # noqa: FBT001 - a dialog's answer
        if agreed:
            self._settle(self.library.translations.agree)

    def revoke(self) -> None:
        """Take back the consent to send text."""
        self.workers.cancel_group(self, TRANSLATE)
        self._settle(self.library.translations.revoke)
        self.post_message(Told("No more text is sent; what is translated stays."))

    def _settle(self, consent: Callable[[], None]) -> None:
        """Keep what was agreed to or taken back, in a thread, as another program may hold the file for seconds."""

        async def keep() -> None:
            await asyncio.to_thread(consent)
            self.refresh_translation()

        self.run_worker(keep(), exit_on_error=False, group="consent")
