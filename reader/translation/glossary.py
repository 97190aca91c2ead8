"""The user's own glossary: which words of a translation are theirs, and where one was not followed.

A table of tab-separated values: term, translation (several with ``|``), and a note if one likes. Nothing is replaced
in a translation, as a term may well be meant otherwise; a violation is shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from reader.text.clean import canonical, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SEVERAL = "|"
_WORD = re.compile(r"\w+")
_ALIKE = str.maketrans({"\u0307": None, "ı": "i"})
"""Regular expressions take the Turkish i with and without a dot for the same; lower case leaves a dot of its own."""


class Glossary(Protocol):
    """A glossary that may change while the program runs."""

    @property
    def owner(self) -> str:
        """A few characters that tell it from the user's others, and say nothing to anybody else."""

    def entries(self) -> Sequence[Entry]:
        """What it says now."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A term and how it is to be translated."""

    term: str
    translations: tuple[str, ...]
    """Any of them will do; the first is the one to suggest."""
    note: str = ""


def parse(text: str, name: str) -> tuple[list[Entry], list[str]]:
    """The entries of the glossary in ``text``; and a sentence for each line that is none, naming the file.

    Empty lines and lines that begin with ``#`` are passed over, and so is a first line of headings.
    """
    entries, problems = [], []
    for number, line in enumerate(canonical(text).split("\n"), 1):
        cells = [one_line(cell) for cell in line.split("\t")]
        if not line.strip() or line.startswith("#") or (number == 1 and cells[0].casefold() == "term"):
            continue
        wanted = tuple(filter(None, map(one_line, cells[1].split(_SEVERAL)))) if len(cells) > 1 else ()
        if cells[0] and wanted:
            entries.append(Entry(cells[0], wanted, cells[2] if len(cells) > 2 else ""))  # noqa: PLR2004 - the third
        else:
            problems.append(f"{name}, line {number}: a term and its translation are parted by a tab; it is ignored.")
    return entries, problems


def violations(entries: Sequence[Entry], sentence: str, translation: str) -> list[str]:
    """What the glossary has against ``translation``, each in a few words.

    A term counts where it stands as a word, in whatever case; a translation also where it has an ending.
    """
    found = []
    for entry in _sorted(entries).near(sentence):
        term, wanted = _patterns(entry)
        there = term.search(sentence)
        if there and not wanted.search(translation):
            found.append(f"“{one_line(there[0])}” is “{entry.translations[0]}” in your glossary")
    return found


class _Sorted:
    """The entries of a glossary by the first word of their terms: of thousands a sentence has few."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self._by_word: dict[str, list[int]] = {}
        for number, entry in enumerate(entries):
            self._by_word.setdefault(next(iter(_words(entry.term)), ""), []).append(number)

    def near(self, sentence: str) -> Iterator[Entry]:
        """Those that may stand in a sentence, in their order."""
        words = {"", *_words(sentence)}
        return (self.entries[number] for number in sorted(n for word in words for n in self._by_word.get(word, ())))


def _words(text: str) -> Iterator[str]:
    """The words of a text, alike for what may count as the same letters."""
    return (word.casefold().translate(_ALIKE) for word in _WORD.findall(text))


def _sorted(entries: Sequence[Entry]) -> _Sorted:
    """``entries``, sorted once for all sentences."""
    latest = _latest[0] if _latest else None
    if latest is None or latest.entries is not entries:
        latest = _Sorted(entries)
        _latest[:] = [latest]  # by one thread while others may ask for theirs
    return latest


@lru_cache(10_000)
def _patterns(entry: Entry) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds the term of an entry, and what finds any of its translations."""
    wanted = "|".join(map(re.escape, entry.translations))
    return (
        re.compile(rf"(?<!\w){re.escape(entry.term)}(?!\w)", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{wanted})", re.IGNORECASE),
    )


_latest: list[_Sorted] = []
"""The glossary that was asked for last."""
