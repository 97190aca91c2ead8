"""How well entities agree with labels: exact spans with the right label, counted per label."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from reader.model import LABELS, Label
from reader.text.segments import Document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reader.model import Entity
    from training.corpus import Example, Labelled

Outcome = Literal["right", "wrong", "missed"]


@dataclass(frozen=True, slots=True)
class Tally:
    """What was found right, found wrong and missed."""

    counts: Counter[tuple[Outcome, Label]] = field(default_factory=Counter)

    def add(self, expected: Iterable[Labelled], found: Iterable[Labelled]) -> None:
        """Count one document."""
        expected, found = set(expected), set(found)
        self._count("right", expected & found)
        self._count("wrong", found - expected)
        self._count("missed", expected - found)

    def _count(self, outcome: Outcome, names: Iterable[Labelled]) -> None:
        for _, _, label in names:
            self.counts[outcome, label] += 1

    def f1(self, *labels: Label) -> float:
        """F1 over ``labels`` (all of them by default), in per cent."""
        return self.figures(*labels)["f1"]

    def figures(self, *labels: Label) -> dict[str, float]:
        """Precision, recall and F1 over ``labels`` (all of them by default), in per cent with one decimal."""
        right, wrong, missed = (
            sum(self.counts[outcome, label] for label in labels or LABELS) for outcome in ("right", "wrong", "missed")
        )
        return {
            "precision": _percentage(right, right + wrong),
            "recall": _percentage(right, right + missed),
            "f1": _percentage(2 * right, 2 * right + wrong + missed),
        }

    def card(self) -> dict[str, dict[str, float]]:
        """The figures of every label and of all together."""
        return {"all": self.figures()} | {label: self.figures(label) for label in LABELS}


def _percentage(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def score(
    recognise: Callable[[Document], Sequence[Entity]],
    articles: Iterable[Sequence[Example]],
) -> Tally:
    """Compare what ``recognise`` finds in whole articles, as a reader would open them, with their labels."""
    tally = Tally()
    for article in articles:
        body, expected = joined(article)
        entities = recognise(Document.of(body))
        tally.add(expected, [(e.span.start, e.span.end, e.label) for e in entities])
    return tally


def joined(article: Sequence[Example]) -> tuple[str, list[Labelled]]:
    """The body of an article, a sentence a line, and its labels in it."""
    lines: list[str] = []
    labelled: list[Labelled] = []
    start = 0
    for example in article:
        labelled += [(start + a, start + b, label) for a, b, label in example.entities]
        lines.append(example.text)
        start += len(example.text) + 1
    return "\n".join(lines), labelled
