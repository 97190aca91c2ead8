"""The reading view: an article, its translation beside it, and where the reader is in both.

It owns the place. It asks for nothing: what to show is handed down; who wants to know where the reader is watches
the place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

from textual.binding import BindingType
from textual.reactive import reactive

from reader.model import Entity
from reader.text.parallel import Parallel
from reader.text.place import Place
from reader.text.segments import Document
from reader.text.selection import Selection, Unit, unit_at
from reader.text.spread import Arrangement
from reader.ui.bindings import bindings
from reader.ui.messages import Told
from reader.ui.widgets.columns import Columns
from reader.ui.widgets.pointing import Pointing
from reader.ui.widgets.text_view import MARGIN, TextView

MEASURE = range(40, 81)
"""The measures a reader can choose, in cells; typographers ask for 45 to 75 characters."""
_UNITS: tuple[Unit, ...] = ("character", "word", "sentence")
"""What one, two and three clicks take hold of."""


class Reading(Columns):
    """Two columns with a place in them, and the keys that move it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("selecting", "reading")

    place: reactive[Place] = reactive(Place(Document.of("")), init=False, repaint=False)
    """Where the reader is; ``go`` changes it."""
    highlights: reactive[bool] = reactive(True, init=False, repaint=False)
    """Whether entities are marked."""
    parallel: reactive[bool] = reactive(False, init=False, repaint=False)
    """Whether the translation is shown."""
    arrangement: reactive[Arrangement] = reactive[Arrangement]("beside", init=False, repaint=False)
    """Where it stands then; ``fit`` changes it."""
    pane_width: reactive[int] = reactive(0, init=False, repaint=False)
    """Cells that a column has when the translation is shown: the measure follows it, so that toggling never wraps
    anew."""
    measure: reactive[int] = reactive(72, init=False, repaint=False)
    """The widest line the reader wants, in cells."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._translated = Parallel.of(self.place.document, ())
        self._said: tuple[tuple[str | None, ...], tuple[str, ...]] | None = None
        self._height = 0

    # What is shown

    def open(self, document: Document, sentence: int = 0) -> None:
        """Show ``document`` at ``sentence``, without marks or translation so far."""
        last = max(0, len(document.sentences) - 1)
        self.clear()
        self._translated = Parallel.of(document, (None,) * len(document.sentences))
        self._said = None
        self.place = Place(document, min(max(0, sentence), last))
        self._lay_out()

    def show_entities(self, entities: Sequence[Entity]) -> None:
        """Mark ``entities`` in the source."""
        self.mark_entities(entities)

    def show_translations(self, translations: Sequence[str | None], signs: Sequence[str] = ()) -> None:
        """Show what is known of the translation, with signs; the line being read stays where it is."""
        said = tuple(translations), tuple(signs)
        if said == self._said:
            return
        self._said = said
        parallel = Parallel.of(self.place.document, translations, signs)
        if parallel != self._translated:
            self._translated = parallel
            if self.parallel:
                self._lay_out()

    def watch_parallel(self) -> None:
        """Align with the second column, or do not; the first neither wraps anew nor moves its current line."""
        self._lay_out()

    def fit(self, arrangement: Arrangement, pane_width: int) -> None:
        """Put the translation elsewhere, where a column has so many cells; the line being read stays where it is."""
        if (arrangement, pane_width) != (self.arrangement, self.pane_width):
            self.set_reactive(Reading.pane_width, pane_width)
            self.arrangement = arrangement
            self._lay_out()

    def watch_highlights(self, highlights: bool) -> None:  # noqa: FBT001 - a watcher
        """Mark entities, or do not."""
        self.show_entity_marks(highlights)

    def watch_pane_width(self) -> None:
        """Wrap at the new width; the passage may have got taller, and less of it be in view."""
        self._lay_out()
        self.call_after_refresh(self._reveal)

    def watch_measure(self) -> None:
        """Wrap at the new measure."""
        self._lay_out()

    def watch_place(self, place: Place) -> None:
        """Mark the place."""
        self.mark_place(place)

    @property
    def width(self) -> int:
        """The measure that there is room for, in cells."""
        return max(20, min(self.measure, self.pane_width - MARGIN - 1))

    def _lay_out(self) -> None:
        """Wrap and align both columns; the line being read stays on its row of the screen."""
        if not self.pane_width or not self.is_mounted or not self.place.document.sentences:
            return
        new = self.is_blank
        self.lay_out(self._translated, self.place, self.width, self.arrangement if self.parallel else None)
        if new:
            self._reveal()

    # Where the reader is

    def go(self, place: Place) -> None:
        """Go to a place, and bring it into view, even if the reader is there already."""
        self.place = place
        self._reveal()

    def _reveal(self) -> None:
        self.reveal(self.place)

    def _keep_in_view(self) -> None:
        """After scrolling: choose a sentence in view when the current one is wholly out of it."""
        place = self.place
        if not place.selecting and not self.is_blank and not self.in_view(place):
            self.place = Place(place.document, self.sentence_in_view(place))

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
        self.scroll_rows(self.top + rows)
        self._keep_in_view()

    def action_page(self, pages: float) -> None:
        """Scroll by pages, keeping two lines of the old one."""
        self.action_scroll(int(pages * max(1, self.height - 2)))

    def action_end(self, direction: int) -> None:
        """Go to the first or the last sentence; while selecting, take the end there."""
        self.go(self.place.end(direction))

    def action_step(self, unit: Unit, steps: int) -> None:
        """Go to another sentence or paragraph, or extend the selection."""
        small = unit in ("character", "word") and self.translation.has_focus
        self.go(self.place.step("sentence" if small else unit, steps))

    def action_count(self, digit: int) -> None:
        """Type a digit of how often the next motion is to be made."""
        self.go(self.place.digit(digit))

    def action_entity(self, steps: int) -> None:
        """Go to the next or the previous entity, and make it the passage."""
        here = self.place.passage
        after = here.start if self.place.selection else here.start - 1
        ahead = [e for e in self._entities if e.span.start > after]
        behind = [e for e in self._entities if e.span.start < here.start]
        found = ahead[:1] if steps > 0 else behind[-1:]
        for entity in found:
            self.go(self.place.select(entity.span).settle())

    def action_select(self) -> None:
        """Start selecting, go on with what is selected, or stop; in the translation, only sentences have an end."""
        self.go(self.place.toggle("sentence" if self.translation.has_focus else "word"))

    def action_swap(self) -> None:
        """Move the other end."""
        self.go(self.place.swap())

    def action_snap(self, unit: Literal["sentence", "paragraph"]) -> None:
        """Grow the selection to whole units."""
        self.go(self.place.snap(unit))

    def action_measure(self, steps: int) -> None:
        """Choose a wider or a narrower measure; say so where there is none."""
        before = self.width
        self.measure = min(max(MEASURE.start, before + 4 * steps), MEASURE.stop - 1)
        if self.width == before:
            way, least, most = "wider" if steps > 0 else "narrower", MEASURE.start, MEASURE.stop - 1
            kept = self.lead.size.width > self.pane_width
            why = "the translation needs room beside it" if kept else "there is no more room"
            why = f"it has {least} to {most} cells" if before in (least, most) else why
            self.post_message(Told(f"The text column cannot be {way}: {why}."))

    def action_highlights(self) -> None:
        """Show or hide the marks of entities."""
        self.highlights = not self.highlights

    def on_text_view_sized(self, event: TextView.Sized) -> None:
        """Keep the place in view when there is another number of rows, and bring it there when it is not."""
        event.stop()
        self.align_heads()
        before, self._height = self._height, self.height
        if before != self._height or not self.in_view(self.place):
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
        offset, translated = self.origin(event.view, event.offset)
        if event.count == 1:
            self.go(self.place.at(offset))
        else:
            self.go(self.place.select(unit_at(document, _unit(event.count, translated=translated), offset)))

    def on_pointing_dragged(self, event: Pointing.Dragged) -> None:
        """A drag selects characters; after a double click words, after a triple one sentences."""
        event.stop()
        (anchor, one), (head, other) = (self.origin(event.view, offset) for offset in (event.anchor, event.head))
        unit = _unit(event.count, translated=one or other)
        self.go(self.place.with_selection(Selection.between(self.place.document, anchor, head, unit)))


def _unit(clicks: int, *, translated: bool) -> Unit:
    """What so many clicks take hold of; only whole sentences of a translation have a place in the source."""
    return "sentence" if translated else _UNITS[min(clicks, len(_UNITS)) - 1]
