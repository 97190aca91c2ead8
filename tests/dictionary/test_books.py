"""Dictionaries on this computer are read as they are."""

from __future__ import annotations

import pytest

from reader.dictionary import books
from reader.errors import InputError


@pytest.mark.parametrize("packed", [True, False])
def test_a_dictionary_for_dictd_is_read(dictd, packed):
    book = books.open_book(dictd(packed=packed))

    assert book.name == "Dutch-English Freedict Dictionary"
    assert book.entries("haven") == [["haven /havən/", "harbor, harbour, port"]]
    assert "haven" in book
    assert "00databaseshort" not in book
    assert len(book) == 8


def test_words_with_the_old_ligature_are_found(dictd):
    book = books.open_book(dictd())

    assert book.entries("zijn") == [["zĳn", "be", "his"]]


@pytest.mark.parametrize(
    ("kind", "text", "lines"),
    [
        ("m", "oil\npetroleum", ["oil", "petroleum"]),
        ("h", "<b>oil</b><br/>&amp; petroleum", ["oil", "& petroleum"]),
        ("", "oil", ["oil"]),
    ],
)
def test_a_dictionary_for_stardict_is_read(stardict, kind, text, lines):
    book = books.open_book(stardict({"olie": text}, kind))

    assert book.name == "My own"
    assert book.entries("olie") == [lines]


def test_two_entries_on_a_word_are_both_told(stardict):
    assert len(books.open_book(stardict({"Bank": "bank", "bank": "bench"})).entries("bank")) == 2


def test_the_systems_dictionary_is_found_by_its_languages(dictd):
    index = dictd()

    assert books.system("nl", "en") == [index]
    assert books.system("fr", "en") == []


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        (lambda index: index.unlink(), "cannot be read"),
        (lambda index: index.write_bytes(b"haven\t%%\t3\n"), "is damaged"),
        (lambda index: index.write_bytes(b"\xff\xfe"), "is damaged"),
        (lambda index: index.with_suffix(".dict.dz").write_bytes(b"no gzip"), "cannot be read"),
        (lambda index: index.with_suffix(".dict.dz").write_bytes(b""), ""),
        (lambda index: index.with_suffix(".dict.dz").unlink(), "lacks its file freedict-nld-eng.dict"),
    ],
)
def test_a_damaged_dictionary_is_a_sentence(dictd, damage, problem):
    index = dictd()
    damage(index)
    if not problem:
        assert books.open_book(index).entries("haven") == [[]]
        return
    with pytest.raises(InputError, match=problem):
        books.open_book(index)


def test_another_file_is_no_dictionary(tmp_path):
    (tmp_path / "words.txt").write_text("haven")
    with pytest.raises(InputError, match="is no dictionary"):
        books.open_book(tmp_path / "words.txt")


def test_a_truncated_index_of_stardict_is_a_sentence(stardict):
    info = stardict({"olie": "oil"})
    index = info.with_suffix(".idx")
    index.write_bytes(index.read_bytes()[:-3])
    with pytest.raises(InputError, match="is damaged"):
        books.open_book(info)


def test_what_a_dictionary_says_is_safe_for_the_terminal(stardict):
    (entry,) = books.open_book(stardict({"olie": "oil\x1b[2J\r\x07"})).entries("olie")

    assert all(char.isprintable() for line in entry for char in line)
