"""Notes as one Markdown document."""

from __future__ import annotations

import json
import random
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import reader
from reader.export.markdown import MARKER, render, written_by_us
from reader.model import Placing, Recogniser, Span

KEPT = ["<!-- keep", "<!-- /keep -->", "<!-- libya-reader"]
UNHURRIED = settings(deadline=None)  # the machine may be busy
CRF = Recogniser("crf-nl", "1")
GOLDEN = """\
---
generator: libya-reader VERSION
title: "Notes from Libya: \\"seeds\\""
notes: 4
articles: 3
undated: 1
modified: "2026-11-22T12:00:00.000000Z"
tags:
  - "actor"
  - "foreign-policy"
  - "front/tripoli"
recogniser: "crf-nl 1"
translations:
  - "google 1.11.4"
  - "memory 1"
---

# Notes from Libya: "seeds"

## 2019-04 · Haftar rukt op \\[video] <!-- article: c9fb28d61b04 -->

File: `000_ece2383aa4714dc8.txt`

### 10–42 · 2026-11-22 10:04 UTC · #front/tripoli #actor

> Het uur heeft geslagen.
>
> Oproep tot wapenstilstand
> \\- en \\*snel\\*

^aaaaaaaa

Compare *Lacher*:

- drones

Entities: Khalifa Haftar (PER), Tripoli (LOC)

`000_ece2383aa4714dc8.txt:10–42` (code points)

<!-- keep:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa -->
<!-- /keep -->

### 830–965 · 2026-11-22 10:04 UTC · #foreign-policy (`foreign policy`)

> Het plan heeft steun van Rusland en Egypte.
>
> *The plan has the support of Russia. And of Egypt.* (reference translation shipped with libya-reader)
>
> *So it is.* (machine translation, google 1.11.4, 2026-11-22)

^bbbbbbbb

`000_ece2383aa4714dc8.txt:830–965` (code points) · moved: the note was taken at 812–947

<!-- keep:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb -->
<!-- /keep -->

## 2020-05 · In Tripoli zetelt de regering… <!-- article: 4d0e2367915b -->

File: `002_6f27.txt` (no longer in the library)

### 812–947 · 2026-11-22 10:04 UTC

> Het plan heeft steun van Rusland en Egypte.

^cccccccc

`002_6f27.txt:812–947` (code points) · orphan: its article is gone; this is where it was

<!-- keep:cccccccccccccccccccccccccccccccc -->
<!-- /keep -->

# Undated

## In Tripoli zetelt de regering… <!-- article: 888345f3ed70 -->

File: `004_ad17.txt`

### 812–947 · 2026-11-22 10:04 UTC

> Het plan heeft steun van Rusland en Egypte.

^dddddddd

`004_ad17.txt:812–947` (code points) · orphan: its passage is no longer in the article; this is where it was

<!-- keep:dddddddddddddddddddddddddddddddd -->
<!-- /keep -->

<!-- libya-reader: SUMS -->
"""


@pytest.fixture
def four(excerpt, said_by):
    google = said_by(engine="google", version="1.11.4", kind="online", note="")
    return [
        excerpt("d" * 32, path="004_ad17.txt", date=None, placing=Placing("orphan", None)),
        excerpt("c" * 32, path="002_6f27.txt", date="2020-05", placing=Placing("orphan", None), gone=True),
        excerpt(
            "b" * 32,
            title="Haftar rukt op [video]",
            tags=("foreign policy",),
            english=("The plan has the support of Russia.", "And of Egypt.", ("So it is.", google)),
            placing=Placing("moved", Span(830, 965)),
            modified="2026-11-22T12:00:00.000000Z",
        ),
        excerpt(
            "a" * 32,
            title="Haftar rukt op [video]",
            span=(10, 42),
            quote="Het uur heeft geslagen.\n\nOproep tot wapenstilstand\n- en *snel*",
            text="Compare *Lacher*:\n\n- drones\n",
            tags=("front/tripoli", "actor"),
            entities=(("Khalifa Haftar", "PER"), ("Tripoli", "LOC"), ("Khalifa Haftar", "PER")),
        ),
    ]


def one(excerpt, **parts) -> str:
    return render([excerpt(**parts)], recogniser=None, library="x")


def front_matter(document: str) -> list[str]:
    return document.removeprefix("---\n").partition("\n---\n")[0].split("\n")


def test_the_document_is_this(four):
    document = render(four, recogniser=CRF, library='Libya: "seeds"')
    expected = GOLDEN.replace("VERSION", reader.__version__)
    assert re.sub("(?<=libya-reader: )[0-9a-f ]+(?= -->)", "SUMS", document) == expected


