"""Makes the recogniser's name and word lists from the project's resource files.

    python -m training.lists FOLDER

FOLDER holds ``gaz.txt.gz``, ``lexicon.txt.gz`` and ``ruler.txt.gz`` (CLDR territories, GeoNames cities, names of
faker, frequencies of wordfreq over the dictionary of simplemma; see NOTICE). The lists in
``reader/entities/data`` were made by it.
"""

from __future__ import annotations

import gzip
import sys
from collections import defaultdict
from pathlib import Path

from reader.entities.provenance import GAZETTEER, LEXICON, PLACES
from reader.entities.recogniser import DATA
from reader.entities.tables import Table

_NOT_PLACES = frozenset(("Pseudo-Accenten", "Pseudo-Bidi", "onbekend gebied", "overig Oceanië"))
"""Territories of CLDR that are there for software alone."""


def main(source: Path) -> None:
    """Write the three lists."""
    names = _groups(source / "gaz.txt.gz", "|")
    types: defaultdict[str, list[str]] = defaultdict(list)
    for kind, group in names.items():
        for name in group:
            types[name].append(kind)
    Table.of({name: " ".join(kinds) for name, kinds in types.items()}).write(DATA / GAZETTEER)

    persons = {*names["first"], *names["last"]}
    places = _groups(source / "ruler.txt.gz", "|")
    cities = set(places["loc"]) - persons  # the model decides who Washington is
    known = dict.fromkeys(cities, "city") | dict.fromkeys(places["hard"], "country")
    Table.of({name: kind for name, kind in known.items() if name not in _NOT_PLACES}).write(DATA / PLACES)

    classes = _groups(source / "lexicon.txt.gz", " ")
    Table.of({word: number for number, words in classes.items() for word in words}).write(DATA / LEXICON)


def _groups(path: Path, separator: str) -> dict[str, list[str]]:
    """Read lines of a group's name and its members."""
    lines = gzip.decompress(path.read_bytes()).decode().split("\n")
    return {kind: members for kind, *members in (line.split(separator) for line in lines if line)}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
