"""What words of articles mean: the user's glossary, our own, and the dictionaries that this computer has."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.dictionary import books, terms
from reader.dictionary import words as forms
from reader.dictionary.lexicon import Answer, Lexicon
from reader.errors import InputError
from reader.model import ASSUMED_LANGUAGE, Span, Step
from reader.paths import named
from reader.settings import Settings
from reader.translation.keys import primary

if TYPE_CHECKING:
    from reader.text.segments import Document
    from reader.translation.glossary import Entry

OWN, OURS = "your glossary", "terms of this war"
"""The names of the two glossaries."""


class Words:
    """Looks up words of one language. Until the dictionaries are open, it does without them."""

    def __init__(
        self, settings: Settings, glossary: Callable[[], Sequence[Entry]] = tuple, language: str = ""
    ) -> None:
        """``language`` is that of the words where the settings name none."""
        self._pair = primary(language or settings.language or ASSUMED_LANGUAGE), primary(settings.target)
        self._dictionary = settings.dictionary
        self._glossary = glossary
        self._own: tuple[Sequence[Entry], terms.Terms] = (), terms.Terms(())
        self._books: list[books.Book] = []
        self.is_open = False
        """Whether the dictionaries are open."""

    @property
    def places(self) -> list[Path]:
        """The indexes of the dictionaries; one of the user's need not be there."""
        return [named(self._dictionary)] if self._dictionary else books.system(*self._pair)

    def open(self) -> Iterator[Step[None]]:
        """Open the dictionaries and load the lists of forms: half a second, for a thread; says what is of no use."""
        opened = []
        problem = None
        if not self.is_open:
            for path in self.places:
                try:
                    opened.append(books.open_book(path))
                except InputError as error:
                    problem = str(error)
            forms.lemma("woorden", self._pair[0])
            terms.ours()
            self._books, self.is_open = opened, True
        yield Step(1, 1, problem=problem)

    @property
    def dictionaries(self) -> list[str]:
        """What the open dictionaries are called."""
        return [book.name for book in self._books]

    def look(self, sentence: str, index: int) -> list[Answer]:
        """What is known of word number ``index`` of a sentence, the surest first. Takes well under 5 ms."""
        entries = self._glossary()
        if entries is not self._own[0]:
            self._own = entries, terms.Terms(terms.Term(e.term, e.translations, e.note) for e in entries)
        ours = [(OURS, terms.ours())] if self._pair == ("nl", "en") else []
        return Lexicon([(OWN, self._own[1]), *ours], self._books).look(sentence, index, self._pair[0])

    def spans(self, document: Document, sentence: int) -> list[Span]:
        """Where the words of a sentence are that can be looked up, as ``look`` counts them."""
        start = document.sentences[sentence].span.start
        text = document.sentences[sentence].span.of(document.body)
        return [Span(start + a, start + b) for a, b in terms.places(text)]
