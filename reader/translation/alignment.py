"""Which sentences of a translation belong to which sentences of its source.

Told by their lengths, after W. A. Gale and K. W. Church, "A Program for Aligning Sentences in Bilingual Corpora",
Computational Linguistics 19(1), 1993 (https://aclanthology.org/J93-1004), and by the numbers and names that stand in
both texts. The package ``galechurch`` 0.1.0 finds the same alignment by length, natively compiled, but does not tell
how much likelier than others it is, which is what matters here: what is not certain is asked for again.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final, NamedTuple, TypeAlias

from reader.translation.keys import primary

_SHARES: Final = {(1, 1): 0.89, (1, 0): 0.005, (0, 1): 0.005, (2, 1): 0.0445, (1, 2): 0.0445, (2, 2): 0.011}
"""How often so many sentences become so many (Gale and Church, table 5; both directions alike)."""
_VARIANCE: Final = 6.8
"""Of the length that comes of one character (Gale and Church, section 3.2)."""
_MISSED: Final = 2.6
"""What a number or name weighs that stands on one side only: of the pairs of FLORES-200 with digits 16 in 216 right
ones differ in them, and 212 in 216 of those that are shifted by one."""
_RATIOS: Final = {("nl", "en"): 0.90}
"""How many characters become of one, in FLORES-200 (standard deviation 0.087)."""
_LEAST: Final = 1e-300
_WORD = re.compile(r"\d+|[^\W\d_]{3,}")

Cell: TypeAlias = tuple[int, int]
"""How many sentences of the source and of the translation lie behind."""


@dataclass(frozen=True, slots=True)
class Bead:
    """Neighbours in the source, and what became of them: 1 and 1, 1 and 2, 2 and 1, 2 and 2, 1 and 0, or 0 and 1."""

    source: range
    target: range
    certainty: float
    """How likely it is, 0 to 1, with all ways to align the two texts in view."""
    shared: frozenset[str]
    """Numbers and names on both sides: what speaks for it besides length."""
    missed: frozenset[str]
    """Numbers and names on one side of it, though both texts have them."""


class _Link(NamedTuple):
    """A step from one cell to another, and the logarithm of how likely it is."""

    start: Cell
    end: Cell
    weight: float


def ratio(source: str, target: str) -> float | None:
    """How many characters of one language become of one of another, where that was measured."""
    return _RATIOS.get((primary(source), primary(target)))


def align(source: Sequence[str], target: Sequence[str], ratio: float | None = None) -> list[Bead]:
    """The likeliest alignment of two texts, given by their sentences: all of both, each once and in order.

    ``ratio`` is how many characters become of one; without it that of the two texts holds.
    """
    pair = _Pair(source, target, ratio)
    end = len(source), len(target)
    links = list(pair.links())
    behind, ahead = {(0, 0): 0.0}, {end: 0.0}
    best: dict[Cell, tuple[float, _Link | None]] = {(0, 0): (0.0, None)}
    for link in links:
        behind[link.end] = _either(behind.get(link.end), behind[link.start] + link.weight)
        way = best[link.start][0] + link.weight, link
        if link.end not in best or way[0] > best[link.end][0]:
            best[link.end] = way
    for link in reversed(links):
        ahead[link.start] = _either(ahead.get(link.start), ahead[link.end] + link.weight)
    beads = []
    while (step := best[end][1]) is not None:
        share = math.exp(behind[step.start] + step.weight + ahead[step.end] - ahead[0, 0])
        beads.append(pair.bead(step, min(1.0, share)))
        end = step.start
    return beads[::-1]


def _either(one: float | None, other: float) -> float:
    """The logarithm of the sum of two likelihoods, given by theirs."""
    if one is None:
        return other
    return max(one, other) + math.log1p(math.exp(-abs(one - other)))


class _Pair:
    """Two texts, in all that matters of them here."""

    def __init__(self, source: Sequence[str], target: Sequence[str], ratio: float | None) -> None:
        self._sizes = [_size(each) for each in source], [_size(each) for each in target]
        self._ratio = ratio or max(1, sum(self._sizes[1])) / max(1, sum(self._sizes[0]))
        names = {name for each in (*source, *target) for name in _capitalised(_WORD.findall(each)[1:])}
        found = [_anchors(each, names) for each in source], [_anchors(each, names) for each in target]
        both = _all(found[0]) & _all(found[1])
        self._anchors = [each & both for each in found[0]], [each & both for each in found[1]]

    def links(self) -> Iterator[_Link]:
        """All steps there are, so that every step to a cell comes before those from it."""
        rows, columns = len(self._sizes[0]), len(self._sizes[1])
        for (i, j), (di, dj) in product(product(range(rows + 1), range(columns + 1)), _SHARES):
            if i + di <= rows and j + dj <= columns:
                yield _Link((i, j), (i + di, j + dj), self._weight(range(i, i + di), range(j, j + dj)))

    def bead(self, link: _Link, certainty: float) -> Bead:
        """What a step joins."""
        source, target = (range(a, b) for a, b in zip(link.start, link.end, strict=True))
        here, there = self._found(source, target)
        return Bead(source, target, certainty, here & there, here ^ there)

    def _weight(self, source: range, target: range) -> float:
        before, after = sum(self._sizes[0][i] for i in source), sum(self._sizes[1][j] for j in target)
        mean = (before + after / self._ratio) / 2
        deviation = abs(after - before * self._ratio) / math.sqrt(_VARIANCE * mean) if mean else 0.0
        by_length = max(math.erfc(deviation / math.sqrt(2)), _LEAST)
        here, there = self._found(source, target)
        return math.log(by_length * _SHARES[len(source), len(target)]) - _MISSED * len(here ^ there)

    def _found(self, source: range, target: range) -> tuple[frozenset[str], frozenset[str]]:
        return _all(self._anchors[0][i] for i in source), _all(self._anchors[1][j] for j in target)


def _size(sentence: str) -> int:
    return sum(map(len, sentence.split()))


def _anchors(sentence: str, names: set[str]) -> frozenset[str]:
    """The numbers in a sentence, and those of ``names``: other words have a capital only because they begin it."""
    words = _WORD.findall(sentence)
    numbers = {"".join(str(unicodedata.decimal(digit)) for digit in word) for word in words if word[0].isdecimal()}
    return frozenset(numbers | (_capitalised(words) & names))


def _capitalised(words: Iterable[str]) -> set[str]:
    """Words with a capital, without the s of a genitive: ``Haftars`` is ``Haftar’s``."""
    return {word.casefold().removesuffix("s") for word in words if word[0].isupper()}


def _all(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)
