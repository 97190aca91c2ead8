"""Lists of names: which words of a sentence are known as cities, countries, first names or surnames."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.entities.tables import Table

_LONGEST = 6
"""Words in the longest name that is looked for."""
_SHORTEST_OWNER = 5
"""Letters a word needs before its last ``s`` may be a possessive."""
_LONGEST_ACRONYM = 3
"""Up to so many letters, capitals are how a name is written, not how a heading shouts it."""


class Gazetteer:
    """Names by type.

    Places are ``city``, ``cityalt`` (by another name), ``town``, ``country`` and ``region``; persons ``first``,
    ``last``, ``person`` (a full name known to all) and ``known`` (the one alone); organisations ``org`` and
    ``club``; the rest ``event`` and ``people`` (adjectives, inhabitants, languages).
    """

    def __init__(self, names: Table) -> None:
        self._names = names

    def __contains__(self, name: object) -> bool:
        """Whether ``name`` is on any list, exactly as written."""
        return name in self._names

    def types(self, name: str) -> tuple[str, ...]:
        """The lists that hold ``name``."""
        return tuple((self._names.get(name) or "").split())

    def tags(self, words: Sequence[str]) -> list[tuple[str, ...]]:
        """For every word the lists it is on, and how.

        ``1city`` says the word alone is a city, ``Bcity`` and ``Icity`` that it begins or continues one of
        several words, and ``Pcity`` that it is one with a possessive s.
        """
        out: list[tuple[str, ...]] = [()] * len(words)
        for i, word in enumerate(words):
            if word[:1].islower():  # no name on the lists begins so
                continue
            if self._names.opens(word):
                self._tag_longest(words, i, out)
            types = self.types(word)
            if types:
                out[i] += tuple("1" + kind for kind in types)
            elif not out[i] and word[:1].isupper():
                out[i] = self._tag_variant(word)
        return out

    def _tag_longest(self, words: Sequence[str], i: int, out: list[tuple[str, ...]]) -> None:
        for length in range(min(_LONGEST, len(words) - i), 1, -1):
            for kind in self.types(" ".join(words[i : i + length])):
                out[i] += ("B" + kind,)
                for j in range(i + 1, i + length):
                    out[j] += ("I" + kind,)

    def _tag_variant(self, word: str) -> tuple[str, ...]:
        if word.isupper() and len(word) > _LONGEST_ACRONYM:
            return tuple("1" + kind for kind in self.types(word.title()))
        if len(word) >= _SHORTEST_OWNER and word.endswith("s"):
            return tuple("P" + kind for kind in self.types(word[:-1].rstrip("'")))
        return ()
