"""What the user says of names as a list for others: a ``gazetteer.tsv``, which the program reads from a library.

A line is words, their label and, where they have one, what they stand for, parted by tabs. The label ``-`` says that
the words are no name, and ``!`` before what they stand for, that they do not.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from reader.text.clean import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.model import Correction

_HEAD: Final = "# Names as corrected in libya-reader, for gazetteer.tsv in another library; "


def render(corrections: Iterable[Correction]) -> str:
    """The list of what is said of words wherever they stand, sorted; what is said of one passage is left out."""
    everywhere = [each for each in corrections if each.everywhere]
    same = {_who(each): each.other for each in everywhere if each.says == "same"}
    named = {_who(each) for each in everywhere if each.says == "name"}
    lines = set()
    for each in everywhere:
        words = one_line(each.words)
        if each.says == "none":
            lines.add(f"{words}\t-")
        elif each.says == "apart" and each.other:
            lines.add(f"{words}\t{each.label}\t!{one_line(each.other.text)}")
        elif each.says == "name" or _who(each) not in named:
            other = same.get(_who(each))
            lines.add(f"{words}\t{each.label}" + (f"\t{one_line(other.text)}" if other else ""))
    text = "".join(f"{line}\n" for line in sorted(lines) if not line.startswith("#"))
    return f"{_head(text)}{text}"


def _who(said: Correction) -> tuple[str, bool]:
    """Words, and whether they are a person: a person and a place may be written alike."""
    return said.words, said.label == "PER"


def written_by_us(data: bytes) -> bool:
    """Whether a file is an export of ours to which nobody has added anything, fit to be replaced."""
    head, _, text = data.decode(errors="replace").partition("\n")
    return _head(text) == f"{head}\n"


def _head(text: str) -> str:
    return f"{_HEAD}{hashlib.sha256(text.encode()).hexdigest()[:16]}\n"