def test_the_order_of_the_notes_given_does_not_matter(four):
    documents = set()
    for seed in range(24):
        shuffled = random.Random(seed).sample(four, len(four))
        documents.add(render(shuffled, recogniser=CRF, library="x"))
    assert len(documents) == 1


def test_articles_come_by_date_then_path_and_notes_by_passage_then_uid(excerpt):
    notes = [
        excerpt("9" * 32, path="b.txt", date="2019-04"),
        excerpt("8" * 32, path="a.txt", date="2019-04", span=(5, 9)),
        excerpt("7" * 32, path="a.txt", date="2019-04", span=(5, 8)),
        excerpt("6" * 32, path="a.txt", date="2019-04", span=(5, 9)),
        excerpt("5" * 32, path="c.txt", date="2019"),
        excerpt("4" * 32, path="a0.txt", date=None),
    ]
    lines = render(notes, recogniser=None, library="x").split("\n")
    assert [line[1] for line in lines if line.startswith("^")] == ["5", "7", "6", "8", "9", "4"]


def test_without_notes_it_is_still_a_document_that_says_so():
    document = render([], recogniser=None, library="x")
    assert "---\n\n# Notes from x\n\nThere are no notes to show.\n\n<!-- libya-reader: " in document
    assert front_matter(document)[1:] == ['title: "Notes from x"', "notes: 0", "articles: 0", "undated: 0"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "reference translation shipped with libya-reader"),
        ({"note": ""}, "translation memory, memory 1, 2026-11-22"),
        (
            {"engine": "google", "version": "1.11.4", "kind": "online", "note": ""},
            "machine translation, google 1.11.4, 2026-11-22",
        ),
        (
            {"engine": "fx", "version": "2", "kind": "offline", "note": ""},
            "machine translation, offline, fx 2, 2026-11-22",
        ),
        ({"engine": "user", "kind": "user", "note": ""}, "corrected by the reader, 2026-11-22"),
        ({"note": "[mine] <b>"}, r"\[mine] \<b>"),
    ],
)
def test_a_translation_says_in_words_where_it_comes_from(excerpt, said_by, changes, words):
    document = one(excerpt, english=(("Yes.", said_by(**changes)),))
    assert f"\n> *Yes.* ({words})\n" in document


def test_two_notes_that_begin_alike_get_the_whole_uid_as_their_block_id(excerpt):
    twins = ["3f2a9c01" + digit * 24 for digit in "12"]
    document = render([excerpt(uid) for uid in twins], recogniser=None, library="x")
    assert [line for line in document.split("\n") if line.startswith("^")] == [f"^{uid}" for uid in twins]


def test_an_article_that_is_gone_is_described_by_its_latest_note(excerpt):
    old = excerpt("1" * 32, gone=True, title="oud", date=None)
    new = excerpt("2" * 32, gone=True, title="nieuw", date="2020", modified="2027-01-01T00:00:00.000000Z")
    document = render([old, new], recogniser=None, library="x")
    assert "## 2020 · nieuw <!--" in document
    assert "oud" not in document


def test_a_present_article_counts_for_more_than_what_a_note_remembers(excerpt):
    present = excerpt(title="nu", date="2021-01-02")
    remembered = replace(present.note.article, title="toen", date=None)
    document = render(
        [replace(present, note=replace(present.note, article=remembered))], recogniser=None, library="x"
    )
    assert "## 2021-01-02 · nu <!--" in document


def test_an_article_without_a_title_goes_by_its_path(excerpt):
    assert "## 2019-04 · 000_ece2383aa4714dc8.txt <!--" in one(excerpt, title="")


MEAN = st.one_of(st.text(), st.text(alphabet="*_`[]()<>#!&|\\~=-+.:$%^/;x1 \n\t'\""))


PARTS = st.fixed_dictionaries(
    dict.fromkeys(("quote", "title", "path", "text"), MEAN)
    | {"english": st.tuples(MEAN), "tags": st.tuples(MEAN), "entities": st.tuples(st.tuples(MEAN, st.just("PER")))}
)


