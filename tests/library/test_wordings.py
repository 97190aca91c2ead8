"""Finding articles by the words of their translations."""

from __future__ import annotations

import sqlite3

import pytest

from reader.filters import matching, parse
from reader.library import Library
from reader.settings import Settings


@pytest.fixture
def library(samples, paths):
    opened = Library(samples, paths, Settings())
    list(opened.refresh())
    yield opened
    opened.close()


def found(library: Library, query: str) -> int:
    terms = parse(query, finished=True)
    shown = library.shelf.all()
    return len(matching(shown, terms, library.shelf.index.keys(shown.numbers), library.facts(terms)))


ASKED = pytest.mark.parametrize(
    ("query", "articles"),
    [
        ("en:drones", 1),
        ("en:DRONES", 1),
        ("en:dron", 1),
        ('en:"heaviest bombardments"', 1),
        ('en:"bombardments heaviest"', 0),
        ("-en:drones", 2),
        ("en:drones date:2020", 1),
        ("en:zwaarste", 0),
        ("en:", 3),
        ('en:"*"', 0),
        ("en:NEAR(a b)", 0),
    ],
)


@ASKED
def test_the_list_can_be_filtered_by_words_of_the_translation(library, query, articles):
    list(library.wordings.gather())
    assert found(library, query) == articles


@ASKED
def test_also_where_there_is_no_full_text_search(library, query, articles, monkeypatch):
    monkeypatch.setattr("reader.store.wordings._INDEX", "CREATE VIRTUAL TABLE wording USING fts99(text)")
    list(library.wordings.gather())
    assert found(library, query) == articles


def test_nothing_is_found_before_translations_were_looked_through_and_they_are_once_only(library, monkeypatch):
    assert found(library, "en:drones") == 0
    assert [step.done for step in library.wordings.gather()] == [1, 2, 3]
    assert list(library.wordings.gather()) == []


def test_the_users_own_words_are_found_as_soon_as_they_are_kept(library):
    list(library.wordings.gather())
    article, document = library.open(library.find("000"))
    library.translations.write(document.texts[1], "nl", "A peculiar wording.").result(5)

    library.wordings.keep(article, library.translations.known(document, "nl"))

    assert found(library, "en:peculiar") == 1


def test_what_is_known_of_another_language_is_not_found(samples, paths, library):
    list(library.wordings.gather())
    french = Library(samples, paths, Settings(target="fr"))
    assert found(french, "en:drones") == 0
    assert len(french.wordings.unread()) == 3
    french.close()


def test_a_damaged_table_is_made_anew(library, paths, samples):
    list(library.wordings.gather())
    library.close()
    with sqlite3.connect(paths.index(samples)) as connection:
        connection.execute("DROP TABLE wording_of")
    again = Library(samples, paths, Settings())
    list(again.wordings.gather())
    assert found(again, "en:drones") == 1
    again.close()
