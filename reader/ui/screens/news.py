"""What a look at the folder brings: how many articles are new, and which files are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

from reader.ui.messages import Told

if TYPE_CHECKING:
    from reader.model import Step

_FEW = 3
"""So many files are told of one by one."""


class News:
    """Counts what one look comes to, and tells of it."""

    def __init__(self) -> None:
        self.articles = 0
        """So many are new, or changed."""
        self._problems: list[str] = []

    def take(self, owner: Widget, step: Step[str]) -> None:
        """Count another file, and tell how far the look is."""
        self.articles += step.item is not None
        if step.problem:
            self._problems.append(step.problem)
        if step.total > 1:
            owner.post_message(Told(f"reading articles: {step.done:,} of {step.total:,}"))

    def tell(self, owner: Widget) -> None:
        """Tell which files are left out, or only how many where they are more than a few."""
        told = self._problems
        if len(told) > _FEW:
            told = [f"{len(told):,} files are left out; “libya-reader check” names them."]
        for problem in told:
            owner.notify(problem, severity="warning", timeout=10, markup=False)
        owner.post_message(Told(""))
