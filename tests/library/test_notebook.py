"""Every verb of the notebook is one edit, which can be undone and lasts."""

from __future__ import annotations

import pytest

from reader.errors import InputError, NotFoundError
from reader.library.notebook import Notebook, TagUse, clean_tag, clean_tags, reference
from reader.model import Marks, Note
from reader.store.notes import NotesFile
from tests.library.conftest import BODY


@pytest.fixture
def put(notebook, article, span_of):
    """Puts a note on a quote."""

    def put_it(quote: str, *, occurrence: int = 1, **content: object) -> Note:
        return notebook.write(article, span_of(article, quote, occurrence), **content)[0]

    return put_it


def told(notebook: Notebook) -> list[tuple[str, str, tuple[str, ...]]]:
    """Quote, text and tags of every note, oldest first."""
    return [(note.anchor.exact, note.text, note.tags) for note in notebook.notes]


# Notes


def test_a_note_on_a_passage_that_has_one_changes_it(notebook, put):
    first = put("rukt op", tags=["front"])
    second = put("rukt op", text="Sinds donderdag.")
    assert second.uid == first.uid
    assert told(notebook) == [("rukt op", "Sinds donderdag.", ("front",))]


@pytest.mark.parametrize(
    ("change", "text", "tags"),
    [
        ({"text": "nieuw"}, "nieuw", ("front",)),
        ({"tags": ["olie"]}, "oud", ("olie",)),
        ({"text": "", "tags": []}, "", ()),
        ({}, "oud", ("front",)),
    ],
)
def test_what_is_not_given_stays(notebook, put, change, text, tags):
    put("rukt op", text="oud", tags=["front"])
    put("rukt op", **change)
    assert told(notebook) == [("rukt op", text, tags)]


def test_other_passages_have_notes_of_their_own_even_when_they_overlap(notebook, put):
    put("rukt op")
    put("rukt op naar Tripoli")
    put("Haftar")
    put("Haftar", occurrence=2)
    assert [note.anchor.span.start for note in notebook.notes] == [7, 7, 0, BODY.rindex("Haftar")]


def test_the_same_passage_of_another_article_is_another_passage(notebook, put, an_article, span_of):
    put("rukt op")
    other = an_article(BODY, "b.txt")
    notebook.write(other, span_of(other, "rukt op"))
    assert len(notebook.notes) == 2


@pytest.mark.parametrize(
    ("old", "new", "quote"),
    [
        pytest.param("Haftar rukt", "Donderdagmorgen vroeg. Haftar rukt", "zo zegt men", id="moved"),
        pytest.param("zwijgt, zo zegt men", "zwijgt, zo zeggen ze", "zo zeggen ze in de stad", id="reworded"),
    ],
)
def test_a_passage_that_moved_or_changed_with_its_article_is_the_same(
    notebook, put, an_article, span_of, old, new, quote
):
    put("zo zegt men" if quote == "zo zegt men" else "zo zegt men in de stad", text="Wie?")
    changed = an_article(BODY.replace(old, new, 1))
    note, _ = notebook.write(changed, span_of(changed, quote), tags=["bron"])
    assert (note.text, note.tags) == ("Wie?", ("bron",))
    assert len(notebook.notes) == 1


def test_a_note_remembers_its_article_as_it_was(put, article):
    assert put("rukt op").article == reference(article)


def test_nothing_in_a_note_can_command_a_terminal(put):
    note = put("rukt op", text="\x1b]52;c;x\x07\ntweede regel", tags=["a\x1b[m"])
    assert (note.text, note.tags) == ("␛]52;c;x␇\ntweede regel", ("a␛[m",))


def test_what_is_saved_is_there_for_the_next_start(notebook, article, span_of):
    note, saved = notebook.write(article, span_of(article, "rukt op"), text="Sinds donderdag.", tags=["front"])
    saved.result(10)
    other = NotesFile(notebook.file.path)
    assert Notebook(other).notes == notebook.notes == [notebook.note(note.uid[:8])]
    other.close()


