"""Help and the command palette."""

from __future__ import annotations

import pytest

from reader.keynames import key_names
from reader.keys import COMMANDS, CONTEXTS
from reader.settings import Settings


async def test_the_keys_of_the_place_where_one_is_come_first(sit_down):
    async with sit_down() as user:
        await user.press("?")
        assert user.place_of("Article list")[1] < user.place_of("Everywhere")[1]
        await user.press("escape", "enter", "?")
        assert user.shows("Scroll down a line")
        assert not user.shows("Go down the list")


async def test_every_command_is_listed_on_the_screen_on_which_it_works(sit_down):
    async with sit_down(size=(130, 280)) as user:
        words = ""
        for opening in ([], ["B"], ["M"], ["N"], ["R"], ["enter", "W", *"leger", "enter"]):
            await user.press(*opening, "?")
            words += " ".join(user.text.replace("▌", " ").split())
            await user.press("escape", *["q"][: len(opening)])
        assert [command.help for command in COMMANDS if command.help not in words] == []
        assert all(heading in words for heading in CONTEXTS.values())


@pytest.mark.parametrize("key", "BMNR")
async def test_a_screen_over_the_desk_lists_no_key_of_the_desk(sit_down, key):
    async with sit_down(size=(130, 280)) as user:
        await user.press(key, "?")
        assert user.shows("Quit; everything is saved already")
        assert not user.shows("Go to the next pane")
        assert not user.shows("Scroll down a line")


@pytest.mark.parametrize("key", "BMNR")
async def test_what_is_listed_as_working_everywhere_does(sit_down, key):
    async with sit_down() as user:
        await user.press(key)
        before = user.app.theme
        await user.press("f9")
        assert user.app.theme != before
        await user.press(":")
        assert user.shows("Search for commands")
        await user.press("escape", "?")
        assert user.shows("Everywhere")
        await user.press("escape", "Q")
        assert not user.app.is_running or user.app._exit


async def test_help_is_there_in_the_column_of_the_translation_too(sit_down):
    async with sit_down() as user:
        await user.press("enter", "t", "tab", "?")
        assert user.shows("Scroll down a line")


async def test_it_filters_as_one_types(sit_down):
    async with sit_down() as user:
        await user.press("?", *"star")
        assert user.shows("Star the article")
        assert not user.shows("Go to the next sentence")


async def test_something_that_does_not_exist_is_said(sit_down):
    async with sit_down() as user:
        await user.press("?", *"xyzzy")
        assert user.shows("Nothing matches.")


@pytest.mark.parametrize("key", ["escape", "f1"])
async def test_it_closes_and_leaves_everything_as_it_was(sit_down, key):
    async with sit_down() as user:
        await user.press("enter", ")")
        before = user.lines
        await user.press("?", key)
        assert user.lines == before


async def test_it_scrolls_while_typing_goes_to_the_filter(sit_down):
    async with sit_down(size=(80, 24)) as user:
        await user.press("?", "pagedown", "pageup")
        before = user.text
        await user.press("pagedown")
        assert user.text != before
        await user.press("up", "up", "up", "up", "up", "up", "up", "up", "up", "up")
        assert user.text == before


async def test_it_shows_the_readers_own_keys(sit_down, open_library, samples):
    async with sit_down(open_library(samples, Settings(keys={"list.star": "f2"}))) as user:
        await user.press("?", *"star the")
        assert user.shows("F2")


@pytest.mark.parametrize("size", [(80, 24), (60, 16)])
async def test_it_fits_on_a_small_screen(sit_down, size):
    async with sit_down(size=size) as user:
        await user.press("?")
        assert user.shows("type to find a key")
        assert user.shows("Go down the list")


def test_keys_are_written_as_people_write_them():
    assert key_names("right_parenthesis,ctrl+down") == ") Ctrl+↓"
    assert key_names("number_sign,c") == "# c"
    assert key_names("shift+tab") == "Shift+Tab"
    assert key_names("f5") == "F5"


async def test_the_palette_offers_the_commands_of_the_place_with_their_keys(sit_down):
    async with sit_down() as user:
        await user.press(":")
        await user.type("go to the")
        await user.until("Last  (")
        assert not user.shows("Next sentence  (")
        await user.press("escape", "enter", ":")
        await user.type("go to the next")
        await user.until("Next sentence  () Ctrl+↓)")


async def test_the_palette_runs_what_is_chosen(sit_down):
    async with sit_down() as user:
        await user.press("enter", "ctrl+p")
        await user.type("hide the translation")
        await user.until("Show or hide the translation")
        await user.press("enter")
        await user.until("English · 25 of 25")
