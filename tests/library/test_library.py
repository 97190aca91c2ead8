"""The library joins articles, notes, entities and translations, and never changes an article's file."""

from __future__ import annotations

import json
import os
import shutil
import threading
from collections import deque
from pathlib import Path

import pytest

from reader.errors import InputError, NotFoundError, StoreError
from reader.filters import matching, parse
from reader.library import Library
from reader.library.exports import exported
from reader.library.formats import FORMATS, default_path
from reader.model import Date
from reader.paths import Paths, shipped
from reader.settings import Settings
from reader.text import anchors

BODY = "Haftar rukt op naar Tripoli. De stad wacht af.\n\nNiemand weet wanneer. Of hoe."


@pytest.fixture
def library(opened, write):
    """A library of one short article; ``opened`` opens it again."""
    write("a.txt", BODY)
    return opened()


@pytest.fixture
def take(span_of):
    """Takes a note in an open library."""

    def take_it(library: Library, quote: str, path: str = "a.txt", **content: object) -> None:
        article = library.open(library.find(path)).article
        library.notebook.write(article, span_of(article, quote), **content)

    return take_it


def placed(library: Library, path: str = "a.txt") -> list[tuple[str, str, str | None]]:
    """The notes on an article: text, state, and what they are on now."""
    article = library.open(library.find(path)).article
    return [
        (note.text, placing.state, placing.span and placing.span.of(article.body))
        for note, placing in library.notes_in(article)
    ]


def written(library: Library) -> str:
    """The Markdown that the app writes."""
    deque(exported(library, FORMATS["markdown"]), maxlen=0)
    return default_path(library, FORMATS["markdown"]).read_text(encoding="utf-8")


def files(folder: Path) -> dict[str, bytes]:
    """The files in a folder with what is in them, without the notes."""
    paths = (
        path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith((".", "notes"))
    )
    return {path.name: path.read_bytes() for path in paths}


# Opening


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("missing", "There is no folder {}; name a folder that holds articles as .txt files."),
        ("file.txt", "{} is a file; name the folder it is in."),
        ("closed", "{} may not be read; change its permissions or name another folder."),
    ],
)
def test_a_folder_that_cannot_be_used_is_named(tmp_path, paths, monkeypatch, name, sentence):
    (tmp_path / "file.txt").touch()
    (tmp_path / "closed").mkdir()
    if name == "closed":
        monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(InputError) as refused:
        Library(tmp_path / name, paths, Settings())
    assert str(refused.value) == sentence.format(tmp_path / name)


def test_opening_and_listing_an_empty_folder_creates_nothing_in_it(root, opened):
    library = opened()
    assert library.all_rows() == []
    assert library.problems == []
    assert list(root.iterdir()) == []


def test_notes_that_cannot_be_read_are_named_when_they_are_asked_for(root, paths):
    (root / "notes.json").mkdir()
    library = Library(root, paths, Settings())
    with pytest.raises(StoreError, match=r"notes\.json"):
        library.sync_dates()
    library.close()


def test_damaged_notes_are_recovered_and_that_is_said(library, take, root, opened):
    take(library, "wacht af", text="Hoe lang?")
    library.close()
    with (root / "notes.json").open("ab") as file:
        file.write(b"<<<<<<< HEAD")
    again = opened()
    assert len(again.problems) == 1
    assert str(root / "notes.json") in again.problems[0]
    assert placed(again) == [("Hoe lang?", "exact", "wacht af")]


def test_closing_lets_go_of_everything_even_when_the_notes_cannot_be_saved(library, monkeypatch):
    def refuse() -> None:
        raise StoreError("full")

    monkeypatch.setattr(library.notebook.file, "close", refuse)
    with pytest.raises(StoreError, match="full"):
        library.close()
    with pytest.raises(StoreError, match="closed"):
        library.shelf.index.count()
    monkeypatch.undo()


# A library that cannot be written to


@pytest.fixture
def unwritable(root, monkeypatch):
    """Takes away the right to write below a folder, which root would have all the same."""
    access = os.access

    def answer(path, mode, **options):
        return access(path, mode, **options) and not (mode & os.W_OK and Path(path).is_relative_to(root))

    monkeypatch.setattr(os, "access", answer)


