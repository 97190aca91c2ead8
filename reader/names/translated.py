"""Finds the names of a sentence in its translation, where they can be found there."""

from __future__ import annotations

from collections.abc import Iterable

from reader.model import Entity
from reader.names.finding import find
from reader.names.table import Listed, NameTable


def in_translation(entities: Iterable[Entity], translation: str, table: NameTable) -> tuple[Entity, ...]:
    """Where the names of a sentence stand in its translation: as written, in full, or in a form that is listed.

    Names that another language writes in a way that nobody listed are left out.
    """
    names: list[Listed] = []
    for each in entities:
        listed = table.get(each.name, each.label)
        forms = (each.text, *((listed.name, *listed.forms) if listed else ()))
        names.append(Listed(each.name, each.label, tuple(dict.fromkeys(forms))))
    return find(translation, names)
