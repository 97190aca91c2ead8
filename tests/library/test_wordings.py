"""Finding articles by the words of their translations."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from reader.filters import matching, parse
from reader.library import Library, parallels
from reader.settings import Settings
from reader.translation.tmx_format import Tmx, Unit, Variant, render


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


SAME = "De haven van Tripoli is gesloten."


@pytest.fixture
def twins(tmp_path, paths):
    """Three articles, two of them with the same sentence; nobody opened any."""
    root, other = tmp_path / "twins", "Er was daar verder niets te zien."
    root.mkdir()
    (root / "a.txt").write_text(f"{other} {SAME}", "utf-8")
    (root / "b.txt").write_text(f"{SAME} {other}", "utf-8")
    (root / "c.txt").write_text(other, "utf-8")
    opened = Library(root, paths, Settings(language="nl"))
    list(opened.refresh())
    list(opened.wordings.gather())
    yield opened
    opened.close()


def test_the_users_own_words_are_found_wherever_the_sentence_stands(twins):
    twins.translations.write(SAME, "nl", "A peculiar wording.").result(5)

    assert sorted(step.item for step in twins.wordings.gather()) == ["a.txt", "b.txt"]
    assert found(twins, "en:peculiar") == 2
    assert list(twins.wordings.gather()) == []


def test_the_users_own_words_are_found_nowhere_after_they_were_taken_back(twins):
    twins.translations.write(SAME, "nl", "A peculiar wording.").result(5)
    list(twins.wordings.gather())
    twins.notebook.undo()

    list(twins.wordings.gather())

    assert found(twins, "en:peculiar") == 0


def test_the_users_own_words_are_followed_by_the_next_who_looks_when_the_first_was_stopped(twins):
    twins.translations.write(SAME, "nl", "A peculiar wording.").result(5)
    steps = twins.wordings.gather()
    next(steps)
    steps.close()

    list(twins.wordings.gather())

    assert found(twins, "en:peculiar") == 2


def test_where_the_users_own_words_are_many_everything_is_looked_through(twins, monkeypatch):
    monkeypatch.setattr("reader.library.wordings._MANY", 0)
    twins.translations.write(SAME, "nl", "A peculiar wording.").result(5)

    assert [step.item for step in twins.wordings.gather()] == ["a.txt", "b.txt", "c.txt"]
    assert found(twins, "en:peculiar") == 2


def test_what_was_found_is_found_until_everything_has_been_looked_through_again(library):
    list(library.wordings.gather())
    library.wordings.age()
    assert found(library, "en:drones") == 1

    assert len(list(library.wordings.gather())) == 3
    assert found(library, "en:drones") == 1
    assert library.wordings.unread() == []


def test_a_memory_that_is_put_into_the_library_is_found_by(twins, paths):
    unit = Unit((Variant("nl", SAME), Variant("en", "An unusual wording.")))
    (twins.root / "own.tmx").write_bytes(render(Tmx((unit,), "nl")))
    again = Library(twins.root, paths, Settings(language="nl"))

    list(again.wordings.gather())

    assert found(again, "en:unusual") == 2
    assert list(again.wordings.gather()) == []
    again.close()


def test_a_memory_that_is_imported_is_found_by_in_articles_that_nobody_opened(twins, tmp_path):
    unit = Unit((Variant("nl", SAME), Variant("en", "An unusual wording.")))
    (tmp_path / "given.tmx").write_bytes(render(Tmx((unit,), "nl")))

    assert parallels.bring_in(twins, tmp_path / "given.tmx") == (1, 0, 0)
    list(twins.wordings.gather())

    assert found(twins, "en:unusual") == 2


def test_what_is_known_of_another_language_is_not_found(samples, paths, library):
    list(library.wordings.gather())
    french = Library(samples, paths, Settings(target="fr"))
    assert found(french, "en:drones") == 0
    assert len(french.wordings.unread()) == 3
    french.close()


def test_a_damaged_table_is_made_anew(library, paths, samples):
    list(library.wordings.gather())
    library.close()
    with closing(sqlite3.connect(paths.index(samples), isolation_level=None)) as connection:
        connection.execute("DROP TABLE wording_of")
    again = Library(samples, paths, Settings())
    list(again.wordings.gather())
    assert found(again, "en:drones") == 1
    again.close()