def test_its_notes_are_kept_elsewhere_and_that_is_said(root, write, opened, take, paths, unwritable):
    write("a.txt", BODY)
    library = opened()
    elsewhere = paths.notes_elsewhere(root)
    assert library.problems == [f"{root} cannot be written to; notes are kept in {elsewhere}."]
    take(library, "wacht af", text="Hoe lang?")
    assert placed(opened()) == [("Hoe lang?", "exact", "wacht af")]
    assert default_path(library, FORMATS["markdown"]) == elsewhere.with_name("notes.md")
    assert [path.name for path in root.iterdir()] == ["a.txt"]


def test_notes_that_are_in_it_already_are_taken_along(library, take, opened, root, monkeypatch, paths, request):
    take(library, "wacht af", text="Hoe lang?")
    library.notebook.file.flush(10)
    before = (root / "notes.json").read_bytes()
    request.getfixturevalue("unwritable")
    take(opened(), "weet wanneer", text="Nooit.")
    assert [text for text, *_ in placed(opened())] == ["Hoe lang?", "Nooit."]
    assert (root / "notes.json").read_bytes() == before


@pytest.fixture
def opened_read_only(opened, unwritable, monkeypatch):
    """Opens the library while its folder cannot be written to; from then on it can be again."""

    def open_it(change):
        library = opened()
        change(library)
        library.close()
        monkeypatch.undo()

    return open_it


def test_notes_that_were_kept_elsewhere_are_brought_back_once_it_can_be_written_to(
    root, write, opened, take, paths, opened_read_only
):
    write("a.txt", BODY)
    opened_read_only(lambda library: take(library, "wacht af", text="Hoe lang?"))
    library = opened()
    assert placed(library) == [("Hoe lang?", "exact", "wacht af")]
    inside = root / "notes.json"
    assert library.problems == [
        f"Notes that were kept elsewhere, as {root} could not be written to, are in {inside} now."
    ]
    library.close()
    assert "Hoe lang?" in inside.read_text(encoding="utf-8")
    assert not paths.notes_elsewhere(root).exists()
    again = opened()
    assert (placed(again), again.problems) == ([("Hoe lang?", "exact", "wacht af")], [])


def test_what_was_changed_and_deleted_elsewhere_is_so_in_it_too_and_nothing_is_there_twice(
    library, take, opened, root, monkeypatch, request
):
    for quote, text in (("wacht af", "Hoe lang?"), ("weet wanneer", "Nooit."), ("Haftar", "Wie?")):
        take(library, quote, text=text)
    library.close()

    def change(elsewhere):
        first, second, _ = elsewhere.notebook.notes
        elsewhere.notebook.change(first, text="Lang.")
        elsewhere.notebook.delete([second])

    request.getfixturevalue("opened_read_only")(change)
    assert [note.text for note in opened().notebook.notes] == ["Lang.", "Wie?"]


def test_notes_elsewhere_that_were_only_read_are_no_news(library, take, opened, paths, root, request):
    take(library, "wacht af", text="Hoe lang?")
    library.close()
    request.getfixturevalue("opened_read_only")(lambda elsewhere: elsewhere.notebook)
    again = opened()
    assert (placed(again), again.problems) == ([("Hoe lang?", "exact", "wacht af")], [])
    assert not paths.notes_elsewhere(root).exists()


def test_notes_elsewhere_that_are_damaged_are_brought_back_as_far_as_they_are_whole(
    root, write, opened, take, paths, opened_read_only
):
    write("a.txt", BODY)
    opened_read_only(lambda library: take(library, "wacht af", text="Hoe lang?"))
    elsewhere = paths.notes_elsewhere(root)
    elsewhere.write_bytes(elsewhere.read_bytes()[:-4])
    library = opened()
    assert placed(library) == [("Hoe lang?", "exact", "wacht af")]
    assert "as far as they are whole" in library.problems[0]


def test_where_there_is_no_other_place_either_it_says_so(root, paths, unwritable):
    paths.data.parent.mkdir(parents=True)
    paths.data.write_text("a file where the folder of notes would be", encoding="utf-8")
    library = Library(root, paths, Settings())
    with pytest.raises(StoreError) as refused:
        library.sync_dates()
    library.close()
    assert str(root) in str(refused.value)
    assert "--notes" in str(refused.value)


def test_notes_may_be_kept_in_a_file_of_ones_own(root, write, paths, tmp_path, take):
    write("a.txt", BODY)
    library = Library(root, paths, Settings(), tmp_path / "mine.json")
    deque(library.refresh(), maxlen=0)
    take(library, "wacht af")
    library.close()
    assert (tmp_path / "mine.json").exists()
    assert [path.name for path in root.iterdir()] == ["a.txt"]


