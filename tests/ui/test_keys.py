"""The reader's own keys."""

from __future__ import annotations

from reader.settings import Settings


async def test_a_key_in_the_settings_takes_the_place_of_ours(sit_down, open_library, samples):
    keys = {"reading.next_sentence": "f3", "list.star": "f2"}
    async with sit_down(open_library(samples, Settings(keys=keys))) as user:
        await user.press("f2")
        assert user.shows("★")
        await user.press("m")
        assert user.shows("★"), "m stars no longer"
        await user.press("enter", "f3", "f3", ")")
        assert user.sentence == 3


async def test_a_key_that_is_taken_is_refused_by_name(sit_down, open_library, samples):
    async with sit_down(open_library(samples, Settings(keys={"list.star": "j"}))) as user:
        assert user.shows("list.star")
        await user.press("j")
        assert user.status.startswith(" 2 of 3")


async def test_a_command_that_does_not_exist_is_named(sit_down, open_library, samples):
    async with sit_down(open_library(samples, Settings(keys={"list.dance": "f2"}))) as user:
        assert user.shows("list.dance")


async def test_letters_do_nothing_but_write_in_the_tag_picker(sit_down):
    async with sit_down() as user:
        await user.press("enter", "#")
        await user.type("quaXt")
        assert user.shows("+ new tag #quaXt")


async def test_letters_do_nothing_but_write_in_the_date(sit_down):
    async with sit_down() as user:
        await user.press("G", "D")
        await user.type("qX?u")
        assert user.shows("qX?u")


async def test_a_key_that_is_none_is_named_and_the_default_holds_in_the_list_and_in_help(
    sit_down, open_library, samples
):
    async with sit_down(open_library(samples, Settings(keys={"list.down": "notakey"}))) as user:
        assert user.shows("“notakey” is no key")
        await user.press("j")
        assert user.status.startswith(" 2 of 3")
        await user.press("question_mark", *"down")
        assert not user.shows("NOTAKEY")


async def test_a_command_without_a_key_has_none(sit_down, open_library, samples):
    async with sit_down(open_library(samples, Settings(keys={"list.down": "", "list.up": ""}))) as user:
        await user.press("j", "down")
        assert user.status.startswith(" 1 of 3")
        await user.press("k", "up", "G")
        assert user.status.startswith(" 3 of 3")
