"""Who said so, in words: every export names the source of what it did not find in the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model import CORRECTED, LISTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model import Entity, Provenance, Recogniser, TranslationKind

_SAID_BY: dict[TranslationKind, str] = {
    "memory": "translation memory",
    "offline": "machine translation, offline",
    "online": "machine translation",
    "user": "corrected by the reader",
    "test": "test translation",
}


def translator(provenance: Provenance) -> str:
    """Who translated: a memory speaks for itself, an engine is named with version and day."""
    if provenance.kind == "memory" and provenance.note:
        return provenance.note
    named = "" if provenance.kind == "user" else engine(provenance)
    parts = [_SAID_BY[provenance.kind], named, provenance.at[:10], provenance.note]
    return ", ".join(part for part in parts if part)


def engine(provenance: Provenance) -> str:
    """The engine with its version."""
    return f"{provenance.engine} {provenance.version}".strip()


def finder(entities: Sequence[Entity], recogniser: Recogniser | None) -> Recogniser | None:
    """Who found some entities: ``recogniser``, unless all of them were listed, or are the user's own."""
    return None if entities and all(each.source in {LISTED, CORRECTED} for each in entities) else recogniser