# Notes and articles that change


def test_a_note_is_there_after_a_restart(library, take, opened):
    take(library, "wacht af", text="Hoe lang?", tags=["tijd"])
    again = opened()
    assert placed(again) == [("Hoe lang?", "exact", "wacht af")]
    assert again.find("a.txt").notes == 1


def test_a_renamed_file_keeps_its_notes(library, take, opened, root):
    take(library, "wacht af", text="Hoe lang?")
    (root / "a.txt").rename(root / "b.txt")
    again = opened()
    assert placed(again, "b.txt") == [("Hoe lang?", "exact", "wacht af")]
    assert again.find("b.txt").notes == 1
    assert again.facts(()).noted == frozenset(again.shelf.all().numbers)


def test_a_renamed_file_keeps_its_marks(library, opened, root):
    library.mark(library.find("a.txt"), starred=True, tags=("front",))
    library.set_date(library.find("a.txt"), "2019-05")
    (root / "a.txt").rename(root / "b.txt")
    again = opened()
    row = again.find("b.txt")
    assert (row.starred, row.tags, row.date.value) == (True, ("front",), "2019-05")
    assert again.facts(()).starred == frozenset(again.shelf.index.numbers([row.id]).values())
    again.mark(row, starred=False)
    assert (again.find("b.txt").starred, again.find("b.txt").tags) == (False, ("front",))
    assert len(again.notebook.marks) == 1
    again.notebook.undo()
    assert again.find("b.txt").starred


def test_a_copy_of_a_file_does_not_take_its_marks(library, opened, write, root):
    library.mark(library.find("a.txt"), starred=True)
    write("b.txt", (root / "a.txt").read_text("utf-8"))
    again = opened()
    assert (again.find("a.txt").starred, again.find("b.txt").starred) == (True, False)


def test_on_a_renamed_file_the_same_passage_is_still_the_same(library, take, opened, root, span_of):
    take(library, "wacht af", text="Hoe lang?")
    (root / "a.txt").rename(root / "b.txt")
    again = opened()
    article = again.open(again.find("b.txt")).article
    note = again.note_at(article, span_of(article, "wacht af"))
    assert note is not None
    assert note.text == "Hoe lang?"
    assert again.note_at(article, span_of(article, "wacht")) is None


def test_in_an_edited_file_notes_move_with_their_passages_or_are_orphans(library, take, write, opened):
    take(library, "wacht af", text="Hoe lang?")
    take(library, "Of hoe.", text="Gewapend.")
    take(library, "Haftar rukt op naar Tripoli.", text="Sinds donderdag.")
    before = [note.anchor for note in library.notebook.notes]
    write("a.txt", "Eerst dit.\n\nDe stad wacht af.\n\nNiemand weet wanneer en of hoe.")
    again = opened()
    assert placed(again) == [
        ("Hoe lang?", "moved", "wacht af"),
        ("Gewapend.", "moved", "of hoe."),
        ("Sinds donderdag.", "orphan", None),
    ]
    assert [note.anchor for note in again.notebook.notes] == before


def test_when_the_edit_is_taken_back_the_orphans_are_home_again(library, take, write, opened):
    take(library, "Haftar rukt op naar Tripoli.", text="Sinds donderdag.")
    write("a.txt", "Iets heel anders.")
    assert placed(opened())[0][1] == "orphan"
    write("a.txt", BODY)
    assert placed(opened()) == [("Sinds donderdag.", "exact", "Haftar rukt op naar Tripoli.")]


def test_the_notes_of_an_article_stand_in_text_order_with_all_that_overlap(library, take):
    for quote in ("wacht af", "rukt op", "De stad wacht af.", "rukt op naar"):
        take(library, quote, text=quote)
    assert [text for text, *_ in placed(library)] == ["rukt op", "rukt op naar", "De stad wacht af.", "wacht af"]


def test_the_notes_of_a_deleted_file_are_kept_and_exported(library, take, opened, root):
    take(library, "wacht af", text="Hoe lang?")
    (root / "a.txt").unlink()
    again = opened()
    (excerpt,) = again.excerpts()
    assert (excerpt.note.text, excerpt.placing, excerpt.article) == ("Hoe lang?", anchors.ORPHAN, None)
    assert "Hoe lang?" in written(again)