def test_what_another_program_wrote_is_seen(notebook, put, article, span_of):
    put("rukt op")
    notebook.file.flush(10)
    other = NotesFile(notebook.file.path)
    Notebook(other).write(article, span_of(article, "wacht af"))
    other.close()
    assert len(notebook.notes) == 1
    notebook.file.refresh()
    notebook.file.flush(10)
    assert [note.anchor.exact for note in notebook.notes] == ["rukt op", "wacht af"]
    assert notebook.notes == notebook.file.notes()


def test_a_note_that_is_not_there_is_refused(notebook):
    with pytest.raises(NotFoundError):
        notebook.note("0123456789")


# Tags


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("front", "front"),
        ("#front", "front"),
        ("  ## front ", "front"),
        ("Front", "Front"),
        ("tweede front", "tweede-front"),
        ("front/oost", "front/oost"),
        ("/front//oost/", "front/oost"),
        ("front / tweede linie", "front/tweede-linie"),
        ("Libie\u0308", "Libië"),
        ("a\x1bb", "a␛b"),
        ("c#", "c#"),
    ],
)
def test_a_tag_is_kept_in_one_form(typed, kept):
    assert clean_tag(typed) == kept
    assert clean_tag(kept) == kept


@pytest.mark.parametrize("typed", ["", "  ", "#", "/", "# /"])
def test_what_is_no_tag_is_refused(typed):
    with pytest.raises(InputError, match="is no tag"):
        clean_tag(typed)


def test_tags_are_kept_once_in_the_order_given(put):
    assert clean_tags(["b", "#a", " b "]) == ("b", "a")
    assert put("rukt op", tags=["b", "#a", " b "]).tags == ("b", "a")


def test_the_tags_are_listed_with_the_last_used_first(notebook, put, row):
    put("rukt op", tags=["front", "olie"])
    put("wacht af", tags=["front"])
    put("zwijgt", tags=["vn"])
    notebook.mark(row, "tags", tags=("front", "later"))
    last = {note.anchor.exact: note.modified for note in notebook.notes}
    assert notebook.tags == [
        TagUse("vn", 1, 1, last["zwijgt"]),
        TagUse("front", 2, 2, last["wacht af"]),
        TagUse("olie", 1, 1, last["rukt op"]),
        TagUse("later", 0, 1, ""),
    ]


@pytest.mark.parametrize(
    ("old", "new", "tags"),
    [
        pytest.param("front", "linie", ("linie", "linie/oost", "frontlijn", "olie"), id="with those below it"),
        pytest.param("front", "#Linie", ("Linie", "Linie/oost", "frontlijn", "olie"), id="cleaned"),
        pytest.param("front", "olie", ("olie", "olie/oost", "frontlijn"), id="onto another"),
        pytest.param("front/oost", "olie", ("front", "olie", "frontlijn"), id="a nested one onto another"),
        pytest.param(
            "front", "front/west", ("front/west", "front/west/oost", "frontlijn", "olie"), id="below itself"
        ),
        pytest.param("front", "front", ("front", "front/oost", "frontlijn", "olie"), id="to the same"),
        pytest.param("nergens", "olie", ("front", "front/oost", "frontlijn", "olie"), id="one that nobody uses"),
    ],
)
def test_renaming_a_tag(notebook, put, old, new, tags):
    before = put("rukt op", tags=["front", "front/oost", "frontlijn", "olie"]).tags
    count, _ = notebook.rename_tag(old, new)
    assert notebook.notes[0].tags == tags
    assert count == (tags != before)


def test_renaming_reaches_notes_and_articles_and_is_undone_at_once(notebook, put, row):
    put("rukt op", tags=["front"])
    put("wacht af", tags=["front/oost"])
    put("zwijgt", tags=["vn"])
    notebook.mark(row, "tags", tags=("front",))
    count, _ = notebook.rename_tag("front", "linie")
    assert count == 3
    assert {use.name for use in notebook.tags} == {"linie", "linie/oost", "vn"}
    notebook.undo()
    assert {use.name for use in notebook.tags} == {"front", "front/oost", "vn"}


