"""Which sentences are asked together next: what is on screen first, with its neighbours of the paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.translation.keys import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.translation.engine import Limits


class Waiting:
    """The sentences of one text that still need a translation; the same sentence waits only once."""

    def __init__(self, sentences: Sequence[str], indexes: Iterable[int], paragraphs: Sequence[int] | None) -> None:
        """Queue ``indexes`` of ``sentences``, the most urgent first.

        ``paragraphs`` holds the number of each sentence's paragraph; without it all are of one.
        """
        self._sentences = sentences
        self._paragraphs = paragraphs or [0] * len(sentences)
        self._twins: dict[str, list[int]] = {}
        for index in indexes:
            self._twins.setdefault(fold(sentences[index]), []).append(index)
        self._queue = dict.fromkeys(indexes[0] for indexes in self._twins.values())

    def __len__(self) -> int:
        return len(self._queue)

    def alike(self, index: int) -> list[int]:
        """The indexes at which the sentence at ``index`` stands, itself included."""
        return self._twins[fold(self._sentences[index])]

    def take(self, limits: Limits) -> list[int]:
        """Remove the most urgent sentence and as many waiting ones of its paragraph as one request holds.

        Those after it come before those in front of it; where a paragraph is sent as one text, only those that
        follow one another. The indexes are in text order.
        """
        first = next(iter(self._queue))
        batch = [first]
        room = limits.max_chars - len(self._sentences[first])
        for index in self._neighbours(first):
            if limits.unit == "paragraph" and index not in {min(batch) - 1, max(batch) + 1}:
                continue
            room -= len(self._sentences[index]) + 1
            if room < 0 or len(batch) >= limits.max_sentences:
                break
            batch.append(index)
        for index in batch:
            del self._queue[index]
        return sorted(batch)

    def _neighbours(self, first: int) -> Iterator[int]:
        paragraph = self._paragraphs[first]
        waiting = sorted(index for index in self._queue if self._paragraphs[index] == paragraph)
        yield from (index for index in waiting if index > first)
        yield from (index for index in reversed(waiting) if index < first)
