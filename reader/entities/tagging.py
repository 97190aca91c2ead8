"""The statistical model: a conditional random field that gives every word of a sentence a tag."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from reader.entities.mentions import Mention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model import Label


def decode(tags: Sequence[str]) -> list[tuple[int, int, Label]]:
    """The names that BIOES tags spell, as token ranges with labels.

    Every tag but ``O`` belongs to a name; a run that lacks its beginning or its end is a name all the same.
    """
    names: list[tuple[int, int, Label]] = []
    start = 0
    for i, tag in enumerate(tags):
        follows = i > start and tags[i - 1][0] in "BI" and tag[0] in "IE" and tag[2:] == tags[i - 1][2:]
        if not follows:
            start = i
        if tag == "O":
            continue
        if follows:
            names.pop()
        names.append((start, i + 1, cast("Label", tag[2:])))
    return names


class Tagger:
    """A trained model, ready to tag. Not safe for use by two threads at once."""

    def __init__(self, model: bytes) -> None:
        import pycrfsuite  # noqa: PLC0415 - a compiled library, loaded on first use

        self._model = model  # the tagger reads from this memory for as long as it lives
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(model)

    def mentions(self, rows: list[list[str]]) -> tuple[Mention, ...]:
        """The names in a sentence given as the features of its words.

        The score of a name is the mean of the model's probabilities of its tags.
        """
        tags = self._tagger.tag(rows)
        return tuple(
            Mention(start, end, label, self._confidence(tags, start, end)) for start, end, label in decode(tags)
        )

    def _confidence(self, tags: Sequence[str], start: int, end: int) -> float:
        marginals = [self._tagger.marginal(tags[i], i) for i in range(start, end)]
        return min(1.0, float(sum(marginals)) / len(marginals))
