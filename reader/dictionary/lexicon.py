"""Looks a word up in all there is, the surest first, and says of each answer where it is from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.dictionary.terms import Term, Terms, words
from reader.dictionary.words import fold, lemma, parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.dictionary.books import Book

_SOUND = re.compile(r"\s*/[^/]*/\s*$")
"""How a headword is pronounced, behind it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one source says."""

    headword: str
    lines: tuple[str, ...]
    source: str
    """Who says so."""
    how: str = ""
    """How one gets from the word to the headword, in a few words; empty where it is the word itself."""


class Lexicon:
    """All there is to look words up in."""

    def __init__(self, glossaries: Sequence[tuple[str, Terms]], books: Sequence[Book] = ()) -> None:
        """``glossaries`` have a name each, the first goes before the others."""
        self._glossaries = glossaries
        self._books = books

    def look(self, sentence: str, index: int, language: str) -> list[Answer]:
        """What is known of word number ``index`` of a sentence, the surest first; nothing where nothing is known.

        A term of several words is found by any of them.
        """
        around = words(sentence)
        if not 0 <= index < len(around):
            return []
        word = around[index]
        basic = fold(lemma(word, language) or "")
        how = "basic form, by word lists"
        if not basic and self._knows(stem := word.removesuffix("s").removesuffix("'")) and not self._knows(word):
            basic, how = stem, "without its ending"
        found: list[Answer] = []
        for name, terms in self._glossaries:
            if term := terms.at(around, index):
                found.append(_of_term(name, term))
            elif basic and (term := terms.of(basic)):
                found.append(_of_term(name, term, how))
        for book in self._books:
            found += [_of_entry(book, entry) for entry in book.entries(word)]
            found += [_of_entry(book, entry, how) for entry in book.entries(basic)] if basic else []
        return found or self._parts(basic or word)

    def _parts(self, word: str) -> list[Answer]:
        """What is known of the parts of a compound: a guess."""
        pieces = parts(word, self._knows)
        how = f"a guess: {' + '.join(pieces)}"
        answers = []
        for piece in pieces:
            found = [_of_term(name, term, how) for name, terms in self._glossaries if (term := terms.of(piece))]
            found += [_of_entry(book, entry, how) for book in self._books for entry in book.entries(piece)]
            answers += found[:1]
        return answers

    def _knows(self, word: str) -> bool:
        return any(terms.of(word) for _, terms in self._glossaries) or any(word in book for book in self._books)


def _of_term(name: str, term: Term, how: str = "") -> Answer:
    return Answer(term.term, (", ".join(term.translations), *filter(None, [term.note])), name, how)


def _of_entry(book: Book, entry: Sequence[str], how: str = "") -> Answer:
    return Answer(_SOUND.sub("", entry[0]) if entry else "", tuple(entry[1:]), book.name, how)
