"""What the recogniser knows before it reads: lists of names, words and places, read from package data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.entities.gazetteer import Gazetteer
from reader.entities.lexicon import Lexicon
from reader.entities.places import Places
from reader.entities.provenance import GAZETTEER, LEXICON, PLACES
from reader.entities.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What may be looked up about a word, whatever the sentence."""

    gazetteer: Gazetteer
    lexicon: Lexicon
    places: Places
    persons: frozenset[str] = frozenset()
    """The single words that name a person in the document at hand."""

    def with_persons(self, persons: Iterable[str]) -> Knowledge:
        """It together with the persons of one document."""
        return replace(self, persons=frozenset(persons))

    @classmethod
    def read(cls, data: Path) -> Knowledge:
        """Read the lists in the folder ``data``."""
        gazetteer, lexicon, places = (Table.read(data / name) for name in (GAZETTEER, LEXICON, PLACES))
        return cls(Gazetteer(gazetteer), Lexicon(lexicon), Places(places))
