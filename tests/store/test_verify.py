"""What is found to be wrong with a notes file, and what mending makes of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reader.errors import StoreError
from reader.lock import locked
from reader.model import Anchor, ArticleRef, Note
from reader.store import spill, verify
from reader.store.notes import Edit, NotesFile
from reader.store.storage import NotesStorage

Damage = Callable[[Path], object]


@pytest.fixture
def unsaved(tmp_path: Path) -> Path:
    return tmp_path / "unsaved"


@pytest.fixture
def saved(path: Path, article: ArticleRef, anchor: Anchor) -> list[Note]:
    """Three notes in a sound file, with a backup that has two of them."""
    file = NotesFile(path)
    notes = [replace(file.new(article, anchor, f"note {n}", ["tag"]), uid=f"{n}" * 32) for n in range(3)]
    for note in notes[:2]:
        file.apply(Edit("", notes=((note.uid, note),))).result(10)
    file.backup_now("test").result(10)
    file.apply(Edit("", notes=((notes[2].uid, notes[2]),))).result(10)
    file.close()
    return notes


def everything(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rows(path: Path) -> dict[str, Any]:
    content = json.loads(path.read_bytes())["notes"]
    assert isinstance(content, dict)
    return content


def edit(change: Callable[[dict[str, Any]], object]) -> Damage:
    """A change of the documents of the notes."""

    def damage(path: Path) -> None:
        content = json.loads(path.read_bytes())
        change(content["notes"])
        path.write_text(json.dumps(content))

    return damage


def first(notes: dict[str, Any]) -> dict[str, Any]:
    document = next(iter(notes.values()))
    assert isinstance(document, dict)
    return document


def newest_backup(path: Path) -> Path:
    return max((path.parent / ".notes.json.backups").iterdir())


def double_line(path: Path) -> None:
    content = path.read_bytes().split(b"\n")
    at = next(n for n, line in enumerate(content) if b'"note 1"' in line)
    path.write_bytes(b"\n".join([*content[: at + 1], content[at].replace(b"note 1", b"by hand"), *content[at + 1 :]]))


CASES: dict[str, tuple[Damage, str, list[str]]] = {
    "cut": (
        lambda path: path.write_bytes(path.read_bytes()[:-4]),
        "is damaged",
        ["note 0", "note 1", "note 2"],
    ),
    "NUL": (lambda path: path.write_bytes(bytes(path.stat().st_size)), "is damaged", ["note 0", "note 1"]),
    "missing": (lambda path: path.unlink(), "is missing or empty", ["note 0", "note 1"]),
    "empty": (lambda path: path.write_bytes(b""), "is missing or empty", ["note 0", "note 1"]),
    "a line copied by hand": (double_line, "a key stands twice", ["by hand", "note 0", "note 1", "note 2"]),
    "no passage": (
        edit(lambda notes: first(notes).pop("anchor")),
        "the document 00000000000000000000000000000000 in the table “notes” lacks what is needed",
        ["note 1", "note 2"],
    ),
    "no uid": (
        edit(lambda notes: first(notes).pop("uid")),
        "has no uid",
        ["note 0", "note 1", "note 2"],
    ),
    "one uid, two notes": (
        edit(lambda notes: notes.update({"7": {**first(notes), "note": "other"}})),
        "have the uid 00000000000000000000000000000000",
        ["note 0", "note 1", "note 2", "other"],
    ),
    "the same note twice": (
        edit(lambda notes: notes.update({"7": first(notes)})),
        "have the uid 00000000000000000000000000000000",
        ["note 0", "note 1", "note 2"],
    ),
    "a copy by a synchroniser": (
        lambda path: path.with_name("notes.sync-conflict-1.json").write_bytes(
            path.read_bytes().replace(b"1" * 32, b"9" * 32).replace(b"note 1", b"theirs")
        ),
        "is a copy that a synchroniser left",
        ["note 0", "note 1", "note 2", "theirs"],
    ),
    "a killed writer": (
        lambda path: path.with_name(".notes.json.tmp-1-a").write_bytes(b"{"),
        "was left by a program that was killed",
        ["note 0", "note 1", "note 2"],
    ),
    "a damaged backup": (
        lambda path: newest_backup(path).write_bytes(b"{"),
        "cannot be read",
        ["note 0", "note 1", "note 2"],
    ),
}


def test_a_sound_file_is_sound(path: Path, saved: list[Note], unsaved: Path) -> None:
    assert verify.verify(path, unsaved) == []
    before = everything(path.parent)
    assert verify.repair(path, unsaved) == []
    assert everything(path.parent) == before


def test_nothing_at_all_is_sound_too(path: Path, unsaved: Path) -> None:
    assert verify.repair(path, unsaved) == []
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize("case", CASES)
class TestEach:
    def test_is_found_and_nothing_is_touched(self, case: str, path: Path, saved: list[Note], unsaved: Path) -> None:
        damage, problem, _ = CASES[case]
        damage(path)
        before = everything(path.parent)
        (finding,) = verify.verify(path, unsaved)
        assert finding.mendable
        assert problem in finding.problem
        assert str(path.parent) in finding.problem
        assert "“check --repair” " in finding.sentence
        assert everything(path.parent) == before

    def test_is_mended_once_and_nothing_is_lost(
        self, case: str, path: Path, saved: list[Note], unsaved: Path
    ) -> None:
        damage, _, notes = CASES[case]
        damage(path)
        damaged = everything(path.parent)
        (finding,) = verify.repair(path, unsaved)
        assert finding.mended
        assert finding.sentence.startswith("Mended: ")
        assert verify.verify(path, unsaved) == []
        file = NotesFile(path)
        assert sorted(note.text for note in file.notes()) == notes
        assert len({note.uid for note in file.notes()}) == len(notes)
        assert file.notices == ()
        file.close()
        after = set(everything(path.parent).values())
        assert {data for data in damaged.values() if data.strip()} - after <= {b"{"}


def test_a_note_without_a_passage_is_kept_among_the_deleted_ones(path: Path, saved: list[Note]) -> None:
    edit(lambda notes: first(notes).pop("anchor"))(path)
    verify.repair(path)
    (grave,) = json.loads(path.read_bytes())["_deleted"].values()
    assert grave["doc"]["note"] == "note 0"


def test_after_mending_a_double_note_an_edit_reaches_the_one_that_is_left(path: Path, saved: list[Note]) -> None:
    edit(lambda notes: notes.update({"7": first(notes)}))(path)
    verify.repair(path)
    for text in ("edited", "edited twice"):
        file = NotesFile(path)
        file.apply(Edit("", notes=((saved[0].uid, replace(saved[0], text=text)),))).result(10)
        file.close()
        assert sorted(row["note"] for row in rows(path).values()) == [text, "note 1", "note 2"]


class TestNotMendable:
    def test_a_newer_form(self, path: Path, saved: list[Note]) -> None:
        content = json.loads(path.read_bytes())
        content["meta"] = {"1": {"uid": "schema", "schema": 99}}
        path.write_text(json.dumps(content))
        before = path.read_bytes()
        (finding,) = verify.repair(path)
        assert (finding.mendable, finding.mended) == (False, False)
        assert finding.sentence == f"{path} is of a newer form (99); update libya-reader."
        assert path.read_bytes() == before

    def test_a_damaged_copy(self, path: Path, saved: list[Note]) -> None:
        copy = path.with_name("notes (conflicted copy).json")
        copy.write_bytes(b"{")
        (finding,) = verify.repair(path)
        assert "take from it what you need" in finding.sentence
        assert copy.exists()

    def test_a_lock_that_is_not_given_back(
        self, path: Path, saved: list[Note], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(verify, "_PATIENCE", 0.01)
        with locked(path.with_name(".notes.json.lock"), 1):
            (finding,) = verify.verify(path)
            assert "close that program" in finding.sentence
            path.write_bytes(path.read_bytes()[:-3])
            with pytest.raises(StoreError, match="locked"):
                verify.repair(path)

    def test_a_file_that_cannot_be_read(self, path: Path) -> None:
        path.mkdir()
        (finding,) = verify.verify(path)
        assert not finding.mendable


class TestUnsaved:
    @pytest.fixture
    def left(self, path: Path, saved: list[Note], unsaved: Path) -> Path:
        """The changes of a program that was killed while the disk was full."""
        place = spill.place(unsaved, path)
        place.mkdir(parents=True)
        content = json.loads(path.read_bytes())
        document = {**first(content["notes"]), "uid": "8" * 32, "note": "unsaved"}
        (place / "1-a.json").write_text(json.dumps({"notes": {"8": document}}))
        (place / "1-a.lock").touch()
        return place / "1-a.json"

    def test_they_are_found_and_saved(self, path: Path, left: Path, unsaved: Path) -> None:
        (finding,) = verify.verify(path, unsaved)
        assert str(left) in finding.problem
        assert left.exists()
        (finding,) = verify.repair(path, unsaved)
        assert finding.mended
        assert not left.exists()
        assert "unsaved" in {row["note"] for row in rows(path).values()}

    def test_those_of_a_program_that_lives_are_its_own(self, path: Path, left: Path, unsaved: Path) -> None:
        with ExitStack() as alive:
            alive.enter_context(locked(left.with_suffix(".lock"), 0))
            assert verify.verify(path, unsaved) == []
        assert len(verify.verify(path, unsaved)) == 1


def test_mending_leaves_what_it_may_not_write(path: Path, saved: list[Note], monkeypatch: pytest.MonkeyPatch) -> None:
    """A damaged file of which no evidence can be kept is not mended."""
    path.write_bytes(path.read_bytes()[:-3])
    before = path.read_bytes()
    monkeypatch.setattr(NotesStorage, "read_only", property(lambda _: "It is damaged."))
    monkeypatch.setattr(NotesStorage, "close", lambda *_: None)
    monkeypatch.setattr("reader.store.writer.Writer.owe", lambda _: None)
    (finding,) = verify.repair(path)
    assert not finding.mended
    assert path.read_bytes() == before
