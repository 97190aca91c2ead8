"""All names of a library as lines of a list, with what a filter looks in; made away from the event loop."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from reader.model import Name, Step
from reader.text.sparks import slots, sparkline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library import Library


class Line(NamedTuple):
    """A name, and how often it is mentioned."""

    name: Name
    key: str
    """The name and the ways in which it is written, casefolded, a line each."""
    mentions: int
    articles: int
    bars: str
    """Its course in time."""


def lines(library: Library, bars: int) -> Iterator[Step[Sequence[Line]]]:
    """All names, the most often mentioned first, as a job of one step; the course in time has up to so many bars."""
    library.names.settle()
    counts = library.names.mentions.census()
    over = slots({month for count in counts for month in count.months}, bars)
    found = [
        Line(
            count.name,
            "\n".join([count.name.text, *count.texts]).casefold(),
            count.mentions,
            count.articles,
            f"{sparkline(count.months, over):<{len(over)}}",
        )
        for count in counts
    ]
    yield Step(1, 1, found)
