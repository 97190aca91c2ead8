"""How a document uses its words: what the other places where a word stands tell about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.entities import forms
from reader.entities.features import is_shouting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reader.entities.gazetteer import Gazetteer

_BEFORE_PLACES = frozenset(("in", "te", "uit", "naar", "nabij", "bij"))
_BEFORE_NOUNS = frozenset(("de", "het", "een"))
_SHORTEST_OWNER = 5
_NOWHERE: Mapping[str, int] = {}


class Usage:
    """The signs that the capitalised words of one document show.

    | sign | the word stands |
    | --- | --- |
    | ``c`` | inside a sentence, after another word |
    | ``t``, ``F`` | after a title, after a first name |
    | ``I``, ``D`` | after a preposition of place, after an article |
    | ``K``, ``N`` | after, before another word with a capital |
    | ``P``, ``Q`` | before a parenthesis, first in one |
    | ``l`` | without its capital |
    """

    def __init__(self, sentences: Iterable[Sequence[str]], gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._lower: set[str] = set()
        self._signs: dict[str, dict[str, int]] = {}
        for words in sentences:
            self._lower.update(word for word in words if word[:1].islower())
            if not is_shouting(words):  # there a capital says nothing
                for i, word in enumerate(words):
                    if word[:1].isupper():
                        self._count(word, self._shown(words, i))

    def _count(self, word: str, signs: Iterable[str]) -> None:
        times = self._signs.setdefault(word, {})
        for sign in signs:
            times[sign] = times.get(sign, 0) + 1

    def elsewhere(self, words: Sequence[str], i: int, *, counted: bool = True) -> list[str]:
        """The signs that word ``i`` of a sentence of the document shows in other places, sorted.

        ``counted`` says that this place is among those that the document was read from.
        """
        word = words[i]
        if not word[:1].isupper():
            return []
        own = frozenset(self._shown(words, i)) if counted else frozenset()
        found = {sign for sign, times in self._signs.get(word, _NOWHERE).items() if times > (sign in own)}
        if len(word) >= _SHORTEST_OWNER and word.endswith("s"):  # Haftars is as Haftar
            found.update(self._signs.get(word[:-1], _NOWHERE))
        if word.lower() in self._lower:
            found.add("l")
        return sorted(found)

    def _shown(self, words: Sequence[str], i: int) -> Iterator[str]:
        before = words[i - 1] if i else ""
        after = words[i + 1] if i + 1 < len(words) else ""
        if before[:1].isalnum():
            yield "c"
            yield from self._shown_after(before)
        elif before == "(":
            yield "Q"
        if after[:1].isupper():
            yield "N"
        elif after == "(":
            yield "P"

    def _shown_after(self, word: str) -> Iterator[str]:
        lower = word.lower()
        if lower in forms.TITLES:
            yield "t"
        if word[:1].isupper():
            yield "K"
            if "first" in self._gazetteer.types(word):
                yield "F"
        elif lower in _BEFORE_PLACES:
            yield "I"
        elif lower in _BEFORE_NOUNS:
            yield "D"
