"""The index lists a library without opening its files."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import StoreError
from reader.model import UNDATED, ArticleRow, Date
from reader.store.index import Index, Record
from reader.text.clean import one_line


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    opened = Index(tmp_path / "index.sqlite")
    yield opened
    opened.close()


def a_record(path: str, date: str | None = None, **changes: object) -> Record:
    """An article at ``path``; its id is its name in hexadecimal unless said otherwise."""
    row = ArticleRow(
        id=path.encode("utf-8", "surrogateescape").hex()[:12].ljust(12, "0"),
        path=path,
        title=f"Titel van {one_line(path)}",
        title_source="derived",
        date=Date(date, "text") if date else UNDATED,
        language="nl",
        digest=f"digest of {one_line(path)}",
        words=2,
    )
    return Record(row._replace(**changes), size=10, mtime_ns=1_555_000_000_123_456_789)


def rows_of(index: Index) -> list[ArticleRow]:
    """All articles in the order of the list."""
    return index.rows(index.listing().numbers)


def listed(index: Index) -> list[str]:
    """Their paths."""
    return [row.path for row in rows_of(index)]


# What is put in comes out


def test_a_new_index_is_empty(index):
    assert (index.count(), index.keys(), index.files()) == (0, [], {})
    for listing in (index.listing(), index.first(10)):
        assert (list(listing.numbers), listing.months, listing.undated) == ([], [], 0)
    assert index.problem is None


def test_an_article_comes_back_as_it_was_put_in(index):
    records = [a_record("a.txt", "2019-04"), a_record("map/Libië „2”.txt")]
    index.put(records)
    assert rows_of(index) == [record.row for record in records]
    assert index.files() == {record.row.path: (record.size, record.mtime_ns) for record in records}
    assert (index.count(), index.listing().undated) == (2, 1)


def test_the_users_marks_are_not_kept(index):
    index.put([a_record("a.txt", read=True, starred=True, tags=("front",), notes=3)])
    (row,) = rows_of(index)
    assert (row.read, row.starred, row.tags, row.notes) == (False, False, (), 0)


def test_an_article_put_again_is_replaced_and_keeps_its_number(index):
    index.put([a_record("a.txt", "2019"), a_record("b.txt", "2018")])
    before = list(index.listing().numbers)
    index.put([a_record("a.txt", "2020-01", title="Nieuw", words=9)])
    assert list(index.listing().numbers) == before
    assert (rows_of(index)[0].title, rows_of(index)[0].date.value, index.count()) == ("Nieuw", "2020-01", 2)
    assert index.keys()[0] == "2020-01\nnieuw\na.txt"


def test_a_dropped_article_is_gone_and_what_was_not_there_is_no_matter(index):
    index.put([a_record("a.txt"), a_record("b.txt")])
    gone = list(index.listing().numbers)
    index.drop(["a.txt", "never.txt"])
    index.drop([])
    assert listed(index) == ["b.txt"]
    assert [row.path for row in index.rows(gone)] == ["b.txt"]


def test_a_batch_is_put_whole_or_not_at_all(index):
    with pytest.raises(StoreError):
        index.put([a_record("a.txt"), a_record("b.txt", title=None)])
    assert index.count() == 0


def test_a_name_that_is_not_utf_8_survives(index):
    path = os.fsdecode(b"caf\xe9/\xff.txt")
    index.put([a_record(path, id="abcabcabcabc")])
    assert list(index.files()) == [path]
    assert index.find(path).path == index.find(path[:4]).path == path
    assert index.keys() == ["\ntitel van caf�/�.txt\ncaf�/�.txt"]
    index.drop([path])
    assert index.count() == 0


def test_everything_is_there_when_the_library_is_opened_again(tmp_path):
    first = Index(tmp_path / "index.sqlite")
    first.put([a_record("a.txt", "2019-04")])
    first.set_dates({a_record("a.txt").row.id: "2020"})
    first.remember("article", "a.txt")
    first.close()
    second = Index(tmp_path / "index.sqlite")
    assert (rows_of(second)[0].date, second.recall("article")) == (Date("2020", "user"), "a.txt")
    second.close()


# The order of the list


def test_the_newest_come_first_by_path_within_a_date_and_the_undated_last(index):
    dates = ["2019-04-07", None, "2019-04", "2020", "2019-04-30", "2019-05", "2019", "2020-01", None, "2019-04"]
    index.put([a_record(f"{i}.txt", date) for i, date in enumerate(dates)])
    assert [(row.date.value, row.path) for row in rows_of(index)] == [
        ("2020-01", "7.txt"),
        ("2020", "3.txt"),
        ("2019-05", "5.txt"),
        ("2019-04-30", "4.txt"),
        ("2019-04-07", "0.txt"),
        ("2019-04", "2.txt"),
        ("2019-04", "9.txt"),
        ("2019", "6.txt"),
        (None, "1.txt"),
        (None, "8.txt"),
    ]
    assert index.listing().months == [
        "2020-01", "2020", "2019-05", "2019-04", "2019-04", "2019-04", "2019-04", "2019", None, None,
    ]  # fmt: skip
    assert index.listing().undated == 2


DATES = st.none() | st.sampled_from(["2019", "2019-04", "2019-04-07", "2019-05", "2020-04-07"])


@given(st.dictionaries(st.text("ab/", min_size=1, max_size=4), st.tuples(DATES, DATES), max_size=12))
def test_all_views_of_the_list_agree(articles):
    index = Index(Path(os.devnull, "index.sqlite"))  # in memory
    try:
        records = [a_record(path, own, id=path) for path, (own, _) in articles.items()]
        index.put(records)
        index.set_dates({path: date for path, (_, date) in articles.items()})
        rows, listing = rows_of(index), index.listing()
        expected = sorted(rows, key=lambda row: os.fsencode(row.path))
        expected.sort(key=lambda row: row.date.value or "", reverse=True)
        assert rows == expected
        assert listing.months == [row.date.month for row in rows]
        assert listing.undated == sum(row.date == UNDATED for row in rows)
        assert [key.partition("\n")[0] for key in index.keys(listing.numbers)] == [
            row.date.value or "" for row in rows
        ]
        assert index.keys(listing.numbers) == index.keys()
        for limit in (1, len(rows), 99):
            first = index.first(limit)
            assert (first.numbers, first.months) == (listing.numbers[:limit], listing.months[:limit])
            assert first.undated == first.months.count(None)
        assert {row.path: row.date.value for row in rows} == {
            path: user or own for path, (own, user) in articles.items()
        }
        assert all((row.date.source == "user") == (articles[row.path][1] is not None) for row in rows)
    finally:
        index.close()


def test_rows_come_in_the_order_asked_as_often_as_asked(index):
    index.put([a_record(f"{i}.txt") for i in range(3)])
    a, b, c = index.listing().numbers
    assert [row.path for row in index.rows([c, a, 999, b, c])] == ["2.txt", "0.txt", "1.txt", "2.txt"]
    assert index.rows([]) == []


def test_more_rows_can_be_asked_for_than_a_statement_has_places(index):
    index.put([a_record(f"{i:05}.txt") for i in range(40_000)])
    assert len(index.rows(index.listing().numbers)) == 40_000


def test_a_filter_looks_in_date_title_and_path_in_small_letters(index):
    index.put([a_record("Map/A.txt", "2019-04", title="HAFTAR trekt Straße"), a_record("B.txt", title="İ")])
    assert index.keys() == ["2019-04\nhaftar trekt strasse\nmap/a.txt", "\ni̇\nb.txt"]


def test_keys_can_be_had_in_the_order_of_a_list_read_before(index):
    index.put([a_record("a.txt"), a_record("b.txt")])
    numbers = index.listing().numbers
    index.put([a_record("new.txt", "2024")])
    index.drop(["a.txt"])
    assert index.keys(numbers) == ["", "\ntitel van b.txt\nb.txt"]


# The user's own dates


def test_the_users_date_goes_before_the_files_and_can_be_taken_back(index):
    index.put([a_record("a.txt", "2019-04", id="aaa"), a_record("b.txt", id="bbb"), a_record("c.txt", id="ccc")])
    index.set_dates({"aaa": "2018", "bbb": "2024-01-02", "gone": "2020"})
    assert [(row.path, row.date) for row in rows_of(index)] == [
        ("b.txt", Date("2024-01-02", "user")),
        ("a.txt", Date("2018", "user")),
        ("c.txt", UNDATED),
    ]
    index.set_dates({"bbb": None})
    assert [(row.path, row.date) for row in rows_of(index)] == [
        ("a.txt", Date("2019-04", "text")),
        ("b.txt", UNDATED),
        ("c.txt", UNDATED),
    ]


def test_the_users_date_holds_when_the_file_is_read_again_or_first_appears(index):
    index.set_dates({"aaa": "2018"})
    index.put([a_record("a.txt", "2019-04", id="aaa")])
    index.put([a_record("a.txt", "2020-04", id="aaa")])
    assert rows_of(index)[0].date == Date("2018", "user")
    index.set_dates({})
    assert rows_of(index)[0].date == Date("2020-04", "text")


def test_the_users_date_may_equal_the_files(index):
    index.put([a_record("a.txt", "2019", id="aaa")])
    index.set_dates({"aaa": "2019"})
    assert rows_of(index)[0].date == Date("2019", "user")


def test_setting_the_same_dates_again_writes_nothing(index, tmp_path):
    index.put([a_record(f"{i}.txt", id=str(i)) for i in range(9)])
    index.set_dates({"1": "2019", "2": "2020"})
    other = Index(tmp_path / "index.sqlite")
    with other._database.writing():  # a writer would have to wait for this one
        index.set_dates({"2": "2020", "1": "2019", "3": None})
    other.close()


# Threads


def test_several_threads_read_while_another_writes(index):
    index.put([a_record(f"{i}.txt", "2019") for i in range(20)])
    go = threading.Barrier(4)
    wrong: list[object] = []

    def read() -> None:
        go.wait()
        for _ in range(50):
            listing = index.listing()
            if len(listing.numbers) != len(listing.months) or len(listing.numbers) % 20:
                wrong.append(listing)
            if len(index.first(20).numbers) != 20:
                wrong.append("first")

    def write() -> None:
        go.wait()
        for batch in range(10):
            index.put([a_record(f"{batch}/{i}.txt", "2020") for i in range(20)])

    threads = [threading.Thread(target=work) for work in (read, read, read, write)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert index.count() == 220
