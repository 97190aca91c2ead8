"""The reading view: an article, its translation beside it, and where the reader is in both.

It owns the place, the layout that the two columns share, and the layers of marks. It asks for nothing: what to
show is handed down, what the reader does is reported in messages.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from reader.model import Entity, Span
from reader.text.parallel import Parallel
from reader.text.place import Place
from reader.text.segments import Document
from reader.text.selection import Selection, Unit, unit_at
from reader.text.spans import Mark
from reader.text.spread import Spread
from reader.ui.bindings import bindings
from reader.ui.messages import Moved
from reader.ui.widgets.pointing import Pointing
from reader.ui.widgets.text_view import MARGIN, TextView

BADGES = {"PER": "ᴾ", "ORG": "ᴼ", "LOC": "ᴸ", "MISC": "ᴹ"}
"""The letter that says in writing what an entity's colour says."""
MEASURE = range(40, 81)
"""The measures a reader can choose, in cells; typographers ask for 45 to 75 characters."""
_CONTEXT_ROWS = 3
_UNITS: tuple[Unit, ...] = ("character", "word", "sentence")
"""What one, two and three clicks take hold of."""


class Reading(Vertical):
    """An article and its translation in two columns that scroll as one."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("selecting", "reading")

    place: reactive[Place] = reactive(Place(Document.of("")), init=False, always_update=True)
    """Where the reader is; being sent there again brings it into view again."""
    highlights: reactive[bool] = reactive(True, init=False)
    """Whether entities are marked."""
    parallel: reactive[bool] = reactive(False, init=False)
    """Whether the translation stands beside the source."""
    pane_width: reactive[int] = reactive(0, init=False)
    """Cells one column has when both are shown: the measure follows it, so that toggling never wraps anew."""
    measure: reactive[int] = reactive(72, init=False)
    """The widest line the reader wants, in cells."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._translations: Sequence[str | None] = ()
        self._parallel = Parallel.of(self.place.document, ())
        self._entities: Sequence[Entity] = ()
        self._notes: Sequence[Span] = ()
        self._spread: Spread | None = None
        self._height = 0

    def compose(self) -> ComposeResult:
        """Two columns, each under its own heading."""
        with Horizontal(id="columns"):
            with Vertical(id="source-column"):
                yield Static(id="source-head", markup=False)
                yield TextView(id="source")
            with Vertical(id="translation-column"):
                yield Static(id="translation-head", markup=False)
                yield TextView(id="translation")

    @property
    def source(self) -> TextView:
        """The view of the article."""
        return self.query_one("#source", TextView)

    @property
    def translation(self) -> TextView:
        """The view of its translation."""
        return self.query_one("#translation", TextView)

    @property
    def lead(self) -> TextView:
        """The view that is on the screen: the source, unless there is room for the translation only."""
        return self.source if self.query_one("#source-column").display else self.translation

    @property
    def visible_sentences(self) -> range:
        """Indexes of the sentences on the screen now."""
        top, height = self.lead.scroll_offset.y, self.lead.size.height
        return self._spread.sentences_on(top, height) if self._spread else range(0)

    def on_mount(self) -> None:
        """Tie the two columns' scrolling together."""
        source, translation = self.source, self.translation
        self.watch(source, "scroll_y", lambda: self._follow(source, translation), init=False)
        self.watch(translation, "scroll_y", lambda: self._follow(translation, source), init=False)

    def _follow(self, leader: TextView, other: TextView) -> None:
        if other.display and other.scroll_y != leader.scroll_y:
            other.scroll_to(y=leader.scroll_y, animate=False, immediate=True, force=True)

    # What is shown

    def open(self, document: Document, sentence: int = 0) -> None:
        """Show ``document`` at ``sentence``, without marks or translation so far."""
        last = max(0, len(document.sentences) - 1)
        self._entities, self._notes, self._spread = (), (), None
        self._translations = (None,) * len(document.sentences)
        self._parallel = Parallel.of(document, self._translations)
        self.set_reactive(Reading.place, Place(document, min(max(0, sentence), last)))
        self._lay_out()
        self.post_message(Moved(self.place))

    def show_entities(self, entities: Sequence[Entity]) -> None:
        """Mark ``entities`` in the source."""
        self._entities = entities
        self._mark_entities()

    def show_notes(self, spans: Sequence[Span]) -> None:
        """Mark noted passages in the source, and the sentences they touch in the translation."""
        self._notes = spans
        self._mark_notes()

    def show_translations(self, translations: Sequence[str | None]) -> None:
        """Show what is known of the translation; the line being read stays where it is."""
        self._translations = translations
        self._parallel = Parallel.of(self.place.document, translations)
        if self.parallel:
            self._lay_out()

    def watch_parallel(self, parallel: bool) -> None:  # noqa: FBT001 - a watcher
        """Show or hide the second column; the first neither wraps anew nor moves its current line."""
        self.set_class(parallel, "-parallel")
        self._lay_out()

    def watch_highlights(self) -> None:
        """Mark entities, or do not."""
        self._mark_entities()

    def watch_pane_width(self) -> None:
        """Wrap at the new width; the passage may have got taller, and less of it be in view."""
        self._lay_out()
        self.call_after_refresh(self._reveal)

    def watch_measure(self) -> None:
        """Wrap at the new measure."""
        self._lay_out()

    def watch_place(self, old: Place, new: Place) -> None:
        """Paint the place, bring it into view, and tell of it."""
        if old.document is new.document:
            self._mark_place()
            self._reveal()
            self.post_message(Moved(new))

    @property
    def width(self) -> int:
        """The measure that there is room for, in cells."""
        return max(20, min(self.measure, self.pane_width - MARGIN - 1))

    def _lay_out(self) -> None:
        """Wrap and align both columns; the line being read stays on its row of the screen."""
        if not self.pane_width or not self.is_mounted or not self.place.document.sentences:
            return
        above = self._row() - self.lead.scroll_offset.y if self._spread else None
        spread = Spread.of(self.place.document, self._parallel, self.width, beside=self.parallel, old=self._spread)
        if above is not None:
            y, page = spread.row_of(self.place.offset) - above, self.lead.size.height
            spread = spread.padded(max(0, -y), max(0, y + page - spread.rows.height) if y > 0 else 0)
        self._spread = spread
        self.source.show(spread.source, spread.rows, spread.kinds)
        if self.parallel:
            self.translation.show(spread.translation, spread.rows, spread.kinds)
        self._mark_entities()
        self._mark_notes()
        self._mark_place()
        if above is None:
            self._scroll_both(0)
            self._reveal()
        else:
            self._scroll_both(self._row() - above)

    def _mark_entities(self) -> None:
        entities = self._entities if self.highlights else ()
        marks = [Mark(entity.span, entity.label.lower(), BADGES[entity.label]) for entity in entities]
        self.source.set_layer("entity", marks)
        missing = [Mark(self._parallel.sentences[i], "missing") for i in self._parallel.missing]
        self.translation.set_layer("missing", missing)

    def _mark_notes(self) -> None:
        self.source.set_layer("note", [Mark(span, "note") for span in self._notes])
        touched = {i for span in self._notes for i in self.place.document.sentences_in(span)}
        self.translation.set_layer("note", [Mark(self._parallel.sentences[i], "note") for i in sorted(touched)])

    def _mark_place(self) -> None:
        if not self._spread:
            return
        style: Literal["sentence", "selection"] = "selection" if self.place.selection else "sentence"
        marks = [Mark(self.place.passage, style)]
        self.source.set_passing(*(((), marks) if self.place.selection else (marks, ())))
        whole = self.place.selection is not None and self.place.snap("sentence").passage == self.place.passage
        look = "selection" if whole else "sentence"
        touched = [self._parallel.sentences[i] for i in self.place.sentences]
        beside = [Mark(Span(touched[0].start, touched[-1].end), look)] if touched else []
        self.translation.set_passing(*(((), beside) if whole else (beside, ())))

    # Where the view is

    def _row(self) -> int:
        return self._spread.row_of(self.place.offset) if self._spread else 0

    @property
    def _rows_of_passage(self) -> tuple[int, int]:
        """The first and the last row of the passage in the view that is on the screen."""
        if not self._spread:
            return 0, 0
        if self.lead is self.source:
            return self._spread.rows_of(self.place.passage)
        spans = [self._parallel.sentences[i] for i in self.place.sentences]
        return self._spread.rows_beside(Span(spans[0].start, spans[-1].end))

    @property
    def _in_view(self) -> bool:
        """Whether any row of the passage is on the screen."""
        first, last = self._rows_of_passage
        top = self.lead.scroll_offset.y
        return last >= top and first < top + self.lead.size.height

    def _reveal(self) -> None:
        """Bring the place into view, with some lines around it."""
        height, top = self.lead.size.height, self.lead.scroll_offset.y
        if not self._spread or not height:
            return
        low, high = self._rows_of_passage
        if self.place.selecting:
            low = high = high if self.place.offset > self.place.passage.start else low
        else:
            high = min(high, low + max(0, height - 2 * _CONTEXT_ROWS))
        if low < top + 1:
            self._scroll_both(low - _CONTEXT_ROWS)
        elif high > top + height - 2:
            self._scroll_both(high - height + 1 + _CONTEXT_ROWS)

    def _scroll_both(self, y: float) -> None:
        for view in (self.source, self.translation):
            view.scroll_to(y=max(0, y), animate=False, immediate=True, force=True)

    def _keep_in_view(self) -> None:
        """After scrolling: choose a sentence in view when the current one is wholly out of it."""
        if self.place.selecting or not self._spread or self._in_view:
            return
        top, height = self.lead.scroll_offset.y, self.lead.size.height
        below = self._rows_of_passage[0] < top
        if self.lead is self.source:
            index = self._spread.nearest_on(top, height, below=below)
        else:
            index = self._spread.nearest_beside(self._parallel.sentences, top, height, below=below)
        self.set_reactive(Reading.place, Place(self.place.document, index))
        self._mark_place()
        self.post_message(Moved(self.place))

    # What the reader does

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys of the selection work only while there is one."""
        if action == "count":
            return self.place.counting
        if action in ("swap", "snap") or (action == "step" and parameters[0] in ("character", "word")):
            return self.place.selecting
        return True

    def action_scroll(self, rows: int) -> None:
        """Scroll by lines; the current sentence follows when it leaves the view."""
        self._scroll_both(self.lead.scroll_offset.y + rows)
        self._keep_in_view()

    def action_page(self, pages: float) -> None:
        """Scroll by pages, keeping two lines of the old one."""
        self.action_scroll(int(pages * max(1, self.lead.size.height - 2)))

    def action_end(self, direction: int) -> None:
        """Go to the first or the last sentence; while selecting, take the end there."""
        self.place = self.place.end(direction)

    def action_step(self, unit: Unit, steps: int) -> None:
        """Go to another sentence or paragraph, or extend the selection."""
        small = unit in ("character", "word") and self.translation.has_focus
        self.place = self.place.step("sentence" if small else unit, steps)

    def action_count(self, digit: int) -> None:
        """Type a digit of how often the next motion is to be made."""
        self.place = self.place.digit(digit)

    def action_entity(self, steps: int) -> None:
        """Go to the next or the previous entity, and make it the passage."""
        here = self.place.passage
        after = here.start if self.place.selection else here.start - 1
        ahead = [e for e in self._entities if e.span.start > after]
        behind = [e for e in self._entities if e.span.start < here.start]
        found = ahead[:1] if steps > 0 else behind[-1:]
        for entity in found:
            self.place = self.place.select(entity.span).settle()

    def action_select(self) -> None:
        """Start selecting, go on with what is selected, or stop; in the translation, only sentences have an end."""
        self.place = self.place.toggle("sentence" if self.translation.has_focus else "word")

    def action_swap(self) -> None:
        """Move the other end."""
        self.place = self.place.swap()

    def action_snap(self, unit: Literal["sentence", "paragraph"]) -> None:
        """Grow the selection to whole units."""
        self.place = self.place.snap(unit)

    def action_measure(self, steps: int) -> None:
        """Choose a wider or a narrower measure."""
        self.measure = min(max(MEASURE.start, self.width + 4 * steps), MEASURE.stop - 1)

    def action_highlights(self) -> None:
        """Show or hide the marks of entities."""
        self.highlights = not self.highlights

    def on_text_view_sized(self, event: TextView.Sized) -> None:
        """Keep the place in view when there is another number of rows, and bring it there when it is not."""
        event.stop()
        height, self._height = self._height, self.lead.size.height
        if height != self._height or not self._in_view:
            self._reveal()

    def on_pointing_wheeled(self, event: Pointing.Wheeled) -> None:
        """The wheel scrolls as keys do, so that a current sentence stays in view."""
        event.stop()
        self.action_scroll(event.rows)

    def on_pointing_clicked(self, event: Pointing.Clicked) -> None:
        """A click makes its sentence current; a double click selects the word, a triple one the sentence."""
        event.stop()
        document = self.place.document
        if not document.sentences:
            return
        offset = self._source_offset(event.view, event.offset)
        if event.count == 1:
            self.place = self.place.at(offset)
        else:
            self.place = self.place.select(unit_at(document, self._unit(event.view, event.count), offset))

    def on_pointing_dragged(self, event: Pointing.Dragged) -> None:
        """A drag selects characters; after a double click words, after a triple one sentences."""
        event.stop()
        anchor, head = (self._source_offset(event.view, offset) for offset in (event.anchor, event.head))
        unit = self._unit(event.view, event.count)
        self.place = self.place.with_selection(Selection.between(self.place.document, anchor, head, unit))

    def _unit(self, view: Widget, clicks: int) -> Unit:
        """What so many clicks take hold of; only whole sentences of a translation have a place in the source."""
        return "sentence" if view is self.translation else _UNITS[min(clicks, len(_UNITS)) - 1]

    def _source_offset(self, view: Widget, offset: int) -> int:
        """Where ``offset`` in a view is in the source: in a translation, where its sentence starts there."""
        if view is not self.translation or not self.place.document.sentences:
            return offset
        return self.place.document.sentences[self._parallel.sentence_at(offset)].span.start
