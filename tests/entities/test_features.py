"""What the model sees of a word."""

from __future__ import annotations

import pytest

from reader.entities.features import Features, is_shouting, lower_voice


@pytest.fixture
def features(knowledge):
    return Features(knowledge.gazetteer, knowledge.lexicon)


def test_a_word_shows_its_letters_its_shape_its_frequency_and_its_lists(features):
    row = features.of(["in", "Tripoli"])[1]
    assert {"w=tripoli", "s=Xxxxxxx", "S=Xx", "p3=tri", "x5=ipoli", "l=01", "g0=1city"} <= set(row)


def test_a_word_shows_its_neighbours_and_the_edges_of_its_sentence(features):
    first, second, third = features.of(["naar", "Tripoli", "."])
    assert {"w-1=#", "w+1=tripoli", "S+1=Xx", "g+=1city", "w+2=."} <= set(first)
    assert {"w-1=naar", "w+1=.", "w-+=naar|.", "S-0+=x|Xx|."} <= set(second)
    assert {"w+1=#", "w-2=naar", "S-2=x", "g-=1city"} <= set(third)


def test_only_the_first_word_opens_the_sentence_though_a_quote_may_stand_before_it(features):
    rows = features.of(["‘", "Haftar", "Haftar"])
    assert ["f11" in row for row in rows] == [False, True, False]


def test_the_parts_of_a_compound_show(features):
    assert {"h0=vn", "h1=chef", "hs=X-x"} <= set(features.of(["VN-chef"])[0])


@pytest.mark.parametrize(("one", "other"), [("„", '"'), ("’", "'"), ("–", "-"), ("commando’s", "commando's")])
def test_typography_makes_no_difference(features, one, other):
    assert features.of([one]) == features.of([other])


def test_a_line_in_capitals_is_read_as_running_text(features):
    loud = features.of("RUSLAND LEVERT TROEPEN AAN HAFTAR".split())
    assert "w=troepen" in loud[2]
    assert "s=xxxxxxx" in loud[2]
    assert "s=Xxxxxx" in loud[4]
    assert all("U" in row for row in loud)
    assert not any("U" in row for row in features.of("Rusland levert troepen".split()))


@pytest.mark.parametrize(
    ("words", "loud"),
    [
        ("HAFTAR RUKT OP", True),
        ("KAN ERDOGAN VERLIEZEN ?", True),
        ("LNA rukt op", False),
        ("VN", False),
        ("BRUSSEL – De regering valt", False),
        ("", False),
        ("! ?", False),
    ],
)
def test_a_line_is_loud_when_most_of_its_words_are(words, loud):
    assert is_shouting(words.split()) is loud


@pytest.mark.parametrize(
    ("word", "quiet"),
    [("DE", "de"), ("HAFTAR", "Haftar"), ("VN", "VN"), ("TROEPEN", "troepen"), ("Haftar", "Haftar"), ("!", "!")],
)
def test_a_loud_word_is_read_as_usage_has_it(knowledge, word, quiet):
    assert lower_voice(word, knowledge.lexicon) == quiet


def test_an_endless_word_shows_no_more_than_its_beginning(features):
    assert max(map(len, features.of(["a" * 100_000])[0])) < 200
