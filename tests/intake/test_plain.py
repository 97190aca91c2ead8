"""A plain text is a body, with at most a date in front; its title is derived."""

from __future__ import annotations

import pytest

from reader.intake import doubt, parse
from reader.intake.draft import derive_title
from reader.intake.plain import read_plain
from reader.model import UNDATED, Date


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (" date 2019-04 Een screenshot.", "2019-04"),
        ("date 2019 Een screenshot.", "2019"),
        ("date: 2019-04-07 Een screenshot.", "2019-04-07"),
        ("date:2019-04 Een screenshot.", "2019-04"),
        ("Date : 2019-04\tEen screenshot.", "2019-04"),
        ("DATE 2019-04\nEen screenshot.", "2019-04"),
        ("\n\n  date 2019-04-07\r\n\r\n\r\nEen screenshot.\n\n", "2019-04-07"),
        ("\ufeffdate 2019-04 Een screenshot.", "2019-04"),
    ],
)
def test_a_date_header_is_taken_off_the_body(text, value):
    draft = read_plain(text.encode(), "a.txt")
    assert (draft.body, draft.date) == ("Een screenshot.", Date(value, "text"))


@pytest.mark.parametrize(
    "text",
    [
        "date 2019-13 Een screenshot.",
        "date 2019-04-31 Een screenshot.",
        "date 2019-4 Een screenshot.",
        "date 2019-04-07T12:00 Een screenshot.",
        "date 2019-04. Een screenshot.",
        "date 20190 Een screenshot.",
        "date\n2019 was een slecht jaar.",
        "date2019 Een screenshot.",
        "update 2019-04 Een screenshot.",
        "Een screenshot. date 2019-04",
        "Een screenshot.\ndate 2019-04\nMeer.",
        "2019-04 Een screenshot.",
    ],
)
def test_anything_else_stays_in_the_body(text):
    draft = read_plain(text.encode(), "a.txt")
    assert (draft.body, draft.date) == (text, UNDATED)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("date 2019-13\n\nHaftar trok op. Serraj niet.", "Haftar trok op."),
        ("date: 2019-04-31 Haftar trok op.", "Haftar trok op."),
        ("date 2019-13", "date 2019-13"),
    ],
)
def test_a_date_that_cannot_be_is_doubted_and_stays_in_the_text_but_is_no_title(text, title):
    article = parse(text.encode(), relative="map/a.txt")
    assert (article.body, article.date, article.title) == (text, UNDATED, title)
    assert doubt(article).startswith("map/a.txt begins with “date")
    assert "which is no date; correct it in the file (2019, 2019-04 or 2019-04-07)" in doubt(article)


@pytest.mark.parametrize(
    "text", ["date 2019-12 Tekst.", "Tekst.", "date of birth 2019-13", "date 2019-04 date 2019-13 Tekst."]
)
def test_of_other_beginnings_nothing_is_doubted(text):
    assert doubt(parse(text.encode(), relative="a.txt")) is None


def test_only_the_first_of_two_headers_is_one():
    draft = read_plain(b"date 2019-04 date 2020-05 Tekst.", "a.txt")
    assert (draft.body, draft.date) == ("date 2020-05 Tekst.", Date("2019-04", "text"))


def test_a_body_is_canonical_and_has_no_white_space_around_it():
    draft = read_plain("\t\xa0Libie\u0308\x1b[m\r\nEinde \u2029 \n".encode(), "a.txt")
    assert draft.body == "Libië␛[m\nEinde"


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("Haftar trok op. Serraj niet.", "Haftar trok op."),
        ("Haftar. Beeld AFP\n\nSerraj hield stand. Haftar niet.", "Serraj hield stand."),
        ("Haftar. Beeld AFP\n\nSerraj. Foto EPA\n\nWat nu?\n\nTekst.", "Wat nu?"),
        ("De opmars van Haftar is gestuit. Beeld AFP", "De opmars van Haftar is gestuit."),
        ("De  \tstad\xa0valt", "De stad valt"),
        ("␛]0;x␇", "␛]0;x␇"),
        (
            "In Tripoli zetelt de regering van premier Fayez al-Serraj, die steeds minder van Libië beheerst.",
            "In Tripoli zetelt de regering van premier Fayez al-Serraj, die steeds minder van Libië…",
        ),
        ("x" * 500, "x" * 89 + "…"),
        ("", ""),
    ],
)
def test_the_title_is_the_first_sentence_that_is_not_in_a_caption(body, title):
    assert derive_title(body) == title


def test_a_title_is_one_line_even_where_the_body_is_wrapped():
    body = (
        "De generaal heeft in een brief van vorige week\naan de leden van de raad geschreven dat hij de\n"
        "stad niet meer zal aanvallen zolang er overleg\nis, aldus zijn woordvoerder op een bijeenkomst."
    )
    assert (
        derive_title(body)
        == "De generaal heeft in een brief van vorige week aan de leden van de raad geschreven dat…"
    )
