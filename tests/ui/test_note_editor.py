"""The dialog in which a note is written never loses text."""

from __future__ import annotations

import pytest


async def test_it_shows_the_passage_and_its_tags(sit_down):
    async with sit_down() as user:
        await user.press("enter", *")vww#", *"front", "enter", "a")
        assert user.shows("“Dankzij Turkse militaire”")
        assert user.shows("#front")


async def test_escape_closes_it_when_nothing_was_written(sit_down):
    async with sit_down() as user:
        await user.press("enter", "a", "escape")
        assert user.app.screen is user.desk
        assert user.notes() == []


async def test_escape_asks_when_something_was_written(sit_down):
    async with sit_down() as user:
        await user.press("enter", "a", *"precious", "escape")
        assert user.shows("Not saved yet")
        assert user.shows("precious")


async def test_escape_again_goes_on_writing(sit_down):
    async with sit_down() as user:
        await user.press("enter", "a", *"one", "escape", "escape", *"sd", "ctrl+s")
        assert [text for _, text, _ in user.notes()] == ["onesd"]


async def test_s_saves(sit_down):
    async with sit_down() as user:
        await user.press("enter", "a", *"one", "escape", "s")
        assert [text for _, text, _ in user.notes()] == ["one"]
        assert user.app.screen is user.desk


async def test_d_discards(sit_down):
    async with sit_down() as user:
        await user.press("enter", "a", *"one", "escape", "d")
        assert user.notes() == []
        assert user.app.screen is user.desk


async def test_other_letters_are_no_answer(sit_down):
    async with sit_down() as user:
        await user.press("enter", "a", *"one", "escape", *"xyz")
        assert user.shows("Not saved yet")
        await user.press("escape", "ctrl+s")
        assert [text for _, text, _ in user.notes()] == ["one"]


async def test_letters_are_only_text_while_writing(sit_down):
    async with sit_down() as user:
        await user.press("enter", "a")
        await user.type("tqXu?/H1.#:")
        await user.press("ctrl+s")
        assert [text for _, text, _ in user.notes()] == ["tqXu?/H1.#:"]


async def test_a_note_can_have_several_lines(sit_down):
    async with sit_down() as user:
        await user.press("enter", "a", *"one", "enter", *"two", "ctrl+s")
        assert [text for _, text, _ in user.notes()] == ["one\ntwo"]


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c"])
async def test_no_key_quits_over_unsaved_text(sit_down, key):
    async with sit_down() as user:
        await user.press("enter", "a", *"precious", key)
        assert user.app.is_running
        assert user.shows("precious")


async def test_an_empty_note_marks_the_passage(sit_down):
    async with sit_down() as user:
        await user.press("enter", *")vwa", "ctrl+s")
        assert user.notes() == [("Dankzij Turkse", "", ())]


@pytest.mark.parametrize("size", [(80, 24), (60, 16)])
async def test_it_fits_on_a_small_screen(sit_down, size):
    async with sit_down(size=size) as user:
        await user.press("enter", *"vpa", *"hello")
        assert user.shows("hello")
        assert user.shows("ctrl+s")
