"""What one does in the article being read: notes and tags on its passages, copying, going to notes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from reader.library import Library, Opened
from reader.library.tags import told
from reader.library.unfinished import subject_of_passage
from reader.model import ArticleRow, Entity, Excerpt, Note, Span
from reader.text.clean import one_line
from reader.ui import clipboard
from reader.ui.bindings import bindings
from reader.ui.messages import Asked, Changed, Told
from reader.ui.screens import noting, placing, revising
from reader.ui.screens.article_view import ArticleView
from reader.ui.screens.changes import attempt
from reader.ui.screens.tag_keys import TagKeys
from reader.ui.widgets.notes_panel import NotesPanel

if TYPE_CHECKING:  # loaded when a word is looked up
    from reader.ui.screens.word_lookup import WordLookup


class ArticlePane(ArticleView):
    """The article, with the actions on passages."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("article")

    def __init__(self, library: Library, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(library, id=id)
        self._keys = TagKeys()
        self._lookup: WordLookup | None = None
        self.is_gone = False
        """Whether the file of the article was gone when the folder was looked through last."""

    def open(self, row: ArticleRow, opened: Opened) -> None:
        """Show an article, which is there."""
        self.is_gone = False
        super().open(row, opened)

    # Translation

    def action_revise(self) -> None:
        """Let the user write the translation of the sentence."""
        if self._translating is not None and self._translating.known:
            revising.write(self, self.library, self._translating, self.reading.place, self.refresh_notes)

    def action_doubt(self) -> None:
        """Mark the translation of the sentence doubtful, or take that back."""
        if self._translating is not None and self._translating.known:
            revising.doubt(self, self._translating, self.reading.place, self.refresh_notes)

    def action_about(self) -> None:
        """Tell who translated the sentence, and what to look at."""
        if self._translating is not None and self._translating.known:
            revising.tell(self, self._translating, self.reading.place)

    def _passage(self) -> tuple[Span, Note | None] | None:
        """The passage, and the note that is on exactly it."""
        if self.opened is None or not self.opened.document.sentences:
            return None
        span = self.reading.place.passage
        note = next((note for note, placing in self._placed if placing.span == span), None)
        if note is None and self.is_gone:
            self.post_message(Told("The file of this article is gone: put it back, F5, and it takes notes again."))
            return None
        return span, note

    def action_note(self) -> None:
        """Write a note on the passage."""
        passage = self._passage()
        if passage and self.opened:
            self._edit(passage[1], passage[0].of(self.opened.article.body), passage[0])

    def _edit(self, note: Note | None, quote: str, span: Span | None) -> None:
        subject = subject_of_passage(self.opened.article.id, span) if self.opened and span else ""
        opened = self.opened
        noting.edit(self, self.library, subject, note, quote, lambda text: self._write(opened, note, span, text=text))

    def action_tag(self) -> None:
        """Choose tags for the passage."""
        passage = self._passage()
        if passage and self.opened:
            self._pick(passage[1], passage[0].of(self.opened.article.body), passage[0])

    def _pick(self, note: Note | None, quote: str, span: Span | None) -> None:
        before, opened = note.tags if note else (), self.opened

        def take(tags: tuple[str, ...]) -> None:
            if tags != before:
                self._write(opened, note, span, tags=tags)

        names = self._names_in(span) if span else ()
        noting.pick(self, self.library, quote, before, take, keys=self.tag_keys, names=names)

    def _names_in(self, span: Span) -> list[Entity]:
        found = (self.library.known_entities(self.opened) if self.opened else None) or ()
        return [entity for entity in found if span.overlaps(entity.span)]

    @property
    def tag_keys(self) -> Mapping[int, str]:
        """The tags on the keys 1 to 9."""
        notebook = self.library.notebook
        return self._keys.offer([use.name for use in notebook.tags], notebook.tag_infos)

    def action_recent(self, digit: int) -> None:
        """Put the tag on a digit on the passage."""
        tag = self.tag_keys.get(digit)
        if tag is None:
            self.post_message(Told(f"There is no tag on {digit} yet; # makes one, M pins one."))
            return
        self._add_tags((tag,))

    def action_repeat(self) -> None:
        """Put the last tags on this passage too."""
        if not self._keys.last:
            self.post_message(Told("No tag to repeat yet; # chooses one."))
            return
        self._add_tags(self._keys.last)

    def _add_tags(self, tags: Sequence[str]) -> None:
        passage = self._passage()
        if passage:
            span, note = passage
            before = note.tags if note else ()
            self._write(self.opened, note, span, tags=(*before, *(tag for tag in tags if tag not in before)))

    def _write(
        self,
        opened: Opened | None,
        note: Note | None,
        span: Span | None,
        *,
        text: str | None = None,
        tags: Sequence[str] | None = None,
    ) -> Future[None] | None:
        """Store; the passage stays, so that a tag and a note can follow one another, and motions leave it.

        ``opened`` is the article as it was when the user was asked: it may have changed since.

        Who has written a note on a word has done with looking it up; who tags words goes on to the next.
        """
        if opened is None:
            return None
        notebook, article = self.library.notebook, opened.article

        def write() -> tuple[Note, Future[None]]:
            if note is not None:
                return notebook.change(note, text=text, tags=tags)
            return notebook.write(article, span or Span(0, 0), text=text, tags=tags)

        written = attempt(self, write)
        if written is None:
            return None
        new, saved = written
        if tags:
            self._keys.used(note.tags if note else (), new.tags)
        self.reading.go(self.reading.place.settle())
        if text is not None:
            self._put_card_away()
        self.refresh_notes()
        label = "Note" if text is not None else told(note.tags if note else (), new.tags)
        self.post_message(Changed(label, saved))
        return saved

    def action_everywhere(self) -> None:
        """Tag what is selected wherever it stands in the library: the name it is, or else the words."""
        from reader.ui.screens.everywhere import Everywhere  # noqa: PLC0415 - not before the first frame

        if self.opened is None:
            return
        span = self.reading.place.passage if self.reading.place.selection else Span(0, 0)
        name = next((entity.name for entity in self._names_in(span) if entity.span.covers(span)), None)
        words = one_line(span.of(self.opened.article.body))
        everywhere = Everywhere(self.library, name or words, "name" if name else "words")
        self.app.push_screen(everywhere, lambda _: self.refresh_notes())

    def show_panes(self, shown: frozenset[str]) -> None:
        """Show what is named; a word that was looked up may be elsewhere then."""
        super().show_panes(shown)
        self._put_card_away()

    def _put_card_away(self) -> None:
        if self._lookup is not None:
            self._lookup.put_away()

    async def action_word(self) -> None:
        """Look up the word here, and let the reader go from word to word."""
        from reader.ui.screens.word_lookup import WordLookup  # noqa: PLC0415 - not before the first frame

        if self.opened is None:
            return
        if not self.reading.source.is_on_screen:
            self.post_message(Told("Words are looked up in the source: t or Tab goes there."))
            return
        if self._lookup is None:
            self._lookup = WordLookup(self.library, self.reading)
            await self.reading.mount(self._lookup)
        self._lookup.open()

    def action_copy(self) -> None:
        """Copy the passage, its English and where it is from."""
        if self.opened is None or self.row is None:
            return
        passage = self.reading.place.passage
        text = self.library.quotation(self.opened, passage)
        self.app.copy_to_clipboard(text)
        self.run_worker(lambda: clipboard.copy(text), thread=True, exit_on_error=False, group="clipboard")
        self.post_message(Told(f"Copied {passage.length:,} characters, with their source."))

    def action_show_note(self) -> None:
        """Go through the notes on the sentences of the passage, one after the other."""
        place = self.reading.place
        around = place.snap("sentence").passage if place.selection else place.passage
        touching = {placing.span for _, placing in self._placed if placing.span and placing.span.overlaps(around)}
        if not touching:
            self.post_message(Told("No note here."))
            return
        self.notes_visible = True
        spans, here = sorted(touching), place.passage
        following = spans[(spans.index(here) + 1) % len(spans)] if here in touching else spans[0]
        self.reading.go(place.select(following).settle())

    def go_to_note(self, note: Note) -> None:
        """Make the passage of a note on this article the current one."""
        span = next((placing.span for other, placing in self._placed if other.uid == note.uid), None)
        if span is None:
            self.post_message(Told("Its passage is gone: select another one, then p in the notes panel."))
        else:
            self.reading.go(self.reading.place.select(span).settle())

    def on_notes_panel_chosen(self, event: NotesPanel.Chosen) -> None:
        """Do what was chosen in the panel."""
        event.stop()
        note = event.note
        if event.verb == "open":
            self.go_to_note(note)
            self.reading.source.focus()
        elif event.verb == "edit":
            self._edit(note, note.anchor.exact, None)
        elif event.verb == "tag":
            self._pick(note, note.anchor.exact, None)
        elif event.verb == "place":
            self._ask_place(note)
        else:
            self._change("Note deleted", lambda: self.library.notebook.delete([note]))

    def _change(self, label: str, change: Callable[[], Future[None]]) -> None:
        saved = attempt(self, change)
        if saved is not None:
            self.refresh_notes()
            self.post_message(Changed(label, saved))

    def _ask_place(self, note: Note) -> None:
        place, opened = self.reading.place, self.opened
        here = next((where for other, where in self._placed if other.uid == note.uid), None)
        if opened is None or here is None:
            return

        selected = (opened.article, place.passage) if place.selection and place.passage != here.span else None
        why_not = placing.ask(self, self.library, [Excerpt(note, here, self.row)], selected, self._change)
        if why_not:
            self.post_message(Told(why_not))

    def action_ask(self, verb: str) -> None:
        """Ask for something to be done with the article as a whole."""
        self.post_message(Asked(verb))
