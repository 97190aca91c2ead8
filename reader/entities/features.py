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
| ``U`` | it stands in a line of capitals |
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.entities.gazetteer import Gazetteer
    from reader.entities.lexicon import Lexicon

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
    """What a word shows by itself, wherever it stands."""

    lower: str
    shape: str
    own: tuple[str, ...]


def features(words: Sequence[str], gazetteer: Gazetteer, lexicon: Lexicon) -> list[list[str]]:
    """The features of every word of one sentence."""
    plain = [word[:_LONGEST_WORD].translate(_TYPOGRAPHY) for word in words]
    shouting = is_shouting(plain)
    if shouting:
        plain = [lower_voice(word, lexicon) for word in plain]
    seen = [_word(word) for word in plain]
    usage = [f"{lexicon.frequency(word.lower)}{plain[i][:1].isupper():d}" for i, word in enumerate(seen)]
    listed = gazetteer.tags(plain)
    rows: list[list[str]] = []
    for i, word in enumerate(seen):
        first = i == 0 or (i == 1 and not plain[0][:1].isalnum())
        row = ["b", *word.own, f"l={usage[i]}", f"l={usage[i]}{first:d}", f"f{first:d}{usage[i][-1]}"]
        _add_lists(row, listed, i)
        _add_neighbours(row, seen, i)
        row += (f"l-1={usage[i - 1] if i else '#'}", f"l+1={usage[i + 1] if i + 1 < len(usage) else '#'}")
        if shouting:
            row.append("U")
        rows.append(row)
    return rows


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


@lru_cache(maxsize=2048)
def _word(word: str) -> _Word:
    lower = word.lower()
    outline = "".join("X" if c.isupper() else "x" if c.islower() else "d" if c.isdigit() else c for c in word)
    shape = _RUN.sub(r"\1", outline)
    own = ["w=" + lower, "s=" + (outline if len(outline) < _LONG_SHAPE else shape), "S=" + shape]
    for size in range(1, min(_LONGEST_AFFIX, len(lower) - 1) + 1):
        own += (f"p{size}={lower[:size]}", f"x{size}={lower[-size:]}")
    if len(lower) > _LONGEST_AFFIX + 1:
        own.append("x5=" + lower[-5:])
    if "-" in lower and len(lower) > 1:
        head, _, rest = lower.partition("-")
        own += ("h0=" + head, "h1=" + rest, "hs=" + shape)
    return _Word(lower, shape, tuple(own))


def _add_lists(row: list[str], listed: Sequence[tuple[str, ...]], i: int) -> None:
    row += ["g0=" + tag for tag in listed[i]] or ["g0=-"]
    if i:
        row += ["g-=" + tag for tag in listed[i - 1]]
    if i + 1 < len(listed):
        row += ["g+=" + tag for tag in listed[i + 1]]


_EDGE = _Word("#", "#", ())


def _add_neighbours(row: list[str], seen: Sequence[_Word], i: int) -> None:
    count = len(seen)
    here = seen[i]
    before = seen[i - 1] if i else _EDGE
    after = seen[i + 1] if i + 1 < count else _EDGE
    row += (
        "w-1=" + before.lower,
        "w+1=" + after.lower,
        "S-1=" + before.shape,
        "S+1=" + after.shape,
        "x-1=" + before.lower[-3:],
        "x+1=" + after.lower[-3:],
        "y-1=" + before.lower[-5:],
        "y+1=" + after.lower[-5:],
        f"w-0={before.lower}|{here.lower}",
        f"w0+={here.lower}|{after.lower}",
        f"w-+={before.lower}|{after.lower}",
        f"S-0={before.shape}|{here.shape}",
        f"S0+={here.shape}|{after.shape}",
        f"S-0+={before.shape}|{here.shape}|{after.shape}",
    )
    if i > 1:
        row += ("w-2=" + seen[i - 2].lower, "S-2=" + seen[i - 2].shape)
    if i + 2 < count:
        row += ("w+2=" + seen[i + 2].lower, "S+2=" + seen[i + 2].shape)
