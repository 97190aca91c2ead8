"""Notes as W3C Web Annotations."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

import reader
from reader.export.w3c import render, written_by_us
from reader.model import Placing, Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"

GOLDEN = {
    "id": "urn:uuid:bbbbbbbb-bbbb-bbbb-bbbb-bbbbbbbbbbbb",
    "type": "Annotation",
    "motivation": ["commenting", "tagging"],
    "created": "2026-11-22T10:04:59.000000Z",
    "modified": "2026-11-22T10:05:00.000000Z",
    "creator": {"type": "Person", "name": "Jan"},
    "body": [
        {"type": "TextualBody", "value": "Sinds wanneer?", "format": "text/markdown", "purpose": "commenting"},
        {"type": "TextualBody", "value": "actor", "purpose": "tagging"},
        {"type": "TextualBody", "value": "front/tripoli", "purpose": "tagging"},
    ],
    "target": {
        "source": {
            "id": "urn:libya-reader:article:e56052f3fc22",
            "type": "Text",
            "format": "text/plain",
            "language": "nl",
            "dcterms:title": "In Tripoli zetelt de regering…",
            "dcterms:issued": "2019-04",
            "schema:contentUrl": "map/een%20artikel.txt",
            "schema:sha256": "d",
        },
        "selector": [
            {"type": "TextQuoteSelector", "exact": "olie 😀", "prefix": "de ", "suffix": " uit"},
            {"type": "TextPositionSelector", "start": 812, "end": 947},
        ],
    },
}


@pytest.fixture
def full(excerpt):
    return excerpt(
        "b" * 32,
        path="map/een artikel.txt",
        quote="olie 😀",
        around=("de ", " uit"),
        text="Sinds wanneer?",
        tags=("actor", "front/tripoli"),
    )


def items(text: str) -> list[dict[str, Any]]:
    return json.loads(text)["first"]["items"]


def test_an_annotation_is_this(full):
    text = render([full], library="Libya", creator="Jan")
    collection = json.loads(text)
    assert collection.pop("first") | {"id": "…"} == {
        "id": "…",
        "type": "AnnotationPage",
        "startIndex": 0,
        "items": [GOLDEN],
    }
    assert collection | {"id": "…"} == {
        "@context": CONTEXT,
        "id": "…",
        "type": "AnnotationCollection",
        "label": "Notes from Libya",
        "generator": {"type": "Software", "name": f"libya-reader {reader.__version__}"},
        "total": 1,
    }
    assert render([full], library="Libya", creator="Jan") == text
    assert written_by_us(text.encode()[:512])
    assert not written_by_us(json.dumps({"@context": CONTEXT}).encode())
    assert not written_by_us(json.dumps({"@context": CONTEXT, "items": [json.loads(text)]}, indent=1).encode())


def test_without_text_and_tags_a_note_is_a_highlight(excerpt):
    (item,) = items(render([excerpt()], library="x"))
    assert item["motivation"] == "highlighting"
    assert "body" not in item
    assert "creator" not in item


def test_a_passage_that_moved_is_where_it_is_now(excerpt):
    made = excerpt(placing=Placing("moved", Span(3, 9)))
    made = replace(made, article=made.article._replace(digest="now"))
    (item,) = items(render([made], library="x"))
    assert item["target"]["selector"][1] == {"type": "TextPositionSelector", "start": 3, "end": 9}
    assert item["target"]["source"]["schema:sha256"] == "now"


# The judge: the JSON schemas of the working group's own tests.


@pytest.fixture(scope="module")
def failed(schema) -> Callable[[str, dict[str, Any]], list[str]]:
    """Names the MUSTs of a part of the tests that a document fails."""
    jsonschema = pytest.importorskip("jsonschema", reason="the judge, jsonschema, is not installed")
    referencing = pytest.importorskip("referencing", reason="the judge's referencing is not installed")
    folder = schema("w3c")
    definitions = {path.name: json.loads(path.read_text("utf-8")) for path in folder.glob("definitions/*.json")}
    draft4 = referencing.jsonschema.DRAFT4
    known = referencing.Registry().with_resources(
        (name, draft4.create_resource(contents)) for name, contents in definitions.items()
    )

    def run(part: str, document: dict[str, Any]) -> list[str]:
        found = []
        for path in sorted(folder.glob(part)):
            test = json.loads(path.read_text("utf-8"))
            if test.get("assertionType") != "must":
                continue
            valid = jsonschema.Draft4Validator(test, registry=known).is_valid(document)
            if valid != (test.get("expectedResult", "valid") == "valid"):
                found.append(path.stem)
        return found

    return run


ANNOTATIONS, COLLECTIONS, PAGES = "annotations/**/*.json", "collections/*.json", "collections/pages/*.json"


def test_the_working_groups_musts_are_met(full, excerpt, failed):
    for notes in ([full], [excerpt(gone=True, date=None, placing=Placing("orphan", None))], [full, excerpt()], []):
        collection = json.loads(render(notes, library="Libya", creator="Jan"))
        assert failed(COLLECTIONS, collection) == []
        if notes:
            page = {"@context": CONTEXT, **collection["first"]}
            assert failed(PAGES, page) == []
            for item in page["items"]:
                assert failed(ANNOTATIONS, {"@context": CONTEXT, **item}) == []


def test_the_judge_is_not_blind(full, failed):
    collection = json.loads(render([full], library="Libya"))
    item = {"@context": CONTEXT, **collection["first"]["items"][0]}
    without_target = {key: value for key, value in item.items() if key != "target"}
    assert failed(ANNOTATIONS, without_target) != []
    assert failed(ANNOTATIONS, item | {"type": "Anotation"}) != []
    assert failed(ANNOTATIONS, item | {"created": 3}) != []
    assert failed(COLLECTIONS, collection | {"total": -1}) != []
    assert failed(COLLECTIONS, {**collection, "first": None}) != []
