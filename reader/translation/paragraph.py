"""Several sentences as one running text, for engines that translate better what hangs together.

Which part of the answer belongs to which sentence is found out afterwards. Where that is not certain nothing is
guessed: the sentence is asked for alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from reader.model import APPROXIMATE, Paragraph, Span
from reader.text.segments import sentences
from reader.translation import checks
from reader.translation.alignment import Bead, align
from reader.translation.engine import Failed, Limits, Ok, Outcome
from reader.translation.together import alone, groups

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.translation.together import Ask

CERTAIN: Final = 0.95
"""From here on an alignment is clearly likelier than all others.

Measured on the shipped reference (Dutch and English, 2,500 paragraphs of 2 to 8 sentences) with an engine that is
made to merge, part and drop sentences, as ``tests/translation/test_alignment.py`` does it:

=====================  ===========  =============  =============  =======
merged, parted, lost   F1 of beads  kept unmarked  kept as ``≈``  wrong
=====================  ===========  =============  =============  =======
0, 0, 0 %              1.000        65 %           22 %           0
5, 5, 0 %              0.999        58 %           18 %           0
15, 15, 0 %            0.987        44 %           12 %           0.04 %
5, 5, 5 %              0.908        49 %           15 %           0.02 %
=====================  ===========  =============  =============  =======

All others were asked for alone.
"""
_END = re.compile("[。！？؟۔।॥։።။]+[」』”’）)]*")
"""Where a sentence ends in scripts that the rules for Dutch do not know."""


def resolve(lines: Sequence[str], ask: Ask, limits: Limits, ratio: float | None = None) -> list[Outcome]:
    """One outcome for each of ``lines``, the neighbouring sentences of a paragraph (no line ends inside).

    They are sent as one text. A part of the answer that surely belongs to a sentence is taken, and marked
    ``APPROXIMATE`` if only lengths say so; every other sentence is asked for alone. No request is larger than
    ``limits``, and after a failure that would meet the next request as well nothing more is asked. ``ratio`` is how
    many characters become of one, if that is known.
    """
    outcomes: list[Outcome] = []
    for group in groups(lines, limits):
        halted = _halted(outcomes)
        outcomes += [halted] * len(group) if halted else _of_group(group, ask, limits.max_chars, ratio)
    return outcomes


def _of_group(group: Sequence[str], ask: Ask, max_chars: int, ratio: float | None) -> list[Outcome]:
    answer = ask([" ".join(group)]) if len(group) > 1 else []
    if isinstance(answer, Failed):
        return [answer] * len(group)
    found = dict(_found(group, split(checks.tidy(" ".join(answer))), ratio))
    outcomes: list[Outcome] = []
    for index, line in enumerate(group):
        outcomes.append(found.get(index) or _halted(outcomes) or alone(line, ask, max_chars))
    return outcomes


def _halted(outcomes: Sequence[Outcome]) -> Failed | None:
    return next((each for each in outcomes if isinstance(each, Failed) and each.halts), None)


def _found(group: Sequence[str], parts: Sequence[str], ratio: float | None) -> Iterator[tuple[int, Ok]]:
    """The sentences of which it is certain what became of them, by index.

    Where nothing but its length speaks for one, those around it have to be certain as well.
    """
    beads = align(group, parts, ratio)
    certain = [_is_certain(bead) for bead in beads]
    for index, bead in enumerate(beads):
        if certain[index] and (bead.shared or all(certain[max(0, index - 1) : index + 2])):
            line, text = group[bead.source.start], " ".join(parts[part] for part in bead.target)
            if checks.misaligned([line], [text]) is None:
                yield bead.source.start, Ok(text, "" if bead.shared else APPROXIMATE)


def _is_certain(bead: Bead) -> bool:
    return len(bead.source) == 1 and len(bead.target) > 0 and bead.certainty >= CERTAIN and not bead.missed


def split(text: str) -> list[str]:
    """The sentences of a text in any language, as far as its punctuation tells them."""
    pieces = (piece.strip() for piece in _END.sub(r"\g<0>\n", text).split("\n"))
    blocks = [(piece, Paragraph(Span(0, len(piece)), "body")) for piece in pieces if piece]
    return [sentence.span.of(piece) for piece, block in blocks for sentence in sentences(piece, (block,))]
