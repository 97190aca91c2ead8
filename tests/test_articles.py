"""The list of articles is grouped by month, and a filter leaves what meets all its terms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles import Articles
from reader.errors import InputError
from reader.filters import STATES, Facts, Term, matching, parse

ROWS = [
    (4, "2019-04-07", "Haftar rukt op naar Tripoli"),
    (2, "2019-04", "De wereld kijkt toe"),
    (7, "2018", "Vooruitblik op 2019: Libië"),
    (5, None, "Wie steunt wie in Libië?"),
    (1, None, "Tripoli 2019"),
]
"""Number, date and title of each article, in the order of the list."""

LIST = Articles([number for number, _, _ in ROWS], [date and date[:7] for _, date, _ in ROWS], undated=2)
KEYS = [f"{date or ''}\n{title}\nmap/{number}.txt".casefold() for number, date, title in ROWS]
FACTS = Facts(
    read=frozenset({2, 5}),
    starred=frozenset({7}),
    noted=frozenset({4, 5}),
    tags={4: frozenset({"front/oost", "olie"}), 5: frozenset({"frontlijn"}), 2: frozenset({"front"})},
)


def left(query: str) -> list[int]:
    """Numbers of the articles that a filter leaves."""
    return list(matching(LIST, parse(query), KEYS, FACTS).numbers)


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", [4, 2, 7, 5, 1]),
        ("   ", [4, 2, 7, 5, 1]),
        # words and phrases, in title, date and path, in either case
        ("tripoli", [4, 1]),
        ("TRIPOLI", [4, 1]),
        ("libië", [7, 5]),
        ("LIBIE\u0308", [7, 5]),
        ("map/2", [2]),
        ("2019-04", [4, 2]),
        ("naar haftar", [4]),
        ('"haftar rukt"', [4]),
        ('"rukt haftar"', []),
        ('"haftar rukt', [4]),
        ("woestijn", []),
        # tags, with those below them
        ("#front", [4, 2]),
        ("#FRONT", [4, 2]),
        ("#front/", [4, 2]),
        ("#front/oost", [4]),
        ("#frontlijn", [5]),
        ("#oost", []),
        ("#front #olie", [4]),
        # states
        ("is:read", [2, 5]),
        ("is:unread", [4, 7, 1]),
        ("is:starred", [7]),
        ("is:noted", [4, 5]),
        ("is:dated", [4, 2, 7]),
        ("is:undated", [5, 1]),
        ("IS:Read", [2, 5]),
        # the beginning of a date; a year in a title is none
        ("date:2019", [4, 2]),
        ("date:2019-04", [4, 2]),
        ("date:2019-04-07", [4]),
        ("date:2018", [7]),
        ("date:20", [4, 2, 7]),
        ("date:2019-0", [4, 2]),
        ("date:2019-04-", [4]),
        # a colon in a word
        ("12:30", []),
        ("http://front", []),
        ("tripoli:", []),
        ('"tripoli:x"', []),
        ("libië:x", []),
        # negation
        ("-tripoli", [2, 7, 5]),
        ("~tripoli", [2, 7, 5]),
        ('-"rukt op"', [2, 7, 5, 1]),
        ("-#front", [7, 5, 1]),
        ("-is:read", [4, 7, 1]),
        ("-date:2019", [7, 5, 1]),
        # all of it together
        ("tripoli is:noted", [4]),
        ("is:undated -is:read", [1]),
        ("libië -date:2018 #frontlijn", [5]),
        ("front-lijn", []),
        # half typed, which asks for nothing yet
        ("is:", [4, 2, 7, 5, 1]),
        ("is:un", [4, 2, 7, 5, 1]),
        ("-is:un tripoli", [4, 1]),
        ("date:", [4, 2, 7, 5, 1]),
        ("#", [4, 2, 7, 5, 1]),
        ("-", [4, 2, 7, 5, 1]),
        ("-#", [4, 2, 7, 5, 1]),
        ('"', [4, 2, 7, 5, 1]),
    ],
)
def test_the_filter_language(query, numbers):
    assert left(query) == numbers


def test_terms_say_what_was_asked():
    assert parse('Tripoli -"rukt op" #front is:read ~date:2019') == (
        Term("text", "tripoli"),
        Term("text", "rukt op", negated=True),
        Term("tag", "front"),
        Term("is", "read"),
        Term("date", "2019", negated=True),
    )


@pytest.mark.parametrize("query", ["is:rad", "is:readx", "-is:new", 'tripoli is:"read it"'])
def test_a_state_that_does_not_exist_is_refused_with_those_that_do(query):
    with pytest.raises(InputError) as refused:
        parse(query)
    assert all(f"is:{state}" in str(refused.value) for state in STATES)


@pytest.mark.parametrize(
    "query", ["date:2019-13", "date:2019-02-29", "date:04", "date:april", "-date:2019/04", 'date:"april 2019"']
)
@pytest.mark.parametrize("finished", [True, False])
def test_a_date_that_cannot_be_is_refused_with_those_that_can(query, finished):
    with pytest.raises(InputError, match="is no date; write date:2019, date:2019-04 or date:2019-04-07"):
        parse(query, finished=finished)


@pytest.mark.parametrize("query", ["foo:bar", "-foo:bar", "tripoli title:war", 'foo:"a b"'])
def test_what_cannot_be_asked_for_is_refused_with_what_can_and_how_to_look_for_the_words(query):
    with pytest.raises(
        InputError, match=r"There is no “(foo|title):”; try # is: date: name: lang: en:, or .+ in quotes"
    ):
        parse(query)


def test_other_lists_have_states_of_their_own():
    assert parse("is:orphan", ["orphan"]) == (Term("is", "orphan"),)
    with pytest.raises(InputError, match="There is no “is:read”; try is:orphan"):
        parse("is:read", ["orphan"])


@given(st.text(st.sampled_from('abis:date#"-~ /2')))
def test_whatever_is_typed_has_a_meaning_or_is_refused(query):
    try:
        terms = parse(query)
    except InputError:
        return
    assert set(left(query)) <= set(LIST.numbers)
    assert all(term.value for term in terms)


@given(st.lists(st.sampled_from(["tripoli", "#front", "is:read", "-is:noted", "date:2019", "libië"]), max_size=3))
def test_each_term_narrows_the_list_and_keeps_its_order(words):
    expected = [n for n in LIST.numbers if all(n in left(word) for word in words)]
    assert left(" ".join(words)) == expected


def test_what_is_left_knows_its_months_and_undated():
    rest = matching(LIST, parse("tripoli"), KEYS, FACTS)
    assert (list(rest.months), rest.undated, len(rest)) == (["2019-04", None], 1, 2)


def test_months_are_groups_in_order_with_the_undated_last():
    assert list(LIST.groups()) == [("2019-04", 2), ("2018", 1), (None, 2)]
    assert list(Articles().groups()) == []


def test_without_terms_the_list_is_the_same_value():
    assert matching(LIST, (), KEYS, FACTS) is LIST
