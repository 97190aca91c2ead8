"""What is kept of articles that are gone, and which came since."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.model import UNDATED, ArticleRow
from reader.store.index import Index, Record


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    opened = Index(tmp_path / "index.sqlite")
    yield opened
    opened.close()


def a_record(name: str, sketch: bytes = b"") -> Record:
    row = ArticleRow(name, f"{name}.txt", "Titel", "derived", UNDATED, "nl", f"digest of {name}", 2)
    return Record(row, 10, 1, sketch or name.encode())


def put(index: Index, *names: str) -> None:
    index.put([a_record(name) for name in names])


def drop(index: Index, *names: str) -> None:
    index.drop([f"{name}.txt" for name in names])


def arrived(index: Index, name: str) -> list[bytes]:
    """The sketches of what came with or after an article that is gone."""
    (gone,) = index.vanished.gone([name])
    return [each.sketch for each in index.vanished.arrivals(gone.number)]


def test_what_is_gone_is_known_by_its_sketch(index):
    put(index, "a", "b")
    drop(index, "a")
    assert [(gone.id, gone.sketch) for gone in index.vanished.gone(["a", "b", "c"])] == [("a", b"a")]


def test_only_what_came_with_it_or_later_may_be_it(index):
    put(index, "before", "a", "b")
    drop(index, "a")
    put(index, "with a")
    drop(index, "b")
    put(index, "with b")
    assert arrived(index, "a") == [b"with a", b"with b"]
    assert arrived(index, "b") == [b"with b"]


def test_an_edit_is_no_arrival_and_changes_the_sketch(index):
    put(index, "before", "a")
    drop(index, "a")
    put(index, "new")
    index.put([a_record("before", b"edited"), a_record("new", b"edited, too")])
    assert arrived(index, "a") == [b"edited, too"]


def test_what_comes_back_and_goes_again_is_gone_since_then(index):
    put(index, "a")
    drop(index, "a")
    put(index, "between", "a")
    drop(index, "a")
    put(index, "after")
    assert arrived(index, "a") == [b"after"]


def test_a_number_is_never_given_twice(index):
    put(index, "a", "b")
    drop(index, "a")
    (first,) = index.vanished.gone(["a"])
    index.vanished.settle(["a"])
    put(index, "between")
    drop(index, "b")
    (second,) = index.vanished.gone(["b"])
    assert second.number > first.number
    assert arrived(index, "b") == []


@pytest.mark.parametrize(("most", "left"), [(3, ["a", "b", "c"]), (2, ["a", "b"])])
def test_where_many_are_gone_those_that_nobody_asks_for_are_forgotten(index, monkeypatch, most, left):
    monkeypatch.setattr("reader.store.vanished._MOST", most)
    put(index, *"abc")
    drop(index, *"abc")
    index.vanished.keep(["a", "b", "x"])
    assert [gone.id for gone in index.vanished.gone(["a", "b", "c"])] == left


def test_what_became_of_it_is_settled_once(index):
    put(index, "a", "b")
    drop(index, "a", "b")
    index.vanished.settle(["b"])
    assert [gone.id for gone in index.vanished.gone(["a", "b"])] == ["a"]


def test_of_many_arrivals_none_is_missed(index, monkeypatch):
    monkeypatch.setattr("reader.store.vanished._BATCH", 3)
    put(index, "a")
    drop(index, "a")
    put(index, *map(str, range(10)))
    assert arrived(index, "a") == [str(n).encode() for n in range(10)]
