"""What is found in a body, and who said so: entities and translations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from reader.model.texts import Span

Label: TypeAlias = Literal["PER", "ORG", "LOC", "MISC"]
"""What an entity is: person, organisation, location, or another proper name (CoNLL-2002)."""

LABELS: tuple[Label, ...] = ("PER", "ORG", "LOC", "MISC")
"""All labels, in the order in which legends and tables show them."""

LISTED: Final = "gazetteer"
"""The ``source`` of an entity that was found by being on a list of names."""
CORRECTED: Final = "user"
"""The ``source`` of an entity that the user made."""

APPROXIMATE: Final = "found in the translation of its paragraph by length alone"
"""What the note of a translation says when only lengths say which part of a longer one belongs to the sentence."""

TranslationKind: TypeAlias = Literal["memory", "offline", "online", "user", "test"]


@dataclass(frozen=True, slots=True)
class Entity:
    """A proper name in a body."""

    span: Span
    label: Label
    text: str
    """The name as it stands in the body."""
    score: float
    """How sure the recogniser is, 0 to 1."""
    name: str
    """The name it stands for: "Haftars" stands for "Khalifa Haftar"."""
    source: str
    """Which part of the recogniser said so: ``model``, ``rule``, ``gazetteer``, ``consistency``; or the ``user``."""


@dataclass(frozen=True, slots=True)
class Recogniser:
    """The provenance of entities."""

    name: str
    version: str
    licence: str = ""
    """Under which its model may be used, as far as it says."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who said so, and when: carried by everything derived and printed in every export."""

    engine: str
    """Id of the engine, as settings name it: ``google``, ``memory``."""
    version: str
    """Version of the engine or of its model."""
    kind: TranslationKind
    """Where the text came from."""
    at: str
    """When it was made."""
    note: str = ""
    """What the source says of itself, such as "reference translation shipped with libya-reader"; after a
    semicolon what is to be said of this one."""

    @property
    def maker(self) -> str:
        """Who made it, in a few words."""
        return self.note or f"{self.engine} {self.version}".strip()


def makers(provenances: Iterable[Provenance]) -> list[str]:
    """Who made several things, the most frequent first; without what is to be said of single ones."""
    words = list(dict.fromkeys(by.maker for by, _ in Counter(provenances).most_common()))
    return [each for each in words if not any(each.startswith(f"{other}; ") for other in words)]


@dataclass(frozen=True, slots=True)
class Translation:
    """The translation of one sentence."""

    source: str
    """The sentence that was translated."""
    text: str
    """It in the target language."""
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Name:
    """What mentions in any number of articles stand for."""

    text: str
    """The name in full: "Khalifa Haftar"."""
    label: Label


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in an article where a name is mentioned."""

    article: int
    """Row number of the article."""
    span: Span
