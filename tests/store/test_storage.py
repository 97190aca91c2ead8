"""The storage as TinyDB uses it."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB, where
from tinydb.table import Document

from reader.errors import StoreError
from reader.store.storage import NotesStorage
from reader.store.table import Database, DocumentTable


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "notes.json"


@pytest.fixture
def storage(path: Path) -> Iterator[NotesStorage]:
    storage = NotesStorage(path)
    yield storage
    storage.close()


@pytest.fixture
def table(storage: NotesStorage) -> DocumentTable:
    return Database(storage=lambda: storage).table("things")


def on_disk(path: Path) -> dict[str, Any]:
    content = json.loads(path.read_bytes())
    assert isinstance(content, dict)
    return content


def plain(document: Any) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name != "modified"}


def test_opening_and_reading_creates_no_file(path: Path, table: DocumentTable) -> None:
    assert table.all() == []
    table.storage.close()
    assert not path.exists()


def test_a_change_is_in_the_file_when_it_is_acknowledged(
    path: Path, storage: NotesStorage, table: DocumentTable
) -> None:
    key = table.insert({"name": "é"})
    storage.saved().result(10)
    assert plain(on_disk(path)["things"][str(key)]) == {"name": "é"}
    assert "é" in path.read_text("utf-8")


def test_each_document_is_a_line(path: Path, storage: NotesStorage, table: DocumentTable) -> None:
    keys = table.insert_multiple({"name": f"regel\n{n}"} for n in range(5))
    storage.flush(10)
    lines = path.read_text("utf-8").splitlines()
    for key in keys:
        (line,) = [line for line in lines if line.startswith(f'"{key}": ')]
        assert json.loads(f"{{{line.removesuffix(',')}}}")


def test_the_file_says_what_it_is(path: Path, storage: NotesStorage, table: DocumentTable) -> None:
    table.insert({})
    storage.flush(10)
    (meta,) = on_disk(path)["meta"].values()
    assert (meta["schema"], meta["program"]) == (1, "libya-reader")


@pytest.mark.parametrize("flavour", [Database, TinyDB], ids=["our tables", "TinyDB's own"])
def test_tinydb_works_on_it_as_on_any_storage(path: Path, flavour: type[TinyDB]) -> None:
    with flavour(storage=lambda: NotesStorage(path)) as database:
        table = database.table("things")
        first, *rest = table.insert_multiple({"n": n, "tags": ["a"]} for n in range(6))
        assert table.count(where("n") > 2) == 3
        table.update({"n": 100}, where("n") == 5)
        table.update(lambda document: document["tags"].append("b"), doc_ids=[first])
        assert table.get(doc_id=first)["tags"] == ["a", "b"]
        table.upsert({"n": 7}, where("n") == 7)
        table.upsert(Document({"n": 8}, doc_id=12345))
        assert table.contains(doc_id=12345)
        assert table.remove(where("n") == 1) == [rest[0]]
        assert sorted(document["n"] for document in table) == [0, 2, 3, 4, 7, 8, 100]
        assert len(table) == 7
        database.drop_table("things")
        assert database.table("things").all() == []
    assert on_disk(path)["things"] == {}


def test_an_updater_that_raises_changes_nothing(table: DocumentTable) -> None:
    keys = table.insert_multiple([{"n": [1]}, {"n": None}])
    before = [dict(document) for document in table.all()]
    with pytest.raises(AttributeError):
        table.update(lambda document: document["n"].append(2), doc_ids=keys)
    assert [dict(document) for document in table.all()] == before


def test_a_document_that_is_no_json_is_refused_and_changes_nothing(path: Path, table: DocumentTable) -> None:
    table.insert({"n": 1})
    with pytest.raises(TypeError):
        table.insert({"n": object()})
    assert [plain(document) for document in table.all()] == [{"n": 1}]


@pytest.mark.parametrize("value", ["\ud800 lone", 2**70, -(2**70), "\u2028", "\x1b]52;c;x\x07"])
def test_odd_values_are_saved_exactly(path: Path, value: object) -> None:
    with Database(storage=lambda: NotesStorage(path)) as database:
        database.table("things").insert({"value": value})
    with Database(storage=lambda: NotesStorage(path)) as database:
        assert database.table("things").all()[0]["value"] == value


def test_each_change_has_a_later_time_than_all_before(table: DocumentTable) -> None:
    keys = [table.insert({"n": n}) for n in range(50)]
    table.update({"x": 1}, doc_ids=keys[:1])
    table.update({"x": 1}, doc_ids=keys[:1])
    times = [document["modified"] for document in table.all()]
    assert len(set(times)) == 50
    assert max(times) == times[0]


def test_a_deleted_document_is_kept_in_the_table_of_deleted_ones(
    path: Path, storage: NotesStorage, table: DocumentTable
) -> None:
    table.insert({"uid": "u", "text": "mine"})
    table.remove(where("uid") == "u")
    storage.flush(10)
    (entry,) = on_disk(path)["_deleted"].values()
    assert (entry["table"], entry["of"], entry["doc"]["text"]) == ("things", "u", "mine")
    assert entry["modified"] > entry["doc"]["modified"]


def test_deleting_again_and_again_leaves_one_entry(storage: NotesStorage, table: DocumentTable) -> None:
    for _ in range(3):
        table.insert({"uid": "u"})
        table.remove(where("uid") == "u")
    assert len(storage.rows("_deleted")) == 1


def test_unknown_tables_and_fields_survive(path: Path) -> None:
    path.write_text(
        '{"other": {"7": {"x": [1, {"y": null}]}}, "empty": {}, "things": {"1": {"uid": "u", "new": true}}}'
    )
    with Database(storage=lambda: NotesStorage(path)) as database:
        database.table("things").update({"text": "t"}, where("uid") == "u")
    content = on_disk(path)
    assert content["other"] == {"7": {"x": [1, {"y": None}]}}
    assert content["empty"] == {}
    assert plain(content["things"]["1"]) == {"uid": "u", "new": True, "text": "t"}


def test_many_changes_in_a_row_are_few_writes(path: Path, storage: NotesStorage, table: DocumentTable) -> None:
    with storage.lock:
        for n in range(200):
            table.insert({"n": n})
        futures = [storage.saved() for _ in range(200)]
    for future in futures:
        future.result(10)
    assert len(on_disk(path)["things"]) == 200


def test_the_file_keeps_its_mode_and_a_symlink_stays_one(path: Path, tmp_path: Path) -> None:
    path.write_text("{}")
    path.chmod(0o640)
    link = tmp_path / "link.json"
    link.symlink_to(path.name)
    with Database(storage=lambda: NotesStorage(link)) as database:
        database.table("things").insert({"n": 1})
    assert link.is_symlink()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert on_disk(path)["things"]


@pytest.mark.parametrize("trouble", ["a folder", "no permission"])
def test_a_file_that_cannot_be_read_is_a_clear_error(
    path: Path, trouble: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if trouble == "a folder":
        path.mkdir()
    else:
        path.write_text("{}")

        def refuse(*_: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(StoreError, match="cannot be read"):
        NotesStorage(path)


def test_a_closed_storage_takes_no_changes(path: Path) -> None:
    storage = NotesStorage(path)
    storage.close()
    with pytest.raises(StoreError, match="closed"):
        Database(storage=lambda: storage).table("things").insert({})
