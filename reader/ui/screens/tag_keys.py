"""Which tags the keys 1 to 9 put on a passage, and which the full stop repeats."""

from __future__ import annotations

from collections.abc import Sequence

_KEYS = 9


class TagKeys:
    """The tags of a session: a tag keeps its key once it has one."""

    def __init__(self) -> None:
        self._keys: list[str] = []
        self.last: tuple[str, ...] = ()
        """The tags put on last."""

    def offer(self, recent: Sequence[str]) -> list[str]:
        """The tags on the keys, in their order; free keys go to ``recent`` tags, the most recent first."""
        free = [tag for tag in recent if tag not in self._keys][: _KEYS - len(self._keys)]
        self._keys += free
        return self._keys

    def used(self, before: Sequence[str], after: Sequence[str]) -> None:
        """Remember what was put on a passage."""
        self.last = tuple(tag for tag in after if tag not in before) or tuple(after) or self.last
