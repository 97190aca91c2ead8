"""Markdown by article, month, tag or entity, in one document or on pages."""

from __future__ import annotations

from itertools import pairwise

import pytest
from markdown_it import MarkdownIt

import reader
from reader.export.markdown import pages, render, written_by_us
from reader.export.properties import OURS
from reader.model import Recogniser

CRF = Recogniser("crf-nl", "1")


def headings(document: str) -> list[str]:
    """The headings of the rendered page, as a reader sees them, with their levels."""
    tokens = MarkdownIt("commonmark").parse(document.partition("\n---\n")[2])
    found = ((a.markup, b.children or []) for a, b in pairwise(tokens) if a.type == "heading_open")
    return [f"{marks} {''.join(c.content for c in inside if c.type != 'html_inline')}" for marks, inside in found]


@pytest.fixture
def three(excerpt):
    return [
        excerpt("a" * 32, path="a.txt", title="A", tags=("olie", "front/tripoli"), entities=(("Haftar", "PER"),)),
        excerpt("b" * 32, path="b.txt", title="B", date="2019-05-02", tags=("olie",), english=("Yes.",)),
        excerpt("c" * 32, path="c.txt", title="C", date=None, entities=(("Haftar", "PER"), ("Tripoli", "LOC"))),
    ]


NOTE = "### 812–947 · 2026-11-22 10:04 UTC"


@pytest.mark.parametrize(
    ("by", "shown"),
    [
        ("article", "## 2019-04 · A, ## 2019-05-02 · B, # Undated, ## C"),
        ("month", "# 2019-04, ## 2019-04 · A, # 2019-05, ## 2019-05-02 · B, # Undated, ## C"),
        (
            "tag",
            "# #front/tripoli, ## 2019-04 · A, # #olie, ## 2019-04 · A, ## 2019-05-02 · B, # Untagged, ## C",
        ),
        (
            "entity",
            "# Haftar (PER), ## 2019-04 · A, ## C, # Tripoli (LOC), ## C, # Without names, ## 2019-05-02 · B",
        ),
    ],
)
def test_notes_stand_under_articles_months_tags_or_names_and_none_is_left_out(three, by, shown):
    document = render(three, recogniser=None, library="x", by=by)
    found = [line.rstrip() for line in headings(document) if not line.startswith("###")]
    assert ", ".join(found) == f"# Notes from x, {shown}"


@pytest.mark.parametrize("by", ["article", "month", "tag", "entity"])
def test_a_note_is_in_full_once_and_has_one_place_to_write_in(three, by):
    document = render(three, recogniser=None, library="x", by=by)
    for digit in "abc":
        assert document.count(f"\n^{digit * 8}\n") == 1
        assert document.count(f"<!-- keep:{digit * 32} -->") == 1
    again = [line for line in document.split("\n") if line.startswith("In full above:")]
    assert again == {
        "tag": ["In full above: [aaaaaaaa](#^aaaaaaaa)"],
        "entity": ["In full above: [cccccccc](#^cccccccc)"],
    }.get(by, [])


def test_the_text_around_a_passage_is_shown_unless_the_passage_is_all_of_it(excerpt):
    made = excerpt(quote="steun van Rusland")
    around = {made.note.uid: "Het plan heeft\nsteun van Rusland [en] Egypte."}
    document = render([made], recogniser=None, library="x", contexts=around)
    assert r"In context: “Het plan heeft steun van Rusland \[en] Egypte.”" in document
    assert "In context" not in render(
        [made], recogniser=None, library="x", contexts={made.note.uid: "steun van\nRusland"}
    )


def test_each_article_can_have_a_page_of_its_own(three):
    yaml = pytest.importorskip("yaml", reason="the judge, PyYAML, is not installed")
    files = pages(three, recogniser=CRF)
    ids = [made.article.id for made in three]
    assert list(files) == [f"2019-04 A {ids[0]}.md", f"2019-05-02 B {ids[1]}.md", f"undated C {ids[2]}.md"]
    page = files[f"2019-05-02 B {ids[1]}.md"]
    assert headings(page) == ["# 2019-05-02 · B ", NOTE[1:] + " · #olie"]
    assert yaml.safe_load(page.partition("\n---\n")[0]) == {
        "generator": f"libya-reader {reader.__version__}",
        "title": "B",
        "article": ids[1],
        "file": "b.txt",
        "date": "2019-05-02",
        "notes": 1,
        "modified": "2026-11-22T10:05:00.000000Z",
        "tags": ["olie"],
        "recogniser": "crf-nl 1",
        "translations": ["memory 1"],
    }
    assert written_by_us(page.encode())


def test_a_page_keeps_its_name_when_the_title_of_its_article_changes(excerpt):
    made = excerpt(title="nieuw")
    old = f"2019-04 oud {made.article.id}.md"
    assert list(pages([made], recogniser=None, existing=["x.md", old, "notes.md"])) == [old]


def test_every_property_of_ours_is_known_as_ours(three):
    documents = [render(three, recogniser=CRF, library="x"), *pages(three, recogniser=CRF).values()]
    front = [document.partition("\n---\n")[0].split("\n")[1:] for document in documents]
    assert {line.partition(":")[0] for lines in front for line in lines if line[0] != " "} == OURS
