"""How common the lower-case form of a word is: what tells a name from a word at the start of a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.entities.tables import Table

_DICTIONARY = 12
"""Classes from here on are those of words that dictionaries write in lower case."""
_COMMON = 14
"""Classes from here on are those of dictionary words everybody uses."""


class Lexicon:
    """Frequency classes of lower-case words.

    A class is the order of magnitude of the frequency in a thousand million words (2 to 9), plus 10 where the
    dictionary knows the word in lower case. Unknown words have class 0.
    """

    def __init__(self, classes: Table) -> None:
        self._classes = classes

    def frequency(self, lower: str) -> int:
        """The class of a word given in lower case."""
        return int(self._classes.get(lower) or 0)

    def is_word(self, word: str) -> bool:
        """Whether dictionaries know ``word``, in whatever case it is given, as a lower-case word."""
        return self.frequency(word.lower()) >= _DICTIONARY

    def is_common(self, word: str) -> bool:
        """Whether ``word`` is a lower-case word of everyday language."""
        return self.frequency(word.lower()) >= _COMMON
