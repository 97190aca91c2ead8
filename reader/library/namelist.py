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
    names, mentions = library.names, library.names.mentions
    tallies = names.all()
    months, written = mentions.all_months(), mentions.all_written()
    over = slots((month for counts in months.values() for month, _ in counts), bars)
    found = [
        Line(
            each.name,
            "\n".join([each.name.text, *(w.text for w in written.get(each.name, ()))]).casefold(),
            each.mentions,
            each.articles,
            f"{sparkline(dict(months.get(each.name, ())), over):<{len(over)}}",
        )
        for each in tallies
    ]
    yield Step(1, 1, found)
