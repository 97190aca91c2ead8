"""The user's own glossary: which words of a translation are theirs, and where one was not followed.

A table of tab-separated values: term, translation (several with ``|``), and a note if one likes. Nothing is replaced
in a translation, as a term may well be meant otherwise; a violation is shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from reader.text.clean import canonical, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_SEVERAL = "|"


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


def violations(entries: Iterable[Entry], sentence: str, translation: str) -> list[str]:
    """What the glossary has against ``translation``, each in a few words.

    A term counts where it stands as a word, in whatever case; a translation also where it has an ending.
    """
    return list(_violations(list(entries), sentence, translation))


def _violations(entries: Sequence[Entry], sentence: str, translation: str) -> Iterator[str]:
    for entry in entries:
        there = re.search(rf"(?<!\w){re.escape(entry.term)}(?!\w)", sentence, re.IGNORECASE)
        wanted = "|".join(map(re.escape, entry.translations))
        if there and not re.search(rf"(?<!\w)(?:{wanted})", translation, re.IGNORECASE):
            yield f"“{one_line(there[0])}” is “{entry.translations[0]}” in your glossary"
