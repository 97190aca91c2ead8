"""How the entities of an article stand in the index."""

from __future__ import annotations

import json
from collections.abc import Iterable

from reader.model import Entity, Label, Span


def to_found(entities: Iterable[Entity]) -> str:
    """Entities as the table of entities holds them."""
    return json.dumps([[e.span.start, e.span.end, e.label, e.text, e.score, e.name, e.source] for e in entities])


def from_found(found: str) -> tuple[Entity, ...]:
    """The entities that ``to_found`` wrote."""
    return tuple(_entity(*fields) for fields in json.loads(found))


def _entity(start: int, end: int, label: Label, text: str, score: float, name: str, source: str) -> Entity:
    return Entity(Span(start, end), label, text, score, name, source)
