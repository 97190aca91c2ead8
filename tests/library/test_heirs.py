"""What was written on a file that was renamed and edited at once is on the new file, where that is clear."""

from __future__ import annotations

import pytest

from reader.library import heirs
from reader.library.correcting import Subject, is_placed, uid_of

SENTENCES = [
    "Haftar rukt op naar Tripoli, zo melden ooggetuigen",
    "De stad wacht af wat er gebeurt",
    "Niemand weet hoe lang dat nog duurt",
    "Generaal Haftar zelf zwijgt over zijn plannen",
    "De olievelden in het zuiden liggen stil",
    "Europa roept op tot een wapenstilstand",
]
TEXT = "Haftar bij Tripoli\n\n" + ". ".join(SENTENCES) + ".\n"
EDITED = TEXT.replace("De stad wacht af", "De bange stad wacht af") + "\nNaschrift van de redactie bij dit stuk.\n"
REWRITTEN = "Nieuwe kop boven het oude stuk\n\n" + ". ".join(
    sentence.replace(" de ", " die ").replace("De ", "Die ").replace(" dat ", " dit ").replace("Haftar", "Hafter")
    for sentence in SENTENCES
)
OTHER = "Verkiezingen in Tunesië\n\nDe opkomst was laag. Niemand had een meerderheid. Er wordt nu onderhandeld.\n"


@pytest.fixture
def library(write, opened):
    write("a.txt", TEXT)
    write("ander.txt", OTHER)
    return opened()


@pytest.fixture
def note(library, span_of):
    def take(*quotes: str):
        article = library.open(library.find("a.txt")).article
        for quote in quotes:
            library.notebook.write(article, span_of(article, quote), text="mijn noot")

    return take


@pytest.fixture
def rename(root, write):
    """Renames the file of the article, and edits it at the same time."""

    def do(name: str = "b.txt", text: str = EDITED) -> None:
        (root / "a.txt").unlink()
        write(name, text)

    return do


def followed(library):
    return [step.item.told for step in heirs.follow(library)]


def marks_of(library, name):
    row = library.find(name)
    return row.read, row.starred, row.date.value, row.tags, row.notes


def test_marks_and_notes_follow_a_file_that_was_renamed_and_edited(library, note, rename, opened):
    library.mark(library.find("a.txt"), read=True, starred=True, tags=("front",))
    library.set_date(library.find("a.txt"), "2019-05")
    note("De stad wacht af")
    rename()
    again = opened()
    assert marks_of(again, "b.txt") == (False, False, None, (), 0)
    assert followed(again) == [
        "a.txt is b.txt now: renamed and edited, but clearly the same, so what you wrote on it is there again."
    ]
    assert marks_of(again, "b.txt") == (True, True, "2019-05", ("front",), 1)
    ((taken, placing),) = again.notes_in(again.open(again.find("b.txt")).article)
    assert (taken.text, placing.state) == ("mijn noot", "moved")
    assert followed(again) == []
    assert marks_of(opened(), "b.txt") == (True, True, "2019-05", ("front",), 1)


def test_a_mark_alone_follows_and_so_does_a_note_alone(library, note, rename, opened):
    library.mark(library.find("a.txt"), starred=True)
    rename()
    assert len(followed(opened())) == 1
    assert opened().find("b.txt").starred


def test_following_is_one_step_for_undo_and_is_not_done_again_by_itself(library, note, rename, opened):
    library.mark(library.find("a.txt"), starred=True)
    note("De stad wacht af")
    rename()
    again = opened()
    assert followed(again)
    label, _ = again.notebook.undo()
    assert label == "a.txt is b.txt now"
    assert marks_of(again, "b.txt") == (False, False, None, (), 0)
    assert again.strays
    assert followed(opened()) == []
    assert opened().find("b.txt").notes == 0


def test_corrections_of_single_passages_follow_and_come_back(library, rename, opened, span_of):
    article = library.open(library.find("a.txt")).article
    library.mark(library.find("a.txt"), read=True)
    span = span_of(article, "Haftar", occurrence=3)
    library.corrections.deny(Subject("Haftar", "PER", None, article, span), here=True)
    rename()
    again = opened()
    ((_, before),) = again.corrections.all()
    assert not is_placed(again, before)
    assert followed(again)
    ((uid, now),) = again.corrections.all()
    assert (uid, now.article.path, is_placed(again, now)) == (uid_of(now), "b.txt", True)
    again.notebook.undo()
    assert again.corrections.all() == [(uid_of(before), again.corrections.all()[0][1])]
    assert again.corrections.all()[0][1].article.path == "a.txt"


def test_the_old_file_that_comes_back_has_its_notes_again(library, note, rename, opened, write):
    note("De stad wacht af")
    rename()
    assert followed(opened())
    write("a.txt", TEXT)
    again = opened()
    assert (again.find("a.txt").notes, again.find("b.txt").notes) == (1, 0)


