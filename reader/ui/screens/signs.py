"""What stands in front of a sentence of a translation, to say what its words do not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from reader.model import APPROXIMATE, Translation

_FEW_LETTERS = ("linux", "vt", "cons")
"""What the names of terminals begin with whose fonts have few signs."""


class Signs(NamedTuple):
    """One sign for each thing there is to say."""

    waiting: str
    """The sentence is being asked for."""
    failed: str
    """It was asked for, and nothing came that could be believed."""
    own: str
    """The user's own translation."""
    flag: str
    """Something to look at."""
    approximate: str
    """Only lengths say which part of the translation of its paragraph belongs to the sentence."""

    def of(self, hit: Translation | None, *, remarks: bool, running: bool, failed: bool) -> str:
        """The signs of a sentence; mostly none."""
        if hit is None:
            return self.failed if failed else self.waiting if running else ""
        own = self.own if hit.provenance.kind == "user" else ""
        approximate = self.approximate if APPROXIMATE in hit.provenance.note else ""
        return own + approximate + (self.flag if remarks else "")


DRAWN = Signs("…", "✗", "✎", "⚑", "≈")
PLAIN = Signs("..", "x", "*", "!", "~")


def for_terminal(environment: Mapping[str, str]) -> Signs:
    """The signs that the terminal can show."""
    return PLAIN if environment.get("TERM", "").startswith(_FEW_LETTERS) else DRAWN
