"""Libraries in several languages: who reads what, and finding the articles in one of them."""

from __future__ import annotations

import sys

import pytest

from reader.filters import matching, parse
from reader.model import Span
from reader.notecards import STATES, matches
from reader.recognisers import choose
from reader.settings import Settings

DUTCH = "De regering van Libië heeft gisteren laten weten dat zij niet met Khalifa Haftar in Tripoli wil praten."
ENGLISH = "The government of Libya said yesterday that it would not talk to Khalifa Haftar in Tripoli, as he is gone."


@pytest.fixture
def texts(write):
    write("nl.txt", DUTCH)
    write("en.txt", ENGLISH)
    write("kort.txt", "Haftar zweeg.")
    write("be.txt", f"language: nl-BE\n{DUTCH} En dat was alles.")


def shown(library, query):
    terms, articles = parse(query, finished=True), library.shelf.all()
    found = matching(articles, terms, library.shelf.index.keys(articles.numbers), library.facts(terms))
    return sorted(row.path for row in library.rows(found.numbers))


def noted(library, query):
    for row in library.all_rows():
        library.notebook.write(library.open(row).article, Span(0, 2))
    found = (each for each in library.excerpts(bare=True) if matches(each, parse(query, STATES, finished=True)))
    return sorted(each.article.path for each in found)


@pytest.mark.parametrize("among", [shown, noted])
@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("lang:nl", ["be.txt", "kort.txt", "nl.txt"]),
        ("lang:nl-BE", ["be.txt"]),
        ("lang:EN", ["en.txt"]),
        ("-lang:nl", ["en.txt"]),
        ("lang:unknown", ["kort.txt"]),
        ("lang:fr", []),
        ("lang:n", []),
    ],
)
def test_articles_and_the_notes_on_them_can_be_found_by_language(texts, opened, query, names, among):
    assert among(opened(), query) == names


def test_the_index_keeps_who_said_so(texts, opened):
    rows = {row.path: (row.language, row.language_source) for row in opened().all_rows()}
    assert rows == {
        "nl.txt": ("nl", "detected"),
        "en.txt": ("en", "detected"),
        "kort.txt": ("nl", "assumed"),
        "be.txt": ("nl-be", "given"),
    }


def test_with_a_language_in_the_settings_nothing_is_guessed_and_without_it_again(texts, opened):
    opened()
    given = {row.language_source for row in opened(Settings(language="de")).all_rows()}
    assert given == {"given"}
    assert shown(opened(), "lang:en") == ["en.txt"]


def test_a_language_that_nobody_reads_has_listed_names_and_the_others_all(texts, opened):
    library = opened()
    sources = {
        row.path: {entity.source for entity in library.entities(library.open(row))} for row in library.all_rows()
    }
    assert sources["en.txt"] == {"gazetteer"}
    assert "model" in sources["nl.txt"]
    assert "model" in sources["kort.txt"]


def test_a_library_speaks_of_the_language_of_most_articles(texts, opened):
    assert opened().language == "nl"
    assert opened(Settings(language="fr")).language == "fr"


def test_findings_of_one_recogniser_are_not_those_of_another(texts, opened, tmp_path, monkeypatch):
    monkeypatch.setattr("reader.recognisers._CHOSEN", {})
    script = tmp_path / "frog"
    script.write_text(
        f"#!{sys.executable}\nimport sys\nif '-V' in sys.argv: sys.exit(print('frog 1'))\n"
        "for line in sys.stdin:\n for w in line.split(): print('\\t'.join(['1', w] + [''] * 5 + ['B-EVE' if w == 'zweeg' else 'O']))\n"
        " print(flush=True)\n"
    )
    script.chmod(0o755)

    def found(settings):
        library = opened(settings)
        return [(e.label, e.text) for e in library.entities(library.open(library.find("kort.txt")))]

    assert found(Settings()) == [("PER", "Haftar")]
    other = Settings(recogniser=f"frog:{script}")
    assert (opened(other).names.loading("nl"), opened().names.loading("nl")) == ("frog", "")
    assert found(other) == [("MISC", "zweeg")]
    assert found(Settings()) == [("PER", "Haftar")]


def test_of_one_that_is_missing_the_library_says_so_and_ours_stands_in(texts, opened):
    library = opened(Settings(recogniser="frog:/no/frog"))
    assert library.recognisers.problems == choose("frog:/no/frog").problems
    assert library.entities(library.open(library.find("kort.txt")))
