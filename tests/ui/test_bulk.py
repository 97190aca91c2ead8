"""What changes many notes is left to a thread; the reader goes on meanwhile, and is told when it is done."""

from __future__ import annotations

import threading

import pytest

from reader.library.notebook import Notebook


@pytest.fixture(autouse=True)
def everything_is_many(monkeypatch):
    monkeypatch.setattr("reader.ui.screens.changes.MANY", 1)
    monkeypatch.setattr("reader.ui.screens.notes_browser._MANY", 1)


@pytest.fixture
def slow(monkeypatch):
    """Renaming a tag waits until it is let go."""
    gate, rename = threading.Event(), Notebook.rename_tag

    def wait(notebook, old, new):
        assert gate.wait(10)
        return rename(notebook, old, new)

    monkeypatch.setattr(Notebook, "rename_tag", wait)
    yield gate
    gate.set()


async def test_tagging_everywhere_and_undo(sit_down):
    async with sit_down() as user:
        await user.press("enter")
        await user.press("e", "W")
        await user.press("#", *"haftar", "enter")
        await user.saved()
        assert "#haftar on 47 passages · saved" in user.status
        await user.press("u")
        assert user.notes() == []
        assert "Undid: #haftar on 47 passages" in user.status
        await user.press("u")
        assert "Nothing to be undone" in user.status


async def test_all_notes_are_marked_tagged_and_deleted_in_one_step_each(sit_down):
    async with sit_down() as user:
        await user.press("enter", "1", "#", *"front", "enter", ")", "#", *"front", "enter", "B")
        await user.press("a", "#", *"stad")
        await user.press("enter")
        assert {tags for _, _, tags in user.notes()} == {("front", "stad")}
        await user.press("x")
        assert user.notes() == []
        await user.press("u")
        await user.press("u")
        assert {tags for _, _, tags in user.notes()} == {("front",)}


async def test_a_second_change_waits_for_the_first_and_reading_does_not(sit_down, slow):
    async with sit_down() as user:
        await user.press("enter", "#", *"front", "enter", "M")
        await user.tap("r", "ctrl+u", *"line", "enter")
        assert "#front is #line now …" in user.status
        await user.tap("x")
        assert "Another change is still being made" in user.status
        await user.tap("u")
        assert "Another change is still being made" in user.status
        slow.set()
        await user.press("j")
        assert {tags for _, _, tags in user.notes()} == {("line",)}


async def test_what_ends_after_its_screen_is_told_at_the_desk(sit_down, slow):
    async with sit_down() as user:
        await user.press("enter", "#", *"front", "enter", "M")
        await user.tap("r", "ctrl+u", *"line", "enter", "escape")
        assert user.app.screen is user.desk
        slow.set()
        await user.press("t")
        assert {tags for _, _, tags in user.notes()} == {("line",)}
        assert user.shows("#line")


async def test_a_change_that_is_refused_is_told(sit_down, monkeypatch):
    async with sit_down() as user:
        await user.press("enter", "#", *"front", "enter", "M")
        monkeypatch.setattr("reader.store.storage.NotesStorage.read_only", "The notes are read-only.")
        await user.press("x")
        assert user.shows("The notes are read-only.")
        assert len(user.notes()) == 1
