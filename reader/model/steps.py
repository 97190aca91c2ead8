"""Long operations as values."""

from __future__ import annotations

from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Step(NamedTuple, Generic[T]):
    """One result of a long operation, which is a generator of these."""

    done: int
    """How many items are finished, this one included."""
    total: int
    """How many there are."""
    item: T | None = None
    """The result; None when the item failed or there is nothing to hand over."""
    problem: str | None = None
    """One sentence for the user when the item failed."""
    failed: tuple[int, ...] = ()
    """Indexes of the items that the problem is about, where it is about some and the others fare better."""
