"""Tagging passages."""

from __future__ import annotations

import pytest
from textual.events import Paste


async def test_the_picker_makes_a_new_tag(sit_down):
    async with sit_down() as user:
        await user.press("enter", "#", *"front")
        assert user.shows("+ new tag #front")
        await user.press("enter")
        assert [tags for _, _, tags in user.notes()] == [("front",)]
        await user.saved()
        assert "#front · saved" in user.status


async def test_c_opens_it_as_well(sit_down):
    async with sit_down() as user:
        await user.press("enter", "c", *"front", "enter")
        assert [tags for _, _, tags in user.notes()] == [("front",)]


async def test_it_filters_as_one_types_and_enter_takes_the_best(sit_down):
    async with sit_down() as user:
        await user.press("enter")
        for tag in ("front/west", "migration", "oil"):
            await user.press("#", *tag, "enter", ")")
        await user.press("#", *"mig")
        assert user.shows("2  #migration")
        assert not user.shows("3  #oil")
        await user.press("enter")
        assert user.notes()[-1][2] == ("migration",)


async def test_space_takes_several(sit_down):
    async with sit_down() as user:
        await user.press("enter", "#", *"one", "space", *"two", "space", "enter")
        assert [tags for _, _, tags in user.notes()] == [("one", "two")]


async def test_pasted_words_are_several_tags_as_typed_ones_are(sit_down):
    async with sit_down() as user:
        await user.press("enter", "#")
        user.app.screen.query_one("#picker-filter").post_message(Paste("alpha #beta  gamma"))
        await user.settle()
        assert user.shows("+ new tag #gamma")
        await user.press("enter")
        assert {tag for _, _, tags in user.notes() for tag in tags} == {"alpha", "beta", "gamma"}


async def test_space_takes_a_tag_away_again(sit_down):
    async with sit_down() as user:
        await user.press("enter", "#", *"one", "enter", "#", "space", "enter")
        assert [tags for _, _, tags in user.notes()] == [()]


async def test_arrows_choose_another_tag(sit_down):
    async with sit_down() as user:
        await user.press("enter", "#", *"one", "enter", ")", "#", *"two", "enter", ")", "#", "down", "enter")
        assert user.notes()[-1][2] == ("one",)


async def test_a_hash_that_is_typed_is_no_part_of_the_tag(sit_down):
    async with sit_down() as user:
        await user.press("enter", "#", *"#front", "enter")
        assert [tags for _, _, tags in user.notes()] == [("front",)]


async def test_escape_changes_nothing(sit_down):
    async with sit_down() as user:
        await user.press("enter", "#", *"tw", "escape")
        assert user.app.screen is user.desk
        assert user.notes() == []


async def test_escape_says_what_it_drops_before_it_does(sit_down):
    async with sit_down() as user:
        await user.press("enter", "#", *"one", "enter", "#", *"two", "space", "escape")
        assert user.shows("#one  #two: Enter keeps that · Esc again drops it")
        await user.press("escape")
        assert user.app.screen is user.desk
        await user.press("#", "space", "escape")
        assert user.shows("#one taken off: Enter keeps that")
        await user.press("t")
        assert not user.shows("Enter keeps that")
        await user.press("backspace", "escape", "enter")
        assert [tags for _, _, tags in user.notes()] == [()]


async def test_enter_takes_no_tag_off(sit_down):
    async with sit_down() as user:
        await user.press("enter", "#", *"one", "enter", "#", "enter", "#", *"one", "enter")
        assert [tags for _, _, tags in user.notes()] == [("one",)]


async def test_what_was_taken_off_is_said(sit_down):
    async with sit_down() as user:
        await user.press("enter", "#", *"one", "space", *"two", "enter", "#", "space", "enter")
        await user.saved()
        assert "#two · #one taken off · saved" in user.status
        await user.press("#", "space", "enter")
        await user.saved()
        assert "#two taken off · saved" in user.status


async def test_the_tags_of_an_article_are_said_as_well_and_only_when_they_change(sit_down):
    async with sit_down() as user:
        await user.press("#", *"one", "enter")
        await user.saved()
        assert "The article: #one · saved" in user.status
        await user.press("#", "enter", "j")
        assert user.library.find("002").tags == ("one",)
        await user.press("k", "#", "space", "enter")
        await user.saved()
        assert "The article: #one taken off · saved" in user.status


async def test_enter_on_nothing_changes_nothing(sit_down):
    async with sit_down() as user:
        await user.press("enter", "#", "enter")
        assert user.notes() == []
        assert user.app.screen is user.desk


