"""Going back, and quitting."""

from __future__ import annotations

import pytest


async def test_q_in_the_list_quits(sit_down):
    async with sit_down() as user:
        await user.tap("q")
        assert not user.app.is_running


@pytest.mark.parametrize("key", ["Q", "ctrl+q"])
async def test_capital_q_quits_from_the_text(sit_down, key):
    async with sit_down() as user:
        await user.press("enter")
        await user.tap(key)
        assert not user.app.is_running


async def test_q_in_the_text_goes_back_to_the_list(sit_down):
    async with sit_down() as user:
        await user.press("enter", "q")
        assert user.app.is_running
        assert user.status.startswith(" 1 of 3")


async def test_escape_leaves_one_thing_at_a_time_and_never_quits(sit_down):
    async with sit_down() as user:
        await user.press("enter", "t", "A", *")vw", "tab")
        steps = []
        for _ in range(9):
            steps.append((user.desk.pane, user.place.selecting))
            await user.press("escape")
        assert steps == [
            ("translation", True),
            ("translation", False),
            ("reading", False),
            *[("list", False)] * 6,
        ]
        assert user.app.is_running


@pytest.mark.parametrize("dialog", ["?", ":", "D", "#"])
async def test_escape_closes_every_dialog_of_the_list(sit_down, dialog):
    async with sit_down() as user:
        await user.press(dialog)
        assert user.app.screen is not user.desk
        await user.press("escape")
        assert user.app.screen is user.desk


@pytest.mark.parametrize("dialog", ["?", "#", "a"])
async def test_escape_closes_every_dialog_of_the_text(sit_down, dialog):
    async with sit_down() as user:
        await user.press("enter", dialog)
        assert user.app.screen is not user.desk
        await user.press("escape")
        assert user.app.screen is user.desk


async def test_ctrl_q_over_a_dialog_leaves_the_dialog_first(sit_down):
    async with sit_down() as user:
        await user.press("enter", "#", "ctrl+q")
        assert user.app.screen is user.desk
        await user.tap("ctrl+q")
        assert not user.app.is_running


async def test_a_note_taken_right_before_quitting_is_on_disk(sit_down, library, samples):
    async with sit_down() as user:
        await user.press("enter", "a", *"last", "ctrl+s")
        await user.tap("Q")
    library.close()
    assert "last" in (samples / "notes.json").read_text(encoding="utf-8")


async def test_without_a_shell_there_is_none_to_go_to(sit_down):
    async with sit_down() as user:
        await user.press("Z")
        assert user.shows("There is no shell to go to")
