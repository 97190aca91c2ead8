"""The cited articles as CSL-JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reader
from reader.export.csl import render, written_by_us
from reader.text.clean import neutralise

UNHURRIED = settings(deadline=None)  # the machine may be busy


@pytest.fixture(scope="module")
def faults(schema):
    """What the schema of citation-style-language says against a list of items."""
    jsonschema = pytest.importorskip("jsonschema", reason="the judge, jsonschema, is not installed")
    text = schema("csl/csl-data.json").read_text(encoding="utf-8")
    validator = jsonschema.Draft7Validator(json.loads(text))
    return lambda items: [error.message for error in validator.iter_errors(items)]


def test_an_article_is_an_item_once(excerpt):
    notes = [excerpt("1" * 32), excerpt("2" * 32), excerpt("3" * 32, path="b.txt", date=None, gone=True)]
    source = f"libya-reader {reader.__version__}"
    assert json.loads(render(notes)) == [
        {
            "id": "article-c9fb28d61b04",
            "type": "article-newspaper",
            "source": source,
            "title": "In Tripoli zetelt de regering…",
            "language": "nl",
            "archive_location": "000_ece2383aa4714dc8.txt",
            "note": "Title derived from the text.",
            "issued": {"date-parts": [[2019, 4]]},
        },
        {
            "id": "article-ffa0da5d885f",
            "type": "article-newspaper",
            "source": source,
            "title": "In Tripoli zetelt de regering…",
            "archive_location": "b.txt",
        },
    ]


@pytest.mark.parametrize(
    ("date", "parts"),
    [("2019", [2019]), ("2019-04", [2019, 4]), ("2019-04-07", [2019, 4, 7])],
)
def test_a_date_is_as_precise_as_it_is_known(excerpt, date, parts):
    assert json.loads(render([excerpt(date=date)]))[0]["issued"] == {"date-parts": [parts]}


def test_a_given_title_needs_no_remark(excerpt):
    assert "note" not in json.loads(render([excerpt(title_source="given")]))[0]


@UNHURRIED
@given(title=st.text(), path=st.text(), date=st.sampled_from([None, "2019", "2019-04-07"]))
def test_the_schema_accepts_whatever_an_article_is_called(excerpt, faults, title, path, date):
    assert faults(json.loads(render([excerpt(title=title, path=path, date=date)]))) == []


@UNHURRIED
@given(title=st.text(), path=st.text(min_size=1))
def test_whatever_an_article_is_called_is_fit_for_a_terminal(excerpt, title, path):
    text = render([excerpt(title=title, path=path)])
    assert neutralise(text) == text
    assert json.loads(text)[0]["title"] == neutralise(title or path)


def test_the_schema_is_not_blind(excerpt, faults):
    (item,) = json.loads(render([excerpt()]))
    assert faults([item]) == []
    assert faults([]) == []
    assert faults([item | {"type": "newspaper-article"}]) != []
    assert faults([item | {"issued": {"date-parts": [[]]}}]) != []


def test_a_file_of_ours_is_known_by_its_beginning(excerpt):
    assert written_by_us(render([excerpt(title="x" * 400)]).encode()[:512])
    assert written_by_us(render([]).encode())
    assert not written_by_us(b'[{"id": "x", "source": "Zotero"}]')


def test_a_file_into_which_a_reference_manager_took_our_items_is_not_ours(excerpt):
    items = json.loads(render([excerpt()]))
    assert not written_by_us(json.dumps([{**items[0], "id": "jansen2019"}], indent=2).encode())
    assert not written_by_us(json.dumps([{"id": "x", "type": "book"}, *items], indent=2).encode())
