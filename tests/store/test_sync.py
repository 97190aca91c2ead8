"""What happens to the notes when their file is damaged, changed by others, or cannot be written."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reader.errors import StoreError
from reader.lock import locked
from reader.model import Anchor, ArticleRef, Note
from reader.store import disk, lines, sync, writer
from reader.store.durable import staged
from reader.store.notes import Edit, NotesFile
from reader.store.storage import NotesStorage
from reader.store.table import Database

Open = Callable[[], NotesFile]
Take = Callable[[NotesFile, str], Note]


@pytest.fixture
def take(article: ArticleRef, anchor: Anchor) -> Take:
    """Takes a note and waits until it is saved."""

    def take_one(file: NotesFile, text: str) -> Note:
        note = file.new(article, anchor, text, [])
        file.apply(Edit("note", notes=((note.uid, note),))).result(10)
        return note

    return take_one


@pytest.fixture
def saved(open_notes: Open, take: Take, path: Path) -> list[Note]:
    """Five notes that an earlier session saved; it left no backup."""
    file = open_notes()
    notes = [take(file, f"note {n}") for n in range(5)]
    file.close()
    for entry in (path.parent / ".notes.json.backups").iterdir():
        entry.unlink()
    return notes


def texts(file: NotesFile) -> list[str]:
    return [note.text for note in file.notes()]


def on_disk(path: Path) -> list[str]:
    return sorted(document["note"] for document in json.loads(path.read_bytes()).get("notes", {}).values())


def change(path: Path, edit: Callable[[dict[str, Any]], object]) -> None:
    """Change the file as a program would that knows neither our lock nor our layout."""
    content = json.loads(path.read_bytes())
    edit(content)
    with staged(path, json.dumps(content).encode()) as temporary:
        temporary.rename(path)


def add(text: str) -> Callable[[dict[str, Any]], object]:
    """As an edit of ``change``: a note like the first one."""

    def edit(content: dict[str, Any]) -> None:
        first = next(iter(content["notes"].values()))
        content["notes"][str(len(content["notes"]) + 1)] = {**first, "uid": text.replace(" ", "-"), "note": text}

    return edit


def save(file: NotesFile) -> None:
    file.refresh()
    file.flush(10)


def evidence(path: Path) -> list[Path]:
    return list(path.parent.glob("notes.json.corrupt-*"))


class TestDamage:
    @pytest.mark.parametrize(
        ("damage", "left"),
        [
            (lambda data: data[: len(data) // 2], range(1, 4)),
            (lambda data: data[:-3], [5]),
            (lambda data: data + data[-200:], [5]),
            (lambda data: b"\0" * 400 + data[400:], range(3, 5)),
            (lambda data: b"\0" * len(data), [0]),
            (lambda _: b"<html>", [0]),
            (lambda data: data.replace(b'"tags"', b'"tags', 1), [4]),
            (lambda _: b"[]", [0]),
        ],
        ids=["half", "end cut", "old tail", "holed", "all NUL", "another file", "one line", "other JSON"],
    )
    def test_all_that_is_whole_is_saved_and_the_evidence_kept(
        self, saved: list[Note], path: Path, open_notes: Open, damage: Callable[[bytes], bytes], left: Any
    ) -> None:
        damaged = damage(path.read_bytes())
        path.write_bytes(damaged)
        file = open_notes()
        assert len(file.notes()) in left
        assert set(texts(file)) <= {note.text for note in saved}
        (kept,) = evidence(path)
        assert kept.read_bytes() == damaged
        (notice,) = file.notices
        assert kept.name in notice
        assert f"notes recovered: {len(file.notes())}" in notice
        file.flush(10)
        assert on_disk(path) == texts(file)
        assert open_notes().notices == ()

    def test_as_many_notes_are_said_to_be_recovered_as_there_are(
        self, saved: list[Note], path: Path, open_notes: Open
    ) -> None:
        odd = b'"7": {"uid":"odd","article":{"id":"x"},"anchor":{}},\n'
        data = path.read_bytes().replace(b'"notes": {\n', b'"notes": {\n' + odd)
        path.write_bytes(data[:-9])
        file = open_notes()
        assert len(file.notes()) == len(saved)
        assert f"notes recovered: {len(saved)}" in file.notices[0]

    def test_what_is_taken_in_from_elsewhere_is_counted_too(
        self, saved: list[Note], path: Path, open_notes: Open
    ) -> None:
        data = path.read_bytes()
        path.with_name("notes.sync-conflict-1.json").write_bytes(data)
        path.write_bytes(data[: len(data) // 2])
        file = open_notes()
        assert len(file.notes()) == len(saved)
        assert f"notes recovered: {len(saved)}" in file.notices[0]

    def test_the_newest_backup_brings_back_what_the_file_lost(
        self, saved: list[Note], path: Path, open_notes: Open, take: Take
    ) -> None:
        file = open_notes()
        take(file, "after the backup")
        file.apply(Edit("", notes=((saved[0].uid, None), (saved[1].uid, replace(saved[1], text="edited")))))
        file.close()
        content = path.read_bytes().split(b"\n")
        path.write_bytes(b"\n".join(line for line in content if b'"note 2"' not in line)[:-4])
        again = open_notes()
        assert sorted(texts(again)) == ["after the backup", "edited", "note 2", "note 3", "note 4"]
        assert "1 of them from the backup" in again.notices[0]

    @pytest.mark.parametrize("state", ["missing", "empty"])
    def test_a_file_that_vanished_is_restored_from_its_backup(
        self, saved: list[Note], path: Path, open_notes: Open, take: Take, state: str
    ) -> None:
        file = open_notes()
        take(file, "new")  # The first change of a session makes a backup of what was there.
        file.close()
        path.unlink()
        if state == "empty":
            path.touch()
        again = open_notes()
        assert texts(again) == [note.text for note in saved]
        assert state in again.notices[0]
        again.flush(10)
        assert on_disk(path) == texts(again)

    def test_an_empty_file_without_backups_is_an_empty_library(self, path: Path, open_notes: Open) -> None:
        path.touch()
        file = open_notes()
        assert (file.notes(), file.notices) == ([], ())
        assert path.read_bytes() == b""

    def test_both_sides_of_a_version_conflict_are_kept(self, saved: list[Note], path: Path, open_notes: Open) -> None:
        rows = path.read_bytes().split(b"\n")
        at = next(number for number, line in enumerate(rows) if b'"note 1"' in line)
        theirs = rows[at].replace(b'"note 1"', b'"note 1, theirs"')
        rows[at : at + 1] = [b"<<<<<<< HEAD", rows[at], b"=======", theirs, b">>>>>>> other"]
        path.write_bytes(b"\n".join(rows))
        assert sorted(texts(open_notes())) == ["note 0", "note 1", "note 1, theirs", "note 2", "note 3", "note 4"]

    def test_a_damaged_file_is_not_touched_when_no_evidence_can_be_kept(
        self, saved: list[Note], path: Path, open_notes: Open, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path.write_bytes(path.read_bytes()[:-3])
        damaged = path.read_bytes()
        with monkeypatch.context() as patch:
            patch.setattr(os, "open", fail_with(errno.ENOSPC))
            file = open_notes()
        assert texts(file) == [note.text for note in saved]
        assert file.read_only is not None
        assert "is damaged" in file.read_only
        file.close()
        assert path.read_bytes() == damaged

    @pytest.mark.parametrize("damaged", [b"", b'{"notes": {', b"\0" * 100])
    def test_damage_while_the_file_is_open_is_mended_at_the_next_save(
        self, saved: list[Note], path: Path, open_notes: Open, damaged: bytes
    ) -> None:
        file = open_notes()
        path.write_bytes(damaged)
        save(file)
        assert on_disk(path) == texts(file) == [note.text for note in saved]
        assert [kept.read_bytes() for kept in evidence(path)] == [damaged] * bool(damaged)


class TestOthers:
    def test_what_another_program_adds_is_taken_in(self, saved: list[Note], path: Path, open_notes: Open) -> None:
        file = open_notes()
        version = file.version
        change(path, add("theirs"))
        save(file)
        assert "theirs" in texts(file)
        assert file.version > version

    def test_taking_in_alone_does_not_write(self, saved: list[Note], path: Path, open_notes: Open) -> None:
        file = open_notes()
        change(path, add("theirs"))
        before = path.stat()
        save(file)
        assert path.stat() == before

    def test_taking_in_works_where_nothing_can_be_written(
        self, saved: list[Note], path: Path, open_notes: Open, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = open_notes()
        change(path, add("theirs"))
        with monkeypatch.context() as patch:
            patch.setattr(os, "open", fail_with(errno.EROFS))
            save(file)
        assert "theirs" in texts(file)
        assert file.problem is None

    def test_a_note_missing_from_their_copy_is_not_deleted(
        self, saved: list[Note], path: Path, open_notes: Open, take: Take
    ) -> None:
        file = open_notes()
        change(path, lambda content: content["notes"].clear())
        take(file, "mine")
        assert on_disk(path) == ["mine", *(note.text for note in saved)]

    def test_a_note_that_another_instance_deleted_is(
        self, saved: list[Note], path: Path, open_notes: Open, take: Take
    ) -> None:
        file, other = open_notes(), open_notes()
        other.apply(Edit("delete", notes=((saved[0].uid, None),))).result(10)
        take(file, "mine")
        assert "note 0" not in texts(file)
        assert "note 0" not in on_disk(path)

    def test_when_both_edit_a_note_both_texts_stay(self, saved: list[Note], path: Path, open_notes: Open) -> None:
        file, other = open_notes(), open_notes()
        for instance, text in ((other, "theirs"), (file, "mine")):
            instance.apply(Edit("edit", notes=((saved[0].uid, replace(saved[0], text=text)),))).result(10)
        save(other)
        assert texts(file) == texts(other)
        assert on_disk(path) == ["mine", "note 1", "note 2", "note 3", "note 4", "theirs"]
        assert file.note(saved[0].uid).text == "mine"

    def test_two_instances_that_only_look_do_not_write_for_ever(
        self, saved: list[Note], path: Path, open_notes: Open, take: Take
    ) -> None:
        one, other = open_notes(), open_notes()
        take(one, "mine")
        take(other, "theirs")
        for instance in (one, other, one, other):
            save(instance)
        before = path.stat()
        for instance in (one, other, one, other):
            save(instance)
        assert path.stat() == before

    def test_a_change_by_hand_while_the_file_is_open_is_taken_over(
        self, saved: list[Note], path: Path, open_notes: Open, take: Take
    ) -> None:
        file = open_notes()
        path.write_text(path.read_text("utf-8").replace('"note 3"', '"by hand"'), "utf-8")
        take(file, "mine")
        assert on_disk(path) == sorted(texts(file))
        assert "by hand" in texts(file)

    def test_what_could_not_be_merged_is_not_overwritten(
        self, saved: list[Note], path: Path, open_notes: Open, take: Take, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = open_notes()
        change(path, add("theirs"))
        with monkeypatch.context() as patch:
            patch.setattr(sync, "merge", lambda *_: 1 / 0)
            with pytest.raises(StoreError, match="fault of this program"):
                take(file, "mine")
        file.flush(10)
        assert on_disk(path) == ["mine", *(note.text for note in saved), "theirs"]

    def test_a_file_deleted_while_it_is_open_is_written_again(
        self, saved: list[Note], path: Path, open_notes: Open, take: Take
    ) -> None:
        file = open_notes()
        path.unlink()
        take(file, "mine")
        assert on_disk(path) == ["mine", *(note.text for note in saved)]

    def test_a_write_in_the_moment_of_ours_is_noticed_and_merged(
        self, saved: list[Note], path: Path, open_notes: Open, take: Take, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file, moments, exchange = open_notes(), iter(range(3)), disk.exchange

        def interfere(one: Path, other: Path) -> bool:
            moment = next(moments, None)
            if moment is not None:
                change(path, add(f"theirs {moment}"))
            return exchange(one, other)

        monkeypatch.setattr(disk, "exchange", interfere)
        take(file, "mine")
        expected = ["mine", *(note.text for note in saved), *(f"theirs {n}" for n in range(3))]
        assert on_disk(path) == sorted(texts(file)) == expected
        assert not list(path.parent.glob(".notes.json.tmp-*"))

    def test_a_write_in_the_moment_of_ours_survives_that_we_die_right_then(
        self, saved: list[Note], path: Path, open_notes: Open, take: Take, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file, exchange = open_notes(), disk.exchange

        def interfere(one: Path, other: Path) -> bool:
            if "theirs" not in on_disk(path):
                change(path, add("theirs"))
            return exchange(one, other)

        with monkeypatch.context() as patch:
            patch.setattr(disk, "exchange", interfere)
            patch.setattr(lines, "parse", fail_with(errno.EIO))  # As if the power went before it could be read.
            with pytest.raises(StoreError):
                take(file, "mine")
            assert "theirs" not in on_disk(path)
            after = shutil.copytree(path.parent, path.parent.with_name("after"))
        again = NotesFile(after / path.name)
        take(again, "later")
        again.close()
        assert on_disk(again.path) == ["later", "mine", *(note.text for note in saved), "theirs"]
        file.flush(10)
        assert "theirs" in on_disk(path)

    def test_without_file_exchange_saving_works_as_well(
        self, saved: list[Note], path: Path, open_notes: Open, take: Take, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(disk, "exchange", lambda *_: False)
        file = open_notes()
        change(path, add("theirs"))
        take(file, "mine")
        assert on_disk(path) == ["mine", *(note.text for note in saved), "theirs"]

    def test_a_program_that_never_stops_writing_is_named_as_the_problem(
        self, saved: list[Note], path: Path, open_notes: Open, monkeypatch: pytest.MonkeyPatch, take: Take
    ) -> None:
        file, exchange = open_notes(), disk.exchange

        def interfere(one: Path, other: Path) -> bool:
            os.utime(path)
            return exchange(one, other)

        with monkeypatch.context() as patch:
            patch.setattr(disk, "exchange", interfere)
            with pytest.raises(StoreError, match="changed by another program all the time"):
                take(file, "mine")
        file.flush(10)
        assert on_disk(path) == ["mine", *(note.text for note in saved)]

    def test_a_newer_program_that_takes_over_the_file_keeps_it(
        self, saved: list[Note], path: Path, open_notes: Open, take: Take
    ) -> None:
        file = NotesFile(path)
        change(path, lambda content: content.update(meta={"1": {"uid": "schema", "schema": 2}}))
        before = path.read_bytes()
        with pytest.raises(StoreError, match="newer libya-reader"):
            take(file, "mine")
        assert "mine" in texts(file)
        assert file.read_only is not None
        with pytest.raises(StoreError, match="newer libya-reader"):
            file.close()
        assert path.read_bytes() == before

    @pytest.mark.parametrize(
        "name",
        [
            "notes.sync-conflict-20261122-021943-ABCDEFG.json",
            "notes (Anna's conflicted copy 2026-11-22).json",
            "notes (conflicted copy 2026-11-22 021943).json",
        ],
        ids=["Syncthing", "Dropbox", "Nextcloud"],
    )
    def test_the_copy_a_synchroniser_made_is_merged_and_put_away(
        self, saved: list[Note], path: Path, open_notes: Open, name: str
    ) -> None:
        copy = path.with_name(name)
        copy.write_bytes(path.read_bytes())
        change(copy, add("theirs"))
        content = copy.read_bytes()
        file = open_notes()
        assert "theirs" in texts(file)
        assert name in file.notices[0]
        file.flush(10)
        assert on_disk(path) == [*(note.text for note in saved), "theirs"]
        assert not copy.exists()
        (kept,) = (path.parent / ".notes.json.backups").glob("merged-*")
        assert kept.read_bytes() == content

    @pytest.mark.parametrize(
        "content", [b'{"notes": {', b'{"meta": {"1": {"schema": 99}}}'], ids=["damaged", "newer"]
    )
    def test_a_copy_that_cannot_be_understood_stays_where_it_is(
        self, saved: list[Note], path: Path, open_notes: Open, content: bytes
    ) -> None:
        copy = path.with_name("notes.sync-conflict-1.json")
        copy.write_bytes(content)
        assert texts(open_notes()) == [note.text for note in saved]
        assert copy.read_bytes() == content

    def test_other_files_beside_the_notes_are_not_touched(
        self, saved: list[Note], path: Path, open_notes: Open, take: Take
    ) -> None:
        others = [
            path.with_name(name)
            for name in ("conflict.json", "notes.json.bak", "notes 2.json", "my conflict notes.json")
        ]
        for other in others:
            other.write_bytes(b'{"notes": {"1": {"uid": "x"}}}')
        file = open_notes()
        take(file, "mine")
        assert file.notices == ()
        assert all(other.exists() for other in others)


class TestLeftovers:
    def leave(self, path: Path, data: bytes) -> Path:
        leftover = path.with_name(".notes.json.tmp-1-dead")
        leftover.write_bytes(data)
        return leftover

    def test_a_part_of_a_file_is_removed(self, saved: list[Note], path: Path, open_notes: Open, take: Take) -> None:
        leftover = self.leave(path, path.read_bytes()[:-10])
        take(open_notes(), "mine")
        assert not leftover.exists()

    def test_a_whole_file_is_taken_in_and_kept(
        self, saved: list[Note], path: Path, open_notes: Open, take: Take
    ) -> None:
        leftover = self.leave(path, path.read_bytes())
        change(leftover, add("swapped out"))
        content = leftover.read_bytes()
        take(open_notes(), "mine")
        assert "swapped out" in on_disk(path)
        assert not leftover.exists()
        (kept,) = (path.parent / ".notes.json.backups").glob("interrupted-*")
        assert kept.read_bytes() == content

    def test_a_whole_file_with_nothing_new_is_removed(
        self, saved: list[Note], path: Path, open_notes: Open, take: Take
    ) -> None:
        leftover = self.leave(path, path.read_bytes())
        file = open_notes()
        file.apply(Edit("delete", notes=((saved[0].uid, None),))).result(10)
        assert not leftover.exists()
        assert "note 0" not in on_disk(path)
        assert not list((path.parent / ".notes.json.backups").glob("interrupted-*"))

    def test_reading_alone_leaves_everything_as_it_is(self, saved: list[Note], path: Path, open_notes: Open) -> None:
        leftover = self.leave(path, b"part")
        file = open_notes()
        file.notes()
        file.close()
        assert leftover.exists()


class TestNoWriting:
    @pytest.mark.parametrize(
        ("code", "remedy"),
        [
            (errno.ENOSPC, "free some space"),
            (errno.EDQUOT, "free some space"),
            (errno.EACCES, "allow writing"),
            (errno.EROFS, "allow writing"),
            (errno.EIO, "Input/output error"),
        ],
        ids=errno.errorcode.get,
    )
    def test_notes_stay_in_memory_the_problem_is_told_and_passes(
        self,
        saved: list[Note],
        path: Path,
        open_notes: Open,
        take: Take,
        monkeypatch: pytest.MonkeyPatch,
        code: int,
        remedy: str,
    ) -> None:
        file = open_notes()
        before = path.read_bytes()
        with monkeypatch.context() as patch:
            patch.setattr(os, "write", fail_with(code))
            with pytest.raises(StoreError, match=remedy):
                take(file, "mine")
            assert file.problem is not None
            assert str(path) in file.problem
            assert "kept in memory" in file.problem
            with pytest.raises(StoreError, match=remedy):
                file.flush(10)
            assert "mine" in texts(file)
            assert path.read_bytes() == before
            assert not list(path.parent.glob(".notes.json.tmp-*"))
        file.flush(10)
        assert file.problem is None
        assert on_disk(path) == ["mine", *(note.text for note in saved)]

    def test_a_folder_that_is_gone_is_named(
        self, saved: list[Note], path: Path, open_notes: Open, take: Take
    ) -> None:
        file = open_notes()
        elsewhere = path.parent.rename(path.parent.with_name("elsewhere"))
        with pytest.raises(StoreError, match="is gone: put it back"):
            take(file, "mine")
        elsewhere.rename(path.parent)
        file.flush(10)
        assert "mine" in on_disk(path)

    @pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind this user")
    def test_a_read_only_folder_is_named(self, saved: list[Note], path: Path, open_notes: Open, take: Take) -> None:
        file = open_notes()
        path.parent.chmod(0o500)
        with pytest.raises(StoreError, match="allow writing"):
            take(file, "mine")
        path.parent.chmod(0o700)
        file.flush(10)
        assert "mine" in on_disk(path)

    def test_a_lock_that_is_never_given_back_is_named(self, path: Path) -> None:
        storage = NotesStorage(path, patience=0.01)
        with locked(path.with_name(".notes.json.lock"), 10):
            Database(storage=lambda: storage).table("things").insert({"n": 1})
            with pytest.raises(StoreError, match="Another program has kept"):
                storage.saved().result(10)
        storage.close()
        assert path.exists()

    def test_closing_says_what_could_not_be_saved(
        self, path: Path, take: Take, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = NotesFile(path)
        monkeypatch.setattr(os, "write", fail_with(errno.ENOSPC))
        with pytest.raises(StoreError):
            take(file, "mine")
        with pytest.raises(StoreError, match="free some space"):
            file.close()


def fail_with(code: int) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return fail


@pytest.fixture(autouse=True)
def _no_attempt_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A failed write is tried again when a test asks for it, not while it looks at what is left."""
    monkeypatch.setattr(writer, "_FIRST_RETRY", 60)


@pytest.fixture(autouse=True)
def _no_leftover_evidence_is_overlooked(path: Path, request: pytest.FixtureRequest) -> Iterator[None]:
    """A healthy file must never be taken for a damaged one."""
    yield
    if request.cls is not TestDamage:
        assert evidence(path) == []
