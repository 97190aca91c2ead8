"""An article and its translation in two columns whose rows are the same places, so that they scroll as one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget

from reader.model import Entity, Label, Span
from reader.text.parallel import Parallel
from reader.text.place import Place
from reader.text.spans import Mark
from reader.text.spread import Arrangement, Spread
from reader.ui.widgets.head import Head
from reader.ui.widgets.text_view import TextView

BADGES = {"PER": "ᴾ", "ORG": "ᴼ", "LOC": "ᴸ", "MISC": "ᴹ"}
"""The letter that says in writing what an entity's colour says."""
_CONTEXT_ROWS = 3
_NOTED, _NAMED = "noted", "named"
"""The layers of noted sentences, and of names, of a translation that is woven into the source."""


class Columns(Horizontal):
    """Two columns of text, each under its own heading, with the marks on both; it decides nothing."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.source, self.translation = TextView(id="source"), TextView(id="translation")
        views = {"source": self.source, "translation": self.translation}
        self._heads = {name: Head(view, id=f"{name}-head") for name, view in views.items()}
        self._source_column = Vertical(self._heads["source"], self.source, id="source-column")
        self._translation_column = Vertical(self._heads["translation"], self.translation, id="translation-column")
        self._spread: Spread | None = None
        self._parallel: Parallel | None = None
        """The translation, while it is shown."""
        self._entities: Sequence[Entity] = ()
        self._notes: Sequence[Span] = ()
        self.names_beside: Callable[[int, str], Sequence[Entity]] = lambda _index, _translation: ()
        """Gives the names in the translation of a sentence, by its index."""
        self._aim = 0.0
        """The row to have at the upper edge; a view that is hidden has the height of another time."""

    def compose(self) -> ComposeResult:
        """Source and translation."""
        yield self._source_column
        yield self._translation_column

    def on_mount(self) -> None:
        """Tie the two columns' scrolling together."""
        source, translation = self.source, self.translation
        self.watch(source, "scroll_y", lambda: self._follow(source, translation), init=False)
        self.watch(translation, "scroll_y", lambda: self._follow(translation, source), init=False)

    def _follow(self, leader: TextView, other: TextView) -> None:
        column = self._source_column if leader is self.source else self._translation_column
        if leader is self.lead:
            self._aim = leader.scroll_y
        woven = self._spread is not None and self._spread.weave is not None
        if (
            column.display and not woven and other.scroll_y != leader.scroll_y
        ):  # a hidden one has the height of another time
            other.scroll_to(y=leader.scroll_y, animate=False, immediate=True, force=True)

    # What is shown

    def show_columns(self, *, source: bool, translation: bool) -> None:
        """Show these columns; of two, the second has the scrollbar of both."""
        top, lead = self._aim, self.lead
        self._source_column.display, self._translation_column.display = source, translation
        if self.lead is not lead:
            self.call_after_refresh(self.scroll_rows, top)
        self.source.styles.scrollbar_size_vertical = 0 if translation else 1

    def head(self, column: Literal["source", "translation"], title: Content, *lines: Content) -> None:
        """Say what stands in a column."""
        self._heads[column].say(title, *lines)

    def align_heads(self) -> None:
        """Let the heads stand over their texts, where these have moved."""
        for head in self._heads.values():
            head.refresh()

    def clear(self) -> None:
        """Forget the text and all marks."""
        self._spread = self._parallel = None
        self._entities = self._notes = ()
        self._mark_source()

    @property
    def is_blank(self) -> bool:
        """Whether nothing is laid out."""
        return self._spread is None

    @property
    def _has_translation(self) -> TextView:
        """The view in which the translation stands."""
        return self.source if self._spread and self._spread.weave else self.translation

    def lay_out(self, parallel: Parallel, place: Place, width: int, arrangement: Arrangement | None) -> None:
        """Wrap the texts at ``width`` cells; without an ``arrangement`` the source alone.

        The line with ``place`` stays on its row of the screen; marks stay as long as their text does.
        """
        shown, self._parallel = self._parallel, parallel if arrangement else None
        old, above = self._spread, self._spread.row_of(place.offset) - self.top if self._spread else None
        spread = Spread.of(place.document, parallel, width, arrangement, old=old)
        top = 0 if above is None else spread.row_of(place.offset) - above
        if above is not None:
            spread = spread.padded(max(0, -top), max(0, top + self.height - spread.rows.height) if top > 0 else 0)
        self._spread = spread
        self.source.show(spread.source, spread.rows, spread.kinds)
        if arrangement == "beside" and spread.translation:
            self.translation.show(spread.translation, spread.rows, spread.kinds)
        if spread.weave or (old and old.weave):
            self._mark_source()
        if arrangement and (parallel is not shown or spread.weave or (old and old.weave)):
            self._mark_translation(parallel)
        self.mark_place(place)
        self.align_heads()
        self.scroll_rows(0 if above is None else spread.row_of(place.offset) - above)

    def mark_entities(self, entities: Sequence[Entity]) -> None:
        """Mark entities in the source, and where they are found in the translation."""
        self._entities = entities
        self._mark_entities()
        if self._parallel:
            self._mark_names_beside(self._parallel)

    def _mark_entities(self) -> None:
        marks = [_named(each.label, span) for each in self._entities for span in self._shown(each.span)]
        self.source.set_layer("entity", marks)

    def _mark_names_beside(self, parallel: Parallel) -> None:
        assert self._spread is not None
        missing, view, shown = set(parallel.missing), self._has_translation, self._spread.shown_beside
        there = [(i, span) for i, span in enumerate(parallel.sentences) if i not in missing]
        marks = [
            _named(each.label, part)
            for i, span in there
            for each in self.names_beside(i, span.of(parallel.text))
            for part in shown(Span(span.start + each.span.start, span.start + each.span.end))
        ]
        view.set_layer(_NAMED if view is self.source else "entity", marks)

    def show_entity_marks(self, shown: bool) -> None:  # noqa: FBT001 - what else could it be
        """Show the marks of entities, or do not."""
        for view, layer in ((self.source, "entity"), (self.source, _NAMED), (self.translation, "entity")):
            view.show_layer(layer, shown)

    def mark_notes(self, spans: Sequence[Span]) -> None:
        """Mark noted passages in the source, and the sentences they touch in the translation."""
        self._notes = spans
        self._mark_notes()
        if self._parallel:
            self._mark_translation(self._parallel)

    def _mark_notes(self) -> None:
        self.source.set_layer("note", [Mark(shown, "note") for span in self._notes for shown in self._shown(span)])

    def _mark_source(self) -> None:
        """Mark the source anew, as it is woven in another way than before."""
        self._mark_entities()
        self._mark_notes()
        for name in ("missing", "sign", _NOTED, _NAMED):
            self.source.set_layer(name, ())

    def _mark_translation(self, parallel: Parallel) -> None:
        assert self._spread is not None
        document, view, shown = self._spread.document, self._has_translation, self._spread.shown_beside
        touched = {i for span in self._notes for i in document.sentences_in(span)}
        self._mark_names_beside(parallel)
        layers = {
            "missing": [(parallel.sentences[i], "missing") for i in parallel.missing],
            "sign": [(span, "sign") for span in parallel.signed.values()],
            _NOTED if view is self.source else "note": [(parallel.sentences[i], "note") for i in sorted(touched)],
        }
        for name, marks in layers.items():
            view.set_layer(name, [Mark(span, style) for whole, style in marks for span in shown(whole)])

    def _shown(self, span: Span) -> list[Span]:
        """Where a span of the body stands in the source's view."""
        return self._spread.shown(span) if self._spread else [span]

    def mark_place(self, place: Place) -> None:
        """Mark where the reader is."""
        if self._spread is None:
            return
        style: Literal["sentence", "selection"] = "selection" if place.selection else "sentence"
        marks = [Mark(span, style) for span in self._shown(place.passage)]
        under, over = ([], marks) if place.selection else (marks, [])
        if self._parallel:
            whole = place.selection is not None and place.snap("sentence").passage == place.passage
            look = "selection" if whole else "sentence"
            shown = (part for span in self._beside(self._parallel, place) for part in self._spread.shown_beside(span))
            beside = [Mark(span, look) for span in shown]
            under_it, over_it = ([], beside) if whole else (beside, [])
            if self._has_translation is self.source:
                under, over = under + under_it, over + over_it
            else:
                self.translation.set_passing(under_it, over_it)
        self.source.set_passing(under, over)

    @staticmethod
    def _beside(parallel: Parallel, place: Place) -> list[Span]:
        """The translation of the sentences of a place, if there are any."""
        touched = [parallel.sentences[i] for i in place.sentences]
        return [Span(touched[0].start, touched[-1].end)] if touched else []

    # What is in view

    @property
    def lead(self) -> TextView:
        """The view that is on the screen: the source, unless there is room for the translation only."""
        return self.source if self._source_column.display else self.translation

    @property
    def top(self) -> int:
        """The first row in view."""
        return self.lead.scroll_offset.y

    @property
    def height(self) -> int:
        """How many rows are in view."""
        return self.lead.size.height

    @property
    def visible_sentences(self) -> range:
        """Indexes of the sentences on the screen now."""
        return self._spread.sentences_on(self.top, self.height) if self._spread else range(0)

    def _rows_of(self, place: Place) -> tuple[int, int]:
        """The first and the last row of the passage in the view that is on the screen."""
        assert self._spread is not None
        if self._parallel and self.lead is self.translation:
            return self._spread.rows_beside(self._beside(self._parallel, place)[0])
        first, last = self._spread.rows_of(place.passage)
        if self._parallel and self._spread.weave:
            last = max(last, self._spread.rows_beside(self._beside(self._parallel, place)[0])[1])
        return first, last

    def in_view(self, place: Place) -> bool:
        """Whether any row of the passage is on the screen."""
        first, last = self._rows_of(place) if self._spread else (0, 0)
        return last >= self.top and first < self.top + self.height

    def reveal(self, place: Place) -> None:
        """Bring a place into view with some rows around it: the end that moves, or the beginning of the passage."""
        if not self._spread or not self.height:
            return
        low, high = self._rows_of(place)
        if place.selecting:
            low = high = high if place.offset > place.passage.start else low
        else:
            high = min(high, low + max(0, self.height - 2 * _CONTEXT_ROWS))
        if low < self.top + 1:
            self.scroll_rows(low - _CONTEXT_ROWS)
        elif high > self.top + self.height - 2:
            self.scroll_rows(high - self.height + 1 + _CONTEXT_ROWS)

    def sentence_in_view(self, place: Place) -> int:
        """The sentence to go on with when that of ``place`` has left the view."""
        assert self._spread is not None
        below = self._rows_of(place)[0] < self.top
        if self._parallel and self.lead is self.translation:
            return self._spread.nearest_beside(self.top, self.height, below=below)
        return self._spread.nearest_on(self.top, self.height, below=below)

    def scroll_rows(self, top: float) -> None:
        """Bring the row ``top`` to the upper edge, as far as there is text below it."""
        for view in (self.source, self.translation):
            view.scroll_to(y=max(0, top), animate=False, immediate=True, force=True)
        self._aim = max(0, top)

    def origin(self, view: Widget, offset: int) -> tuple[int, bool]:
        """Where the source has what is at ``offset`` of a view, and whether that is a translation.

        Of a translation, where its sentence starts.
        """
        if self._spread is None:
            return 0, False
        return (self._spread.origin_beside(offset), True) if view is self.translation else self._spread.origin(offset)

    def cell_of(self, offset: int) -> tuple[int, int]:
        """The cell of the source's view in which ``offset`` of the body is drawn, as ``TextView.cell_of``."""
        woven = self._spread.weave if self._spread else None
        return self.source.cell_of(woven.source.at(offset) if woven else offset)


def _named(label: Label, span: Span) -> Mark:
    """How a name is marked."""
    return Mark(span, label.lower(), BADGES[label])
