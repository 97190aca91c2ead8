"""Places of the world that no sentence need introduce: countries, and cities that everybody has heard of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.entities.tables import Table

_LONGEST = 5
_COMPASS = re.compile(
    r"(?:noord|zuid|oost|west|midden|centraal|noordwest|noordoost|zuidoost|zuidwest)(?:elijk)?-(.+)",
    re.IGNORECASE,
)


class Places:
    """Countries and well-known cities by name."""

    def __init__(self, names: Table) -> None:
        self._names = names

    def __contains__(self, name: object) -> bool:
        """Whether ``name`` is a place."""
        return name in self._names

    def is_country(self, name: str) -> bool:
        """Whether ``name`` is a country and hardly ever anything else."""
        return self._names.get(name) == "country"

    def is_region(self, word: str) -> bool:
        """Whether ``word`` is a place with a compass point before it: ``west-Libië``."""
        match = _COMPASS.fullmatch(word)
        return match is not None and match[1] in self

    def find(self, words: Sequence[str], free: Sequence[bool]) -> Iterator[tuple[int, int]]:
        """Token ranges of the places among the words that are ``free``, the longest at each point."""
        i = 0
        while i < len(words):
            end = self._longest(words, i, free) if free[i] and words[i][:1].isupper() else i
            if end > i:
                yield i, end
            i = max(end, i + 1)

    def _longest(self, words: Sequence[str], i: int, free: Sequence[bool]) -> int:
        longest = _LONGEST if self._names.opens(words[i]) else 1
        for end in range(min(len(words), i + longest), i, -1):
            if all(free[i:end]) and " ".join(words[i:end]) in self._names:
                return end
        return i
