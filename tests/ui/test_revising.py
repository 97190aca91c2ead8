"""The reader's own hand in the translation."""

from __future__ import annotations

import pytest

SENTENCE = "In my own words"


async def write(user, text: str) -> None:
    await user.press("w")
    user.app.screen.query_one("#editor-text").text = text
    await user.press("ctrl+s")


async def test_w_writes_the_translation_of_the_sentence(sit_down):
    async with sit_down() as user:
        await user.press("j", "enter", "t", "right_parenthesis")
        await write(user, SENTENCE)
        assert user.shows(f"✎ {SENTENCE}")
        await user.press("u")
        assert not user.shows(SENTENCE)
        await user.press("U")
        assert user.shows(f"✎ {SENTENCE}")


async def test_w_begins_with_the_translation_that_is_there(sit_down):
    async with sit_down() as user:
        await user.press("j", "enter", "t")
        await user.press("w")
        assert user.app.screen.query_one("#editor-text").text.strip()


async def test_an_empty_translation_brings_back_the_one_before(sit_down):
    async with sit_down() as user:
        await user.press("j", "enter", "t", "right_parenthesis")
        before = user.lines
        await write(user, SENTENCE)
        await write(user, "")
        assert [line for line in user.lines if "saved" not in line][:20] == before[:20]


async def test_an_exclamation_mark_marks_it_doubtful_and_takes_that_back(sit_down):
    async with sit_down() as user:
        await user.press("j", "enter", "t", "right_parenthesis")
        await user.press("exclamation_mark")
        assert user.shows("⚑ ")
        await user.press("i")
        assert user.shows("you marked it doubtful")
        await user.press("exclamation_mark")
        assert not user.shows("⚑")


async def test_i_tells_who_translated(sit_down):
    async with sit_down() as user:
        await user.press("j", "enter", "t", "i")
        assert user.shows("reference translation shipped with libya-reader")


@pytest.mark.parametrize("size", [(120, 40), (44, 20)])
@pytest.mark.parametrize("key", [")", "u", "escape"])
async def test_what_i_tells_leaves_with_the_next_key_that_says_or_moves_something(sit_down, size, key):
    async with sit_down(size=size) as user:
        await user.press("j", "enter", "t", "i")
        made = "reference translation"
        told = len([line for line in user.lines if made in line])
        await user.press(key)
        assert len([line for line in user.lines if made in line]) < told


async def test_a_sentence_without_a_translation_is_offered_that_of_one_nearly_the_same(
    sit_down, open_library, folder
):
    body = "date 2021-01 Kop.\n\nDe militie viel vrijdag Gharyan aan. De militie viel zondag Gharyan aan."
    async with sit_down(open_library(folder({"a.txt": body}))) as user:
        await user.press("enter", "t", ")", "w")
        assert not user.app.screen.query("#editor-offer")
        await user.press("escape")
        await write(user, "The militia attacked on Friday.")
        await user.press(")", "w")
        await user.settle()
        assert user.shows("[-vrijdag-] {+zondag+}")
        assert user.shows("The militia attacked on Friday.")
        assert user.app.screen.query_one("#editor-text").text == ""
        await user.press("ctrl+o")
        assert user.app.screen.query_one("#editor-text").text == "The militia attacked on Friday."
        await user.press(*["backspace"] * 7, *"Sunday.", "ctrl+s")
        assert user.shows("Sunday.")
        assert user.shows("English · 2 of 3 sentences")


async def test_what_is_offered_is_not_taken_by_itself(sit_down, open_library, folder):
    body = "date 2021-01 Kop.\n\nDe militie viel vrijdag Gharyan aan. De militie viel zondag Gharyan aan."
    async with sit_down(open_library(folder({"a.txt": body}))) as user:
        await user.press("enter", "t", ")")
        await write(user, "The militia attacked on Friday.")
        await user.press(")", "w")
        await user.settle()
        await user.press("escape")
        assert user.shows("English · 1 of 3 sentences")
