"""Edits of many notes are made ready beside others, and put in place at once."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from reader.model import Note
from reader.store import lines
from reader.store.notes import Edit, NotesFile


def tagged(note: Note, tag: str) -> tuple[str, Note]:
    return note.uid, replace(note, tags=(*note.tags, tag))


def test_an_edit_of_many_notes_is_written_once_and_undone_at_once(notes: NotesFile, many: list[Note], path: Path):
    written = path.stat().st_ino
    notes.apply(Edit("tagging", tuple(tagged(note, "stad") for note in many))).result(10)
    assert {note.tags for note in notes.notes()} == {("front", "stad")}
    assert len({note.modified for note in notes.notes()}) == 1
    assert path.stat().st_ino != written
    notes.undo()
    assert [(note.text, note.tags) for note in notes.notes()] == [(note.text, note.tags) for note in many]


def test_many_deleted_notes_come_back_as_they_were(notes: NotesFile, many: list[Note]) -> None:
    notes.apply(Edit("deleting", tuple((note.uid, None) for note in many)))
    assert notes.notes() == []
    assert len(notes.deleted()) == len(many)
    notes.undo()
    assert [replace(note, modified="") for note in notes.notes()] == [replace(note, modified="") for note in many]
    assert notes.deleted() == []


def test_what_is_made_of_notes_that_change_meanwhile_is_made_anew(notes: NotesFile, many: list[Note]) -> None:
    asked: list[Note] = []

    def make() -> Edit:
        now = notes.note(many[0].uid)
        asked.append(now)
        if len(asked) == 1:
            notes.apply(Edit("meanwhile", ((now.uid, replace(now, text="meanwhile")),)))
        return Edit("tagging", (tagged(now, "stad"),))

    notes.change(make, many=True)
    assert len(asked) == 2
    assert (notes.note(many[0].uid).text, notes.note(many[0].uid).tags) == ("meanwhile", ("front", "stad"))


def test_what_is_deleted_meanwhile_stays_deleted(notes: NotesFile, many: list[Note]) -> None:
    asked: list[Note] = []

    def make() -> Edit:
        there = [note for note in notes.notes() if note.uid == many[0].uid]
        asked.extend(there)
        if there:
            notes.apply(Edit("meanwhile", ((many[0].uid, None),)))
        return Edit("tagging", tuple(tagged(note, "stad") for note in there))

    notes.change(make, many=True)
    assert asked == [many[0]]
    assert notes.find(many[0].uid) is None


def test_however_often_notes_change_meanwhile_an_edit_comes_to_an_end(notes: NotesFile, many: list[Note]) -> None:
    def make() -> Edit:
        now = notes.note(many[0].uid)
        other = threading.Thread(
            target=lambda: notes.apply(Edit("meanwhile", ((many[1].uid, replace(many[1], text=now.modified)),)))
        )
        other.start()
        other.join(0.2)  # the last time it has to wait for us
        return Edit("tagging", (tagged(now, "stad"),))

    notes.change(make, many=True)
    assert notes.note(many[0].uid).tags == ("front", "stad")


def test_edits_of_several_threads_are_all_there(notes: NotesFile, many: list[Note]) -> None:
    def tag(name: str) -> None:
        for _ in range(3):
            notes.change(lambda: Edit(name, tuple(tagged(note, name) for note in notes.notes()[:100])), many=True)

    threads = [threading.Thread(target=tag, args=(name,)) for name in ("a", "b")]
    for thread in threads:
        thread.start()
    for n, note in enumerate(many[50:80]):
        notes.change(lambda uid=note.uid, n=n: Edit("", ((uid, replace(notes.note(uid), text=f"by hand {n}")),)))
    for thread in threads:
        thread.join()
    found = notes.notes()
    assert all(sorted(note.tags) == ["a"] * 3 + ["b"] * 3 + ["front"] for note in found[:100])
    assert [note.text for note in found[50:80]] == [f"by hand {n}" for n in range(30)]


@pytest.mark.parametrize(
    "data",
    [
        b'{\n"notes": {\n"1": {"uid":"a"},\n"2": {"uid":"b"}\n},\n"meta": {}\n}\n',
        b'{\n"notes": {\n"1": {"uid":"a"}, "2": {"uid":"b"}\n}\n}\n',
        b'{\n"notes": {\n"1": {\n"5": {"uid":"a"}\n}\n}\n}\n',
        b'{"notes": {"1": {"uid": "a"}}}',
        b'{\n"notes": {\n"1": {"uid":"a"}\n}\n}',
        b'{\r\n"notes": {\r\n"1": {"uid":"a"}\r\n}\r\n}\r\n',
    ],
)
def test_a_file_is_read_the_same_however_it_is_laid_out(data: bytes) -> None:
    assert lines.parse(data) == lines.decode(data)


@pytest.mark.parametrize(
    "data",
    [
        b'{\n"notes": {\n"1": {"uid":"a"}\n"2": {"uid":"b"}\n}\n}\n',
        b'{\n"notes": {\n"1": {"uid":"a"},\n}\n}\n',
        b'{\n"notes": {\n"1": {"uid":"a"}\n}\n',
        b'{\n"notes": {\n"1": {"uid":"a"}\n}\n}\n}\n',
        b'{\n"1": {"uid":"a"}\n"notes": {}\n}\n',
    ],
)
def test_what_is_no_json_is_none_line_by_line_either(data: bytes) -> None:
    with pytest.raises(json.JSONDecodeError):
        lines.parse(data)
