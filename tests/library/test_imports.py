"""Notes and tags from other files find their places in a library, or it is said why not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reader.library.imports import bring_in_tags, placed, read_notes, read_tags
from reader.library.notebook import reference
from reader.model import Anchor, ArticleRef, Note, Span, TagInfo
from reader.text import anchors

BODY = "Haftar rukt op naar Tripoli. De stad wacht af.\n\nNiemand weet wanneer. Of hoe."
NOWHERE = Anchor(Span(0, 0), "rukt op", "", "", "")


@pytest.fixture
def library(opened, write):
    """Two articles of one name in two folders, and one of another text."""
    write("a/1.txt", BODY)
    write("b/1.txt", f"Een bericht. {BODY}")
    write("b/2.txt", "Over iets anders gaat dit. Tripoli komt er niet in voor, behalve hier.")
    return opened()


@pytest.fixture
def foreign(library):
    """Makes a note of another program out of its path and its quote."""

    def make(path: str = "/home/jan/a/1.txt", quote: str = "rukt op", id_: str = "", **anchor: object) -> Note:
        ref = ArticleRef(id_, path, "", None)
        return Note("f" * 32, ref, replace(NOWHERE, exact=quote, **anchor), "", (), "", "")

    return make


@pytest.fixture
def ours(library):
    """Makes a note as it would be taken in an article of this library."""

    def make(path: str = "a/1.txt", quote: str = "rukt op") -> Note:
        article = library.open(library.find(path)).article
        start = article.body.index(quote)
        anchor = anchors.make(article.body, Span(start, start + len(quote)), article.digest)
        time = "2026-01-01T00:00:00.000000Z"
        return Note("a" * 32, reference(article), anchor, "", (), time, time)

    return make


def settle(library, note: Note) -> tuple[Note | None, list[str]]:
    """Where a note is put, and what is said of it."""
    steps = list(placed(library, [note]))
    return steps[0].item, [step.problem for step in steps if step.problem]


def test_a_note_of_this_library_stays_as_it_is(library, ours):
    assert settle(library, ours()) == (ours(), [])


@pytest.mark.parametrize(
    ("path", "home"),
    [
        ("a/1.txt", "a/1.txt"),
        ("/home/jan/pers/a/1.txt", "a/1.txt"),
        ("/home/jan/b/1.txt", "b/1.txt"),
        ("1.txt", None),  # two are called that
        ("c/2.txt", None),  # the quote is not in it
        ("3.txt", None),
        ("", None),
    ],
)
def test_the_end_of_a_path_names_an_article_if_no_other_ends_so(library, foreign, path, home):
    note, _ = settle(library, foreign(path))
    assert (note.article.path if note else None) == home


@pytest.mark.parametrize(
    ("path", "quote", "said"),
    [
        ("c/2.txt", "rukt op", "1 note: the quote is not in the article “c/2.txt”; the note is left out."),
        ("\033[2J3.txt", "rukt op", "1 note: there is no article “␛[2J3.txt”; the note is left out."),
    ],
)
def test_a_foreign_note_without_a_place_is_left_out(library, foreign, path, quote, said):
    assert settle(library, foreign(path, quote)) == (None, [said])


def test_what_is_wrong_with_several_notes_is_said_once(library, foreign):
    notes = [replace(foreign("3.txt"), uid=digit * 32) for digit in "123"]
    assert [step.problem for step in placed(library, notes)] == [
        *[None] * 3,
        "3 notes: there is no article “3.txt”; the note is left out.",
    ]


def test_the_text_of_an_article_counts_more_than_its_place(library, ours):
    moved = replace(ours(), article=replace(ours("b/1.txt").article, title="x"))
    note, problems = settle(library, moved)
    assert note is not None
    assert (note.article.path, note.anchor, problems) == ("a/1.txt", ours().anchor, [])


def test_an_article_that_has_changed_since_keeps_the_anchor_of_its_note(library, ours, write, opened):
    note = ours()
    write("a/1.txt", f"Nieuw begin. {BODY}")
    assert settle(opened(), note) == (note, [])


def test_a_note_whose_passage_or_article_is_gone_is_kept(library, ours, write, opened):
    note, lost = ours(), replace(ours(), article=ArticleRef("0" * 12, "z.txt", "", None))
    write("a/1.txt", "Heel iets anders staat hier nu.")
    write("b/1.txt", "En ook hier.")
    again = opened()
    assert settle(again, note) == (
        note,
        ["1 note: the quote is not in “a/1.txt”; the note is kept without its passage."],
    )
    kept, problems = settle(again, lost)
    assert kept == lost
    assert "the article “z.txt” is not in the library" in problems[0]


@pytest.mark.parametrize("span", [Span(0, 0), Span(2, 9), Span(5_000, 5_007)])
@pytest.mark.parametrize("claims_digest", [False, True])
def test_where_position_and_quote_disagree_the_quote_counts(library, ours, span, claims_digest):
    right = ours()
    wrong = replace(right.anchor, span=span, digest=right.anchor.digest if claims_digest else "")
    assert settle(library, replace(right, anchor=wrong)) == (right, [])


def test_a_quote_that_is_only_like_the_passage_stays_the_quote(library, foreign):
    note, problems = settle(library, foreign(quote="Haftar rukt nu op naar Tripoli"))
    assert note is not None
    assert (note.anchor.exact, note.anchor.digest, problems) == ("Haftar rukt nu op naar Tripoli", "", [])
    article = library.open(library.find("a/1.txt")).article
    assert anchors.place(note.anchor, article.body, article.digest).state == "moved"


@pytest.mark.parametrize(
    ("context", "sure"),
    [
        ({}, False),
        ({"prefix": "Een bericht. "}, True),
        ({"suffix": " af."}, True),
        ({"span": Span(13, 20)}, True),  # a position that is right says it, too
        ({"span": Span(14, 21)}, False),
    ],
)
def test_a_quote_that_stands_there_twice_is_placed_by_what_stands_around_it(
    library, foreign, write, opened, context, sure
):
    write("c/3.txt", "Een bericht. De stad is wit.\n\nIemand zegt het, en de De stad af.")
    here = opened()
    note, problems = settle(here, foreign("c/3.txt", "De stad", **context))
    assert note is not None
    article = here.open(here.find("c/3.txt")).article
    placing = anchors.place(note.anchor, article.body, article.digest)
    if sure:
        assert (placing.state, problems) == ("exact", [])
    else:
        assert placing.state == "moved"
        assert "the quote stands 2 times in “c/3.txt”; the note is shown as moved" in problems[0]


def test_a_note_that_was_given_up_stays_so(library, ours):
    note = replace(ours(), anchor=replace(ours().anchor, lost=True))
    assert settle(library, note) == (note, [])


def test_notes_keep_the_time_of_their_last_change_but_for_those_that_were_deleted_here_since(library, ours):
    library.notebook.bring_in([ours()])[-1].result(10)
    assert library.notebook.notes == [ours()]
    library.notebook.delete([ours()])
    library.notebook.bring_in([ours()])
    (back,) = library.notebook.notes
    assert back.modified > ours().modified  # else the deletion, being later, would win at the next merge


def test_a_time_that_is_yet_to_come_is_not_believed(library, ours):
    library.notebook.bring_in([replace(ours(), modified="2999-01-01T00:00:00.000000Z")])
    assert library.notebook.notes[0].modified < "2999"


def test_missing_times_are_filled_the_same_way_each_time(library, foreign):
    first, _ = settle(library, foreign())
    assert first is not None
    assert first.created == first.modified != ""
    library.notebook.bring_in([first])[-1].result(10)
    second, _ = settle(library, foreign())
    assert second is not None
    assert library.notebook.bring_in([second])[:3] == (0, 0, 1)


@pytest.mark.parametrize("text", ["", " \n", "[]", '{"type": "AnnotationCollection", "total": 0}'])
def test_a_file_without_notes_brings_none(text):
    assert read_notes(text.encode(), "x") == ([], [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_lines_are_told_from_annotations_whatever_stands_first(encoding):
    line = '{"uid": "x", "anchor": {"exact": "één", "start": 0, "end": 3}, "article": {"id": "a"}}'
    notes, problems = read_notes(f"half a line}}\n{line}\n".encode(encoding), "x")
    assert [note.anchor.exact for note in notes] == ["één"]
    assert problems == ["Line 1 of x is left out: it is not JSON."]


# Tags


def test_tags_get_the_form_they_have_here():
    table = b"tag,description\nForeign policy,one\nForeign-policy,two\nwar/ west,\nwar,\n#,\n"
    assert read_tags(table, "x") == (
        {"Foreign-policy": "one", "war/west": ""},
        ["“#” of x is left out: it is no tag."],
    )


def test_tags_are_brought_in_by_one_step_that_leaves_what_the_user_said(notebook):
    notebook.describe_tag("mine", "As I say.")
    notebook.colour_tag("bare", "red")
    meanings = {"mine": "As they say.", "bare": "Described.", "new": "", "newer": "Told."}
    *counts, saved = bring_in_tags(notebook, meanings)
    saved.result(10)
    assert counts == [2, 1, 1]
    assert notebook.tag_infos == {
        "mine": TagInfo("mine", "As I say."),
        "bare": TagInfo("bare", "Described.", "red"),
        "new": TagInfo("new"),
        "newer": TagInfo("newer", "Told."),
    }
    assert bring_in_tags(notebook, meanings)[:3] == (0, 0, 4)
    undone = notebook.undo()
    assert undone is not None
    assert undone[0] == "bringing in 3 tags"
    assert set(notebook.tag_infos) == {"mine", "bare"}
