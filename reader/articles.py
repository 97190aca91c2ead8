"""The articles of a library as one value: what the list shows, and how it is grouped."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Articles:
    """Row numbers of the index in the order of the list, with the month of each."""

    numbers: Sequence[int] = field(default_factory=lambda: array("q"))
    """Row numbers, newest article first, undated last."""
    months: Sequence[str | None] = ()
    """The month (or year) of each, in the same order; None for the undated."""
    undated: int = 0
    """How many of them have no date."""

    def __len__(self) -> int:
        return len(self.numbers)

    def groups(self) -> Iterator[tuple[str | None, int]]:
        """The months in order, each with its number of articles."""
        for month, members in groupby(self.months):
            yield month, sum(1 for _ in members)