def test_deleting_a_tag_keeps_the_notes_and_the_tags_below_it(notebook, put, row):
    put("rukt op", text="Sinds donderdag.", tags=["front", "olie"])
    put("wacht af", tags=["front/oost"])
    notebook.mark(row, "tags", tags=("front",))
    count, _ = notebook.delete_tag("front")
    assert count == 2
    assert told(notebook) == [("rukt op", "Sinds donderdag.", ("olie",)), ("wacht af", "", ("front/oost",))]
    assert notebook.marks[row.id].tags == ()


# Undo and redo


@pytest.mark.parametrize(
    ("change", "label"),
    [
        (lambda book, note, row: book.change(note, text="x"), "text of the note on “rukt op”"),
        (lambda book, note, row: book.change(note, tags=["x"]), "tags on “rukt op”"),
        (lambda book, note, row: book.delete([note]), "deleting the note on “rukt op”"),
        (lambda book, note, row: book.delete(list(book.notes)), "deleting 2 notes"),
        (lambda book, note, row: book.rename_tag("front", "linie"), "renaming #front"),
        (lambda book, note, row: book.delete_tag("front"), "deleting #front"),
        (lambda book, note, row: book.mark(row, "the star of “a”", starred=True), "the star of “a”"),
    ],
)
def test_undo_takes_back_one_verb_and_says_which_and_redo_does_it_again(notebook, put, row, change, label):
    note = put("rukt op", text="oud", tags=["front"])
    put("wacht af")
    before = (told(notebook), dict(notebook.marks))
    change(notebook, note, row)
    after = (told(notebook), dict(notebook.marks))
    assert after != before
    for _ in range(2):
        undone = notebook.undo()
        assert (told(notebook), dict(notebook.marks)) == before
        redone = notebook.redo()
        assert (told(notebook), dict(notebook.marks)) == after
        assert undone is not None
        assert redone is not None
        assert undone[0] == redone[0] == label


def test_taking_a_note_is_undone_by_its_first_words(notebook, put):
    put("Haftar rukt op naar Tripoli. De stad wacht af.")
    undone = notebook.undo()
    assert undone is not None
    assert undone[0] == "note on “Haftar rukt op naar Tripoli. De stad…”"
    assert notebook.notes == []


def test_there_is_nothing_to_undo_or_redo_at_first(notebook):
    assert notebook.undo() is None
    assert notebook.redo() is None


def test_what_changes_nothing_is_no_step(notebook, put):
    put("rukt op", text="oud")
    put("rukt op", text="oud")
    notebook.delete_tag("nergens")
    notebook.undo()
    assert notebook.notes == []


# Marks


def test_marks_of_an_article_add_up(notebook, row):
    notebook.mark(row, "star", starred=True)
    notebook.mark(row, "read", read=True)
    notebook.mark(row, "date", date="2019-05")
    notebook.mark(row, "tags", tags=("#front", "front"))
    assert notebook.marks == {row.id: Marks(reference(row), True, True, "2019-05", ("front",), row.digest)}


def test_an_article_without_marks_is_forgotten(notebook, row):
    notebook.mark(row, "star", starred=True)
    notebook.mark(row, "star", starred=False)
    assert notebook.marks == {}


def test_marks_remember_the_article_as_it_was_at_the_last_one(notebook, row):
    notebook.mark(row, "star", starred=True)
    notebook.mark(row._replace(title="Een ander opschrift"), "read", read=True)
    assert notebook.marks[row.id].article.title == "Een ander opschrift"


def test_a_mark_may_be_none_of_the_steps(notebook, put, row):
    put("rukt op")
    notebook.mark(row, "reading", undoable=False, read=True)
    notebook.undo()
    assert notebook.notes == []
    assert notebook.marks[row.id].read
