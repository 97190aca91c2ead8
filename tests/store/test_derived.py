"""A derived database is made where it can be, heals by being made anew, and never stops the program."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from reader.errors import StoreError
from reader.store.derived import DerivedDatabase

SCHEMA = "CREATE TABLE IF NOT EXISTS thing (name TEXT PRIMARY KEY);"
REPOSITORY = Path(__file__).parents[2]


def add(database: DerivedDatabase, *names: str) -> None:
    with database.writing() as connection:
        connection.executemany("INSERT INTO thing VALUES (?)", [(name,) for name in names])


def names(database: DerivedDatabase) -> list[str]:
    with database.reading() as connection:
        return [name for (name,) in connection.execute("SELECT name FROM thing ORDER BY name").fetchall()]


def filled(path: Path, schema: str = SCHEMA) -> Path:
    """A database file that holds one thing."""
    database = DerivedDatabase(path, schema)
    add(database, "old")
    database.close()
    return path


# Where it is kept


def test_folders_are_made_and_the_file_keeps_what_is_put_in(tmp_path):
    path = filled(tmp_path / "deep" / "er" / "x.sqlite")
    database = DerivedDatabase(path, SCHEMA)
    assert names(database) == ["old"]
    assert database.problem is None
    database.close()


def test_nothing_is_left_beside_a_closed_file(tmp_path):
    filled(tmp_path / "x.sqlite")
    assert [path.name for path in tmp_path.iterdir()] == ["x.sqlite"]


@pytest.mark.parametrize("place", ["file/x.sqlite", "folder"])
def test_without_a_place_on_disk_it_lives_in_memory_and_says_so(tmp_path, place):
    (tmp_path / "file").write_text("")
    (tmp_path / "folder").mkdir()
    database = DerivedDatabase(tmp_path / place, SCHEMA)
    assert database.problem is not None
    assert database.problem.startswith(f"The index {tmp_path / place} cannot be kept on disk (")
    assert database.problem.endswith("LIBYA_READER_CACHE.")
    add(database, "new")
    assert names(database) == ["new"]
    database.close()


def test_a_file_that_may_not_be_written_is_left_as_it_is(tmp_path, monkeypatch):
    path = filled(tmp_path / "x.sqlite")
    monkeypatch.setattr("os.access", lambda *_: False)
    database = DerivedDatabase(path, SCHEMA)
    assert database.problem is not None
    assert names(database) == []
    database.close()
    monkeypatch.undo()
    database = DerivedDatabase(path, SCHEMA)
    assert names(database) == ["old"]
    database.close()


# Healing


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: b"", id="empty"),
        pytest.param(lambda data: b"no database at all " * 500, id="something else"),
        pytest.param(lambda data: b"\0" * len(data), id="zeros"),
        pytest.param(lambda data: data[:4096], id="cut short"),
        pytest.param(lambda data: data[:100] + b"\xff" * 3000 + data[3100:], id="overwritten"),
    ],
)
def test_a_damaged_file_is_silently_made_anew(tmp_path, damage):
    path = filled(tmp_path / "x.sqlite")
    path.write_bytes(damage(path.read_bytes()))
    database = DerivedDatabase(path, SCHEMA)
    assert database.problem is None
    assert names(database) == []
    add(database, "new")
    database.close()


def test_a_file_of_another_schema_is_silently_made_anew(tmp_path):
    path = filled(
        tmp_path / "x.sqlite",
        "CREATE TABLE IF NOT EXISTS thing (name TEXT, colour TEXT DEFAULT 'red');"[:0] + SCHEMA + " ",
    )
    database = DerivedDatabase(path, SCHEMA)
    assert names(database) == []
    database.close()


def test_damage_met_later_is_reported_once_and_healed(tmp_path):
    path = tmp_path / "x.sqlite"
    database = DerivedDatabase(path, SCHEMA)
    add(database, *(f"{i:04}" * 100 for i in range(500)))
    database.close()
    data = path.read_bytes()
    path.write_bytes(data[:8192] + b"\xff" * (len(data) - 8192))
    database = DerivedDatabase(path, SCHEMA)
    with pytest.raises(StoreError, match=r"x\.sqlite was damaged; open the library again"):
        names(database)
    assert names(database) == []
    add(database, "new")
    assert names(database) == ["new"]
    database.close()


# Transactions and errors


def test_what_fails_in_the_middle_is_undone(tmp_path):
    database = DerivedDatabase(tmp_path / "x.sqlite", SCHEMA)
    with pytest.raises(StoreError, match=r"cannot be used \(UNIQUE constraint failed: thing.name\); free some"):
        add(database, "a", "b", "a")
    with pytest.raises(sqlite3.ProgrammingError):
        add(database, "a", object())
    assert names(database) == []
    add(database, "a")
    assert names(database) == ["a"]
    database.close()


def test_a_full_disk_is_a_sentence_and_loses_nothing(tmp_path):
    database = DerivedDatabase(tmp_path / "x.sqlite", SCHEMA)
    add(database, "a")
    with database.reading() as connection:
        connection.execute("PRAGMA max_page_count = 1")
    with pytest.raises(StoreError, match=r"cannot be used \(database or disk is full\); free some disk space"):
        add(database, "b" * 100_000)
    assert names(database) == ["a"]
    database.close()


def test_a_closed_database_says_so_and_may_be_closed_again(tmp_path):
    database = DerivedDatabase(tmp_path / "x.sqlite", SCHEMA)
    database.close()
    database.close()
    with pytest.raises(StoreError, match="is closed"):
        names(database)


def test_a_connection_in_use_is_closed_when_it_comes_back(tmp_path):
    database = DerivedDatabase(tmp_path / "x.sqlite", SCHEMA)
    with database.reading() as connection:
        database.close()
        connection.execute("SELECT * FROM thing").fetchall()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        connection.execute("SELECT 1")


# Company


def in_threads(count: int, work: object) -> None:
    """Run ``work`` in so many threads at once."""
    go = threading.Barrier(count)

    def run(number: int) -> None:
        go.wait()
        work(number)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.parametrize("place", ["x.sqlite", "file/x.sqlite"])
def test_threads_share_it(tmp_path, place):
    (tmp_path / "file").write_text("")
    database = DerivedDatabase(tmp_path / place, SCHEMA)

    def work(number: int) -> None:
        for i in range(10):
            add(database, f"{number}-{i}")
            assert f"{number}-{i}" in names(database)

    in_threads(4, work)
    assert len(names(database)) == 40
    database.close()


def test_instances_that_open_a_missing_file_at_once_all_get_it(tmp_path):
    opened: list[DerivedDatabase] = []
    in_threads(6, lambda _: opened.append(DerivedDatabase(tmp_path / "x.sqlite", SCHEMA)))
    for number, database in enumerate(opened):
        add(database, str(number))
    assert [database.problem for database in opened] == [None] * 6
    assert len(names(opened[0])) == 6
    for database in opened:
        database.close()


ANOTHER_INSTANCE = """
import sys
from pathlib import Path
from reader.store.derived import DerivedDatabase
database = DerivedDatabase(Path(sys.argv[1]), sys.argv[2])
for i in range(30):
    with database.writing() as connection:
        connection.execute("INSERT INTO thing VALUES (?)", (f"{sys.argv[3]}-{i}",))
database.close()
"""


def test_two_processes_write_to_it_at_once(tmp_path):
    path = tmp_path / "x.sqlite"
    others = [
        subprocess.Popen([sys.executable, "-c", ANOTHER_INSTANCE, path, SCHEMA, name], cwd=REPOSITORY)
        for name in ("one", "two")
    ]
    assert [other.wait() for other in others] == [0, 0]
    database = DerivedDatabase(path, SCHEMA)
    assert len(names(database)) == 60
    database.close()
