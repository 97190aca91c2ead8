"""Edits of notes, marks and tags, and the steps back and forth between them."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.model import Correction, Marks, Note, Revision, TagInfo

_STEPS: Final = 500
"""How many steps can be undone."""

_SUBJECT: Final = {"article", "digest", "name"}
"""The fields that say what a value is about, which no step changes."""

V = TypeVar("V", bound="Marks | TagInfo")


@dataclass(frozen=True, slots=True)
class Edit:
    """One change that can be undone: the values that notes, marks and tags shall have after it."""

    label: str
    """What undo says of it: "tag #front"."""
    notes: tuple[tuple[str, Note | None], ...] = ()
    """New values by uid; None deletes."""
    marks: tuple[tuple[str, Marks | None], ...] = ()
    """New values by article id; None forgets the marks."""
    tags: tuple[tuple[str, TagInfo | None], ...] = ()
    """New values by tag; None forgets what was said of it."""
    revisions: tuple[tuple[str, Revision | None], ...] = ()
    """New values by uid; None takes back what was said of a translation."""
    corrections: tuple[tuple[str, Correction | None], ...] = ()
    """New values by uid; None takes back what was said of a name."""
    dated: bool = False
    """Whether the notes keep the time of their last change, as when they come from elsewhere."""
    undoing: bool = False
    """Whether it undoes another one: what it takes away, the user never deleted."""
    skipped: int = 0
    """How many things it should have changed, and leaves as they are."""

    @property
    def times(self) -> dict[str, str]:
        """When its notes were changed last, by uid, if they keep that."""
        return {uid: note.modified for uid, note in self.notes if note is not None} if self.dated else {}

    @property
    def size(self) -> int:
        """How many things it changes."""
        parts = (self.notes, self.marks, self.tags, self.revisions, self.corrections)
        return sum(map(len, parts))


@dataclass(frozen=True, slots=True)
class Undoable:
    """An edit with its inverse."""

    before: Edit
    after: Edit


class Turned(NamedTuple):
    """A step on its way back or forth."""

    present: Edit
    """How things are if nobody changed them since."""
    wanted: Edit
    """How they are to be."""


@dataclass(slots=True)
class History:
    """The latest steps of a session that can be undone, and those that were."""

    _done: deque[Undoable] = field(default_factory=lambda: deque(maxlen=_STEPS))
    _undone: deque[Undoable] = field(default_factory=lambda: deque(maxlen=_STEPS))

    def add(self, step: Undoable) -> None:
        """Remember a step just made; what was undone before it cannot be redone any more."""
        self._done.append(step)
        self._undone.clear()

    def back(self) -> Turned | None:
        """How the step to undo now is to be undone; None when there is none left."""
        step = _move(self._done, self._undone)
        return None if step is None else Turned(step.after, replace(step.before, undoing=True))

    def forth(self) -> Turned | None:
        """How the step to redo now is to be redone; None when there is none."""
        step = _move(self._undone, self._done)
        return None if step is None else Turned(step.before, step.after)

    @property
    def sizes(self) -> tuple[int, int]:
        """How many things the steps change that can be undone and redone now."""
        return _size(self._done), _size(self._undone)


def _size(steps: deque[Undoable]) -> int:
    return steps[-1].after.size if steps else 0


def _move(source: deque[Undoable], target: deque[Undoable]) -> Undoable | None:
    if not source:
        return None
    target.append(source.pop())
    return target[-1]


def turned(now: V | None, present: V | None, wanted: V | None, blank: Callable[[V], V]) -> tuple[V | None, bool]:
    """A value with the fields of ``wanted`` in which the step from there to ``present`` differs.

    Fields that somebody has changed since stay as they are ``now``; the second result is whether there are any.
    ``blank`` makes the value that says nothing, which stands for None.
    """
    known = now or present or wanted
    if now == present or known is None:
        return wanted, False
    empty = blank(known)
    is_now, was, shall = now or empty, present or empty, wanted or empty
    step = [name for name in _fields(empty) if getattr(was, name) != getattr(shall, name)]
    free: dict[str, Any] = {
        name: getattr(shall, name) for name in step if getattr(is_now, name) == getattr(was, name)
    }
    result = replace(is_now, **free)
    return (None if result == blank(result) else result), len(free) < len(step)


def _fields(value: Marks | TagInfo) -> list[str]:
    return [each.name for each in fields(value) if each.name not in _SUBJECT]
