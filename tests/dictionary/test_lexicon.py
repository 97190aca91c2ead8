"""A word is looked up in all there is; what is a guess says so."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from reader.dictionary import words
from reader.dictionary.books import open_book
from reader.dictionary.lexicon import Lexicon
from reader.dictionary.terms import Term, Terms
from reader.dictionary.words import fold, lemma, parts

needs_lists = pytest.mark.skipif(
    find_spec("simplemma") is None, reason="simplemma, which knows forms, is not installed"
)
KNOWN = {"olie", "haven", "onderhandeling", "tafel", "macht", "basis", "burger", "oorlog", "regen", "grens", "post"}


@pytest.mark.parametrize(
    ("compound", "pieces"),
    [
        ("oliehaven", ("olie", "haven")),
        ("onderhandelingstafel", ("onderhandeling", "tafel")),
        ("machtsbasis", ("macht", "basis")),
        ("burgeroorlog", ("burger", "oorlog")),
        ("burgeroorlogshaven", ("burger", "oorlog", "haven")),
        ("grenspost", ("grens", "post")),
        ("olie-haven", ("olie", "haven")),
        ("libië-haven", ("libië", "haven")),
        ("gekregen", ()),
        ("haven", ()),
        ("xoliehaven", ()),
        ("", ()),
        ("-", ()),
    ],
)
def test_a_compound_falls_into_words_that_are_known(compound, pieces):
    assert parts(compound, KNOWN.__contains__) == pieces


@pytest.mark.parametrize(
    ("word", "same"), [("ZĲN", "zijn"), ("commando’s", "commando's"), ("haven‐stad", "haven-stad"), ("Île", "île")]
)
def test_words_are_compared_whatever_their_letters_are_made_of(word, same):
    assert fold(word) == same


@needs_lists
@pytest.mark.parametrize(
    ("word", "basic"),
    [("huurlingen", "huurling"), ("gekregen", "krijgen"), ("opgeroepen", "oproepen"), ("huurling", None)],
)
def test_the_basic_form_comes_from_word_lists(word, basic):
    assert lemma(word, "nl") == basic


def test_without_the_lists_there_is_no_basic_form(monkeypatch):
    monkeypatch.setattr(words, "_lemmatiser", lambda: None)

    assert lemma("huurlingen", "nl") is None


@needs_lists
def test_a_language_without_lists_has_no_basic_forms():
    assert lemma("huurlingen", "xx") is None


@pytest.fixture
def lexicon(dictd):
    mine = Terms([Term("haven", ("port",), "never harbour")])
    ours = Terms(
        [Term("strijd om Tripoli", ("battle of Tripoli",)), Term("militie", ("militia",), forms=("milities",))]
    )
    return Lexicon([("mine", mine), ("ours", ours)], [open_book(dictd())])


def told(answers):
    return [(answer.headword, answer.lines, answer.source) for answer in answers]


FREEDICT = "Dutch-English Freedict Dictionary"


def test_the_users_glossary_goes_first_and_the_dictionary_follows(lexicon):
    assert told(lexicon.look("de haven", 1, "nl")) == [
        ("haven", ("port", "never harbour"), "mine"),
        ("haven", ("harbor, harbour, port",), FREEDICT),
    ]


@needs_lists
def test_the_users_glossary_goes_first_by_the_basic_form_too():
    mine = Terms([Term("militie", ("armed group",))])
    ours = Terms([Term("militie", ("militia",), forms=("milities",))])

    answers = Lexicon([("mine", mine), ("ours", ours)]).look("de milities", 1, "nl")

    assert [(answer.source, answer.how) for answer in answers] == [
        ("mine", "basic form, by word lists"),
        ("ours", ""),
    ]


def test_a_term_of_several_words_and_the_word_itself(lexicon):
    assert [answer.headword for answer in lexicon.look("De strijd om Tripoli", 1, "nl")] == [
        "strijd om Tripoli",
        "strĳd",
    ]


@needs_lists
def test_another_form_is_looked_up_by_its_basic_form_and_says_so(lexicon):
    (answer,) = lexicon.look("heeft gekregen", 1, "nl")

    assert (answer.headword, answer.how) == ("krijgen", "basic form, by word lists")


def test_parts_are_told_only_where_nothing_else_is_and_called_a_guess(lexicon):
    answers = lexicon.look("de overlegtafel", 1, "nl")

    assert [answer.headword for answer in answers] == ["overleg", "tafel"]
    assert {answer.how for answer in answers} == {"a guess: overleg + tafel"}


def test_a_genitive_is_looked_up_without_its_ending(lexicon):
    assert [answer.headword for answer in lexicon.look("militie's", 0, "nl")] == ["militie"]


@pytest.mark.parametrize(("sentence", "index"), [("", 0), ("haven", 1), ("haven", -1), ("qqqq", 0), ("’s", 0)])
def test_where_nothing_is_known_nothing_is_said(lexicon, sentence, index):
    assert lexicon.look(sentence, index, "nl") == []
