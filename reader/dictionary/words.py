"""Words as they are compared, and what can be told of their form: the basic form, and the parts of a compound."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_SAME = str.maketrans({"ĳ": "ij", "Ĳ": "ij", "’": "'", "‘": "'", "‐": "-", "‑": "-", "\xad": ""})
"""Characters that old dictionaries write in another way, and the soft hyphen."""
_LINKS = ("", "s", "en", "n", "e", "er")
"""What may stand between the parts of a Dutch compound."""
_SHORTEST = 4
"""Letters of a part; shorter ones are found in almost any word ("gek-regen")."""
_MOST_PARTS = 3
LEMMATISER = "simplemma"
"""The package that knows basic forms; an extra, as its lists take 20 MB."""


def fold(word: str) -> str:
    """The form in which words are compared: lower case, ``ij`` for the ligature, plain apostrophes and hyphens."""
    return word.translate(_SAME).casefold()


def lemma(word: str, language: str) -> str | None:
    """The basic form of a word, such as ``huurling`` of ``huurlingen``; None where it is not known to be another one.

    It comes from word lists and sees no sentence, so that it may be that of another word.
    """
    find = _lemmatiser()
    if find is None:
        return None
    try:
        found = find(word, language)
    except (ValueError, KeyError):  # a language that it has no lists of
        return None
    plain = found.replace("_", "")  # it writes separable verbs as op_roepen
    return plain if plain and fold(plain) != fold(word) else None


@cache
def _lemmatiser() -> Callable[[str, str], str] | None:
    if find_spec(LEMMATISER) is None:
        return None
    import simplemma  # noqa: PLC0415 - an extra, which loads its lists when it is first asked

    return lambda word, language: str(simplemma.lemmatize(word, lang=language))


def parts(word: str, known: Callable[[str], bool]) -> tuple[str, ...]:
    """The words that a compound seems to be made of, as they are looked up; none where nothing fits.

    The last part is as long as can be, since it is what the whole is a kind of. It is a guess.
    """
    if "-" in word:
        pieces = tuple(piece for piece in word.split("-") if piece)
        return pieces if len(pieces) > 1 and any(map(known, pieces)) else ()
    return _split(word, known, _MOST_PARTS)


def _split(word: str, known: Callable[[str], bool], most: int) -> tuple[str, ...]:
    for start in range(_SHORTEST, len(word) - _SHORTEST + 1):
        head = word[start:]
        if not known(head):
            continue
        for link in _LINKS:
            first = word[:start].removesuffix(link) if word[:start].endswith(link) else ""
            if len(first) < _SHORTEST:
                continue
            if known(first):
                return first, head
            before = _split(first, known, most - 1) if most > 2 else ()  # noqa: PLR2004 - the least a compound has
            if before:
                return *before, head
    return ()
