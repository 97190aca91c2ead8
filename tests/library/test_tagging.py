"""Verbs for tags and for many notes at once: each is one edit, and what is said of tags stays true."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reader.errors import InputError
from reader.library.notebook import Notebook, TagUse, clean_tag
from reader.model import TagInfo
from reader.text import anchors
from tests.library.conftest import BODY


@pytest.fixture
def put(notebook, article, span_of):
    def put_it(quote: str, *tags: str):
        return notebook.write(article, span_of(article, quote), tags=tags)[0]

    return put_it


def tagged(notebook: Notebook) -> dict[str, tuple[str, ...]]:
    return {note.anchor.exact: note.tags for note in notebook.notes}


# What is said of tags


def test_a_tag_is_described_coloured_and_pinned(notebook):
    notebook.describe_tag("front", " Waar men vecht.\x1b \n")
    notebook.colour_tag("front", "#CC3300")
    notebook.pin_tag("front", 3).result(10)
    assert notebook.tag_infos == {"front": TagInfo("front", "Waar men vecht.␛", "#cc3300", 3)}


def test_a_tag_of_which_nothing_is_said_any_more_is_forgotten(notebook):
    notebook.describe_tag("front", "Waar men vecht.")
    notebook.describe_tag("front", "")
    assert notebook.tag_infos == {}


def test_a_digit_has_one_tag(notebook):
    notebook.pin_tag("front", 1)
    notebook.pin_tag("olie", 2)
    notebook.pin_tag("olie", 1)
    assert {name: info.pinned for name, info in notebook.tag_infos.items()} == {"olie": 1}
    notebook.undo()
    assert {name: info.pinned for name, info in notebook.tag_infos.items()} == {"front": 1, "olie": 2}
    notebook.pin_tag("olie", None)
    assert {name: info.pinned for name, info in notebook.tag_infos.items()} == {"front": 1}


@pytest.mark.parametrize("digit", [0, 10, -1])
def test_only_a_digit_pins(notebook, digit):
    with pytest.raises(InputError, match="from 1 to 9"):
        notebook.pin_tag("front", digit)


@pytest.mark.parametrize("colour", ["#cc33", "rgb(1,2,3)", "rood oranje", "#gggggg"])
def test_what_is_no_colour_is_refused(notebook, colour):
    with pytest.raises(InputError, match="no colour"):
        notebook.colour_tag("front", colour)


def test_a_tag_that_is_described_but_on_nothing_is_listed_last(notebook, put):
    notebook.describe_tag("aanval", "Nog niet gebruikt.")
    put("rukt op", "front")
    assert [use.name for use in notebook.tags] == ["front", "aanval"]
    assert notebook.tags[1] == TagUse("aanval", 0, 0, "")


# Renaming, merging, deleting


def test_what_is_said_of_a_tag_is_renamed_with_it_and_so_is_what_is_below(notebook, put):
    put("rukt op", "front")
    notebook.describe_tag("front", "Waar men vecht.")
    notebook.colour_tag("front/west", "red")
    count, saved = notebook.rename_tag("front", "strijd")
    saved.result(10)
    assert count == 1
    assert notebook.tag_infos == {
        "strijd": TagInfo("strijd", "Waar men vecht."),
        "strijd/west": TagInfo("strijd/west", colour="red"),
    }
    notebook.undo()
    assert notebook.tag_infos["front"].description == "Waar men vecht."
    assert "strijd" not in notebook.tag_infos


def test_a_tag_can_move_below_itself(notebook, put):
    put("rukt op", "front", "front/west")
    notebook.describe_tag("front", "1")
    notebook.describe_tag("front/west", "2")
    notebook.rename_tag("front", "front/west")
    assert tagged(notebook) == {"rukt op": ("front/west", "front/west/west")}
    assert {name: info.description for name, info in notebook.tag_infos.items()} == {
        "front/west": "1",
        "front/west/west": "2",
    }


def test_of_two_tags_that_become_one_the_one_that_stays_speaks_first(notebook):
    notebook.describe_tag("oorlog", "Blijft.")
    notebook.describe_tag("front", "Gaat.")
    notebook.colour_tag("front", "red")
    notebook.pin_tag("front", 4)
    notebook.rename_tag("front", "oorlog")
    assert notebook.tag_infos == {"oorlog": TagInfo("oorlog", "Blijft.", "red", 4)}


def test_several_tags_become_one_in_one_step(notebook, put, row):
    put("rukt op", "front", "oorlog")
    put("De stad", "strijd/west", "stad")
    notebook.mark(row, "tags", tags=("oorlog",))
    notebook.describe_tag("front", "Waar men vecht.")
    count, saved = notebook.merge_tags(["front", "strijd"], "#oorlog")
    saved.result(10)
    assert count == 2
    assert tagged(notebook) == {"rukt op": ("oorlog",), "De stad": ("oorlog/west", "stad")}
    assert notebook.tag_infos == {"oorlog": TagInfo("oorlog", "Waar men vecht.")}
    undone = notebook.undo()
    assert undone is not None
    assert undone[0] == "merging #front #strijd"
    assert tagged(notebook) == {"rukt op": ("front", "oorlog"), "De stad": ("strijd/west", "stad")}


def test_a_tag_may_become_one_with_a_tag_below_it(notebook, put):
    put("rukt op", "front", "front/oost")
    put("De stad", "front/west", "front/west/kust")
    notebook.merge_tags(["front", "front/west"], "front/west")
    assert tagged(notebook) == {
        "rukt op": ("front/west", "front/west/oost"),
        "De stad": ("front/west", "front/west/kust"),
    }


def test_several_tags_are_deleted_in_one_step(notebook, put):
    put("rukt op", "front", "stad", "olie")
    assert notebook.delete_tag("front", "olie")[0] == 1
    assert tagged(notebook) == {"rukt op": ("stad",)}
    assert notebook.undo()[0] == "deleting #front #olie"
    assert tagged(notebook) == {"rukt op": ("front", "stad", "olie")}


def test_what_is_said_of_a_deleted_tag_goes_with_it_and_comes_back_with_it(notebook, put):
    put("rukt op", "front", "front/west")
    for name in ("front", "front/west"):
        notebook.describe_tag(name, name)
    notebook.delete_tag("front")
    assert list(notebook.tag_infos) == ["front/west"]
    notebook.undo()
    assert set(notebook.tag_infos) == {"front", "front/west"}
    assert tagged(notebook) == {"rukt op": ("front", "front/west")}


# Many passages at once


def test_many_passages_are_tagged_in_one_step(notebook, put, article, span_of):
    put("rukt op", "front")
    there = put("Tripoli", "plaats")
    passages = [(article, span_of(article, quote)) for quote in ("Tripoli", "De stad", "Tripoli", "rukt op")]
    count, saved = notebook.tag_many(passages, ["#plaats", "front"])
    saved.result(10)
    assert count == 3
    assert tagged(notebook) == {
        "rukt op": ("front", "plaats"),
        "Tripoli": ("plaats", "front"),
        "De stad": ("plaats", "front"),
    }
    assert notebook.note(there.uid).anchor == there.anchor
    undone = notebook.undo()
    assert undone is not None
    assert undone[0] == "#plaats #front on 3 passages"
    assert tagged(notebook) == {"rukt op": ("front",), "Tripoli": ("plaats",)}


def test_passages_that_have_the_tags_are_left_alone(notebook, put, article, span_of):
    put("rukt op", "front", "stad")
    before = notebook.notes
    count, saved = notebook.tag_many([(article, span_of(article, "rukt op"))], ["front"])
    saved.result(10)
    assert count == 0
    assert notebook.notes == before


def test_passages_of_several_articles_and_of_edited_ones_are_told_apart(notebook, put, an_article, span_of):
    put("De stad", "stad")
    edited = an_article("Nieuw: " + BODY)
    other = an_article(BODY, path="b.txt")
    passages = [(each, span_of(each, "De stad")) for each in (edited, other)]
    assert notebook.tag_many(passages, ["wacht"])[0] == 2
    assert [note.tags for note in notebook.notes] == [("stad", "wacht"), ("wacht",)]


# Bringing in


@pytest.fixture
def foreign(put, notebook):
    """A note from elsewhere that is not here, and one that is."""
    note = put("rukt op", "front")
    here = notebook.note(note.uid)
    return replace(here, uid="f" * 32), here


def later(note, **changes):
    return replace(note, modified="2999-01-01T00:00:00.000000Z", **changes)


def test_notes_are_brought_in_by_uid_in_one_step(notebook, foreign):
    new, here = foreign
    *counts, saved = notebook.bring_in([new, later(here, text="elders", tags=("nieuw",))])
    saved.result(10)
    assert counts == [1, 1, 0]
    assert {note.uid: (note.text, note.tags) for note in notebook.notes} == {
        new.uid: ("", ("front",)),
        here.uid: ("elders", ("nieuw",)),
    }
    undone = notebook.undo()
    assert undone is not None
    assert undone[0] == "bringing in 2 notes"
    assert [(note.uid, note.text) for note in notebook.notes] == [(here.uid, "")]


@pytest.mark.parametrize(
    ("change", "counts"),
    [
        (lambda note: note, [0, 0, 1]),
        (later, [0, 0, 1]),
        (lambda note: replace(note, text="older", modified="2001-01-01T00:00:00.000000Z"), [0, 0, 1]),
        (lambda note: replace(note, text="as old"), [0, 0, 1]),
        (lambda note: later(note, text="newer"), [0, 1, 0]),
    ],
    ids=["the same", "later but the same", "older", "as old", "newer"],
)
def test_only_a_newer_note_changes_ours(notebook, foreign, change, counts):
    _, here = foreign
    *found, _ = notebook.bring_in([change(here)])
    assert found == counts
    assert notebook.note(here.uid).text == ("newer" if counts[1] else "")


def test_of_two_versions_the_later_is_brought_in(notebook, foreign):
    new, _ = foreign
    notebook.bring_in([later(new, text="later"), replace(new, text="sooner")])
    assert notebook.note(new.uid).text == "later"


def test_bringing_in_is_backed_up_first_and_only_if_it_changes_something(notebook, foreign):
    new, here = foreign
    notebook.bring_in([here])[-1].result(10)
    assert not [backup for backup in notebook.file.backups() if backup.reason == "import"]
    notebook.bring_in([new])[-1].result(10)
    (backup,) = (backup for backup in notebook.file.backups() if backup.reason == "import")
    assert backup.notes == 1


def test_what_is_brought_in_has_the_form_of_what_is_written_here(notebook, foreign):
    new, _ = foreign
    notebook.bring_in([replace(new, text="\x1b]52;c;x\x07", tags=("#a b", "#", "  ", "a-b"))])
    note = notebook.note(new.uid)
    assert note.tags == ("a-b",)
    assert not {"\x1b", "\x07"} & set(note.text)


def test_a_deleted_note_can_be_brought_in_again(notebook, foreign):
    _, here = foreign
    notebook.delete([here])
    *counts, _ = notebook.bring_in([here])
    assert counts == [1, 0, 0]
    assert [note.uid for note in notebook.notes] == [here.uid]


# Where notes belong


def test_a_note_is_put_on_another_passage_and_back(notebook, put, article, span_of):
    note = put("rukt op", "front")
    notebook.attach([(note, article, span_of(article, "De stad"))]).result(10)
    (moved,) = notebook.notes
    assert (moved.uid, moved.anchor.exact, moved.tags) == (note.uid, "De stad", ("front",))
    assert "rukt op" in notebook.file.path.read_text(encoding="utf-8")
    undone = notebook.undo()
    assert undone is not None
    assert undone[0] == "the place of the note on “rukt op”"
    undone[1].result(10)
    assert notebook.notes[0].anchor == note.anchor
    assert "De stad" in notebook.file.path.read_text(encoding="utf-8")


def test_a_note_that_is_given_up_is_looked_for_no_more_until_it_is_again(notebook, put, article):
    note = put("rukt op")
    notebook.give_up([note]).result(10)
    assert anchors.place(notebook.notes[0].anchor, article.body, article.digest) == anchors.ORPHAN
    notebook.give_up(list(notebook.notes), lost=False).result(10)
    assert notebook.notes[0].anchor == note.anchor
    assert "lost" not in notebook.file.path.read_text(encoding="utf-8")


def test_names_are_found_everywhere_as_they_were_corrected(opened, write):
    from reader.library.correcting import Subject
    from reader.library.occurrences import find
    from reader.model import Name

    write("a.txt", "De troepen van Kreupelman trokken gisteren naar Tripoli.")
    library = opened()
    library.corrections.unite(Subject("Kreupelman"), Name("Jan Kreupelman", "PER"), here=False)
    found = [each.quote for step in find(library, "Jan Kreupelman", "name") for each in step.item or ()]
    assert found == ["Kreupelman"]


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("#front", "front"),
        ("alpha beta", "alpha-beta"),
        (" a / b c ", "a/b-c"),
        ("“x”", "“x”"),
        ('a"b,c#d', 'a"b,c#d'),
        ("🕊️", "🕊️"),
        ("!", "!"),
    ],
)
def test_any_sign_may_be_in_a_tag_but_white_space(text, tag):
    assert clean_tag(text) == tag


@pytest.mark.parametrize("text", ["", "#", " # / / ", "///"])
def test_what_is_refused_as_a_tag_is_what_the_sentence_says(text):
    with pytest.raises(InputError, match="is no tag; write at least one letter, digit or other sign besides # and /"):
        clean_tag(text)
