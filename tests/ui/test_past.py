"""Deleted notes and backups come back."""

from __future__ import annotations

import pytest


async def test_a_deleted_note_comes_back_as_it_was(sit_down):
    async with sit_down() as user:
        await user.press("enter", *"#front", "enter", *"aone", "ctrl+s", "A", "tab", "x", "R")
        assert user.shows("Deleted notes")
        assert user.shows("one · #front")
        assert "1 deleted note" in user.status
        await user.press("enter")
        await user.saved()
        assert "Note is back · saved" in user.status
        assert [(text, tags) for _, text, tags in user.notes()] == [("one", ("front",))]
        await user.press("u")
        assert user.notes() == []
        assert "Undid: restoring a deleted note" in user.status
        await user.press("U", "escape")
        assert user.shows("#front")


@pytest.mark.parametrize("size", [1, 100], ids=["in a thread", "at once"])
async def test_several_deleted_notes_come_back_in_one_step(sit_down, monkeypatch, size):
    monkeypatch.setattr("reader.ui.screens.changes.MANY", size)
    async with sit_down() as user:
        for text in ("one", "two", "three"):
            await user.press(*(("enter",) if text == "one" else (")",)), "a", *text, "ctrl+s")
        for keys in ("B", "ax", ["escape", "R"]):
            await user.press(*keys)
        await user.until("3 deleted notes")
        await user.press("space")
        assert user.shows(" ● “")
        await user.press("escape")
        assert not user.shows(" ● “")
        await user.press("a", "enter")
        await user.until("3 notes are back · saved")
        assert sorted(text for _, text, _ in user.notes()) == ["one", "three", "two"]
        await user.press("u")
        await user.until("Undid: restoring 3 deleted notes")
        assert user.notes() == []
        await user.press("U")
        assert len(user.notes()) == 3


async def test_what_undo_took_back_hides_no_deleted_note_and_comes_back_as_one(sit_down):
    async with sit_down() as user:
        await user.press("enter", "a", *"mine", "ctrl+s", "A", "tab", "x")
        article = user.desk.article.opened
        spans = [(article.article, sentence.span) for sentence in article.document.sentences[2:8]]
        user.library.notebook.tag_many(spans, ["stad"])
        await user.press("u", "R")
        assert user.status.strip().startswith("1 deleted note ·")
        assert user.shows("Taken back by undo")
        assert user.shows("6 notes: “")
        await user.press("j", "enter")
        await user.until("6 notes are back · saved")
        assert len(user.notes()) == 6
        assert not user.shows("Taken back by undo")


async def test_a_mark_chooses_which_notes_come_back(sit_down):
    async with sit_down() as user:
        for text in ("one", "two", "three"):
            await user.press(*(("enter",) if text == "one" else (")",)), "a", *text, "ctrl+s")
        for keys in ("B", "ax", ["escape", "R"]):
            await user.press(*keys)
        await user.until("3 deleted notes")
        await user.press("space", "space", "enter")
        await user.until("2 notes are back · saved")
        assert len(user.notes()) == 2


async def test_a_backup_is_made_and_restored_after_a_question(sit_down):
    async with sit_down() as user:
        await user.press("enter", "a", *"one", "ctrl+s")
        await user.saved()
        await user.press("R", "b")
        await user.until("made when you asked for it")
        await user.press("escape", "a", *" two", "ctrl+s", ")", "a", *"three", "ctrl+s", "R")
        await user.until("made when you asked for it")
        await user.press("enter")
        assert user.shows("Restore the backup of ")
        assert user.shows("which has 1 note?")
        await user.press("n")
        assert [text for _, text, _ in user.notes()] == ["one two", "three"]
        await user.press("enter", "y")
        assert [text for _, text, _ in user.notes()] == ["one", "three"]
        assert "0 notes back, 1 as they were, 1 kept" in user.status
        await user.press("u")
        assert [text for _, text, _ in user.notes()] == ["one two", "three"]


async def test_when_nothing_can_come_back_that_is_said(sit_down):
    async with sit_down() as user:
        await user.press("R")
        assert user.shows("No note was deleted, and there is no backup yet. b makes one.")
        await user.press("enter", "u", "escape")
        assert user.app.screen is user.desk


@pytest.mark.parametrize("size", [(80, 24), (60, 16), (200, 60)])
async def test_it_fits_on_any_screen(sit_down, size):
    async with sit_down(size=size) as user:
        await user.press("enter", "a", *"one", "ctrl+s", "A", "tab", "x", "R")
        assert user.shows("one")
        assert "1 deleted note" in user.status
