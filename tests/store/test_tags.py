"""What is said of tags, and steps back and forth when others write as well."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reader.model import Anchor, ArticleRef, Marks, Note, TagInfo
from reader.store import history
from reader.store.notes import Edit, NotesFile

Open = Callable[[], NotesFile]

FRONT = TagInfo("front", "where they fight", "#cc3300", 1)


@pytest.fixture
def file(open_notes: Open) -> NotesFile:
    return open_notes()


@pytest.fixture
def take(article: ArticleRef, anchor: Anchor) -> Callable[[NotesFile, str], Note]:
    def take_one(file: NotesFile, text: str) -> Note:
        note = file.new(article, anchor, text, [])
        file.apply(Edit(f"note {text}", notes=((note.uid, note),))).result(10)
        return note

    return take_one


def say(file: NotesFile, *infos: TagInfo) -> None:
    file.apply(Edit("tags", tags=tuple((info.name, info) for info in infos))).result(10)


def meet(*files: NotesFile) -> None:
    for file in (*files, *files):
        file.refresh()
        file.flush(10)


class TestTags:
    def test_what_is_said_lasts(self, file: NotesFile, open_notes: Open) -> None:
        say(file, FRONT, TagInfo("olie"))
        assert file.tags() == open_notes().tags() == {"front": FRONT, "olie": TagInfo("olie")}

    def test_the_document_has_the_agreed_fields(self, file: NotesFile, path: Path) -> None:
        say(file, FRONT)
        (document,) = json.loads(path.read_bytes())["tags"].values()
        del document["modified"]
        assert document == {"uid": "front", "description": "where they fight", "colour": "#cc3300", "pinned": 1}

    @pytest.mark.parametrize(
        ("odd", "read"),
        [
            ({"uid": "a"}, TagInfo("a")),
            ({"uid": "a", "pinned": "3"}, TagInfo("a")),
            ({"uid": "a", "pinned": True}, TagInfo("a")),
            ({"uid": "a", "pinned": 10**30}, TagInfo("a")),
            ({"uid": "a", "description": 5}, None),
            ({"description": "x"}, None),
        ],
    )
    def test_odd_documents_are_read_as_far_as_they_make_sense(
        self, path: Path, open_notes: Open, odd: dict[str, object], read: TagInfo | None
    ) -> None:
        path.write_text(json.dumps({"tags": {"1": odd}}))
        assert list(open_notes().tags().values()) == ([] if read is None else [read])

    def test_forgetting_and_undoing(self, file: NotesFile) -> None:
        say(file, FRONT)
        file.apply(Edit("forget", tags=(("front", None),)))
        assert file.tags() == {}
        file.undo()
        assert file.tags() == {"front": FRONT}
        file.undo()
        assert file.tags() == {}
        file.redo()
        assert file.tags() == {"front": FRONT}

    def test_a_tag_of_which_nothing_is_said_is_undone_and_redone_too(self, file: NotesFile) -> None:
        say(file, TagInfo("olie"))
        file.undo()
        assert file.tags() == {}
        file.redo()
        assert file.tags() == {"olie": TagInfo("olie")}

    def test_two_programs_that_speak_of_one_tag_leave_one_and_the_later_wins(
        self, file: NotesFile, open_notes: Open
    ) -> None:
        say(file, FRONT)
        other = open_notes()
        say(other, replace(FRONT, description="theirs"))
        say(file, replace(FRONT, description="mine, later"))
        meet(file, other)
        assert file.tags() == other.tags() == {"front": replace(FRONT, description="mine, later")}

    def test_of_two_tags_pinned_to_one_digit_the_later_has_it(self, file: NotesFile, open_notes: Open) -> None:
        other = open_notes()
        say(other, TagInfo("olie", pinned=1))
        say(file, FRONT)
        meet(file, other)
        assert {name: info.pinned for name, info in other.tags().items()} == {"olie": None, "front": 1}


class TestSteps:
    def test_there_are_five_hundred(self, file: NotesFile, take, monkeypatch: pytest.MonkeyPatch) -> None:
        note = take(file, "")
        for number in range(history._STEPS + 10):
            file.apply(Edit("edit", notes=((note.uid, replace(note, text=str(number))),)))
        undone = 0
        while file.undo():
            undone += 1
        assert undone == history._STEPS == 500
        assert file.note(note.uid).text == "9"

    def test_the_label_says_what_was_left_because_others_changed_it(
        self, file: NotesFile, take, open_notes: Open, article: ArticleRef
    ) -> None:
        notes = [take(file, str(number)) for number in range(3)]
        step = Edit(
            "three notes and a mark",
            tuple((note.uid, replace(note, text="mine")) for note in notes),
            ((article.id, Marks(article, starred=True)),),
            (("front", FRONT),),
        )
        file.apply(step).result(10)
        other = open_notes()
        theirs = Edit(
            "",
            ((notes[0].uid, replace(notes[0], text="theirs")),),
            (),
            (("front", replace(FRONT, description="theirs")),),
        )
        other.apply(theirs).result(10)
        meet(file)
        undone = file.undo()
        assert undone is not None
        assert undone[0] == "three notes and a mark (but for 2 changed by another program since)"
        assert [note.text for note in file.notes()] == ["theirs", "1", "2"]
        assert file.marks() == {}
        assert file.tags() == {"front": TagInfo("front", "theirs")}

    def test_fields_that_others_did_not_touch_go_back(
        self, file: NotesFile, open_notes: Open, article: ArticleRef
    ) -> None:
        file.apply(Edit("star", marks=((article.id, Marks(article, starred=True)),))).result(10)
        other = open_notes()
        other.apply(Edit("", marks=((article.id, Marks(article, read=True, starred=True)),))).result(10)
        meet(file)
        undone = file.undo()
        assert undone is not None
        assert undone[0] == "star"
        assert file.marks() == {article.id: Marks(article, read=True)}
