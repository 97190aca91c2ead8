"""Notes as a CSV table."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.export.tables import COLUMNS, render, written_by_us
from reader.model import Placing, Recogniser
from reader.text.clean import neutralise

UNHURRIED = settings(deadline=None)  # the machine may be busy
CRF = Recogniser("crf-nl", "1")
MEAN = st.one_of(st.text(), st.text(alphabet="=+-@'\";,\t\r\n\0\x1b\u202e😀عe\u0301a ＝"))


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_a_row_says_what_a_note_is(excerpt, said_by):
    google = said_by(engine="google", version="1.11.4", kind="online", note="")
    made = excerpt(
        "b" * 32,
        quote="steun, van “Rusland”",
        text='Zie "Lacher".\nEn verder.',
        tags=("actor", "front/tripoli"),
        english=("The support.", ("Of Russia.", google)),
        entities=(("Rusland", "LOC"), ("Haftar", "PER"), ("Rusland", "LOC")),
    )
    assert rows(render([made], recogniser=CRF)) == [
        {
            "uid": "b" * 32,
            "article_id": "c9fb28d61b04",
            "title": "In Tripoli zetelt de regering…",
            "date": "2019-04",
            "path": "000_ece2383aa4714dc8.txt",
            "start": "812",
            "end": "947",
            "quote": "steun, van “Rusland”",
            "english": "The support. Of Russia.",
            "provenance": "reference translation shipped with libya-reader; "
            "machine translation, google 1.11.4, 2026-11-22",
            "note": 'Zie "Lacher".\nEn verder.',
            "tags": "actor;front/tripoli",
            "entities": "Rusland (LOC);Haftar (PER)",
            "recogniser": "crf-nl 1",
            "state": "exact",
            "created": "2026-11-22T10:04:59.000000Z",
            "modified": "2026-11-22T10:05:00.000000Z",
        },
    ]


def test_without_notes_there_is_a_header():
    assert render([], recogniser=None) == ",".join(COLUMNS) + "\r\n"


def test_a_lost_article_is_described_by_the_note(excerpt):
    (row,) = rows(render([excerpt(gone=True, placing=Placing("orphan", None))], recogniser=None))
    assert (row["title"], row["state"], row["start"]) == ("In Tripoli zetelt de regering…", "orphan", "812")


def test_lines_end_as_the_standard_says_and_quotes_are_doubled(excerpt):
    text = render([excerpt(quote='a "b", c', text="x\ny")], recogniser=None)
    assert text.endswith("\r\n")
    assert '"a ""b"", c"' in text
    assert '"x\ny"' in text


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\0", "\n", "＝", "＋", "－", "＠"])
def test_nothing_is_a_formula_unless_asked_for(excerpt, start):
    made = excerpt(text=f"{start}HYPERLINK(1)")
    assert rows(render([made], recogniser=None))[0]["note"] == neutralise(f"'{start}HYPERLINK(1)")
    assert rows(render([made], recogniser=None, raw=True))[0]["note"] == f"{start}HYPERLINK(1)"


@UNHURRIED
@given(parts=st.fixed_dictionaries(dict.fromkeys(("quote", "title", "path", "text"), MEAN)), tag=MEAN)
def test_any_text_is_read_back_and_never_obeyed(excerpt, parts, tag):
    made = excerpt(**parts, tags=(tag,))
    (raw,) = rows(render([made], recogniser=None, raw=True))
    assert {name: raw[name] for name in ("quote", "title", "path")} | {"text": raw["note"]} == parts
    assert raw["tags"] == tag

    text = render([made], recogniser=None)
    assert neutralise(text.replace("\r\n", "\n")) == text.replace("\r\n", "\n")
    (row,) = rows(text)
    for column, cell in row.items():
        assert not re.match("[=+\\-@\t\r\0＝＋－＠]", cell)
        assert cell.removeprefix("'") == neutralise(raw[column]).removeprefix("'")


def test_a_name_that_no_encoding_holds_can_be_written(excerpt):
    for raw in (False, True):
        text = render([excerpt(path="a\udcff.txt")], recogniser=None, raw=raw)
        assert rows(text.encode().decode())[0]["path"] == "a�.txt"


def test_excel_gets_its_byte_order_mark(excerpt):
    text = render([excerpt()], recogniser=None, byte_order_mark=True)
    assert text == "\ufeff" + render([excerpt()], recogniser=None)
    assert written_by_us(text.encode()[:512])
    assert written_by_us(text[1:].encode()[:512])
    assert not written_by_us(b"uid,name\r\n")
