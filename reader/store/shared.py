"""The memory as two threads share it: the user's, which changes it, and the writer's, which merges into it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.store.merge import merge

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager

    from reader.store.lines import Document
    from reader.store.memory import Memory, Snapshot
    from reader.store.merge import Change, Tables


class Shared:
    """A memory whose ``guard`` is held whenever it is touched, and not while bytes are made or written."""

    def __init__(self, memory: Memory, guard: AbstractContextManager[Any]) -> None:
        self._memory = memory
        self._guard = guard
        self.arrivals = 0
        """How often there was anything to merge."""

    @property
    def version(self) -> int:
        """Grows with every change."""
        return self._memory.version

    def rows(self, table: str) -> Mapping[str, Document]:
        """The live documents of a table, by key."""
        return self._memory.rows(table)

    def snapshot(self) -> Snapshot:
        """The present state."""
        with self._guard:
            return self._memory.snapshot()

    def load(self, tables: Tables) -> None:
        """Add all documents of a file."""
        with self._guard:
            self._memory.load({name: dict(rows) for name, rows in tables.items()})

    def take_in(self, changes: list[Change]) -> None:
        """Carry out changes that depend on nothing but the documents they are about."""
        with self._guard:
            self._memory.take_in(changes)

    def merge(
        self,
        decide: Callable[[Tables, Tables], list[Change]],
        theirs: Tables,
        *,
        before: Callable[[Snapshot, list[Change]], None] = lambda *_: None,
    ) -> bool:
        """Change the memory as decided; whether there was anything to change.

        Deciding takes a while when there are many notes, so the guard is not held meanwhile; only if the memory
        has changed by then it is done anew, with the guard. ``before`` is told what is about to change.
        """
        ours = self.snapshot()
        changes = decide(ours.tables, theirs)
        before(ours, changes)
        with self._guard:
            if self._memory.version != ours.version:
                changes = decide(self._memory.snapshot().tables, theirs)
            self._memory.take_in(changes)
        self.arrivals += bool(changes)
        return bool(changes)


def merge_unrelated(ours: Tables, theirs: Tables) -> list[Change]:
    """The changes that bring in a state of which nobody knows where it began."""
    return merge(ours, theirs, {})
