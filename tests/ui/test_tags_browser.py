"""All tags in one place: everything done there is one step, said on the status line, and saved."""

from __future__ import annotations

import pytest

from reader.model import TagInfo


@pytest.fixture
async def tagged(sit_down):
    """Somebody with four tags on three sentences, who looks at all tags; #front is under the cursor."""
    async with sit_down() as user:
        await user.press("enter")
        opened, notebook = user.desk.article.opened, user.library.notebook
        for number, tags in enumerate([("front/west",), ("oil", "front"), ("actor", "front")]):
            notebook.write(opened.article, opened.document.sentences[number].span, tags=tags)
        user.desk.article.refresh_notes()
        await user.press("M")
        yield user


def rows(user) -> list[str]:
    """What stands in the rows of the list."""
    return [" ".join(line.split()) for line in user.lines[3:-1] if line.strip()]


def tags_of(user) -> list[tuple[str, ...]]:
    return [tags for _, _, tags in user.notes()]


async def test_each_tag_has_its_counts_the_last_used_first(tagged):
    assert rows(tagged) == ["#front 2 1", "#actor 1 1", "#oil 1 1", "#front/west 1 1"]
    assert "4 of 4 tags · by last use" in tagged.status


async def test_s_sorts_by_name_and_by_count(tagged):
    await tagged.press("s")
    assert [row.split()[0] for row in rows(tagged)] == ["#actor", "#front", "#front/west", "#oil"]
    await tagged.press("s")
    assert rows(tagged)[0] == "#front 2 1"


async def test_the_filter_looks_in_tags_and_in_what_is_said_of_them(tagged):
    await tagged.press("j", "d", *"who acts", "enter", "/", *"act")
    assert [row.split()[0] for row in rows(tagged)] == ["#actor"]
    await tagged.press(*"xyz")
    assert tagged.shows("No tag matches.")
    await tagged.press("escape", "escape")
    assert len(rows(tagged)) == 4


async def test_renaming_takes_the_tags_below_along_everywhere_in_one_step(tagged):
    await tagged.press("r")
    assert tagged.shows("Rename #front, and the tags below it")
    await tagged.press("end", *"line", "enter")
    assert tags_of(tagged) == [("frontline/west",), ("oil", "frontline"), ("actor", "frontline")]
    await tagged.saved()
    assert "#front is #frontline now, on 3 notes and articles · saved" in tagged.status
    await tagged.press("u")
    assert tags_of(tagged) == [("front/west",), ("oil", "front"), ("actor", "front")]
    await tagged.saved()
    assert "Undid: renaming #front · saved" in tagged.status
    await tagged.press("U")
    assert ("oil", "frontline") in tags_of(tagged)


async def test_a_name_that_is_no_tag_is_refused_in_words(tagged):
    await tagged.press("r", "ctrl+u", *"//", "enter")
    assert tagged.shows("is no tag")
    await tagged.press("escape")
    assert tags_of(tagged)[2] == ("actor", "front")


async def test_marked_tags_become_one_named_after_the_most_used(tagged):
    await tagged.press("space", "j", "space", "m")
    assert tagged.shows("Make #front #oil one tag, called:")
    await tagged.press("enter")
    assert tags_of(tagged) == [("front/west",), ("front",), ("actor", "front")]
    assert rows(tagged)[0] == "#front 2 1"
    await tagged.press("u")
    assert ("oil", "front") in tags_of(tagged)


async def test_merging_needs_two(tagged):
    await tagged.press("m")
    assert "Space marks tags" in tagged.status


async def test_a_tag_carried_once_is_said_to_be_in_the_singular(tagged):
    await tagged.press("j", "r", "end", "s", "enter")
    await tagged.saved()
    assert "#actor is #actors now, on 1 note or article · saved" in tagged.status
    await tagged.press("x")
    assert "#actors deleted, from 1 note or article" in tagged.status


async def test_deleting_takes_tags_off_and_leaves_the_notes(tagged):
    await tagged.press("space", "space", "x")
    assert tags_of(tagged) == [("front/west",), ("oil",), ()]
    assert "#front #actor deleted, from 2 notes and articles" in tagged.status
    await tagged.press("u")
    assert tags_of(tagged)[2] == ("actor", "front")


async def test_a_tag_is_described_coloured_and_pinned(tagged):
    await tagged.press("d", *"where men fight", "enter", "c", *"red", "enter", "3")
    assert tagged.library.notebook.tag_infos == {"front": TagInfo("front", "where men fight", "red", 3)}
    assert rows(tagged)[0] == "3 ■ #front 2 1 red · where men fight"
    await tagged.press("0", "c", "ctrl+u", "enter")
    assert rows(tagged)[0] == "#front 2 1 where men fight"
    await tagged.press("u", "u")
    assert rows(tagged)[0] == "3 ■ #front 2 1 red · where men fight"


@pytest.mark.parametrize("colour", ["reddish", "#12"])
async def test_what_is_no_colour_is_refused_in_words(tagged, colour):
    await tagged.press("c", *colour, "enter")
    assert tagged.shows("colour")
    assert tagged.shows("#cc3300")
    await tagged.press("escape")
    assert tagged.library.notebook.tag_infos == {}


async def test_a_pinned_tag_is_on_its_digit_in_every_article(tagged):
    await tagged.press("j", "9", "escape", "J", "9")
    assert tags_of(tagged)[-1] == ("actor",)


async def test_enter_shows_its_notes_and_goes_to_one(tagged):
    await tagged.press("j", "j", "enter")
    assert tagged.shows("#oil")
    assert "1 of 3 notes" in tagged.status
    await tagged.press("enter")
    assert tagged.app.screen is tagged.desk
    assert tagged.passage.startswith("Dankzij Turkse")


async def test_escape_leaves_the_marks_then_the_screen(tagged):
    await tagged.press("space", "escape")
    assert tagged.app.screen is not tagged.desk
    await tagged.press("escape")
    assert tagged.app.screen is tagged.desk


async def test_the_article_shows_what_was_done(tagged):
    await tagged.press("r", "end", *"line", "enter", "escape", "A")
    assert tagged.shows("#frontline")


async def test_without_tags_it_says_how_to_make_one(sit_down):
    async with sit_down() as user:
        await user.press("M")
        assert user.shows("No tags yet. # in an article makes one.")
        await user.press("r", "x", "m", "enter", "space", "escape")
        assert user.app.screen is user.desk


@pytest.mark.parametrize("size", [(80, 24), (60, 16)])
async def test_it_fits_on_a_small_screen(sit_down, size):
    async with sit_down(size=size) as user:
        await user.press("enter", "#", *"front", "enter", "M")
        assert user.shows("#front")
        assert "Esc back" in user.status
