"""Deleted notes come back, and go in the end; earlier states of the file come back as well."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from reader.errors import InputError, NotFoundError, StoreError
from reader.model import Anchor, ArticleRef, Marks, Note, TagInfo
from reader.store import backups
from reader.store.notes import Edit, NotesFile, Restored
from tests.store.conftest import Hands


@pytest.fixture
def opened(open_notes: Callable[..., NotesFile], clock: Hands) -> Callable[[], NotesFile]:
    """Opens the notes by the clock that is set by hand."""
    return lambda: open_notes(clock=clock)


@pytest.fixture
def file(opened: Callable[[], NotesFile]) -> NotesFile:
    return opened()


@pytest.fixture
def take(article: ArticleRef, anchor: Anchor) -> Callable[[NotesFile, str], Note]:
    def take_one(file: NotesFile, text: str) -> Note:
        note = file.new(article, anchor, text, [])
        file.apply(Edit("note", notes=((note.uid, note),))).result(10)
        return note

    return take_one


def delete(file: NotesFile, *notes: Note) -> None:
    file.apply(Edit("delete", notes=tuple((note.uid, None) for note in notes))).result(10)


def texts(file: NotesFile) -> list[str]:
    return sorted(note.text for note in file.notes())


def graves(path: Path) -> list[dict[str, Any]]:
    return list(json.loads(path.read_bytes()).get("_deleted", {}).values())


class TestUndone:
    """What undo takes away is no deletion of the user's, but can come back, too."""

    def test_it_is_told_apart_and_comes_after_what_was_deleted(self, file: NotesFile, take, clock: Hands) -> None:
        one, _ = take(file, "one"), take(file, "two")
        file.undo()
        assert [(each.note.text, each.undone) for each in file.deleted()] == [("two", True)]
        clock.time -= timedelta(hours=1)
        delete(file, one)
        assert [(each.note.text, each.undone) for each in file.deleted()] == [("one", False), ("two", True)]
        file.restore([each.note.uid for each in file.deleted()]).result(10)
        assert texts(file) == ["one", "two"]

    def test_after_redo_deleting_it_is_a_deletion_and_undoing_its_return_stays_one(
        self, file: NotesFile, take
    ) -> None:
        one = take(file, "one")
        file.undo()
        file.redo()
        delete(file, one)
        assert [each.undone for each in file.deleted()] == [False]
        file.restore([one.uid]).result(10)
        file.undo()
        assert [each.undone for each in file.deleted()] == [False]

    def test_the_next_session_tells_it_apart(self, opened, take) -> None:
        file = opened()
        take(file, "one")
        file.undo()
        file.close()
        assert [each.undone for each in opened().deleted()] == [True]


class TestDeleted:
    def test_the_latest_is_first_and_it_says_when(self, file: NotesFile, take, clock: Hands) -> None:
        one, two, three = (take(file, text) for text in ("one", "two", "three"))
        for note in (two, one):
            clock.time += timedelta(hours=1)
            delete(file, note)
        assert [(each.note.text, each.when[:13]) for each in file.deleted()] == [
            ("one", "2026-11-22T04"),
            ("two", "2026-11-22T03"),
        ]
        assert three.uid not in {each.note.uid for each in file.deleted()}

    def test_what_comes_back_is_gone_from_there_and_can_be_undone(self, file: NotesFile, take) -> None:
        one, two = take(file, "one"), take(file, "two")
        delete(file, one, two)
        file.restore([one.uid]).result(10)
        assert texts(file) == ["one"]
        assert [each.note.text for each in file.deleted()] == ["two"]
        undone = file.undo()
        assert undone is not None
        assert undone[0] == "restoring a deleted note"
        assert texts(file) == []
        assert len(file.deleted()) == 2

    def test_what_is_not_deleted_cannot_be_restored(self, file: NotesFile, take) -> None:
        note = take(file, "one")
        with pytest.raises(NotFoundError, match="no deleted note"):
            file.restore([note.uid])

    @pytest.mark.parametrize(
        ("days", "backed_up", "left"),
        [(89, True, 1), (91, True, 0), (91, False, 1)],
        ids=["young", "old and in a backup", "old but in no backup"],
    )
    def test_it_goes_when_it_is_old_and_a_backup_has_it(
        self, opened, take, path: Path, clock: Hands, days: int, *, backed_up: bool, left: int
    ) -> None:
        file = opened()
        delete(file, take(file, "old"))
        clock.time += timedelta(seconds=1)
        if backed_up:
            file.backup_now("test").result(10)
        file.close()
        if not backed_up:
            for backup in (path.parent / ".notes.json.backups").iterdir():
                backup.unlink()
        clock.time += timedelta(days=days)
        again = opened()
        take(again, "new")
        assert len(again.deleted()) == left
        (grave,) = graves(path)
        assert (grave["doc"] is None) == (left == 0)

    @pytest.mark.parametrize("odd", [{}, {"uid": None}, {"uid": ["x"]}])
    def test_one_that_does_not_say_which_it_is_stays_and_stops_no_saving(
        self, opened, take, path: Path, clock: Hands, odd: dict[str, Any]
    ) -> None:
        first = opened()
        delete(first, take(first, "old"))
        first.close()
        state = json.loads(path.read_bytes())
        (grave,) = state["_deleted"].values()
        del grave["uid"]
        grave.update(odd)
        path.write_text(json.dumps(state))
        clock.time += timedelta(days=91)
        again = opened()
        take(again, "new")
        assert texts(again) == ["new"]
        assert [each["doc"]["note"] for each in graves(path)] == ["old"]

    def test_a_copy_from_before_does_not_bring_back_what_went(self, opened, take, path: Path, clock: Hands) -> None:
        file = opened()
        note = take(file, "old")
        file.close()
        before = path.read_bytes()
        file = opened()
        delete(file, note)
        file.backup_now("test").result(10)
        file.close()
        clock.time += timedelta(days=100)
        again = opened()
        take(again, "new")
        path.write_bytes(before)
        again.refresh()
        again.flush(10)
        assert texts(again) == ["new"]


