"""Notes out of W3C Web Annotations, ours and those of others."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import InputError
from reader.export.w3c import read, render
from reader.model import ArticleRef, Placing, Span
from reader.text.clean import canonical, neutralise

UNHURRIED = settings(deadline=None)  # the machine may be busy
MEAN = st.one_of(st.text(), st.text(alphabet="=+-@'\";,\t\r\n\0\x1b\u202e😀عe\u0301a %/:#?"))


@UNHURRIED
@given(
    quote=MEAN.map(canonical).filter(str.strip),
    text=MEAN.map(neutralise),
    title=MEAN.map(neutralise),
    path=MEAN.filter(len),
    tags=st.lists(MEAN.map(lambda tag: "-".join(canonical(tag).split())).filter(len), unique=True).map(tuple),
    date=st.sampled_from([None, "2019", "2019-04", "2019-04-07"]),
    placing=st.sampled_from([None, Placing("orphan", None)]),
    gone=st.booleans(),
)
def test_every_note_of_ours_comes_back_exactly(excerpt, **parts):
    made = excerpt(**parts)
    text = render([made], library="x")
    assert read(text) == ([made.note], [])
    assert neutralise(text) == text


@pytest.mark.parametrize("wrap", [list, lambda items: items[0], lambda items: {"items": items}])
def test_a_page_a_list_and_a_single_annotation_will_do(excerpt, wrap):
    full = excerpt(text="Sinds wanneer?", tags=("actor",), around=("de ", " uit"))
    annotations = json.loads(render([full], library="x"))["first"]["items"]
    assert read(json.dumps(wrap(annotations))) == ([full.note], [])


def test_an_empty_collection_holds_no_notes():
    assert read(render([], library="x")) == ([], [])


HYPOTHESIS = {
    "id": "x-Yz_1",
    "created": "2026-11-22T10:05:00.123456+00:00",
    "updated": "2026-11-23T10:05:00+00:00",
    "user": "acct:jan@hypothes.is",
    "uri": "https://example.org/a?b=c",
    "text": "Sinds wanneer?\r\nVraag na.",
    "tags": ["actor", " front line ", ""],
    "document": {"title": ["Gevechten om haven"]},
    "target": [
        {
            "source": "https://example.org/a?b=c",
            "selector": [
                {"type": "RangeSelector", "startOffset": 1},
                {"type": "TextQuoteSelector", "exact": "de\r\nolie", "prefix": "x" * 40, "suffix": ""},
            ],
        },
    ],
}


@pytest.mark.parametrize(
    "wrap", [lambda item: {"annotations": [item]}, lambda item: {"total": 1, "rows": [item]}, lambda item: [item]]
)
def test_annotations_of_hypothesis_are_notes_to_be_placed_by_their_quotes(wrap):
    (note,), problems = read(json.dumps(wrap(HYPOTHESIS)))
    assert problems == []
    assert note.article == ArticleRef("", "https://example.org/a?b=c", "Gevechten om haven", None)
    assert (note.anchor.span, note.anchor.exact, note.anchor.digest) == (Span(0, 0), "de\nolie", "")
    assert (note.anchor.prefix, note.anchor.suffix) == ("x" * 32, "")
    assert (note.text, note.tags) == ("Sinds wanneer?\nVraag na.", ("actor", "front line"))
    assert (note.created, note.modified) == ("2026-11-22T10:05:00.123456Z", "2026-11-23T10:05:00.000000Z")
    assert note.uid == read(json.dumps(wrap(HYPOTHESIS)))[0][0].uid


QUOTE = {"type": "TextQuoteSelector", "exact": "olie"}


@pytest.mark.parametrize(
    ("parts", "text", "tags"),
    [
        ({"bodyValue": "noot"}, "noot", ()),
        ({"body": {"type": "TextualBody", "value": "noot"}}, "noot", ()),
        ({"body": [{"value": "een"}, {"value": "twee"}]}, "een\n\ntwee", ()),
        ({"body": "https://example.org/body"}, "", ()),
        ({"body": {"value": "actor", "purpose": "tagging"}}, "", ("actor",)),
        ({"motivation": "tagging", "body": {"value": "actor"}}, "", ("actor",)),
        ({"motivation": ["commenting", "tagging"], "body": {"value": "noot"}}, "noot", ()),
    ],
)
def test_bodies_are_texts_and_tags(parts, text, tags):
    record = {"target": {"source": "a.txt", "selector": QUOTE}, **parts}
    (note,), _ = read(json.dumps(record))
    assert (note.text, note.tags) == (text, tags)


@pytest.mark.parametrize(
    ("source", "path"),
    [
        ("a%20b.txt", "a b.txt"),
        ("file:///home/jan/lib/a.txt", "/home/jan/lib/a.txt"),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
        ("http://[", "http://["),
        ("%ff", "%ff"),
        ({"id": "a.txt"}, "a.txt"),
        (None, ""),
    ],
)
def test_the_path_of_a_foreign_article_is_in_its_address(source, path):
    (note,), _ = read(json.dumps({"target": {"source": source, "selector": [QUOTE]}}))
    assert (note.article.id, note.article.path) == ("", path)


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"target": "https://example.org"}, "it does not quote a passage"),
        ({"target": {"source": "a", "selector": {"type": "TextPositionSelector"}}}, "it does not quote a passage"),
        ({"target": {"selector": {**QUOTE, "exact": " "}}}, "it has no quote"),
        ({"target": {"selector": {**QUOTE, "exact": 3}}}, "its “exact” is not a text"),
        (
            {"target": {"selector": [QUOTE, {"type": "TextPositionSelector", "start": "1"}]}},
            "its “start” is not a whole number",
        ),
        (3, "it is not an object"),
        (None, "it does not quote a passage"),
    ],
)
def test_an_annotation_that_is_no_note_is_named_and_the_rest_goes_on(record, reason):
    good = {"target": {"source": "a.txt", "selector": QUOTE}}
    notes, problems = read(json.dumps([good, record, good]), name="mine.json")
    assert problems == [f"Annotation 2 of mine.json is left out: {reason}."]
    assert len(notes) == 2


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "mine.json is not JSON; export the annotations as JSON and try again."),
        ("[" * 100_000, "mine.json is not JSON; export the annotations as JSON and try again."),
        ("{}", "There are no annotations in mine.json; name a file with W3C Web Annotations."),
        ("3", "There are no annotations in mine.json; name a file with W3C Web Annotations."),
    ],
)
def test_another_file_is_refused(text, sentence):
    with pytest.raises(InputError) as refused:
        read(text, name="mine.json")
    assert str(refused.value) == sentence


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from("id target selector source type exact body value tags document title start end".split()),
            inner | st.sampled_from(["TextQuoteSelector", "TextPositionSelector"]),
        )
    ),
)


@UNHURRIED
@given(records=st.lists(JSON))
def test_no_json_is_too_odd(records):
    notes, problems = read(json.dumps(records))
    assert len(notes) + len(problems) == len(records)
