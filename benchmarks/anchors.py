"""``python -m benchmarks.anchors``: whether notes find their passages again in articles that were edited.

A thousand passages of 3 to 40 words; a share of the words of their articles is replaced, left out, doubled or
misspelt, and every other article gets a new first paragraph. A passage counts as found where at least 0.7 of what it
and the true place cover together is covered by both, and as wrong where it is found elsewhere. The texts are the
labelled news of ``training/data``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figures import Budget, Figure
from reader.model import Span
from reader.text import anchors

SHARES = (0.01, 0.05, 0.10, 0.20, 0.30)
"""How much of an article is edited."""
FOUND, WRONG, TIME = 98.0, Budget(1, 0.5), Budget(5, 1)
"""Per cent of all passages that have to be found, and may be found wrongly; milliseconds a passage."""
_DATA = Path(__file__).parent.parent / "training" / "data" / "news.jsonl.gz"
_LENGTH = 4_500
_ALIKE = 0.7
_SEED = 20_190_401
_LEAD = "Dit bericht is bijgewerkt met een reactie van de betrokken partijen, die eerder niet bereikbaar waren."


@dataclass(frozen=True, slots=True)
class Edited:
    """An article after an edit, and where a passage of it is now."""

    body: str
    truth: Span


def bodies() -> list[str]:
    """Articles of some 4,500 code points, four sentences a paragraph."""
    with gzip.open(_DATA, "rt", encoding="utf-8") as lines:
        sentences = [json.loads(line)["text"] for line in lines]
    found, body = [], ""
    for index, sentence in enumerate(sentences):
        body += sentence + ("\n\n" if index % 4 == 3 else " ")  # noqa: PLR2004 - as the docstring says
        if len(body) >= _LENGTH:
            found.append(body.strip())
            body = ""
    return found


def passage(body: str, chance: random.Random) -> Span:
    """3 to 40 words somewhere in ``body``."""
    starts = [0, *(at + 1 for at, char in enumerate(body) if char.isspace() and at + 1 < len(body))]
    count = chance.randint(3, 40)
    first = chance.randrange(len(starts) - count)
    return Span(starts[first], starts[first] + len(body[starts[first] : starts[first + count]].rstrip()))


def edit(body: str, span: Span, share: float, words: list[str], chance: random.Random) -> Edited:
    """``body`` with ``share`` of its words changed."""
    lead = f"{_LEAD}\n\n" if chance.random() < 0.5 else ""  # noqa: PLR2004 - every other article
    pieces = [_reword(piece, share, words, chance) for piece in (body[: span.start], span.of(body), body[span.end :])]
    start = len(lead) + len(pieces[0])
    return Edited(lead + "".join(pieces), Span(start, start + len(pieces[1])))


def _reword(text: str, share: float, words: list[str], chance: random.Random) -> str:
    out = []
    for word in text.split(" "):
        kind = chance.randrange(4) if word and chance.random() < share else -1
        if kind == 0:
            out.append(chance.choice(words))
        elif kind == 1:
            out += [word, chance.choice(words)]
        elif kind == 2:  # noqa: PLR2004 - a misspelling; what is left is an omission
            at = chance.randrange(len(word))
            out.append(word[:at] + chance.choice("aeinrst") + word[at + 1 :])
        elif kind < 0:
            out.append(word)
    return " ".join(out)


def _likeness(one: Span, other: Span) -> float:
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(0, common) / (max(one.end, other.end) - min(one.start, other.start))


def trials(count: int) -> Iterator[tuple[float, bool, bool, float]]:
    """For each passage the share of edits, whether it was found, whether wrongly, and in how many milliseconds."""
    chance = random.Random(_SEED)
    texts = bodies()
    words = " ".join(texts[:3]).split()
    for number in range(count):
        body, share = chance.choice(texts), SHARES[number % len(SHARES)]
        span = passage(body, chance)
        anchor = anchors.make(body, span, "before")
        edited = edit(body, span, share, words, chance)
        started = time.perf_counter()
        placing = anchors.place(anchor, edited.body, "after")
        took = 1000 * (time.perf_counter() - started)
        right = placing.span is not None and _likeness(placing.span, edited.truth) >= _ALIKE
        yield share, right, placing.span is not None and not right, took


def main() -> None:
    """Measure, and print figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, default=1000, help="how many (default: 1,000)")
    tried = list(trials(parser.parse_args().passages))
    for share in SHARES:
        mine = [right for at, right, _wrong, _took in tried if at == share]
        Figure(f"passages found, {share:.0%} of the words edited", "%", [100 * sum(mine) / len(mine)]).print()
    missed = 100 - 100 * sum(right for _at, right, _wrong, _took in tried) / len(tried)
    Figure("passages not found again, all", "%", [missed], Budget(100 - FOUND, 1)).print()
    Figure("passages found wrongly", "%", [100 * sum(wrong for _, _, wrong, _ in tried) / len(tried)], WRONG).print()
    Figure("time for a passage, mean", "ms", [sum(took for *_, took in tried) / len(tried)], TIME).print()


if __name__ == "__main__":
    main()
