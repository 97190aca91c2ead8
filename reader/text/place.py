"""Where a reader is in a document: at a sentence, or with a passage selected: a value, with motions as verbs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from reader.model import Span
from reader.text.segments import Document
from reader.text.selection import Selection, Unit

_MOST = 999
"""The largest count."""


@dataclass(frozen=True, slots=True)
class Place:
    """A current sentence, and what is selected, if anything is."""

    document: Document
    sentence: int = 0
    """Index of the current sentence; with a selection, the one that its moving end is in."""
    selection: Selection | None = None
    settled: bool = False
    """Whether the selection was acted on already: it stays the passage, but the next motion leaves it."""
    count: int | None = None
    """How often the next motion is to be made, as far as typed: right after an end was taken hold of; else None."""

    @property
    def counting(self) -> bool:
        """Whether digits count the next motion."""
        return self.selecting and self.count is not None

    @property
    def selecting(self) -> bool:
        """Whether motions move the end of the selection."""
        return self.selection is not None and not self.settled

    @property
    def passage(self) -> Span:
        """What a note or a tag would be put on: the selection, else the current sentence."""
        if self.selection is not None:
            return self.selection.span(self.document.body)
        return self.document.sentences[self.sentence].span if self.document.sentences else Span(0, 0)

    @property
    def offset(self) -> int:
        """The code point that must stay in view."""
        if self.selection is None:
            return self.passage.start
        last = self.selection.head - (self.selection.head > self.selection.anchor)
        return min(max(0, last), max(0, len(self.document.body) - 1))

    @property
    def sentences(self) -> range:
        """Indexes of the sentences that the passage touches."""
        if self.selection is None:
            return range(self.sentence, self.sentence + 1) if self.document.sentences else range(0)
        return self.document.sentences_in(self.passage)

    def at(self, offset: int) -> Place:
        """The sentence at ``offset``, with nothing selected."""
        return Place(self.document, self.document.sentence_at(offset))

    def with_selection(self, selection: Selection) -> Place:
        """Select."""
        there = replace(self, selection=selection, settled=False, count=None)
        touched = there.sentences or range(1)
        return replace(there, sentence=touched[-1] if selection.head > selection.anchor else touched[0])

    def select(self, span: Span) -> Place:
        """Select ``span``, with its far end moving."""
        return self.with_selection(Selection(span.start, span.end))

    def settle(self) -> Place:
        """Keep the selection as the passage, and let motions leave it."""
        return replace(self, settled=True) if self.selection else self

    def leave(self) -> Place:
        """Select nothing."""
        return replace(self, selection=None, settled=False, count=None)

    def digit(self, digit: int) -> Place:
        """Type one more digit of the count."""
        return replace(self, count=min((self.count or 0) * 10 + digit, _MOST)) if self.counting else self

    def step(self, unit: Unit, steps: int) -> Place:
        """Go ``steps`` sentences or paragraphs on, or move the selection's end by units."""
        if self.selection is not None and self.selecting:
            return self.with_selection(self.selection.move(self.document, unit, steps * (self.count or 1)))
        if not self.document.sentences:
            return self
        if unit == "paragraph":
            here = self.document.sentences[self.sentence].paragraph
            there = min(max(0, here + steps), len(self.document.paragraphs) - 1)
            return self.at(self.document.paragraphs[there].span.start)
        there = min(max(0, self.sentence + steps), len(self.document.sentences) - 1)
        return Place(self.document, there)

    def end(self, direction: int) -> Place:
        """Go to the first or the last sentence, or take the selection's end there."""
        offset = len(self.document.body) if direction > 0 else 0
        if self.selection is not None and self.selecting:
            if offset == self.selection.anchor:
                return self
            return self.with_selection(Selection(self.selection.anchor, offset))
        return self.at(offset)

    def toggle(self, unit: Literal["word", "sentence"] = "word") -> Place:
        """Start selecting, with the first word of the sentence or all of it; go on after settling; or stop."""
        if self.selection is not None:
            return replace(self, settled=False, count=0) if self.settled else self.leave()
        if not self.document.sentences:
            return self
        span = self.passage
        whole = Selection(span.start, span.end)
        selection = Selection.at(self.document, span) if unit == "word" else whole
        return replace(self.with_selection(selection), count=0)

    def swap(self) -> Place:
        """Move the other end of the selection from now on."""
        return replace(self.with_selection(self.selection.swap()), count=0) if self.selection else self

    def snap(self, unit: Literal["sentence", "paragraph"]) -> Place:
        """Grow the selection to whole sentences or paragraphs."""
        return self.with_selection(self.selection.snap(self.document, unit)) if self.selection else self
