"""How alike two texts are, told by the pieces (sentences, about) that they share, without having both at hand.

Of a text a *sketch* is kept: the checksums of some of its pieces. They are the smallest ones, so that two texts keep
the same pieces wherever they have them in common, and sketches of two edits of a text are as alike as the texts.
"""

from __future__ import annotations

import re
import zlib
from array import array
from heapq import nsmallest

KEPT = 64
"""How many pieces of a text its sketch has at most."""
_PIECE = re.compile(r"[^.!?\n]+")
_WORD = re.compile(r"\w+")
_FEWEST = 3
"""Shorter pieces, in words, are in too many texts."""


def sketch(text: str) -> bytes:
    """The sketch of ``text``; empty if it has no piece of three words. Case and punctuation do not count."""
    pieces = (_WORD.findall(piece) for piece in _PIECE.findall(text.casefold()))
    sums = {zlib.crc32(" ".join(words).encode(errors="replace")) for words in pieces if len(words) >= _FEWEST}
    return array("I", nsmallest(KEPT, sums)).tobytes()


def pieces(sketched: bytes) -> frozenset[int]:
    """The checksums in a sketch."""
    return frozenset(array("I", sketched))


def shared(one: frozenset[int], other: frozenset[int]) -> tuple[int, float]:
    """How many pieces two sketches have in common, and what part of all that is: from 0 to 1, for the same text.

    Of two sketches of which one had to leave pieces out, only those count that none would have left out.
    """
    either = nsmallest(KEPT, one | other) if max(len(one), len(other)) == KEPT else one | other
    both = len(one & other & set(either))
    return both, both / len(either) if either else 0.0
