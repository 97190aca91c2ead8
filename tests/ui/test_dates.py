"""Giving an article a date: the user's own, never the file's."""

from __future__ import annotations

import hashlib

UNDATED = "004_ad1790bf80156721.txt"


async def test_the_article_moves_to_the_month_it_was_given(sit_down):
    async with sit_down() as user:
        await user.press("G", "D", *"2020-01", "enter")
        assert user.shows("January 2020")
        assert not user.shows("Undated")
        assert user.place_of("• Waarom zijn")[1] > user.place_of("January 2020")[1]


async def test_the_cursor_moves_with_it(sit_down):
    async with sit_down() as user:
        await user.press("G", "D", *"2020-01", "enter")
        assert user.status.startswith(" 2 of 3")


async def test_its_file_is_not_touched(sit_down, samples):
    before = hashlib.sha256((samples / UNDATED).read_bytes()).digest()
    async with sit_down() as user:
        await user.press("G", "D", *"2020-01", "enter")
        await user.saved()
    assert hashlib.sha256((samples / UNDATED).read_bytes()).digest() == before
    assert '"2020-01"' in (samples / "notes.json").read_text(encoding="utf-8")


async def test_undo_takes_the_date_away_and_redo_gives_it_back(sit_down):
    async with sit_down() as user:
        await user.press("G", "D", *"2020-01", "enter", "u")
        assert user.shows("Undated")
        await user.press("U")
        assert user.shows("January 2020")


async def test_the_date_is_there_after_a_restart(sit_down, open_library, library, samples):
    async with sit_down() as user:
        await user.press("G", "D", *"2020-01-14", "enter")
    library.close()
    async with sit_down(open_library(samples)) as user:
        assert user.shows("January 2020")


async def test_something_that_is_no_date_is_refused_and_kept_in_the_field(sit_down):
    async with sit_down() as user:
        await user.press("G", "D", *"2020-13", "enter")
        assert user.shows("“2020-13” is no date; write it as 2019, 2019-04 or 2019-04-07.")
        await user.press("backspace", "2", "enter")
        assert user.shows("December 2020")


async def test_escape_leaves_the_date_alone(sit_down):
    async with sit_down() as user:
        await user.press("G", "D", *"2020", "escape")
        assert user.shows("Undated")


async def test_an_empty_answer_takes_the_date_away(sit_down):
    async with sit_down() as user:
        await user.press("G", "D", *"2020", "enter", "D", *["backspace"] * 4, "enter")
        assert user.shows("Undated")


async def test_the_heading_of_the_article_says_whose_date_it_is(sit_down):
    async with sit_down() as user:
        await user.press("G", "enter", "D", *"2020-01", "enter")
        assert user.shows("January 2020 (yours)")


async def test_a_date_that_cannot_be_is_told_when_the_file_is_read(sit_down, open_library, folder):
    root = folder({"d.txt": "date 2019-13\n\nHaftar trok op. Serraj niet.\n"})
    async with sit_down(open_library(root)) as user:
        assert user.shows("d.txt begins with “date 2019-13”")
        assert user.shows("Haftar trok op.")
