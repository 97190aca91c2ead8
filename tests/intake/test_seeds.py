"""The three sample articles as the program reads them: awkward on purpose."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from reader.intake import article_id, read_article, walk
from reader.model import UNDATED, Date
from reader.text.segments import Document

SEEDS = Path(__file__).parents[2] / "seeds"
FIRST, SECOND, THIRD = "000_ece2383aa4714dc8.txt", "002_6f277c47d6171ce6.txt", "004_ad1790bf80156721.txt"


def body_bytes(name: str, header: bytes) -> bytes:
    """What the file holds after the header."""
    return (SEEDS / name).read_bytes().removeprefix(header)


def test_there_are_three():
    assert [relative for relative, _ in walk(SEEDS)] == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    ("name", "header", "date", "title"),
    [
        (
            FIRST,
            b" date 2019-04 ",
            Date("2019-04", "text"),
            "In Tripoli zetelt de internationaal erkende regering van premier Fayez al-Serraj, die een…",
        ),
        (
            SECOND,
            b" date 2020-05 ",
            Date("2020-05", "text"),
            "Generaal Khalifa Haftar dreigde donderdag met de „zwaarste bombardementen in de Libische…",
        ),
        (THIRD, b"", UNDATED, "Waarom zijn de besprekingen in Moskou mislukt?"),
    ],
)
def test_each_is_read_byte_for_byte_but_for_its_header(name, header, date, title):
    article = read_article(SEEDS, name)
    expected = body_bytes(name, header)
    assert (SEEDS / name).read_bytes() == header + expected
    assert article.body.encode() == expected
    assert article.digest == hashlib.sha256(expected).hexdigest()
    assert article.date == date
    assert (article.title, article.title_source) == (title, "derived")
    assert (article.id, article.language) == (article_id(name), "nl")


@pytest.mark.parametrize(
    ("name", "kinds", "count"),
    [(FIRST, "cbbbchbbb", 28), (SECOND, "bbbhbbbbb", 25), (THIRD, "chbbhbbbhbhb", 35)],
)
def test_captions_headings_and_sentences_are_told_apart(name, kinds, count):
    document = Document.of(read_article(SEEDS, name).body)
    assert "".join(paragraph.kind[0] for paragraph in document.paragraphs) == kinds
    assert len(document.sentences) == count


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (FIRST, "Brigadier Ahmed al-Mesmari, woordvoerder van Haftars Libische Nationale Leger."),
        (FIRST, "‘Nationale conferentie’"),
        (FIRST, "Het uur heeft geslagen’."),
        (SECOND, "Niemand kan ooit nog op Haftar wedden.”"),
        (SECOND, "Oproep tot wapenstilstand"),
        (THIRD, "Beeld EPA"),
        (THIRD, "Waar staat de Europese Unie in het conflict in Libië?"),
    ],
)
def test_some_sentences_that_are_easily_missed(name, sentence):
    document = Document.of(read_article(SEEDS, name).body)
    assert sentence in [found.span.of(document.body) for found in document.sentences]
