"""What changes many notes is left to a thread; the reader goes on meanwhile, and is told when it is done."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from types import SimpleNamespace

import pytest

from reader.library.notebook import Notebook
from tests.ui.conftest import quiet


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


@pytest.fixture
def halfway(monkeypatch):
    """Every change of several notes waits, after it has told how far it is, until it is let go."""
    gate, reached = threading.Event(), threading.Event()

    def now_and_then(tell):
        def wait(done, total):
            tell(done, total)
            reached.set()
            assert gate.wait(10)

        return wait

    monkeypatch.setattr("reader.ui.jobs.now_and_then", now_and_then)
    monkeypatch.setattr("reader.store.underway._OFTEN", 1)
    yield SimpleNamespace(go_on=gate.set, stop=gate.clear, reached=reached.wait)
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
        await user.tap("U")
        assert "Another change is still being made" in user.status
        slow.set()
        await user.press("j")
        assert {tags for _, _, tags in user.notes()} == {("line",)}


async def test_an_earlier_change_that_is_saved_meanwhile_leaves_the_line_to_it(sit_down, slow):
    earlier: Future[None] = Future()
    async with sit_down() as user:
        await user.press("enter", "#", *"front", "enter", "M")
        user.app.screen.follow("Earlier", earlier)
        await user.tap("r", "ctrl+u", *"line", "enter")
        earlier.set_result(None)
        await quiet(user.pilot)
        assert "#front is #line now …" in user.status
        slow.set()


async def test_a_change_tells_how_far_it_is_and_the_key_that_takes_it_back_stops_it(sit_down, halfway):
    halfway.go_on()
    async with sit_down() as user:
        await user.press("enter", "1", "#", *"front", "enter", ")", "#", *"front", "enter", "B")
        before = user.library.notebook.notes
        halfway.stop()
        await user.press("a")
        await user.tap("x")
        assert halfway.reached(10)
        await user.until("0 % · u stops it")
        await user.tap("u")
        assert "Stopping …" in user.status
        halfway.go_on()
        await user.until("Stopped: nothing was changed.")
        assert user.library.notebook.notes == before
        await user.press("x")
        assert user.notes() == []


async def test_an_undo_is_stopped_by_redo_and_can_be_asked_for_again(sit_down, halfway):
    halfway.go_on()
    async with sit_down() as user:
        await user.press("enter", "1", "#", *"front", "enter", ")", "#", *"front", "enter", "B")
        await user.press("a", "x")
        halfway.stop()
        await user.tap("u")
        await user.until("Undoing … 0 % · U stops it")
        await user.tap("u")
        assert "Another change is still being made" in user.status
        await user.tap("U")
        halfway.go_on()
        await user.until("Stopped: nothing was changed.")
        assert user.notes() == []
        await user.press("u")
        assert len(user.notes()) == 2


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
