"""Listed names in a text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Entity, Span
from reader.names import find, overlaid
from reader.names.table import Listed

HAFTAR = Listed("Khalifa Haftar", "PER", ("Haftar",))
SIRTE = Listed("Sirte", "LOC")
BATTLE = Listed("Slag om Sirte", "MISC")


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Khalifa Haftar en Haftar.", ["Khalifa Haftar", "Haftar"]),
        ("Haftars troepen, Haftarland", []),
        ("Haftar’s troepen", ["Haftar"]),
        ("haftar", []),
        ("Slag om Sirte, bij Sirte", ["Slag om Sirte", "Sirte"]),
        ("𝕊 Sirte", ["Sirte"]),
        ("", []),
    ],
)
def test_names_are_found_as_whole_words_the_longest_first(body, found):
    assert [entity.text for entity in find(body, [HAFTAR, SIRTE, BATTLE])] == found


def test_what_is_found_stands_for_its_name_and_says_where_that_is_from():
    (entity,) = find("Bij Haftar", [HAFTAR])
    assert entity == Entity(Span(4, 10), "PER", "Haftar", 1.0, "Khalifa Haftar", "gazetteer")


@pytest.mark.parametrize(
    ("old", "new", "left"),
    [
        ([(0, 5)], [(0, 5)], [(0, 5, "new")]),
        ([(0, 5)], [(3, 9)], [(3, 9, "new")]),
        ([(0, 9)], [(3, 9)], [(0, 9, "old")]),
        ([(0, 2), (4, 6)], [(0, 9)], [(0, 9, "new")]),
        ([(0, 2)], [(4, 6)], [(0, 2, "old"), (4, 6, "new")]),
    ],
)
def test_found_names_go_before_all_but_longer_ones(old, new, left):
    def entities(spans, source):
        return [Entity(Span(*span), "PER", "x", 1.0, "x", source) for span in spans]

    kept = overlaid(entities(old, "old"), entities(new, "new"))
    assert [(entity.span.start, entity.span.end, entity.source) for entity in kept] == left


@given(
    st.text(alphabet="ab Haftr-’é𝕊\n", max_size=40), st.lists(st.text(alphabet="ab Haftré", min_size=1, max_size=8))
)
def test_offsets_are_code_points_and_nothing_overlaps(body, names):
    found = find(body, [Listed(name, "PER") for name in names])
    assert all(entity.span.of(body) == entity.text for entity in found)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
