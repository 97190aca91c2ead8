"""Screens that were left take no memory, neither in a small library nor in one with very many notes."""

from __future__ import annotations

import gc
import sys
import weakref

import pytest

from reader.ui import jobs


async def visit(user, *keys):
    """Open a screen and leave it; what it held, and a weak reference to it."""
    await user.press(*keys)
    screen = user.app.screen
    held = screen._excerpts[0] if keys == ("B",) else screen._found[0]
    left = weakref.ref(screen)
    await user.press("escape")
    assert user.app.screen is user.desk
    return held, left


@pytest.mark.parametrize("keys", [("B",), ("e", "W")])
async def test_screens_that_were_left_are_forgotten(sit_down, keys):
    async with sit_down() as user:
        await user.press("enter", "#", *"x", "enter")
        left = [(await visit(user, *keys))[1] for _ in range(12)]
        gc.collect()
        assert sum(each() is not None for each in left) <= 6  # an idle thread may remember what it did last


@pytest.mark.parametrize("keys", [("B",), ("e", "W")])
async def test_what_it_held_is_let_go_of_where_the_collector_is_spared_it(sit_down, keys, monkeypatch):
    monkeypatch.setattr(jobs, "VERY_MANY", 0)
    async with sit_down() as user:
        await user.press("enter", "#", *"x", "enter")
        held, _ = await visit(user, *keys)
        with jobs.sparing():
            pass
        assert sys.getrefcount(held) == 2  # ours, and that of the question
