"""Looking up words of the text: a card that goes with the reader from word to word."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Region

from reader.text.clean import one_line
from reader.ui import jobs
from reader.ui.messages import Told
from reader.ui.widgets.word_card import WordCard

if TYPE_CHECKING:
    from textual.widget import Widget

    from reader.dictionary.lexicon import Answer
    from reader.library import Library
    from reader.library.words import Words
    from reader.model import Span
    from reader.text.place import Place
    from reader.ui.widgets.reading import Reading

DICTIONARY = "dictionary"
"""Name of the job that opens the dictionaries."""
_ANSWERS, _LINES = 4, 4
"""How much of what is known the card shows."""


class WordLookup(WordCard):
    """The card with the words of the article being read."""

    def __init__(self, library: Library, reading: Reading) -> None:
        super().__init__(id="word-card", markup=False)
        self.display = False
        self._words: Words = library.words
        self._reading = reading
        self._before: Place | None = None
        """Where the reader was when the card was opened."""
        self._here: tuple[Place, Region] | None = None
        """Where the card brought the reader, and where the word was on the screen: all else is a motion of theirs."""
        self._focused: Widget | None = None
        """What had the focus before."""
        self._last: Span | None = None
        """The word that was looked up last."""

    def on_mount(self) -> None:
        """Go away when the reader does."""
        self.watch(self._reading, "place", self._look_round, init=False)
        self.watch(self._reading.source, "scroll_y", self._look_round, init=False)

    def open(self) -> None:
        """Look up the word at the end of the selection, or the one looked up last in the sentence, or its first."""
        place = self._reading.place
        spans = self._words.spans(place.document, place.sentence)
        if not spans:
            return
        if not self._words.is_open:
            jobs.run(self, DICTIONARY, "", self._words.open)
        last = self._last.start if self._last is not None and self._last in spans else 0
        at = place.offset if place.selection else last
        self._before, self._focused = place, self.screen.focused
        self.display = True  # what is not displayed takes no focus
        self.focus()
        self.post_message(Told("h, l: other words; Esc closes."))
        self._go(spans[max(0, bisect_right(spans, at, key=lambda span: span.start) - 1)])

    def on_word_card_stepped(self, event: WordCard.Stepped) -> None:
        """Go to another word, of the next sentence or the one before where this one has no more."""
        event.stop()
        place = self._reading.place
        sentence, document = place.sentence, place.document
        spans = self._words.spans(document, sentence)
        index = (spans.index(self._last) if self._last in spans else 0) + event.words
        while not 0 <= index < len(spans):
            sentence += 1 if index >= 0 else -1
            if not 0 <= sentence < len(document.sentences):
                return
            others = self._words.spans(document, sentence)
            index = len(others) + index if index < 0 else index - len(spans)
            spans = others
        self._go(spans[index])

    def on_word_card_closed(self, event: WordCard.Closed) -> None:
        """Put the card away; the reader is where they were, or where they went."""
        event.stop()
        self.put_away(self._before if not event.away else None)

    def on_job_stepped(self, event: jobs.JobStepped) -> None:
        """Tell of a dictionary that cannot be used."""
        event.stop()
        if event.step.problem:
            self.notify(event.step.problem, severity="warning", markup=False)

    def on_job_ended(self, event: jobs.JobEnded) -> None:
        """Show what the dictionaries say, now that they are open."""
        event.stop()
        if self.display and self._last is not None:
            self._show(self._last)

    def _go(self, word: Span) -> None:
        """Make a word the passage, and show what is known of it."""
        self._last = word
        there = self._reading.place.select(word).settle()
        self._here = None
        self._reading.go(there)
        self._here = there, self._place_of(word)
        self._show(word)

    def _look_round(self) -> None:
        """Go away where the reader moved by themselves."""
        if self.display and self._here is not None and self._last is not None:
            place, region = self._here
            if self._reading.place != place or self._place_of(self._last) != region:
                self.put_away()

    def put_away(self, back: Place | None = None) -> None:
        """Show no card, and go ``back`` if that is wanted."""
        if not self.display:
            return
        self._here = None
        focused = self.has_focus
        self.display = False
        if focused:
            (self._focused or self._reading.lead).focus()
        if back is not None:
            here = self._reading.place.sentence
            self._reading.go(back if back.selection or back.sentence == here else self._reading.place.leave())

    def _show(self, word: Span) -> None:
        document = self._reading.place.document
        sentence = document.sentences[document.sentence_at(word.start)].span
        index = self._words.spans(document, document.sentence_at(word.start)).index(word)
        text = word.of(document.body)
        content = self._told(text, self._words.look(sentence.of(document.body), index))
        self.show_at(self._place_of(word), content)

    def _place_of(self, word: Span) -> Region:
        """Where a word begins on the screen."""
        view = self._reading.source.scrollable_content_region
        return Region(*self._reading.cell_of(word.start), 1, 1).translate(view.offset)

    def _told(self, word: str, answers: list[Answer]) -> Content:
        """What is known of a word: each answer with its source; what is a guess says so."""
        lines = []
        for answer in answers[:_ANSWERS]:
            said = " · ".join(filter(None, (one_line(answer.how), one_line(answer.source))))
            lines.append(Content.assemble((one_line(answer.headword), "bold"), (f"  {said}", "$text-muted")))
            lines += [Content(f"  {one_line(line)}") for line in answer.lines[:_LINES]]
        opened = self._words.is_open
        if not answers:
            unknown = "  nothing is known of it" if opened else ""
            lines.append(Content.assemble((one_line(word), "bold"), (unknown, "$text-muted")))
        if not opened:
            lines.append(Content.styled("opening the dictionary …", "$text-muted"))
        elif not self._words.dictionaries and not answers:
            lines.append(Content.styled("no dictionary is on this computer: see the documentation", "$text-muted"))
        return Content("\n").join(lines)
