"""Nouns that say what a name beside them is."""

from __future__ import annotations

import pytest

from reader.entities import nouns


@pytest.mark.parametrize(
    ("noun", "kind"),
    [
        ("doelman", "person"),
        ("topspits", "person"),
        ("vredesgezant", "person"),
        ("krant", "organisation"),
        ("havenstad", "place"),
        ("debuutroman", "work"),
        ("ex-minister", "person"),
        ("zon", ""),
        ("en", ""),
        ("", ""),
    ],
)
def test_a_compound_is_a_noun_of_what_its_last_part_is(noun, kind):
    assert nouns.kind(noun) == kind
