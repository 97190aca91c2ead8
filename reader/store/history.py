"""Edits of notes and marks, and the steps back and forth between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.model import Marks, Note


@dataclass(frozen=True, slots=True)
class Edit:
    """One change that can be undone: the values that notes and marks shall have after it."""

    label: str
    """What undo says of it: "tag #front"."""
    notes: tuple[tuple[str, Note | None], ...] = ()
    """New values by uid; None deletes."""
    marks: tuple[tuple[str, Marks | None], ...] = ()
    """New values by article id; None forgets the marks."""


@dataclass(frozen=True, slots=True)
class Step:
    """An edit with its inverse."""

    before: Edit
    after: Edit


@dataclass(slots=True)
class History:
    """The steps of a session that can be undone, and those that were."""

    _done: list[Step] = field(default_factory=list)
    _undone: list[Step] = field(default_factory=list)

    def add(self, step: Step) -> None:
        """Remember a step just made; what was undone before it cannot be redone any more."""
        self._done.append(step)
        self._undone.clear()

    def back(self) -> Step | None:
        """The step to undo now; None when there is none left."""
        return _move(self._done, self._undone)

    def forth(self) -> Step | None:
        """The step to redo now; None when there is none."""
        return _move(self._undone, self._done)


def _move(source: list[Step], target: list[Step]) -> Step | None:
    if not source:
        return None
    target.append(source.pop())
    return target[-1]
