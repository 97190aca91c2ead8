"""The lists: how they are looked up, and what they say of words, names and places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.entities.gazetteer import Gazetteer
from reader.entities.tables import Table

WORDS = st.text(st.characters(min_codepoint=0x20, exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8)


@given(st.dictionaries(WORDS, st.sampled_from(("1", "16", "city last"))), WORDS)
def test_a_table_answers_like_a_dictionary(entries, other):
    table = Table.of(entries)
    for word in (*entries, other):
        assert table.get(word) == entries.get(word)
        assert (word in table) == (word in entries)


@given(st.dictionaries(WORDS, st.just("x")), WORDS)
def test_a_word_opens_entries_of_several_words_only(entries, word):
    assert Table.of(entries).opens(word) == any(entry.startswith(word + " ") for entry in entries)


def test_a_table_is_read_as_it_was_written(tmp_path):
    path = tmp_path / "table.tsv.gz"
    Table.of({"b": "2", "a": "1"}).write(path)
    first = path.read_bytes()
    Table.of({"a": "1", "b": "2"}).write(path)
    assert path.read_bytes() == first
    assert Table.read(path).get("b") == "2"


def test_an_empty_table_holds_nothing():
    assert Table.of({}).get("a") is None


@pytest.mark.parametrize(
    ("sentence", "tags"),
    [
        ("naar Aalst", [(), ("1city",)]),
        ("in New York City", [(), ("Bcity",), ("Icity",), ()]),
        ("Aalsts bier", [("Pcity",), ()]),
        ("AALST FEEST", [("1city",), ()]),
        ("Washington zweeg", [("1city", "1last"), ()]),
        ("aalst", [()]),
    ],
)
def test_the_gazetteer_tags_the_words_on_its_lists(sentence, tags):
    names = {"Aalst": "city", "New York": "city", "Washington": "city last"}
    assert Gazetteer(Table.of(names)).tags(sentence.split()) == tags


def test_the_lexicon_knows_dictionary_words_in_any_case(knowledge):
    assert knowledge.lexicon.is_word("Troepen")
    assert knowledge.lexicon.is_common("TROEPEN")
    assert knowledge.lexicon.is_word("zeegebied")
    assert not knowledge.lexicon.is_common("zeegebied")
    assert not knowledge.lexicon.is_word("VN")
    assert knowledge.lexicon.frequency("haftar") == 0


@pytest.mark.parametrize(
    ("word", "region"),
    [
        ("west-Libië", True),
        ("Zuid-Nigeria", True),
        ("noordoost-Nigeria", True),
        ("zuidelijk-Libië", True),
        ("Libië", False),
        ("west-einde", False),
        ("Libië-west", False),
    ],
)
def test_a_compass_point_before_a_place_makes_a_region(knowledge, word, region):
    assert knowledge.places.is_region(word) is region


def test_places_are_found_longest_first_and_only_among_free_words(knowledge):
    words = "van New York naar Tripoli en Moskou".split()
    free = [True] * 6 + [False]
    assert list(knowledge.places.find(words, free)) == [(1, 3), (4, 5)]