@pytest.mark.parametrize("typed", ["/", "//"])
async def test_something_that_is_no_tag_is_refused_in_words(sit_down, typed):
    async with sit_down() as user:
        await user.press("enter", "#", *typed, "enter")
        assert user.shows("is no tag")
        assert user.notes() == []


async def test_a_tag_that_is_there_is_not_offered_as_new(sit_down):
    async with sit_down() as user:
        await user.press("enter", "#", *"front", "enter", ")", "#", *"front")
        assert not user.shows("+ new tag")
        await user.press("enter")
        assert [tags for _, _, tags in user.notes()] == [("front",), ("front",)]


async def test_digits_put_recent_tags_on_the_passage(sit_down):
    async with sit_down() as user:
        await user.press("enter", "#", *"one", "enter", ")", "#", *"two", "enter", ")", "1", "2")
        assert len(user.notes()[-1][2]) == 2
        assert set(user.notes()[-1][2]) == {"one", "two"}


async def test_a_digit_keeps_its_tag_for_the_session(sit_down):
    async with sit_down() as user:
        await user.press("enter", "#", *"one", "enter", ")", "1", "#", *"two", "enter", ")", "1")
        assert user.notes()[-1][2] == ("one",)


async def test_a_digit_without_a_tag_says_so(sit_down):
    async with sit_down() as user:
        await user.press("enter", "3")
        assert "There is no tag on 3 yet; # makes one, M pins one." in user.status


async def test_a_full_stop_repeats_the_last_tags(sit_down):
    async with sit_down() as user:
        await user.press("enter", "#", *"one", "space", *"two", "space", "enter", ")", ".")
        assert [tags for _, _, tags in user.notes()] == [("one", "two"), ("one", "two")]


async def test_a_full_stop_before_any_tag_says_so(sit_down):
    async with sit_down() as user:
        await user.press("enter", ".")
        assert "No tag to repeat yet; # chooses one." in user.status


async def test_the_picker_shows_which_digit_a_tag_is_on(sit_down):
    async with sit_down() as user:
        await user.press("enter", "#", *"one", "enter", ")", "#")
        assert user.shows("1  #one")


async def test_a_new_tag_goes_before_tags_that_only_have_its_letters(sit_down):
    async with sit_down() as user:
        await user.press("enter", "#", *"political", "enter", ")", "#", *"oil", "enter")
        assert [tags for _, _, tags in user.notes()] == [("political",), ("oil",)]


async def test_the_names_in_the_passage_are_offered_as_tags(sit_down):
    async with sit_down() as user:
        await user.press("enter")
        await user.press("#")
        assert user.shows("+ᴾ #Khalifa-Haftar")
        assert user.shows("+ᴸ #Tripoli")
        await user.press(*"hafta", "enter")
        assert user.notes()[0][2] == ("Khalifa-Haftar",)


async def test_a_name_that_is_a_tag_already_is_offered_once(sit_down):
    async with sit_down() as user:
        await user.press("enter")
        await user.press("#", *"tripoli", "enter")
        assert user.notes()[0][2] == ("Tripoli",)
        await user.press("#")
        assert user.text.count("#Tripoli") == 1


async def test_a_name_is_taken_by_pointing_at_it(sit_down):
    async with sit_down() as user:
        await user.press("enter")
        await user.press("#", "enter")
        assert user.notes() == []
        await user.press("#", "down", "enter")
        assert user.notes()[0][2] == ("Khalifa-Haftar",)


async def test_tab_completes_a_tag_and_goes_a_level_down(sit_down):
    async with sit_down() as user:
        await user.press("enter", "#", *"front", "enter", ")", "#", *"fr", "tab", "tab", *"west", "enter")
        assert user.notes()[-1][2] == ("front/west",)


async def test_the_picker_says_colour_and_use_of_a_tag(sit_down):
    async with sit_down() as user:
        await user.press("enter", "#", *"front", "enter")
        user.library.notebook.colour_tag("front", "red")
        user.library.notebook.describe_tag("front", "where men fight")
        await user.press(")", "#")
        assert user.shows("■ #front  red · where men fight")
        assert user.look("■").color.triplet == (255, 0, 0)


@pytest.mark.parametrize("colour", ["", "reddish"])
async def test_a_colour_that_is_none_paints_nothing(sit_down, colour):
    async with sit_down() as user:
        await user.press("enter", "#", *"front", "enter")
        user.library.notebook.colour_tag("front", colour)
        await user.press(")", "#")
        assert user.shows("#front")
        assert not user.shows("■")
