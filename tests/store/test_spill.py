"""Changes that cannot be saved are kept elsewhere, and come back."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reader.errors import StoreError
from reader.model import Anchor, ArticleRef
from reader.store import durable, lines, spill, writer
from reader.store.notes import Edit, NotesFile
from reader.store.spill import Spill, apart, unsaved

Open = Callable[[], NotesFile]
Set = Callable[[NotesFile, str, str | None], None]


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """The folder for the changes of all notes files."""
    return tmp_path / "unsaved"


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch, path: Path) -> Iterator[list[Path]]:
    """The folders on whose disk there is no room, which can be changed."""
    folders = [path.parent]
    write = durable._write_new

    def refuse(target: Path, data: bytes, mode: int | None) -> None:
        if target.parent in folders:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        write(target, data, mode)

    monkeypatch.setattr(durable, "_write_new", refuse)
    monkeypatch.setattr(writer, "_FIRST_RETRY", 60)
    return folders


@pytest.fixture
def open_spilling(open_notes: Callable[..., NotesFile], elsewhere: Path) -> Open:
    """Opens the notes with somewhere to keep what cannot be saved."""
    return lambda: open_notes(spill=elsewhere)


@pytest.fixture
def put(article: ArticleRef, anchor: Anchor) -> Set:
    """Gives the note with this uid a text, or deletes it; waits until it is saved, or cannot be."""

    def put_it(file: NotesFile, uid: str, text: str | None) -> None:
        note = None if text is None else replace(file.new(article, anchor, text, []), uid=uid)
        file.apply(Edit("change", notes=((uid, note),))).result(10)

    return put_it


def texts(file: NotesFile) -> dict[str, str]:
    return {note.uid: note.text for note in file.notes()}


def on_disk(path: Path) -> dict[str, str]:
    return {row["uid"]: row["note"] for row in json.loads(path.read_bytes()).get("notes", {}).values()}


def die(file: NotesFile) -> None:
    """Let go of everything as the system does for a program that was killed, saving nothing."""
    file._storage._sync.close()
    file._storage._writer._commit = lambda: None
    file.close()


def spilled(elsewhere: Path) -> list[Path]:
    return sorted(elsewhere.glob("*/*.json"))


def refused(put: Set, file: NotesFile, uid: str, text: str | None) -> str:
    with pytest.raises(StoreError) as refusal:
        put(file, uid, text)
    return str(refusal.value)


class TestWhileTheDiskIsFull:
    def test_the_problem_says_where_the_changes_are(
        self, open_spilling: Open, put: Set, elsewhere: Path, full: list[Path], path: Path
    ) -> None:
        file = open_spilling()
        sentence = refused(put, file, "a", "mine")
        (kept,) = spilled(elsewhere)
        assert sentence == file.problem
        assert sentence == (
            f"There is no room on the disk for {path}: free some space; "
            f"your changes are kept in {kept} until they can be saved."
        )
        assert on_disk(kept) == {"a": "mine"}
        full.clear()

    def test_every_change_is_kept_in_the_one_file(
        self, open_spilling: Open, put: Set, elsewhere: Path, full: list[Path]
    ) -> None:
        file = open_spilling()
        for number in range(5):
            refused(put, file, f"{number}", "mine")
            (kept,) = spilled(elsewhere)
            assert len(on_disk(kept)) == number + 1
        full.clear()

    def test_only_what_is_not_saved_is_kept(
        self, open_spilling: Open, put: Set, elsewhere: Path, full: list[Path]
    ) -> None:
        full.clear()
        file = open_spilling()
        for uid in "abc":
            put(file, uid, "saved")
        full.append(file.path.parent)
        refused(put, file, "b", "edited")
        (kept,) = spilled(elsewhere)
        assert on_disk(kept) == {"b": "edited"}
        full.clear()

    def test_the_next_save_takes_them_and_removes_the_file(
        self, open_spilling: Open, put: Set, elsewhere: Path, full: list[Path], path: Path
    ) -> None:
        file = open_spilling()
        refused(put, file, "a", "mine")
        full.clear()
        file.flush(10)
        assert on_disk(path) == {"a": "mine"}
        assert file.problem is None
        assert [entry.name for entry in elsewhere.glob("*/*")] == ["reserve"]

    def test_where_nothing_can_be_kept_either_they_are_in_memory(
        self, open_spilling: Open, put: Set, elsewhere: Path, full: list[Path], path: Path
    ) -> None:
        full.append(spill.place(elsewhere, path))
        file = open_spilling()
        assert "kept in memory only" in refused(put, file, "a", "mine")
        full.clear()
        file.flush(10)
        assert on_disk(path) == {"a": "mine"}

    def test_on_the_same_full_disk_they_take_the_place_of_the_reserve(
        self, open_spilling: Open, put: Set, elsewhere: Path, full: list[Path], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        full.clear()
        file = open_spilling()
        put(file, "a", "saved")
        place = spill.place(elsewhere, file.path)
        assert (place / "reserve").stat().st_size > 100_000
        full.append(file.path.parent)
        refuse = durable._write_new

        def refuse_while_there_is_a_reserve(target: Path, data: bytes, mode: int | None) -> None:
            if target.parent == place and (place / "reserve").exists():
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            refuse(target, data, mode)

        monkeypatch.setattr(durable, "_write_new", refuse_while_there_is_a_reserve)
        assert "your changes are kept in" in refused(put, file, "b", "mine")
        assert not (place / "reserve").exists()
        assert on_disk(spilled(elsewhere)[0]) == {"b": "mine"}
        full.clear()

    def test_without_a_folder_for_them_they_are_in_memory(
        self, path: Path, put: Set, full: list[Path], elsewhere: Path
    ) -> None:
        file = NotesFile(path)
        assert "kept in memory only" in refused(put, file, "a", "mine")
        full.clear()
        file.close()
        assert not elsewhere.exists()

    def test_a_newer_program_that_takes_over_the_file_costs_nothing_either(
        self, open_spilling: Open, put: Set, elsewhere: Path, path: Path
    ) -> None:
        file = open_spilling()
        put(file, "a", "saved")
        content = json.loads(path.read_bytes())
        content["meta"] = {"1": {"uid": "schema", "schema": 99}}
        path.write_text(json.dumps(content))
        assert "update libya-reader. Your changes are kept in" in refused(put, file, "b", "mine")
        assert on_disk(spilled(elsewhere)[0]) == {"b": "mine"}
        content["meta"] = {}
        path.write_text(json.dumps(content))
        file._storage._sync.read_only = None


class TestTheNextSession:
    def test_takes_in_what_one_that_was_killed_could_not_save(
        self, open_spilling: Open, put: Set, elsewhere: Path, full: list[Path], path: Path
    ) -> None:
        full.clear()
        file = open_spilling()
        for uid in "abc":
            put(file, uid, "saved")
        full.append(path.parent)
        for uid, text in (("a", None), ("b", "edited"), ("b", "edited twice"), ("d", "new")):
            refused(put, file, uid, text)
        die(file)
        full.clear()
        again = open_spilling()
        assert texts(again) == {"b": "edited twice", "c": "saved", "d": "new"}
        assert "could not be saved in an earlier session" in again.notices[0]
        again.flush(10)
        assert on_disk(path) == texts(again)
        assert spilled(elsewhere) == []
        assert open_spilling().notices == ()

    def test_keeps_them_when_the_disk_is_still_full(
        self, open_spilling: Open, put: Set, elsewhere: Path, full: list[Path], path: Path
    ) -> None:
        for number in range(3):
            file = open_spilling()
            refused(put, file, "a", f"text {number}")
            refused(put, file, f"{number}", "new")
            assert len(spilled(elsewhere)) == 1
            die(file)
        full.clear()
        again = open_spilling()
        again.flush(10)
        assert on_disk(path) == {"a": "text 2", "0": "new", "1": "new", "2": "new"}

    def test_keeps_both_when_somebody_else_changed_the_same_note_meanwhile(
        self, open_spilling: Open, put: Set, full: list[Path], path: Path
    ) -> None:
        full.clear()
        file = open_spilling()
        put(file, "a", "saved")
        full.append(path.parent)
        refused(put, file, "a", "mine")
        die(file)
        full.clear()
        other = NotesFile(path)
        put(other, "a", "theirs")
        other.close()
        assert sorted(texts(open_spilling()).values()) == ["mine", "theirs"]

    def test_does_not_bring_back_what_was_deleted_since(
        self, open_spilling: Open, put: Set, full: list[Path], path: Path
    ) -> None:
        full.clear()
        file = open_spilling()
        put(file, "a", "saved")
        full.append(path.parent)
        refused(put, file, "b", "mine")
        die(file)
        full.clear()
        other = NotesFile(path)
        put(other, "a", None)
        other.close()
        assert texts(open_spilling()) == {"b": "mine"}

    def test_leaves_those_of_a_program_that_is_alive(
        self, open_spilling: Open, put: Set, elsewhere: Path, full: list[Path], path: Path
    ) -> None:
        file = open_spilling()
        refused(put, file, "a", "mine")
        other = open_spilling()
        assert texts(other) == {}
        assert len(spilled(elsewhere)) == 1
        full.clear()
        file.flush(10)
        assert on_disk(path) == {"a": "mine"}

    def test_does_not_touch_those_of_another_notes_file(
        self, open_spilling: Open, put: Set, elsewhere: Path, full: list[Path], path: Path
    ) -> None:
        file = open_spilling()
        refused(put, file, "a", "mine")
        die(file)
        full.clear()
        other = NotesFile(path.with_name("other.json"), spill=elsewhere)
        assert texts(other) == {}
        other.close()
        assert texts(open_spilling()) == {"a": "mine"}

    def test_saves_what_is_whole_of_a_damaged_one_and_keeps_it(
        self, open_spilling: Open, put: Set, elsewhere: Path, full: list[Path], path: Path
    ) -> None:
        file = open_spilling()
        for uid in "ab":
            refused(put, file, uid, "mine")
        die(file)
        full.clear()
        (kept,) = spilled(elsewhere)
        damaged = kept.read_bytes().replace(b'"b"', b'"b')
        kept.write_bytes(damaged)
        again = open_spilling()
        assert texts(again) == {"a": "mine"}
        again.flush(10)
        (evidence,) = elsewhere.glob("*/*.damaged")
        assert evidence.read_bytes() == damaged
        assert str(evidence) in again.notices[0]

    def test_leaves_those_that_a_newer_program_wrote(
        self, open_spilling: Open, put: Set, elsewhere: Path, full: list[Path], path: Path
    ) -> None:
        file = open_spilling()
        refused(put, file, "a", "mine")
        die(file)
        full.clear()
        (kept,) = spilled(elsewhere)
        newer = kept.read_bytes().replace(b'"schema":1', b'"schema":9')
        kept.write_bytes(newer)
        again = open_spilling()
        put(again, "b", "saved")
        assert texts(again) == {"b": "saved"}
        assert kept.read_bytes() == newer


def row(uid: str, text: str) -> dict[str, Any]:
    return {"uid": uid, "note": text}


@pytest.mark.parametrize(
    ("present", "saved", "changed", "before"),
    [
        ({}, {}, {}, {}),
        ({"1": row("a", "x")}, {"1": row("a", "x")}, {}, {}),
        ({"1": row("a", "x")}, {"9": row("a", "x")}, {}, {}),
        ({"1": row("a", "x")}, {}, {"1": row("a", "x")}, {}),
        ({"1": row("a", "y")}, {"9": row("a", "x")}, {"1": row("a", "y")}, {"1": row("a", "x")}),
        ({"1": {"note": "y"}}, {"1": {"note": "x"}}, {"1": {"note": "y"}}, {"1": {"note": "x"}}),
    ],
    ids=["nothing", "saved", "under another key", "new", "changed", "without uid"],
)
def test_what_is_kept_is_the_difference_and_where_it_began(
    present: dict[str, Any], saved: dict[str, Any], changed: dict[str, Any], before: dict[str, Any]
) -> None:
    kept = lines.parse(lines.text(unsaved({"notes": present, "meta": {}}, {"notes": saved})))
    now, then = apart(kept)
    assert now.get("notes", {}) == changed
    assert then.get("notes", {}) == before


def test_the_reserve_is_made_once_and_where_it_cannot_be_made_that_is_no_error(tmp_path: Path, path: Path) -> None:
    ours = Spill(tmp_path / "unsaved", path)
    ours.clear()
    reserve = ours.folder / "reserve"
    before = reserve.stat()
    ours.clear()
    assert reserve.stat() == before
    (tmp_path / "file").touch()
    Spill(tmp_path / "file", path).clear()
    assert ours.folder.stat().st_mode & 0o77 == 0


def test_two_notes_files_of_one_name_have_two_places(tmp_path: Path) -> None:
    one, other = (spill.place(tmp_path, tmp_path / name / "library" / "notes.json") for name in "ab")
    assert one.parent == other.parent == tmp_path
    assert one != other
