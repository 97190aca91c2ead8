"""Several sentences in one request: verified, and asked apart where there is a doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from reader.translation import checks
from reader.translation.engine import Failed, Limits, Ok, Outcome, Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Ask: TypeAlias = Callable[[Sequence[str]], Sequence[str] | Failed]
    """Sends lines; gives the lines of the answer as they came, or why there are none."""


def resolve(lines: Sequence[str], ask: Ask, limits: Limits) -> list[Outcome]:
    """One outcome for each of ``lines`` (no line ends inside), with as few requests as can be believed.

    An answer with another number of lines, or with a line that cannot or is unlikely to belong to its sentence,
    is thrown away and asked again in halves. No request is larger than ``limits``. After a failure that would
    meet the next request as well nothing more is asked.
    """
    outcomes: list[Outcome] = []
    for group in groups(lines, limits):
        outcomes += _unless_halted(outcomes, group, ask, limits.max_chars)
    return outcomes


def _unless_halted(before: list[Outcome], lines: list[str], ask: Ask, max_chars: int) -> list[Outcome]:
    last = before[-1] if before else None
    if isinstance(last, Failed) and last.halts:
        return [last] * len(lines)
    if len(lines) == 1:
        return [alone(lines[0], ask, max_chars)]
    answer = ask(lines)
    if isinstance(answer, Failed):
        return [answer] * len(lines)
    answers = [checks.tidy(line) for line in answer]
    if checks.misaligned(lines, answers) is None:
        return [Ok(text) for text in answers]
    middle = len(lines) // 2
    first = _unless_halted([], lines[:middle], ask, max_chars)
    return first + _unless_halted(first, lines[middle:], ask, max_chars)


def alone(line: str, ask: Ask, max_chars: int) -> Outcome:
    """The outcome of one of the lines, asked for by itself; in pieces where it is longer than a request may be."""
    pieces: list[str] = []
    for piece in _pieces(line, max_chars):
        answer = ask([piece]) if checks.has_letters(piece) else [piece]
        if isinstance(answer, Failed):
            return answer
        pieces += answer
    text = checks.tidy(" ".join(pieces))
    if why := checks.wrong(line, text):
        return Failed(Reason.UNVERIFIED, why)
    return Ok(text, checks.doubtful(line, text) or "")


def groups(lines: Sequence[str], limits: Limits) -> list[list[str]]:
    """Neighbours in as few groups as fit; a line that does not fit stands alone."""
    groups: list[list[str]] = []
    size = 0
    for line in lines:
        size += 1 + len(line)
        if not groups or size > limits.max_chars or len(groups[-1]) == limits.max_sentences:
            groups.append([])
            size = len(line)
        groups[-1].append(line)
    return groups


def _pieces(line: str, max_chars: int) -> list[str]:
    """``line`` cut where a clause ends, or else at a space, or else anywhere, into pieces that fit."""
    pieces = []
    while len(line) > max_chars:
        spaces = [i for i in range(1, max_chars + 1) if line[i] == " "]
        clauses = [i for i in spaces if line[i - 1] in ";:,.!?" or line[i + 1] in "–—("]
        cut = (clauses or spaces or [max_chars])[-1]
        pieces.append(line[:cut])
        line = line[cut:].lstrip()
    return [*pieces, line]
