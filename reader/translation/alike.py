"""Sentences that are nearly the same: what was said of the one may help with the other, but is never used for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.model import Translation

LIKENESS = 80
"""From here on, of 100, two sentences count as nearly the same."""
SLACK = 1.3
"""A sentence that is so many times longer than another cannot be nearly the same."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A sentence that is nearly the same, and its translation."""

    translation: Translation
    """With the other sentence as its source."""
    difference: str
    """The other sentence, with ``[-what it has instead-]`` and ``{+what this one has+}``."""


def nearest(sentence: str, others: Iterable[str]) -> str | None:
    """The sentence that is most like ``sentence``, if any is nearly the same; the first of several."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - on first use

    found = process.extractOne(sentence, others, scorer=fuzz.ratio, score_cutoff=LIKENESS)
    return found[0] if found else None


def difference(other: str, sentence: str) -> str:
    """``other`` with what of its words ``sentence`` does not have, and what that has in their place."""
    from rapidfuzz.distance import Opcodes  # noqa: PLC0415 - on first use
    from rapidfuzz.distance.Levenshtein import opcodes  # noqa: PLC0415 - as above

    theirs, ours = other.split(), sentence.split()
    steps: Opcodes = opcodes(theirs, ours)
    parts = [part for step in steps for part in _said(step.tag, theirs, ours, step)]
    return " ".join(parts)


def _said(tag: str, theirs: Sequence[str], ours: Sequence[str], step: object) -> list[str]:
    removed = " ".join(theirs[step.src_start : step.src_end])  # type: ignore[attr-defined]  # rapidfuzz says no more
    added = " ".join(ours[step.dest_start : step.dest_end])  # type: ignore[attr-defined]  # as above
    if tag == "equal":
        return [removed]
    return [*([f"[-{removed}-]"] if removed else []), *([f"{{+{added}+}}"] if added else [])]
