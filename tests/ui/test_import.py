"""Bringing in notes and tags: what a file would bring is shown first."""

from __future__ import annotations

import json

import pytest

NOTE = {
    "uid": "a" * 32,
    "article": {"path": "002_6f277c47d6171ce6.txt"},
    "anchor": {"exact": "Dankzij Turkse militaire steun"},
    "note": "waarom?",
    "tags": ["steun"],
}


@pytest.fixture
def lines(samples):
    """Writes notes.jsonl into the library."""

    def write(*records: object) -> None:
        text = "".join(f"{json.dumps(record)}\n" for record in records)
        (samples / "notes.jsonl").write_text(text, encoding="utf-8")

    return write


async def test_what_a_file_would_bring_is_shown_before_it_is_brought_in(sit_down, lines):
    lines(NOTE, {**NOTE, "uid": "b" * 32, "article": {"path": "elders.txt"}})
    async with sit_down() as user:
        await user.press("I", *"notes.jsonl", "enter")
        assert user.shows("JSON lines: 1 new note, 0 here already.")
        assert user.shows("there is no article “elders.txt”")
        assert user.notes() == []
        await user.press("enter")
        await user.saved()
        assert user.notes() == [("Dankzij Turkse militaire steun", "waarom?", ("steun",))]
        assert "1 notes from notes.jsonl" in user.status
        await user.press("u")
        assert user.notes() == []


async def test_what_is_here_already_is_not_brought_in_again(sit_down, lines):
    lines(NOTE)
    async with sit_down() as user:
        await user.press("I", *"notes.jsonl", "enter")
        await user.press("enter")
        await user.press("I", *"notes.jsonl", "enter")
        assert user.shows("JSON lines: 0 new notes, 1 here already.")
        assert user.shows("Nothing to bring in")
        await user.press("enter", "escape")
        assert len(user.notes()) == 1


async def test_tags_come_with_what_they_mean(sit_down, samples):
    (samples / "tags.csv").write_text("tag,description\nfront,waar gevochten wordt\nolie,\n", encoding="utf-8")
    async with sit_down() as user:
        await user.press("I", *"tags.csv", "enter")
        assert user.shows("table of tags: 2 new tags, 0 here already.")
        await user.press("enter")
        assert user.library.notebook.tag_infos["front"].description == "waar gevochten wordt"
        await user.press("u")
        assert user.library.notebook.tag_infos == {}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("nowhere.csv", None, "There is no file"),
        ("project.qdpx", b"PK\3\4project.qde\0", "is a packed project; export its codebook"),
        ("report.docx", b"PK\3\4word\0", "is not a text file"),
        ("x.xml", b"<nothing/>", "is not a codebook"),
        ("x.json", b"{", "is not JSON"),
        ("x.txt", b"Een verhaal.\n", "has no column “tag”"),
    ],
)
async def test_what_cannot_be_brought_in_is_told(sit_down, samples, name, content, said):
    if content is not None:
        (samples / name).write_bytes(content)
    async with sit_down() as user:
        await user.press("I", *name, "enter")
        assert user.shows(said)
        await user.press("enter", "escape")
        assert user.app.screen is user.desk


async def test_the_name_of_a_file_is_completed(sit_down, lines):
    lines(NOTE)
    async with sit_down() as user:
        await user.press("I", *"notes.jsonl"[:7])
        await user.until("notes.jsonl")
        await user.press("right", "enter")
        assert user.shows("1 new note")


async def test_another_name_takes_back_what_was_found(sit_down, lines):
    lines(NOTE)
    async with sit_down() as user:
        await user.press("I", *"notes.jsonl", "enter")
        await user.press("backspace")
        assert not user.shows("1 new note")
        await user.press("enter")
        assert user.shows("There is no file")
        assert user.notes() == []


async def test_an_empty_name_and_escape_do_nothing(sit_down):
    async with sit_down() as user:
        await user.press("I", "enter", "escape")
        assert user.app.screen is user.desk


async def test_read_only_notes_are_told(sit_down, lines, monkeypatch):
    lines(NOTE)
    async with sit_down() as user:
        monkeypatch.setattr("reader.store.storage.NotesStorage.read_only", "The notes are read-only.")
        await user.press("I", *"notes.jsonl", "enter")
        await user.press("enter")
        assert user.shows("The notes are read-only.")