def test_two_files_with_the_same_text_have_notes_of_their_own(library, take, write, opened):
    take(library, "wacht af", text="Hoe lang?")
    write("b.txt", BODY)
    again = opened()
    assert placed(again, "b.txt") == []
    take(again, "wacht af", "b.txt", text="Nog steeds.")
    assert placed(again) == [("Hoe lang?", "exact", "wacht af")]
    assert placed(again, "b.txt") == [("Nog steeds.", "exact", "wacht af")]


# Marks and dates


def test_marks_show_in_the_list_and_in_filters(library, take):
    row = library.find("a.txt")
    library.mark(row, starred=True, tags=("Front",))
    library.mark_read(row)
    take(library, "wacht af", tags=["Tijd/lang"])
    row = library.find("a.txt")
    assert (row.starred, row.read, row.tags, row.notes) == (True, True, ("Front",), 1)
    articles, keys = library.shelf.all(), library.shelf.index.keys()
    for query in ("#front", "#tijd", "is:read is:starred is:noted", "wacht -#oost", "haftar"):
        assert len(matching(articles, parse(query), keys, library.facts(()))) == (
            0 if query.startswith("wacht") else 1
        )


def test_reading_an_article_is_nothing_to_undo(library):
    library.mark(library.find("a.txt"), starred=True)
    library.mark_read(library.find("a.txt"))
    undone = library.notebook.undo()
    assert undone is not None
    assert undone[0].startswith("the marks of “Haftar rukt op")
    assert library.notebook.undo() is None
    assert library.find("a.txt").read


def test_marks_of_an_article_that_is_gone_are_kept(library, opened, write, root):
    library.mark(library.find("a.txt"), starred=True)
    text = (root / "a.txt").read_text(encoding="utf-8")
    (root / "a.txt").unlink()
    assert opened().facts(()).starred == frozenset()
    write("a.txt", text)
    assert opened().find("a.txt").starred


@pytest.mark.parametrize("path", ["a.txt", "b.txt"], ids=["undated", "dated by its file"])
def test_the_users_own_date_is_kept_with_the_notes_and_never_in_the_file(library, write, opened, root, path):
    write("b.txt", "date 2018 De wereld.")
    library = opened()
    before, own = files(root), Date("2019-04", "user")
    library.set_date(library.find(path), " 2019-04 ")
    library.notebook.file.flush(10)
    assert library.find(path).date == library.open(library.find(path)).article.date == own
    assert library.all_rows()[0].path == path
    kept = json.loads((root / "notes.json").read_bytes())["articles"]
    assert [marks["date"] for marks in kept.values()] == ["2019-04"]
    assert opened().find(path).date == own
    assert files(root) == before


def test_without_a_date_of_their_own_the_user_gets_back_the_files(write, opened):
    write("b.txt", "date 2018 De wereld.")
    library = opened()
    library.set_date(library.find("b.txt"), "2019-04")
    library.set_date(library.find("b.txt"), "")
    assert library.find("b.txt").date == Date("2018", "text")
    assert library.notebook.marks == {}


def test_a_date_is_undone(library):
    library.set_date(library.find("a.txt"), "2019-04")
    undone = library.notebook.undo()
    library.sync_dates()
    assert undone is not None
    assert undone[0].startswith("the date of “Haftar rukt op")
    assert library.find("a.txt").date == Date()


def test_what_is_no_date_is_refused_and_changes_nothing(library):
    with pytest.raises(InputError, match="is no date"):
        library.set_date(library.find("a.txt"), "april")
    assert library.find("a.txt").date == Date()


def test_a_date_in_the_notes_that_is_none_is_passed_over(library, opened, root):
    library.set_date(library.find("a.txt"), "2019-04")
    library.close()
    notes = (root / "notes.json").read_text(encoding="utf-8")
    (root / "notes.json").write_text(notes.replace('"2019-04"', '"april"'), encoding="utf-8")
    assert opened().find("a.txt").date == Date()


def test_an_article_that_is_not_there_is_refused(library):
    with pytest.raises(NotFoundError):
        library.find("b.txt")


# What is known of a passage


@pytest.fixture
def samples(root, opened):
    """The samples, with the translation that ships with them."""
    shutil.copytree(shipped("seeds"), root, dirs_exist_ok=True)
    return opened(Settings())


def test_an_excerpt_carries_the_translations_of_the_sentences_it_touches(samples, take):
    take(samples, "Haftars troepen namen donderdag de stad Gharyan in", "000")
    (excerpt,) = samples.excerpts()
    (translation,) = excerpt.translations
    assert translation.source.startswith("Haftars troepen")
    assert "Gharyan" in translation.text
    assert translation.provenance.kind == "memory"
    assert translation.provenance.note == "reference translation shipped with libya-reader"


