"""An article is found by any name it has; entities and places are kept for the next time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.errors import NotFoundError
from reader.model import UNDATED, ArticleRow, Entity, Recogniser, Span
from reader.store.index import Index, Record


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    opened = Index(tmp_path / "index.sqlite")
    yield opened
    opened.close()


def a_record(path: str, id: str = "000000000000", digest: str = "d") -> Record:  # noqa: A002 - as the field is called
    """An article at ``path``."""
    return Record(ArticleRow(id, path, "Titel", "derived", UNDATED, "nl", digest, 2), size=10, mtime_ns=1)


# By name


@pytest.fixture
def named(index: Index) -> Index:
    index.put(
        [
            a_record("2019/haftar.txt", id="abc123000000"),
            a_record("2019/haftars-leger.txt", id="abc999000000"),
            a_record("2020/serraj.txt", id="def000000000"),
            a_record("def.txt", id="fff000000000"),
            a_record("100%_.txt", id="eee000000000"),
        ],
    )
    return index


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("abc123000000", "2019/haftar.txt"),
        ("abc1", "2019/haftar.txt"),
        ("2020/serraj.txt", "2020/serraj.txt"),
        ("2020", "2020/serraj.txt"),
        ("2019/haftars", "2019/haftars-leger.txt"),
        ("def.", "def.txt"),
        ("100%", "100%_.txt"),
        ("f", "def.txt"),
    ],
)
def test_an_article_is_found_by_id_path_or_the_beginning_of_either(named, name, path):
    assert named.find(name).path == path


def test_a_whole_path_is_not_ambiguous_with_a_longer_one(index):
    index.put([a_record("a"), a_record("a.txt"), a_record("a.txt/b.txt")])
    assert [index.find(name).path for name in ("a", "a.txt", "a.txt/")] == ["a", "a.txt", "a.txt/b.txt"]


@pytest.mark.parametrize("name", ["", "zzz", "_00%", "ABC1", "\udfff", "haftar.txt", "\x7f", "abc123000000g"])
def test_what_names_nothing_is_answered_with_a_remedy(named, name):
    with pytest.raises(NotFoundError, match=r"^No article is called “.*”; `libya-reader list` shows"):
        named.find(name)


@pytest.mark.parametrize(
    ("name", "candidates"),
    [
        ("2019/h", "2019/haftar.txt (abc123000000), 2019/haftars-leger.txt (abc999000000)"),
        ("abc", "2019/haftar.txt (abc123000000), 2019/haftars-leger.txt (abc999000000)"),
        ("def", "2020/serraj.txt (def000000000), def.txt (fff000000000)"),
    ],
)
def test_an_ambiguous_name_is_answered_with_candidates(named, name, candidates):
    with pytest.raises(NotFoundError) as caught:
        named.find(name)
    assert str(caught.value) == f"“{name}” may mean {candidates}; give more of the id or the path."


def test_three_candidates_are_enough(index):
    index.put([a_record(f"a\x1b{i}.txt") for i in range(9)])
    with pytest.raises(
        NotFoundError, match=r"^“a” may mean a␛0.txt \(\w+\), a␛1.txt \(\w+\), a␛2.txt \(\w+\) or others;"
    ):
        index.find("a")


def test_copies_of_a_text_and_a_file_that_moved_are_known_by_their_digest(index):
    index.put([a_record("b.txt", digest="same"), a_record("a.txt", digest="same"), a_record("c.txt")])
    assert [row.path for row in index.by_digest("same")] == ["a.txt", "b.txt"]
    assert index.by_digest("other") == []


def test_numbers_are_had_by_id(index):
    index.put([a_record("a.txt", id="aaa"), a_record("b.txt", id="bbb")])
    a, b = index.listing().numbers
    assert index.numbers(["bbb", "aaa", "\ud800", "none"]) == {"aaa": a, "bbb": b}


# Entities and places

RECOGNISER = Recogniser("crf", "1")
ENTITIES = [
    Entity(Span(0, 7), "PER", "Haftars", 0.98765, "Khalifa Haftar", "model"),
    Entity(Span(10, 15), "LOC", "Libië", 1.0, "Libië", "rule"),
]


def test_entities_are_kept_by_digest_and_recogniser(index):
    assert index.entities("d", RECOGNISER) is None
    index.keep_entities("d", RECOGNISER, ENTITIES)
    index.keep_entities("e", RECOGNISER, [])
    assert index.entities("d", RECOGNISER) == tuple(ENTITIES)
    assert index.entities("e", RECOGNISER) == ()
    assert index.entities("d", Recogniser("crf", "2")) is None
    assert index.entities("d", Recogniser("rules", "1")) is None


def test_a_new_version_of_a_recogniser_takes_the_place_of_the_old(index):
    index.keep_entities("d", RECOGNISER, ENTITIES)
    index.keep_entities("d", Recogniser("rules", "1"), [])
    index.keep_entities("d", Recogniser("crf", "2"), ENTITIES[:1])
    assert index.entities("d", RECOGNISER) is None
    assert index.entities("d", Recogniser("crf", "2")) == tuple(ENTITIES[:1])
    assert index.entities("d", Recogniser("rules", "1")) == ()


@pytest.mark.parametrize("value", ["", "caf\udce9.txt", "„Libië” \x1b", "x" * 10_000])
def test_a_place_is_remembered(index, value):
    assert index.recall("article") is None
    index.remember("article", "first")
    index.remember("article", value)
    assert index.recall("article") == value
