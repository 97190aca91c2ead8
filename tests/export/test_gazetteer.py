"""Corrections of names as a list for others, and back."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.export.gazetteer import render, written_by_us
from reader.model import Anchor, ArticleRef, Correction, Name, Span
from reader.names import read_own
from reader.names.table import Listed

KHALIFA = Name("Khalifa Haftar", "PER")
SAID = [
    Correction("Facebook", "none"),
    Correction("Hafta", "same", "PER", KHALIFA),
    Correction("drones", "name", "MISC"),
    Correction("Duiste", "name", "MISC"),
    Correction("Duiste", "same", "MISC", Name("Duitsland", "LOC")),
    Correction("Haftar junior", "apart", "PER", KHALIFA),
    Correction(
        "Tripoli", "none", None, None, ArticleRef("a", "a", "a", None), Anchor(Span(0, 7), "Tripoli", "", "", "")
    ),
]


def test_a_line_says_words_label_and_what_they_stand_for():
    assert render(SAID).splitlines()[1:] == [
        "Duiste\tMISC\tDuitsland",
        "Facebook\t-",
        "Hafta\tPER\tKhalifa Haftar",
        "Haftar junior\tPER\t!Khalifa Haftar",
        "drones\tMISC",
    ]


def test_a_person_and_a_place_that_are_written_alike_stand_for_what_each_is_said_to():
    said = [
        Correction("Sirte", "same", "PER", Name("Ali Sirte", "PER")),
        Correction("Sirte", "same", "LOC", Name("Sirt", "LOC")),
        Correction("Sirte", "name", "LOC"),
    ]
    for order in permutations(said):
        assert render(order).splitlines()[1:] == ["Sirte\tLOC\tSirt", "Sirte\tPER\tAli Sirte"]


def test_the_program_reads_it_back(tmp_path):
    path = tmp_path / "gazetteer.tsv"
    path.write_text(render(SAID), encoding="utf-8")
    own = read_own(path)
    assert own.problems == ()
    assert own.names == (
        Listed("Duitsland", "MISC", ("Duiste",)),
        Listed("Khalifa Haftar", "PER", ("Hafta",)),
        Listed("drones", "MISC"),
    )
    assert own.denied == (Correction("Facebook", "none"), Correction("Haftar junior", "apart", "PER", KHALIFA))


def test_the_same_corrections_give_the_same_bytes_in_any_order():
    assert render(SAID) == render(reversed(SAID))


@pytest.mark.parametrize("added", ["Hmeimim\tLOC\n", "# mine\n"])
def test_a_file_to_which_somebody_has_added_something_is_not_ours(added):
    ours = render(SAID)
    assert written_by_us(ours.encode())
    assert not written_by_us((ours + added).encode())
    assert not written_by_us(b"")
    assert not written_by_us(b"Hmeimim\tLOC\n")


@given(st.lists(st.builds(Correction, st.text(min_size=1, max_size=20), st.just("none")), max_size=5))
def test_whatever_words_are_they_break_no_line(said):
    lines = render(said).splitlines()
    assert all(line.count("\t") == 1 for line in lines[1:])
