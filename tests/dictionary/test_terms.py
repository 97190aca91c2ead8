"""Our terms of this war are in good form, and found where they stand."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

import reader.dictionary
from reader.dictionary.terms import Term, Terms, ours, parse, words
from reader.dictionary.words import fold

TEXT = (Path(reader.dictionary.__file__).parent / "terms.tsv").read_text(encoding="utf-8")
LINES = [line for line in TEXT.splitlines() if not line.startswith("#")]
TERMS = parse(TEXT)


def test_there_are_about_three_hundred():
    assert 290 <= len(TERMS) <= 400


def test_the_table_is_canonical():
    assert unicodedata.normalize("NFC", TEXT) == TEXT
    assert TEXT.endswith("\n")
    assert "\r" not in TEXT
    assert all(line.count("\t") == 3 for line in LINES)
    assert all(cell == " ".join(cell.split()) for line in LINES for cell in line.split("\t"))


def test_it_is_sorted_and_says_nothing_twice():
    keys = [fold(term.term) for term in TERMS]
    assert keys == sorted(set(keys))
    forms = [fold(form) for term in TERMS for form in (term.term, *term.forms)]
    assert sorted(forms) == sorted(set(forms))


def test_every_term_has_translations_and_a_short_note():
    assert [term.term for term in TERMS if not all(term.translations)] == []
    assert [term.term for term in TERMS if not 3 <= len(term.note) <= 80] == []


@pytest.mark.parametrize(
    ("sentence", "index", "term"),
    [
        ("Honderden huurlingen uit Rusland", 1, "huurling"),
        ("het beleg van Tripoli", 1, "beleg van Tripoli"),
        ("het beleg van Tripoli", 3, "beleg van Tripoli"),
        ("het beleg van Sirte", 1, "beleg"),
        ("De Nationale Eenheidsregering", 1, "Nationale Eenheidsregering"),
        ("een staakt-het-vuren", 1, "staakt-het-vuren"),
        ("het wapenembargo", 1, "wapenembargo"),
        ("een krijgsheer", 1, "krijgsheer"),
        ("een drone-aanval", 1, "drone-aanval"),
        ("EEN DRONE‑AANVAL", 1, "drone-aanval"),
        ("een fiets", 1, None),
    ],
)
def test_a_term_is_found_by_any_of_its_words_and_the_longest_wins(sentence, index, term):
    found = ours().at(words(sentence), index)

    assert (found.term if found else None) == term


def test_words_keep_their_hyphens_and_apostrophes():
    assert words("Libië-expert zei: ‘commando’s’, o.a. 1.500 man.") == [
        "libië-expert", "zei", "commando's", "o.a", "1.500", "man",
    ]  # fmt: skip


def test_a_later_list_does_not_hide_a_term_behind_a_form():
    terms = Terms([Term("bestand", ("truce",), forms=("bestanden",)), Term("bestanden", ("files",))])

    assert terms.of("bestand").translations == ("truce",)
    assert terms.of("bestanden").translations == ("files",)