def test_what_followed_once_follows_again(library, note, rename, opened, root, write):
    library.mark(library.find("a.txt"), starred=True)
    note("De stad wacht af", "Europa roept op")
    rename()
    assert followed(opened())
    (root / "b.txt").unlink()
    write("c.txt", EDITED + "Nog een nieuwe regel onder aan het stuk.\n")
    again = opened()
    assert followed(again)[0].startswith("b.txt is c.txt now")
    assert marks_of(again, "c.txt") == (False, True, None, (), 2)


@pytest.mark.parametrize("read", [False, True], ids=["unread", "read"])
def test_a_file_renamed_at_one_start_and_edited_at_the_next_keeps_what_it_has(
    library, note, opened, root, write, read
):
    note("De stad wacht af")
    (root / "a.txt").rename(root / "b.txt")
    again = opened()
    if read:
        again.mark(again.find("b.txt"), starred=True)
    write("b.txt", EDITED)
    again = opened()
    followed(again)
    assert marks_of(again, "b.txt") == (False, read, None, (), 1)


def test_where_every_sentence_was_changed_the_quotes_tell(library, note, rename, opened):
    note(SENTENCES[0], SENTENCES[3], SENTENCES[4])
    rename(text=REWRITTEN)
    again = opened()
    assert len(followed(again)) == 1
    assert again.find("b.txt").notes == 3


def test_where_every_sentence_was_changed_and_there_is_no_quote_nothing_follows(library, rename, opened):
    library.mark(library.find("a.txt"), starred=True)
    rename(text=REWRITTEN)
    again = opened()
    assert followed(again) == []
    assert len(again.strays) == 1


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"b.txt": OTHER}, id="another article came"),
        pytest.param({}, id="none came"),
        pytest.param({"b.txt": EDITED, "c.txt": EDITED + "Nog een regel meer."}, id="two that are as much like it"),
        pytest.param({"b.txt": "\n".join(SENTENCES[:2])}, id="a part of it"),
    ],
)
def test_where_it_is_not_clear_nothing_follows(library, note, opened, root, write, files):
    library.mark(library.find("a.txt"), starred=True)
    note("De stad wacht af", "Europa roept op")
    (root / "a.txt").unlink()
    for name, text in files.items():
        write(name, text)
    again = opened()
    assert followed(again) == []
    assert [again.find(name).starred for name in files] == [False] * len(files)


def test_an_article_that_was_there_before_takes_nothing_over(library, note, opened, root, write):
    note("De stad wacht af")
    write("b.txt", EDITED)
    opened()
    (root / "a.txt").unlink()
    assert followed(opened()) == []


def test_two_that_would_both_have_become_one_article_become_none(library, opened, root, write):
    write("b.txt", TEXT.replace("Europa roept op", "De Europese Unie roept op"))
    library = opened()
    for name in ("a.txt", "b.txt"):
        library.mark(library.find(name), starred=True)
        (root / name).unlink()
    write("c.txt", EDITED)
    assert followed(opened()) == []


def test_a_folder_of_articles_follows_in_one_step(library, opened, root, write):
    texts = [TEXT.replace(" de ", f" de {n}e ").replace("Haftar ", f"Haftar {n} ") for n in range(30)]
    for n, text in enumerate(texts):
        write(f"oud/{n:02}.txt", text.replace(". ", f" op dag {n}. "))
    library = opened()
    for row in library.all_rows():
        if row.path.startswith("oud/"):
            library.mark(row, starred=True)
    for n, text in enumerate(texts):
        (root / f"oud/{n:02}.txt").unlink()
        write(f"nieuw/{n:02}-x.txt", text.replace(". ", f" op dag {n}. ") + "Een regel erbij voor allemaal.\n")
    again = opened()
    (told,) = followed(again)
    assert told.startswith("oud/")
    assert "and 29 more: renamed and edited" in told
    assert all(again.find(f"nieuw/{n:02}-x.txt").starred for n in range(30))
    again.notebook.undo()
    assert not any(row.starred for row in again.all_rows())


def test_notes_that_must_not_be_changed_are_left_alone(library, note, rename, opened, monkeypatch):
    note("De stad wacht af")
    rename()
    again = opened()
    monkeypatch.setattr("reader.store.storage.NotesStorage.read_only", "The notes are read-only.")
    assert followed(again) == []


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("b.txt", "\n".join(SENTENCES[:2]), ["b.txt"]),
        ("b.txt", OTHER, []),
    ],
)
def test_what_it_may_be_is_offered_and_taken(library, note, rename, opened, name, text, expected):
    note("Europa roept op")
    rename(name, text)
    again = opened()
    assert followed(again) == []
    (stray,) = again.strays
    rows = heirs.offers(again, [stray])[stray]
    assert [row.path for row in rows] == expected
    for row in rows:
        heirs.settle(again, [(stray, row)])
        assert again.find(row.path).notes == 1
        assert not again.strays


def test_without_the_index_of_before_its_title_and_its_name_are_what_is_offered(library, note, rename, opened, paths):
    note("Europa roept op")
    rename("map/a.txt", REWRITTEN)
    paths.index(library.root).unlink()
    again = opened()
    assert followed(again) == []
    (stray,) = again.strays
    assert [row.path for row in heirs.offers(again, [stray])[stray]] == ["map/a.txt"]