def test_an_excerpt_over_a_sentence_end_carries_both_translations(samples, take):
    take(samples, "deel van Libië beheerst. Haftars troepen", "000")
    assert len(samples.excerpts()[0].translations) == 2


def test_an_excerpt_carries_the_entities_inside_it(samples, take):
    take(
        samples,
        "troepen namen donderdag de stad Gharyan in, op een kleine 80 kilometer ten zuiden van Tripoli",
        "000",
    )
    (excerpt,) = samples.excerpts()
    assert excerpt.placing.span is not None
    assert {("Gharyan", "LOC"), ("Tripoli", "LOC")} <= {(entity.text, entity.label) for entity in excerpt.entities}
    assert all(excerpt.placing.span.covers(entity.span) for entity in excerpt.entities)


def test_a_bare_excerpt_has_its_place_only(samples, take):
    take(samples, "Haftars troepen", "000")
    (excerpt,) = samples.excerpts(bare=True)
    assert excerpt.placing.state == "exact"
    assert excerpt.article is not None
    assert (excerpt.translations, excerpt.entities) == ((), ())


def test_excerpts_can_be_had_of_some_notes_only(library, take):
    take(library, "wacht af", text="een")
    take(library, "Niemand", text="twee")
    chosen = [note for note in library.notebook.notes if note.text == "twee"]
    assert [excerpt.note.text for excerpt in library.excerpts(chosen)] == ["twee"]
    assert library.excerpts([]) == []


def test_entities_are_found_once_and_kept(samples, opened, monkeypatch):
    article = samples.open(samples.find("000"))
    assert samples.known_entities(article) is None
    begun, step = samples.names.look_for(*article)
    assert begun.item is None
    assert step.item
    again = opened()
    (dutch,) = again.recognisers.members
    monkeypatch.setattr(dutch, "recognise", lambda _: pytest.fail("they were looked for"))
    assert again.entities(again.open(again.find("000"))) == step.item


@pytest.mark.parametrize(("language", "source"), [("nl", "model"), ("nl-BE", "model"), ("de", "gazetteer")])
def test_in_languages_that_no_recogniser_reads_listed_names_are_found(write, opened, language, source):
    write("a.txt", "In Berlin sprach Angela Merkel.")
    library = opened(Settings(language=language))
    article = library.open(library.find("a.txt"))
    assert library.known_entities(article) is None
    found = library.entities(article)
    assert ("Angela Merkel", source) in [(entity.text, entity.source) for entity in found]
    assert library.known_entities(article) == found
    assert (library.names.reader_of(language) is None) == (language == "de")


def test_every_sentence_of_the_samples_has_its_translation(samples):
    for row in samples.all_rows():
        article = samples.open(row)
        assert None not in samples.translations.known(article.document, row.language)


def test_other_articles_have_none_and_the_status_says_why(library):
    article = library.open(library.find("a.txt"))
    assert library.translations.known(article.document, "nl") == [None] * 4
    assert not library.translations.status("nl").ready


def test_a_library_may_have_a_translation_memory_of_its_own(library, root, opened):
    tmx = (shipped("seeds") / "nl-en.tmx").read_text(encoding="utf-8")
    unit = tmx[tmx.index("<tu") : tmx.index("</tu>")]
    source = unit[unit.index("<seg>") + 5 : unit.index("</seg>")]
    own = tmx.replace(f"<seg>{source}</seg>", "<seg>Of hoe.</seg>", 1)
    (root / "own.tmx").write_text(own, encoding="utf-8")
    again = opened()
    known = again.translations.known(again.open(again.find("a.txt")).document, "nl")
    assert [translation is not None for translation in known] == [False, False, False, True]


# Several threads


def test_entities_and_rows_may_be_asked_for_by_other_threads(samples):
    articles = [samples.open(row) for row in samples.all_rows()]
    found: list[int] = []

    def look(article) -> None:
        found.append(len(samples.entities(article)))

    threads = [threading.Thread(target=look, args=[article]) for article in articles]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 3
    assert all(found)


def test_a_library_is_one_and_the_same_through_a_link(library, take, root, tmp_path, paths: Paths):
    take(library, "wacht af", text="Hoe lang?")
    library.close()
    (tmp_path / "link").symlink_to(root)
    linked = Library(tmp_path / "link", paths, Settings())
    assert placed(linked) == [("Hoe lang?", "exact", "wacht af")]
    linked.close()
