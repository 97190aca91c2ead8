"""Names in the translation of a sentence."""

from __future__ import annotations

import pytest

from reader.model import Entity, Span
from reader.names import shipped_table
from reader.names.translated import in_translation


def entity(text: str, label: str, name: str = "") -> Entity:
    return Entity(Span(0, len(text)), label, text, 1, name or text, "model")


@pytest.mark.parametrize(
    ("entities", "translation", "found"),
    [
        ([entity("Haftars", "PER", "Khalifa Haftar")], "Haftar's troops", [("Haftar", "PER")]),
        ([entity("Egypte", "LOC")], "Egypt and the sea", [("Egypt", "LOC")]),
        ([entity("VAE", "LOC", "Verenigde Arabische Emiraten")], "the UAE", [("UAE", "LOC")]),
        ([entity("Saqr al-Jaroushi", "PER")], "said Saqr al-Jaroushi.", [("Saqr al-Jaroushi", "PER")]),
        ([entity("Libische", "MISC")], "the Libyan army", [("Libyan", "MISC")]),
        ([entity("Turken", "MISC")], "Turks, and Turkish arms", [("Turks", "MISC"), ("Turkish", "MISC")]),
        ([entity("Saharaanse", "MISC")], "the Saharan winds", []),
        ([entity("Haftar", "ORG"), entity("Tripoli", "LOC")], "Tripoli, Tripoli", [("Tripoli", "LOC")] * 2),
        ([], "Tripoli", []),
    ],
)
def test_a_name_is_found_as_written_in_full_or_as_listed(entities, translation, found):
    hits = in_translation(entities, translation, shipped_table())
    assert [(each.text, each.label) for each in hits] == found
    assert all(each.span.of(translation) == each.text for each in hits)
