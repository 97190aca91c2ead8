"""What the model sees of a sentence: for every word a list of features, the same in training and reading.

Names of features are short because there are millions of them. A number is a position relative to the word:

| feature | says |
| --- | --- |
| ``w`` | the word in lower case; with a position, a neighbour's |
| ``s``, ``S`` | its shape: ``Xxxx-Xx``, and with runs folded: ``Xx-Xx`` |
| ``p``, ``x`` | its first and last letters; ``x`` and ``y`` with a position, a neighbour's last 3 and 5 |
| ``h`` | the parts around its hyphen |
| ``f`` | whether it opens the sentence, whether it is capitalised |
| ``l`` | its frequency class in the lexicon, with those two; with a position, a neighbour's |
| ``g`` | the name lists it, or its neighbour, is on |
| ``n`` | what it, or a neighbour, is a noun of, see ``nouns``; with ``C`` if capitalised |
| ``d`` | how the document uses it in other places, see ``usage`` |
| ``U`` | it stands in a line of capitals |
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reader.entities import nouns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.entities.gazetteer import Gazetteer
    from reader.entities.lexicon import Lexicon
    from reader.entities.usage import Usage

_QUOTES = str.maketrans({"„": '"', "“": '"', "”": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "´": "'", "`": "'"})
_DASHES = str.maketrans({"–": "-", "—": "-", "‐": "-", "‑": "-"})
_TYPOGRAPHY = _QUOTES | _DASHES
_RUN = re.compile(r"(.)\1+")
_LONG_SHAPE = 9
_LONGEST_WORD = 64
"""What is longer is an address or an accident; its beginning says enough."""
_LONGEST_AFFIX = 4
_ACRONYM = 4
_SHOUTING = 0.6
"""The part of a line's words that must be in capitals for the line to be a heading in capitals."""


class _Word(NamedTuple):
    """What a word shows wherever it stands, to the model and through its neighbours."""

    lower: str
    shape: str
    usage: str
    """Its frequency class, then 1 if it is capitalised and 0 if not."""
    noun: str
    """What it is a noun of; empty for other words."""
    own: tuple[str, ...]
    before: tuple[str, ...]
    """Features of the word that it stands before."""
    after: tuple[str, ...]
    """Features of the word that it stands after."""


class Features:
    """Turns sentences into features, with the help of what is known about words."""

    def __init__(self, gazetteer: Gazetteer, lexicon: Lexicon) -> None:
        self._gazetteer = gazetteer
        self._lexicon = lexicon
        self._word = lru_cache(maxsize=2048)(self._see)  # a text repeats most of its words

    def of(self, words: Sequence[str], usage: Usage | None = None) -> list[list[str]]:
        """The features of every word of one sentence, a sentence of the document that ``usage`` tells of."""
        plain = [word[:_LONGEST_WORD].translate(_TYPOGRAPHY) for word in words]
        shouting = is_shouting(plain)
        if shouting:
            plain = [lower_voice(word, self._lexicon) for word in plain]
        seen = [self._word(word) for word in plain]
        listed = self._gazetteer.tags(plain)
        rows: list[list[str]] = []
        for i, word in enumerate(seen):
            first = i == 0 or (i == 1 and not plain[0][:1].isalnum())
            row = [*word.own, f"l={word.usage}{first:d}", f"f{first:d}{word.usage[-1]}"]
            _add_lists(row, listed, i)
            _add_neighbours(row, seen, i)
            if usage:
                row += ["d=" + sign for sign in usage.elsewhere(plain, i, counted=not shouting)]
            if shouting:
                row.append("U")
            rows.append(row)
        return rows

    def _see(self, word: str) -> _Word:
        lower = word.lower()
        outline = "".join("X" if c.isupper() else "x" if c.islower() else "d" if c.isdigit() else c for c in word)
        shape = _RUN.sub(r"\1", outline)
        usage = f"{self._lexicon.frequency(lower)}{word[:1].isupper():d}"
        noun = nouns.kind(lower)
        if noun and not word[:1].islower():
            noun += "C"
        return _Word(
            lower,
            shape,
            usage,
            noun,
            ("b", f"l={usage}", *_spelling(lower, shape, outline), *(["n=" + noun] if noun else [])),
            _sight("+1", lower, shape, usage, noun),
            _sight("-1", lower, shape, usage, noun),
        )


def is_shouting(words: Sequence[str]) -> bool:
    """Whether a sentence is a heading in capitals, whose case says nothing about its words."""
    letters = sum(word[:1].isalpha() for word in words)
    capitals = sum(len(word) > 1 and word.isupper() for word in words)
    return capitals > _SHOUTING * letters and capitals > 1


def lower_voice(word: str, lexicon: Lexicon) -> str:
    """A word of a heading in capitals as running text would have it: ``DE`` de, ``HAFTAR`` Haftar, ``VN`` VN."""
    if not word.isupper():
        return word
    if lexicon.is_word(word):
        return word.lower()
    return word if len(word) < _ACRONYM else word.title()


def _spelling(lower: str, shape: str, outline: str) -> list[str]:
    """What the letters of a word say."""
    own = ["w=" + lower, "s=" + (outline if len(outline) < _LONG_SHAPE else shape), "S=" + shape]
    for size in range(1, min(_LONGEST_AFFIX, len(lower) - 1) + 1):
        own += (f"p{size}={lower[:size]}", f"x{size}={lower[-size:]}")
    if len(lower) > _LONGEST_AFFIX + 1:
        own.append("x5=" + lower[-5:])
    if "-" in lower and len(lower) > 1:
        head, _, rest = lower.partition("-")
        own += ("h0=" + head, "h1=" + rest, "hs=" + shape)
    return own


def _sight(place: str, lower: str, shape: str, usage: str, noun: str = "") -> tuple[str, ...]:
    """What a word at ``place`` relative to another says about that one."""
    seen = (
        f"w{place}={lower}",
        f"S{place}={shape}",
        f"x{place}={lower[-3:]}",
        f"y{place}={lower[-5:]}",
        f"l{place}={usage}",
    )
    return (*seen, f"n{place}={noun}") if noun else seen


def _add_lists(row: list[str], listed: Sequence[tuple[str, ...]], i: int) -> None:
    row += ["g0=" + tag for tag in listed[i]] or ["g0=-"]
    if i:
        row += ["g-=" + tag for tag in listed[i - 1]]
    if i + 1 < len(listed):
        row += ["g+=" + tag for tag in listed[i + 1]]


_EDGE = _Word("#", "#", "#", "", (), _sight("+1", "#", "#", "#"), _sight("-1", "#", "#", "#"))
"""What stands before the first word and after the last."""


def _add_neighbours(row: list[str], seen: Sequence[_Word], i: int) -> None:
    count = len(seen)
    here = seen[i]
    before = seen[i - 1] if i else _EDGE
    after = seen[i + 1] if i + 1 < count else _EDGE
    row += before.after
    row += after.before
    row += (
        f"w-0={before.lower}|{here.lower}",
        f"w0+={here.lower}|{after.lower}",
        f"w-+={before.lower}|{after.lower}",
        f"S-0={before.shape}|{here.shape}",
        f"S0+={here.shape}|{after.shape}",
        f"S-0+={before.shape}|{here.shape}|{after.shape}",
    )
    if i > 1:
        row += ("w-2=" + seen[i - 2].lower, "S-2=" + seen[i - 2].shape)
        if seen[i - 2].noun:
            row.append("n-2=" + seen[i - 2].noun)
    if i + 2 < count:
        row += ("w+2=" + seen[i + 2].lower, "S+2=" + seen[i + 2].shape)
