"""A change of many notes says how far it is, and can be stopped: all of it is made then, or nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reader.errors import StoppedError, StoreError
from reader.model import Note
from reader.store.notes import Edit, NotesFile


def tagged(many: list[Note]) -> Edit:
    return Edit("tagging", tuple((note.uid, replace(note, tags=("stad",))) for note in many))


def deleted(many: list[Note]) -> Edit:
    return Edit("deleting", tuple((note.uid, None) for note in many))


EDITS = [pytest.param(tagged, id="tagged"), pytest.param(deleted, id="deleted")]


@pytest.mark.parametrize("edit", EDITS)
def test_it_says_how_far_it_is(notes: NotesFile, many: list[Note], edit: Callable[[list[Note]], Edit]) -> None:
    told: list[tuple[int, int]] = []
    with notes.underway.watched(lambda done, total: told.append((done, total))):
        notes.apply(edit(many))
    assert told == [(done, 1_000) for done in range(0, 1_000, 100)]


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("when", [0, 400, 900])
def test_stopped_at_whatever_point_it_changes_nothing(
    notes: NotesFile, many: list[Note], path: Path, edit: Callable[[list[Note]], Edit], when: int
) -> None:
    before, version, turns = path.read_bytes(), notes.version, notes.turns

    def tell(done: int, _: int) -> None:
        if done == when:
            notes.underway.stop()

    with pytest.raises(StoppedError), notes.underway.watched(tell):
        notes.apply(edit(many))
    notes.flush(10)
    assert (path.read_bytes(), notes.version, notes.turns) == (before, version, turns)
    assert notes.notes() == many
    assert notes.deleted() == []


@pytest.mark.parametrize("verb", ["undo", "redo"])
def test_an_undo_that_is_stopped_can_be_asked_for_again(notes: NotesFile, many: list[Note], verb: str) -> None:
    notes.apply(tagged(many))
    if verb == "redo":
        notes.undo()
    before = [note.tags for note in notes.notes()]

    def tell(*_: int) -> None:
        notes.underway.stop()

    with pytest.raises(StoppedError), notes.underway.watched(tell):
        getattr(notes, verb)()
    assert [note.tags for note in notes.notes()] == before
    assert getattr(notes, verb)() is not None
    assert [note.tags for note in notes.notes()] != before


def test_an_undo_that_is_refused_can_be_asked_for_again(
    notes: NotesFile, many: list[Note], monkeypatch: pytest.MonkeyPatch
) -> None:
    notes.apply(tagged(many))
    with monkeypatch.context() as patch:
        patch.setattr("reader.store.storage.NotesStorage.commit", _refuse)
        with pytest.raises(StoreError):
            notes.undo()
    assert notes.undo() is not None
    assert {note.tags for note in notes.notes()} == {("front",)}


def _refuse(*_: object) -> bool:
    raise StoreError("The disk is gone.")


def test_changes_of_other_threads_are_neither_told_of_nor_stopped(notes: NotesFile, many: list[Note]) -> None:
    told: list[int] = []

    def tell(done: int, _: int) -> None:
        told.append(done)
        if done == 500:
            notes.underway.stop()
            other = threading.Thread(target=lambda: notes.apply(tagged(many[:200])))
            other.start()
            other.join(0.5)

    with pytest.raises(StoppedError), notes.underway.watched(tell):
        notes.apply(deleted(many))
    assert told == [0, 100, 200, 300, 400, 500]
    assert [note.tags for note in notes.notes()] == [("stad",)] * 200 + [("front",)] * 800


def test_what_was_asked_to_stop_when_nothing_was_underway_stops_nothing(notes: NotesFile, many: list[Note]) -> None:
    notes.underway.stop()
    with notes.underway.watched(lambda *_: None):
        notes.apply(tagged(many))
    assert {note.tags for note in notes.notes()} == {("stad",)}
