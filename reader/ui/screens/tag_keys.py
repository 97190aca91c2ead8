"""Which tags the keys 1 to 9 put on a passage, and which the full stop repeats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reader.model import TagInfo

_DIGITS = range(1, 10)


class TagKeys:
    """The tags on digits: those that are pinned, then recent ones, each on one key for the whole session."""

    def __init__(self) -> None:
        self._keys: dict[int, str] = {}
        self.last: tuple[str, ...] = ()
        """The tags put on last."""

    def offer(self, recent: Sequence[str], infos: Mapping[str, TagInfo]) -> Mapping[int, str]:
        """The tag on each digit.

        Pinned tags are on theirs; the other digits go to ``recent`` tags, the most recent first, and a tag that
        is gone leaves its digit.
        """
        pinned = {info.pinned: name for name, info in infos.items() if info.pinned in _DIGITS and info.pinned}
        known = set(recent) - set(pinned.values())
        kept = {digit: tag for digit, tag in self._keys.items() if digit not in pinned and tag in known}
        free = (digit for digit in _DIGITS if digit not in pinned and digit not in kept)
        new = (tag for tag in recent if tag in known and tag not in kept.values())
        self._keys = dict(sorted({**pinned, **kept, **dict(zip(free, new, strict=False))}.items()))
        return self._keys

    def used(self, before: Sequence[str], after: Sequence[str]) -> None:
        """Remember what was put on a passage."""
        self.last = tuple(tag for tag in after if tag not in before) or tuple(after) or self.last
