"""What the forms of names in a whole library stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.names import Form, NameTable, resolve, shipped_table
from reader.names.grouping import is_slip
from reader.names.table import Listed


def grouped(*mentions: str, table: NameTable | None = None) -> dict[str, str]:
    """What forms stand for; a mention is ``text = name in its article / label * times``, a guess ends in ``?``."""
    counts = {}
    for mention in mentions:
        rest, _, times = mention.partition(" * ")
        rest, _, label = rest.partition(" / ")
        text, _, name = rest.partition(" = ")
        counts[Form(text, name or text, label or "PER")] = int(times or 1)
    found = resolve(counts, table or NameTable())
    return {form.text: found[form].name + "?" * found[form].guess for form in counts}


@pytest.mark.parametrize(
    ("mentions", "names"),
    [
        (["Khalifa Haftar", "Haftar"], ["Khalifa Haftar"] * 2),
        (["Khalifa Haftar", "Haftars = Haftar"], ["Khalifa Haftar"] * 2),
        (["Khalifa Haftar", "generaal Haftar"], ["Khalifa Haftar"] * 2),
        (["Fayez al-Serraj", "Serraj", "al-Serraj"], ["Fayez al-Serraj"] * 3),
        (["Abdul Fatah al-Sisi", "Fatah al-Sisi", "Sisi"], ["Abdul Fatah al-Sisi"] * 3),
        (["Piet Jansen", "Jan Jansen", "Jansen"], ["Piet Jansen", "Jan Jansen", "Jansen"]),
        (["Piet Jansen * 9", "Jan Jansen", "Jansen"], ["Piet Jansen", "Jan Jansen", "Piet Jansen?"]),
        (["Jan de Vries", "De Vries", "Vries"], ["Jan de Vries"] * 3),
        (["HAFTAR = Haftar", "Haftar * 3", "haftar"], ["Haftar"] * 3),
        (["Khalifa Haftar * 9", "Hafta"], ["Khalifa Haftar", "Khalifa Haftar?"]),
        (["Khalifa Haftar * 3", "Hafta"], ["Khalifa Haftar", "Hafta"]),
        (["Gharyan / LOC * 9", "Gharian / LOC"], ["Gharyan", "Gharyan?"]),
        (["Fransen / MISC * 9", "Franse / MISC"], ["Fransen", "Franse"]),
        (["LNA = Nationale Leger / ORG", "LNA / ORG"], ["Nationale Leger"] * 1),
        (["Tripoli / LOC * 9", "Tripoli / ORG"], ["Tripoli"]),
    ],
)
def test_forms_stand_for_their_names(mentions, names):
    assert list(grouped(*mentions).values()) == names


def test_an_acronym_stands_elsewhere_for_what_it_was_introduced_with():
    here, there = Form("LNA", "Nationale Leger", "ORG"), Form("LNA", "LNA", "ORG")
    assert {each.name for each in resolve({here: 1, there: 5}, NameTable()).values()} == {"Nationale Leger"}


def test_listed_names_go_before_what_the_library_tells():
    table = shipped_table()
    assert grouped("Piet Haftar * 9", "Haftar", table=table)["Haftar"] == "Khalifa Haftar"
    assert grouped("Iraq / LOC * 50", "Iran / LOC", table=table) == {"Iraq": "Irak", "Iran": "Iran"}


def test_an_own_name_makes_two_forms_one():
    table = shipped_table((Listed("Moskou", "LOC", ("het Kremlin",)),))
    assert set(grouped("het Kremlin / LOC", "Moskou / LOC", table=table).values()) == {"Moskou"}


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("hafta", "haftar", True),
        ("haftar", "haftra", True),
        ("haftar", "hifter", False),
        ("haftar", "heftar", True),
        ("haftar", "aftar", False),
        ("haftar", "haftar", False),
        ("haftar", "bhaftar", False),
    ],
)
def test_a_slip_is_a_letter_more_less_wrong_or_exchanged(one, other, slip):
    assert is_slip(one, other) is slip
    assert is_slip(other, one) is slip


NAMES = st.lists(
    st.sampled_from("Jan Piet Haftar Hafta al-Serraj Serraj de Vries LNA generaal".split()), min_size=1, max_size=4
)
FORMS = st.builds(Form, NAMES.map(" ".join), NAMES.map(" ".join), st.sampled_from(["PER", "ORG", "LOC", "MISC"]))


@given(st.dictionaries(FORMS, st.integers(1, 50), max_size=12))
def test_every_form_stands_for_something_whatever_the_order(counts):
    found = resolve(counts, shipped_table())
    assert found == resolve(dict(reversed(counts.items())), shipped_table())
    assert found.keys() == counts.keys()
    assert all(each.name for each in found.values())
