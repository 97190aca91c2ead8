"""Notes and marks: what a user does to them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import NotFoundError, StoreError
from reader.model import Anchor, ArticleRef, Marks, Note, Span
from reader.store.notes import Edit, NotesFile

Open = Callable[[], NotesFile]


@pytest.fixture
def file(open_notes: Open) -> NotesFile:
    return open_notes()


@pytest.fixture
def note(file: NotesFile, article: ArticleRef, anchor: Anchor) -> Note:
    """A note that is stored."""
    note = file.new(article, anchor, "het front", ["front", "mil/itie"])
    file.apply(Edit("note on “Haftars troepen”", notes=((note.uid, note),))).result(10)
    return note


def set_to(note: Note, **changes: Any) -> Edit:
    return Edit("edit", notes=((note.uid, replace(note, **changes)),))


def delete(note: Note) -> Edit:
    return Edit("delete", notes=((note.uid, None),))


def on_disk(path: Path) -> dict[str, Any]:
    content = json.loads(path.read_bytes())
    assert isinstance(content, dict)
    return content


class TestNotes:
    def test_a_new_note_has_a_uid_and_times_and_is_not_stored(
        self, file: NotesFile, path: Path, article: ArticleRef, anchor: Anchor
    ) -> None:
        note = file.new(article, anchor, "tekst", ["a", "b"])
        assert re.fullmatch("[0-9a-f]{32}", note.uid)
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", note.created)
        assert (note.created, note.text, note.tags) == (note.modified, "tekst", ("a", "b"))
        assert file.notes() == []
        assert not path.exists()

    def test_a_change_is_there_at_once_and_after_a_restart(
        self, file: NotesFile, note: Note, open_notes: Open
    ) -> None:
        (here,) = file.notes()
        (there,) = open_notes().notes()
        assert replace(here, modified=note.modified) == note
        assert here == there

    def test_the_document_has_the_agreed_fields(self, note: Note, path: Path) -> None:
        (document,) = on_disk(path)["notes"].values()
        assert document == {
            "uid": note.uid,
            "article": {
                "id": "a1b2c3d4e5f6",
                "path": "artikel 1.txt",
                "title": "Haftars troepen bij Tripoli",
                "date": "2019-04",
            },
            "anchor": {
                "start": 10,
                "end": 25,
                "exact": "Haftars troepen",
                "prefix": "de opmars van  ",
                "suffix": " naar Tripoli",
                "digest": "d" * 64,
            },
            "note": "het front",
            "tags": ["front", "mil/itie"],
            "created": note.created,
            "modified": document["modified"],
        }

    def test_notes_come_in_the_order_in_which_they_were_taken(
        self, file: NotesFile, article: ArticleRef, anchor: Anchor
    ) -> None:
        taken = [file.new(article, anchor, str(n), []) for n in range(5)]
        for note in reversed(taken):
            file.apply(Edit("", notes=((note.uid, note),)))
        assert [note.uid for note in file.notes()] == [note.uid for note in taken]

    def test_each_change_makes_a_note_newer_than_all_others(self, file: NotesFile, note: Note) -> None:
        times = [file.note(note.uid).modified]
        for n in range(20):
            file.apply(set_to(note, text=str(n)))
            times.append(file.note(note.uid).modified)
        assert times == sorted(set(times))

    def test_times_grow_though_the_clock_is_set_back(self, path: Path, article: ArticleRef, anchor: Anchor) -> None:
        hours = iter([12, 9, 9, 9, 9, 9, 9, 9, 9, 9])
        file = NotesFile(path, clock=lambda: datetime(2026, 11, 22, next(hours, 8), tzinfo=UTC))
        taken = [file.new(article, anchor, "", []) for _ in range(3)]
        assert [note.created for note in taken] == sorted({note.created for note in taken})
        file.close()

    def test_what_others_put_into_a_document_survives_an_edit(
        self, note: Note, path: Path, open_notes: Open, file: NotesFile
    ) -> None:
        file.close()
        content = on_disk(path)
        (document,) = content["notes"].values()
        document["colour"] = "red"
        document["anchor"]["xpath"] = "/p[3]"
        path.write_text(json.dumps(content))
        again = open_notes()
        again.apply(set_to(note, text="nieuw"))
        again.flush(10)
        (document,) = on_disk(path)["notes"].values()
        assert (document["note"], document["colour"], document["anchor"]["xpath"]) == ("nieuw", "red", "/p[3]")

    @pytest.mark.parametrize(
        "odd", [{}, {"uid": "x"}, {"uid": 7, "anchor": {}, "article": {}}, {"anchor": 5, "uid": "x"}]
    )
    def test_a_document_that_is_no_note_is_not_shown_and_not_lost(
        self, path: Path, open_notes: Open, article: ArticleRef, anchor: Anchor, odd: dict[str, Any]
    ) -> None:
        path.write_text(json.dumps({"notes": {"1": odd}}))
        file = open_notes()
        assert file.notes() == []
        note = file.new(article, anchor, "", [])
        file.apply(Edit("", notes=((note.uid, note),))).result(10)
        assert file.notes()[0].uid == note.uid
        assert on_disk(path)["notes"]["1"] == odd

    @settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(text=st.text(), tags=st.lists(st.text(), max_size=3), exact=st.text(st.characters(exclude_categories=())))
    def test_any_text_comes_back_as_it_was(
        self, open_notes: Open, article: ArticleRef, anchor: Anchor, text: str, tags: list[str], exact: str
    ) -> None:
        file = open_notes()
        note = file.new(article, replace(anchor, exact=exact), text, tags)
        file.apply(Edit("", notes=((note.uid, note),))).result(10)
        again = open_notes().note(note.uid)
        assert (again.text, again.tags, again.anchor) == (text, tuple(tags), note.anchor)


class TestNaming:
    def test_a_note_is_named_by_its_uid_or_a_beginning_of_it(self, file: NotesFile, note: Note) -> None:
        for length in (4, 8, 31, 32):
            assert file.note(note.uid[:length]).uid == note.uid

    @pytest.mark.parametrize(
        ("name", "reason"),
        [("", "too short"), ("abc", "too short"), ("zzzz", "no note “zzzz”"), ("abcd", "2 notes")],
    )
    def test_a_name_that_does_not_lead_to_one_note_says_why(
        self, file: NotesFile, note: Note, name: str, reason: str
    ) -> None:
        twins = tuple((uid, replace(note, uid=uid)) for uid in ("abcd" + "0" * 28, "abcd" + "1" * 28))
        file.apply(Edit("", notes=twins))
        with pytest.raises(NotFoundError, match=reason):
            file.note(name)


class TestMarks:
    def test_marks_are_kept_by_article(self, file: NotesFile, article: ArticleRef, open_notes: Open) -> None:
        marks = Marks(article, read=True, date="2019-04-07", tags=("front",))
        file.apply(Edit("mark", marks=((article.id, marks),))).result(10)
        assert file.marks() == open_notes().marks() == {article.id: marks}

    def test_the_document_has_the_agreed_fields(self, file: NotesFile, article: ArticleRef, path: Path) -> None:
        file.apply(Edit("star", marks=((article.id, Marks(article, starred=True)),))).result(10)
        (document,) = on_disk(path)["articles"].values()
        del document["modified"]
        assert document == {
            "uid": article.id,
            "read": False,
            "starred": True,
            "date": None,
            "tags": [],
            "was": [],
            "article": {"id": article.id, "path": article.path, "title": article.title, "date": article.date},
            "digest": "",
        }

    def test_marks_can_be_forgotten_and_brought_back(self, file: NotesFile, article: ArticleRef) -> None:
        marks = Marks(article, starred=True)
        file.apply(Edit("star", marks=((article.id, marks),)))
        file.apply(Edit("forget", marks=((article.id, None),)))
        assert file.marks() == {}
        file.undo()
        assert file.marks() == {article.id: marks}


class TestUndo:
    def test_without_a_step_there_is_nothing_to_undo_or_redo(self, file: NotesFile) -> None:
        assert file.undo() is None
        assert file.redo() is None

    def test_it_says_what_it_undoes_and_is_saved_like_any_change(
        self, file: NotesFile, note: Note, path: Path
    ) -> None:
        undone = file.undo()
        assert undone is not None
        assert undone[0] == "note on “Haftars troepen”"
        undone[1].result(10)
        assert file.notes() == []
        assert on_disk(path)["notes"] == {}
        redone = file.redo()
        assert redone is not None
        assert redone[0] == "note on “Haftars troepen”"
        redone[1].result(10)
        assert [found.uid for found in file.notes()] == [note.uid]

    def test_a_deleted_note_comes_back_with_its_uid_and_all_it_had(
        self, note: Note, path: Path, open_notes: Open, file: NotesFile
    ) -> None:
        file.close()
        content = on_disk(path)
        (document,) = content["notes"].values()
        document["colour"] = "red"
        path.write_text(json.dumps(content))
        again = open_notes()
        before = again.note(note.uid)
        again.apply(delete(note))
        assert again.notes() == []
        again.undo()
        again.flush(10)
        assert replace(again.note(note.uid), modified=before.modified) == before
        (document,) = on_disk(path)["notes"].values()
        assert document["colour"] == "red"

    def test_many_steps_go_back_and_forth(self, file: NotesFile, note: Note) -> None:
        for n in range(10):
            file.apply(set_to(note, text=str(n)))
        back = [file.undo() and file.note(note.uid).text for _ in range(10)]
        forth = [file.redo() and file.note(note.uid).text for _ in range(10)]
        assert back == [*map(str, reversed(range(9))), "het front"]
        assert forth == [*map(str, range(10))]

    def test_a_new_change_ends_what_could_be_redone(self, file: NotesFile, note: Note) -> None:
        file.apply(set_to(note, text="een"))
        file.undo()
        file.apply(set_to(note, text="twee"))
        assert file.redo() is None
        assert file.note(note.uid).text == "twee"

    def test_an_edit_of_many_is_one_step(
        self, file: NotesFile, note: Note, article: ArticleRef, anchor: Anchor
    ) -> None:
        more = [file.new(article, anchor, str(n), []) for n in range(5)]
        marks = Marks(article, read=True)
        file.apply(
            Edit("five", notes=(*((new.uid, new) for new in more), (note.uid, None)), marks=((article.id, marks),))
        )
        assert len(file.notes()) == 5
        file.undo()
        assert [found.uid for found in file.notes()] == [note.uid]
        assert file.marks() == {}

    def test_a_change_that_changes_nothing_is_no_step(self, file: NotesFile, note: Note) -> None:
        before = file.note(note.uid)
        file.apply(set_to(note)).result(10)
        assert file.note(note.uid) == before
        undone = file.undo()
        assert undone is not None
        assert undone[0] == "note on “Haftars troepen”"

    def test_what_another_program_changed_since_is_left_alone(
        self, file: NotesFile, note: Note, open_notes: Open
    ) -> None:
        file.apply(set_to(note, text="mine")).result(10)
        other = open_notes()
        other.apply(set_to(note, text="theirs")).result(10)
        file.refresh()
        file.flush(10)
        file.undo()
        assert file.note(note.uid).text == "theirs"


class TestSaving:
    def test_flush_with_nothing_to_save_creates_no_file(self, file: NotesFile, path: Path) -> None:
        file.flush(0)
        file.close()
        assert not path.exists()

    def test_close_saves_what_is_not_saved_yet(
        self, open_notes: Open, path: Path, article: ArticleRef, anchor: Anchor
    ) -> None:
        file = open_notes()
        note = file.new(article, anchor, "", [])
        file.apply(Edit("", notes=((note.uid, note),)))
        file.close()
        assert len(on_disk(path)["notes"]) == 1

    def test_a_healthy_file_has_no_notices_and_no_problem(self, file: NotesFile, note: Note) -> None:
        assert (file.notices, file.read_only, file.problem) == ((), None, None)

    def test_nothing_but_the_notes_their_lock_and_backups_is_left_in_the_folder(
        self, file: NotesFile, note: Note, path: Path
    ) -> None:
        file.apply(set_to(note, text="more")).result(10)
        names = {entry.name for entry in path.parent.iterdir()}
        assert names == {"notes.json", ".notes.json.lock", ".notes.json.backups"}

    def test_a_file_of_a_newer_form_is_read_and_not_touched(
        self, path: Path, open_notes: Open, note: Note, file: NotesFile
    ) -> None:
        file.close()
        content = on_disk(path)
        content["meta"] = {"1": {"uid": "schema", "schema": 99}}
        path.write_text(json.dumps(content))
        before = path.read_bytes()
        newer = open_notes()
        assert newer.read_only is not None
        assert "update libya-reader" in newer.read_only
        assert [found.uid for found in newer.notes()] == [note.uid]
        for change in (lambda: newer.apply(delete(note)), newer.undo, newer.redo):
            with pytest.raises(StoreError, match="update libya-reader"):
                change()
        newer.close()
        assert path.read_bytes() == before


def test_what_is_said_of_a_translation_is_undone_unless_another_program_changed_it(tmp_path):
    from reader.model import Revision
    from reader.store.notes import Edit, NotesFile

    file = NotesFile(tmp_path / "notes.json")
    one = Revision("Een zin.", "nl", "en", "One.")
    file.apply(Edit("one", revisions=(("u1", one),))).result(5)
    other = NotesFile(tmp_path / "notes.json")
    other.apply(Edit("two", revisions=(("u1", Revision("Een zin.", "nl", "en", "Two.")),))).result(5)
    other.close()
    file.refresh()
    file.flush(5)

    label, saved = file.undo()
    saved.result(5)

    assert "changed by another program" in label
    assert [each.text for each in file.revisions()] == ["Two."]
    file.close()


@pytest.mark.parametrize("number", [10**30, 2**64, -5, -(10**30)])
def test_a_position_that_no_text_has_is_none_and_stays_in_the_file(
    path: Path, open_notes: Open, article: ArticleRef, anchor: Anchor, number: int
) -> None:
    first = open_notes()
    note = first.new(article, anchor, "hm", ())
    first.apply(Edit("", ((note.uid, note),))).result(10)
    first.close()
    path.write_text(path.read_text("utf-8").replace('"end":25', f'"end":{number}'), "utf-8")
    again = open_notes()
    assert again.note(note.uid).anchor == replace(anchor, span=Span(0, 0))
    again.apply(Edit("", ((note.uid, replace(again.note(note.uid), text="changed")),))).result(10)
    (document,) = on_disk(path)["notes"].values()
    assert document["anchors_before"][0]["end"] == number
