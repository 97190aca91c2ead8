"""What the user says of names, in the notes file."""

from __future__ import annotations

import pytest

from reader.model import Anchor, ArticleRef, Correction, Name, Span
from reader.store.documents import CORRECTIONS
from reader.store.notes import Edit, NotesFile

HERE = Anchor(Span(3, 8), "Hafta", "De ", " zei", "d1")
ARTICLE = ArticleRef("a1", "a.txt", "Titel", None)
ALL = {
    "a name": Correction("Hafta", "name", "PER"),
    "a name in a passage": Correction("Hafta", "name", "PER", None, ARTICLE, HERE),
    "none": Correction("Duiste", "none"),
    "the same": Correction("Hafta", "same", "PER", Name("Khalifa Haftar", "PER")),
    "not the same": Correction("Hafta", "apart", "PER", Name("Khalifa Haftar", "PER")),
}


@pytest.mark.parametrize("correction", ALL.values(), ids=ALL)
def test_a_correction_comes_back_as_it_was(tmp_path, correction):
    file = NotesFile(tmp_path / "notes.json")
    file.apply(Edit("it", corrections=(("u1", correction),))).result(5)
    file.close()
    again = NotesFile(tmp_path / "notes.json")
    (found,) = again.corrections()
    again.close()
    assert CORRECTIONS.fields(found) == CORRECTIONS.fields(correction)
    assert found.modified


@pytest.mark.parametrize(
    "odd",
    [
        {"says": "name", "label": "PER"},
        {"words": "", "says": "none"},
        {"words": "Hafta", "says": "name"},
        {"words": "Hafta", "says": "name", "label": "person"},
        {"words": "Hafta", "says": "perhaps", "label": "PER"},
        {"words": "Hafta", "says": "same", "label": "PER"},
        {"words": "Hafta", "says": "same", "label": "PER", "other": "Khalifa Haftar"},
        {"words": "Hafta", "says": "none", "article": {"id": "a1"}},
        {"words": "Hafta", "says": "none", "anchor": {"start": 3, "end": 8, "exact": "Hafta"}},
        {"words": "Hafta", "says": "none", "article": {"id": "a1"}, "anchor": {"start": 3, "end": 8}},
    ],
)
def test_an_odd_document_is_no_correction(odd):
    assert CORRECTIONS.read({"uid": "u1", **odd}) is None


def test_a_correction_is_undone_and_redone(tmp_path):
    file = NotesFile(tmp_path / "notes.json")
    file.apply(Edit("none", corrections=(("u1", ALL["none"]),)))
    file.apply(Edit("name", corrections=(("u1", ALL["a name"]), ("u2", ALL["the same"]))))
    assert file.undo()[0] == "name"
    assert [each.says for each in file.corrections()] == ["none"]
    assert file.undo()[0] == "none"
    assert file.corrections() == []
    file.redo()
    file.redo()
    assert {each.says for each in file.corrections()} == {"name", "same"}
    file.close()


def test_undo_leaves_what_another_program_changed(tmp_path):
    file = NotesFile(tmp_path / "notes.json")
    file.apply(Edit("one", corrections=(("u1", ALL["none"]),))).result(5)
    other = NotesFile(tmp_path / "notes.json")
    other.apply(Edit("two", corrections=(("u1", ALL["a name"]),))).result(5)
    other.close()
    file.refresh()
    file.flush(5)
    label, saved = file.undo()
    saved.result(5)
    assert "changed by another program" in label
    assert [each.says for each in file.corrections()] == ["name"]
    file.close()


def test_of_two_programs_that_say_something_of_the_same_words_the_later_one_holds_alone(tmp_path):
    one, other = NotesFile(tmp_path / "notes.json"), NotesFile(tmp_path / "notes.json")
    one.apply(Edit("one", corrections=(("u1", ALL["none"]), ("u2", ALL["the same"])))).result(5)
    other.apply(Edit("two", corrections=(("u1", ALL["a name"]),))).result(5)
    one.refresh()
    one.flush(5)
    assert (
        {each.says for each in one.corrections()} == {each.says for each in other.corrections()} == {"name", "same"}
    )
    one.close()
    other.close()


def test_a_backup_brings_corrections_back(tmp_path):
    file = NotesFile(tmp_path / "notes.json")
    file.apply(Edit("one", corrections=(("u1", ALL["none"]),))).result(5)
    backup = file.backup_now("user").result(5)
    file.apply(Edit("two", corrections=(("u1", None),))).result(5)
    file.restore_backup(backup)[1].result(5)
    assert [each.words for each in file.corrections()] == ["Duiste"]
    file.close()
