"""What a look at the folder brings: how many articles are new, and which files are left out or doubted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget

from reader.ui.messages import Told

if TYPE_CHECKING:
    from reader.model import Step

_FEW = 3
"""So many files are told of one by one."""


class News:
    """Counts what one look comes to, and tells of it."""

    def __init__(self, doubts: Iterable[str] = ()) -> None:
        """``doubts`` are sentences on files that were read before."""
        self.articles = 0
        """So many are new, or changed."""
        self._left_out: list[str] = []
        self._doubted = list(doubts)

    def take(self, owner: Widget, step: Step[str]) -> None:
        """Count another file, and tell how far the look is."""
        self.articles += step.item is not None
        if step.problem:
            (self._doubted if step.item is not None else self._left_out).append(step.problem)
        if step.total > 1:
            owner.post_message(Told(f"reading articles: {step.done:,} of {step.total:,}"))

    def tell(self, owner: Widget) -> None:
        """Tell which files are left out or doubted, or only how many where they are more than a few."""
        for problems, many in ((self._left_out, "are left out"), (self._doubted, "were read with a doubt")):
            told = problems
            if len(problems) > _FEW:
                told = [f"{len(problems):,} files {many}; “libya-reader check” names them."]
            for problem in told:
                owner.notify(problem, severity="warning", timeout=10, markup=False)
        owner.post_message(Told(""))