@UNHURRIED
@given(parts=PARTS, library=MEAN)
def test_nothing_in_the_data_changes_the_shape_of_the_document(excerpt, parts, library):
    made = excerpt(**parts)
    document = render([made], recogniser=CRF, library=library)
    assert written_by_us(document.encode())
    body = document.partition("\n---\n")[2]
    with_note = MarkdownIt("commonmark").parse(body)
    assert [t.content for t in with_note if t.type == "inline"][-1].endswith(" (code points)")

    silent = render([replace(made, note=replace(made.note, text=""))], recogniser=CRF, library=library)
    tokens = MarkdownIt("commonmark").parse(silent.partition("\n---\n")[2])
    headings = [token.tag for token in tokens if token.type == "heading_open"]
    assert headings == ["h1", "h2", "h3"]
    inner = [child.type for token in tokens for child in token.children or []]
    assert inner.count("html_inline") == 1
    assert not {"link_open", "image", "hardbreak"} & set(inner)
    assert not {"fence", "code_block", "hr", "list_item_open"} & {token.type for token in tokens}
    comments = [line for token in tokens if token.type == "html_block" for line in token.content.splitlines()]
    assert [comment.partition(":")[0] for comment in comments] == KEPT


def read_yaml(lines: list[str]) -> dict[str, object]:
    """A reader of the small part of YAML that the front matter uses."""
    found: dict[str, object] = {}
    items: list[str] = []
    for line in lines:
        if line.startswith("  - "):
            items.append(json.loads(line[4:]))
            continue
        key, _, value = line.partition(":")
        items = []
        value = value.strip()
        found[key] = (json.loads(value) if value[0] in '"0123456789' else value) if value else items
    return found


FRONT = {
    "generator": f"libya-reader {reader.__version__}",
    "title": 'Notes from Libya: "seeds" # no: yes',
    "notes": 4,
    "articles": 3,
    "undated": 1,
    "modified": "2026-11-22T12:00:00.000000Z",
    "tags": ["actor", "foreign-policy", "front/tripoli"],
    "recogniser": "crf-nl 1",
    "translations": ["google 1.11.4", "memory 1"],
}


def test_the_front_matter_says_what_the_export_is_made_of(four):
    document = render(four, recogniser=CRF, library='Libya: "seeds" # no: yes')
    assert read_yaml(front_matter(document)) == FRONT


def test_pyyaml_reads_the_same_front_matter(four):
    yaml = pytest.importorskip("yaml", reason="PyYAML is not installed: our own small reader has to do")
    document = render(four, recogniser=CRF, library='Libya: "seeds" # no: yes')
    assert yaml.safe_load("\n".join(front_matter(document))) == FRONT


@UNHURRIED
@given(library=MEAN, tags=st.lists(MEAN))
def test_pyyaml_reads_whatever_a_library_and_tags_are_called(excerpt, library, tags):
    yaml = pytest.importorskip("yaml", reason="PyYAML is not installed: our own small reader has to do")
    lines = front_matter(render([excerpt(tags=tuple(tags))], recogniser=None, library=library))
    assert yaml.safe_load("\n".join(lines)) == read_yaml(lines)


@pytest.mark.parametrize("tag", ["no", "null", "2019-04-07", "1e5", "0x1F", "on"])
def test_a_tag_stays_a_string_in_the_front_matter(excerpt, tag):
    assert f'  - "{tag}"' in front_matter(one(excerpt, tags=(tag,)))


@pytest.mark.parametrize(
    ("head", "ours"),
    [
        (b"---\ngenerator: libya-reader 0.1.0\ntitle: x\n---\n", True),
        (b"---\r\ngenerator: libya-reader 0.1.0\r\n---\r\n", True),
        (b"\xef\xbb\xbf---\ngenerator: libya-reader 0.1.0\n---\n", True),
        (b'---\ntitle: x\ngenerator: "libya-reader 9.9"\n---\n', True),
        (b"---\ngenerator: libya-reader\n---\n", True),
        (b"---\ngenerator: libya-reader 0.1.0\ntitle: cut sh", True),
        (b"", False),
        (b"# My own notes\n", False),
        (b"\n---\ngenerator: libya-reader 0.1.0\n---\n", False),
        (b"---\ntitle: x\n---\ngenerator: libya-reader 0.1.0\n", False),
        (b"---\ntitle: x\n...\ngenerator: libya-reader 0.1.0\n", False),
        (b"---\ngenerator: libya-readership\n---\n", False),
        (b"---\n  generator: libya-reader 0.1.0\n---\n", False),
        (b"---\ngenerator: pandoc\n---\n", False),
        (b"--- \xff\n\xfegenerator: libya-reader\n", False),
    ],
)
def test_a_file_of_ours_is_known_by_its_front_matter(head, ours):
    assert written_by_us(head) is ours


def test_the_marker_is_in_the_first_bytes_however_long_the_title_is():
    head = render([], recogniser=None, library="x" * 10_000).encode()[:512]
    assert MARKER.encode() in head
    assert written_by_us(head)
