"""Tagging a name or words all over the library: what would be tagged is shown first, and undo takes it back whole."""

from __future__ import annotations

import threading

import pytest

from reader.model import Step


async def test_a_selected_name_is_looked_for_whatever_form_it_has(user):
    await user.press("enter", "e", "W")
    assert user.shows("Khalifa Haftar")
    assert user.shows("mentions of the name")
    assert "47 of 47 passages in 3 articles" in user.status


async def test_those_that_are_not_left_out_are_tagged_in_one_step(user):
    await user.press("enter", "e", "W", "space", "space", "#", *"haftar", "enter")
    await user.saved()
    assert len(user.notes()) == 45
    assert {tags for _, _, tags in user.notes()} == {("haftar",)}
    assert "#haftar on 45 passages · saved" in user.status
    assert user.shows("#haftar")
    await user.press("u")
    assert user.notes() == []
    assert "Undid: #haftar on 45 passages" in user.status
    await user.press("U", "escape")
    assert len(user.notes()) == 45
    assert user.shows("13 notes")


async def test_tab_looks_for_words_and_for_sentences(user):
    await user.press("enter", *")vw", "W")
    assert user.shows("Dankzij Turkse")
    assert user.shows("these words")
    assert "1 of 1 passage in 1 article" in user.status
    await user.press("tab")
    assert user.shows("whole sentences with these words")
    await user.press("#", *"steun", "enter")
    [(quote, _, _)] = user.notes()
    assert quote.startswith("Dankzij Turkse militaire steun heeft")


async def test_other_words_can_be_looked_for(user):
    await user.press("enter", "W", *"Libië", "enter", "tab")
    assert user.shows("Libië")
    assert "of" in user.status
    before = user.status
    await user.press("/", "ctrl+u", *"wapens", "enter")
    assert user.status != before
    assert user.shows("wapens")


async def test_a_all_or_none(user):
    await user.press("enter", *")vw", "W", "a")
    assert "0 of 1 passage" in user.status
    await user.press("#")
    assert "No passage to be tagged" in user.status
    await user.press("a", "#", *"x", "enter")
    assert len(user.notes()) == 1


async def test_nothing_found_is_said(user):
    await user.press("enter", "W", *"xyzzy", "enter")
    assert user.shows("Nowhere.")
    await user.press("tab", "tab")
    assert user.shows("No mention of this name is known.")
    await user.press("escape")
    assert user.app.screen is user.desk


async def test_escape_changes_nothing(user):
    await user.press("enter", *")vw", "W", "#", "escape", "escape")
    assert user.app.screen is user.desk
    assert user.notes() == []


async def test_a_passage_that_has_a_note_keeps_it_and_gets_the_tag(user):
    await user.press("enter", *")vwa", *"mine", "ctrl+s", "W", "#", *"steun", "enter")
    assert user.notes() == [("Dankzij Turkse", "mine", ("steun",))]


@pytest.mark.parametrize("size", [(80, 24), (60, 16), (200, 60)])
async def test_it_fits_on_any_screen(sit_down, size):
    async with sit_down(size=size) as user:
        await user.press("enter")
        await user.press("e", "W")
        assert user.shows("✓")
        assert "47 of 47" in user.status
        assert user.shows("dreigde donderdag")


async def test_escape_stops_looking_first(sit_down, monkeypatch):
    gate = threading.Semaphore(0)

    def slow(*_):
        yield Step(1, 3, [])
        gate.acquire(timeout=10)
        yield Step(2, 3, [])
        yield Step(3, 3, [])

    monkeypatch.setattr("reader.ui.screens.everywhere.find", slow)
    async with sit_down() as user:
        await user.press("enter")
        await user.press("e")
        await user.tap("W")
        await user.until("1 of 3")
        await user.tap("escape")
        assert "stopped" in user.status
        gate.release()
        await user.settle()
        assert "stopped" in user.status
        await user.press("escape")
        assert user.app.screen is user.desk
