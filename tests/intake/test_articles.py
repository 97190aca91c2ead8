"""A file becomes an article: the same bytes at the same path always the same one."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import InputError
from reader.intake import article_id, parse
from reader.model import Date


def test_an_article_holds_what_the_file_says_and_what_follows_from_it():
    article = parse("date 2019-04 Haftar trok op. Libië beeft.\n".encode(), relative="2019/a.txt")
    assert article.body == "Haftar trok op. Libië beeft."
    assert article.digest == hashlib.sha256(article.body.encode()).hexdigest()
    assert article.date == Date("2019-04", "text")
    assert (article.title, article.title_source) == ("Haftar trok op.", "derived")
    assert (article.path, article.language) == ("2019/a.txt", "nl")
    assert article.id == article_id("2019/a.txt")


def test_the_language_is_said_by_the_caller():
    assert parse(b"Tripoli falls.", relative="a.txt", language="en").language == "en"


def test_encoding_and_line_ends_do_not_change_an_article():
    text = "date 2019-04 „Libië”\n\nbeeft."
    versions = [
        text.encode(),
        text.encode("utf-8-sig"),
        text.encode("cp1252"),
        text.replace("\n", "\r\n").encode(),
        text.replace("ë", "e\u0308").encode("utf-16"),
    ]
    assert len({parse(data, relative="a.txt") for data in versions}) == 1


@pytest.mark.parametrize(
    ("relative", "id_"),
    [
        ("a.txt", hashlib.sha256(b"a.txt").hexdigest()[:12]),
        ("map/Libië.txt", hashlib.sha256("map/Libië.txt".encode()).hexdigest()[:12]),
        ("caf\udce9.txt", hashlib.sha256(b"caf\xe9.txt").hexdigest()[:12]),
    ],
)
def test_an_id_comes_from_the_bytes_of_the_path(relative, id_):
    assert article_id(relative) == id_


@pytest.mark.parametrize("relative", ["a.txt", "A.TXT", "notes.md", "zonder", "x.tar.gz"])
def test_a_file_of_any_name_can_be_read_as_plain_text(relative):
    assert parse(b"date 2019 Tekst.", relative=relative).body == "Tekst."


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"date 2019-04\n", "\u2028\xa0".encode()])
def test_a_file_without_text_is_refused_by_name(data):
    with pytest.raises(InputError, match=r"^leeg\.txt has no text to read; .+\.$"):
        parse(data, relative="leeg.txt")


def test_a_hostile_file_name_is_harmless_in_an_error():
    with pytest.raises(InputError) as caught:
        parse(b"\0", relative="\x1b]0;x\x07\n\udce9.txt")
    assert str(caught.value).startswith("␛]0;x␇ �.txt is not a text file; ")


@given(st.binary(max_size=200))
def test_any_bytes_make_an_article_or_a_sentence(data):
    try:
        article = parse(data, relative="a.txt")
    except InputError as error:
        article, refusal = None, str(error)
    if article is None:
        assert refusal.startswith(("a.txt is not a text file", "a.txt has no text"))
    else:
        assert article.body == article.body.strip() != ""
        assert article.title
