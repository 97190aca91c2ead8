"""Terms of one or several words with their translations, found where they stand in a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reader.dictionary.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_OURS = Path(__file__).with_name("terms.tsv")
_WORD = re.compile(r"[^\W_]+(?:['’‐‑.&/-]*[^\W_]+)*")
_LONGEST = 6
"""Words of a term."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term, and what it is in the reader's language."""

    term: str
    translations: tuple[str, ...]
    note: str = ""
    forms: tuple[str, ...] = ()
    """Other forms in which it is written: plurals, abbreviations."""


class Terms:
    """A list of terms to be looked for."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._by_words = {tuple(words(form)): each for each in terms for form in (*each.forms, each.term)}

    def at(self, sentence: Sequence[str], index: int) -> Term | None:
        """The longest term that the word number ``index`` of a sentence (its words, folded) is part of."""
        for length in range(min(_LONGEST, len(sentence)), 0, -1):
            for start in range(max(0, index - length + 1), min(index, len(sentence) - length) + 1):
                found = self._by_words.get(tuple(sentence[start : start + length]))
                if found is not None:
                    return found
        return None

    def of(self, word: str) -> Term | None:
        """The term that is this word, folded."""
        return self._by_words.get((word,))


def words(text: str) -> list[str]:
    """The words of a text, folded."""
    return [fold(text[start:end]) for start, end in places(text)]


def places(text: str) -> list[tuple[int, int]]:
    """Where the words of a text begin and end: hyphens, apostrophes and points inside belong to them."""
    return [match.span() for match in _WORD.finditer(text)]


@cache
def ours() -> Terms:
    """The terms of this war that come with the program, from Dutch to English."""
    return Terms(parse(_OURS.read_text(encoding="utf-8")))


def parse(text: str) -> list[Term]:
    """The terms in lines of four cells: term, translations, note, and other forms; several are parted by ``|``."""
    found = []
    for line in text.split("\n"):
        if line and not line.startswith("#"):
            term, translations, note, forms = line.split("\t")
            found.append(Term(term, tuple(translations.split("|")), note, tuple(filter(None, forms.split("|")))))
    return found