class TestBackups:
    def test_one_can_be_had_at_once_and_says_why(self, file: NotesFile, take, path: Path) -> None:
        take(file, "one")
        future = file.backup_now("import")
        take(file, "two")
        assert future.result(10).name == "2026-11-22T02-19-43.000000-import.json"
        (backup,) = (each for each in file.backups() if each.reason)
        assert (backup.made, backup.reason, backup.notes) == ("2026-11-22T02:19:43.000000Z", "import", 1)
        assert backup.size == backup.path.stat().st_size

    def test_a_damaged_one_is_listed_as_such(self, file: NotesFile, take) -> None:
        take(file, "one")
        file.backup_now("test").result(10).write_bytes(b"{")
        assert [each.notes for each in file.backups()] == [None]

    def test_that_none_could_be_made_is_told(self, file: NotesFile, take, monkeypatch) -> None:
        take(file, "one")

        def refuse(*_: object, **__: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(backups, "write_durably", refuse)
        with pytest.raises(StoreError, match="No backup could be made"):
            file.backup_now("test").result(10)

    def test_our_state_is_kept_before_another_one_changes_it(
        self, file: NotesFile, take, path: Path, clock: Hands
    ) -> None:
        take(file, "mine")
        path.write_bytes(path.read_bytes().replace(b'"mine"', b'"garbled"'))
        file.refresh()
        file.flush(10)
        assert texts(file) == ["garbled"]
        (backup,) = file.backups()
        assert backup.reason == "merge"
        file.restore_backup(backup.path)
        assert texts(file) == ["mine"]

    def test_what_others_only_add_costs_no_backup(self, file: NotesFile, take, opened) -> None:
        take(file, "mine")
        other = opened()
        for number in range(5):
            take(other, f"theirs {number}")
        take(file, "more")
        assert [each.reason for each in file.backups()] == [""]

    def test_a_file_of_an_older_form_is_kept_before_it_is_written(self, path: Path, opened, take) -> None:
        older = json.dumps({"notes": {"1": {"uid": "x", "from": "elsewhere"}}}).encode()
        path.write_bytes(older)
        file = opened()
        file.flush(10)
        assert path.read_bytes() == older
        take(file, "mine")
        (backup,) = file.backups()
        assert (backup.reason, backup.path.read_bytes()) == ("form", older)
        take(file, "more")
        assert len(file.backups()) == 1


class TestRestoring:
    @pytest.fixture
    def backup(self, file: NotesFile, take, article: ArticleRef) -> Path:
        """A state of three notes, a mark and a tag; since then one was deleted, one changed, and one taken."""
        one, two, _ = (take(file, text) for text in ("one", "two", "three"))
        file.apply(
            Edit(
                "",
                marks=((article.id, Marks(article, starred=True)),),
                tags=(("front", TagInfo("front", "where they fight")),),
            )
        )
        backup = file.backup_now("test").result(10)
        delete(file, one)
        file.apply(
            Edit(
                "",
                ((two.uid, replace(two, text="two, edited")),),
                ((article.id, None),),
                (("front", TagInfo("front", "elsewhere")),),
            )
        )
        take(file, "four")
        return backup

    def test_all_has_its_value_from_then_and_what_is_newer_stays(
        self, file: NotesFile, backup: Path, article: ArticleRef
    ) -> None:
        restored, saved = file.restore_backup(backup)
        saved.result(10)
        assert restored == Restored(back=1, changed=1, newer=1)
        assert texts(file) == ["four", "one", "three", "two"]
        assert file.marks()[article.id].starred
        assert file.tags()["front"].description == "where they fight"

    def test_it_is_one_step_that_can_be_undone_and_what_was_is_backed_up(self, file: NotesFile, backup: Path) -> None:
        file.restore_backup(backup)[1].result(10)
        assert {"restore", "test"} <= {each.reason for each in file.backups()}
        undone = file.undo()
        assert undone is not None
        assert undone[0].startswith("restoring the backup 2026-11-22T02-19-43")
        assert texts(file) == ["four", "three", "two, edited"]
        assert file.marks() == {}

    @pytest.mark.parametrize("content", [None, b"{"])
    def test_what_cannot_be_read_is_refused(self, file: NotesFile, tmp_path: Path, content: bytes | None) -> None:
        backup = tmp_path / "backup.json"
        if content is not None:
            backup.write_bytes(content)
        with pytest.raises(InputError, match="cannot be read as a backup"):
            file.restore_backup(backup)
