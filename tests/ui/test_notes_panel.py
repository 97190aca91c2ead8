"""The notes of the article, listed below it."""

from __future__ import annotations

import pytest

SIZES = [(80, 24), (120, 40), (200, 60)]


async def take_two(user) -> None:
    """Two notes: on the second sentence, and on the first words of the fourth."""
    await user.press(
        "enter", *")a", *"first note", "ctrl+s", *"))vwwa", *"second note", "ctrl+s", "#", *"oil", "enter"
    )


@pytest.mark.parametrize("size", SIZES)
async def test_it_lists_quotes_texts_and_tags_in_the_order_of_the_text(sit_down, size):
    async with sit_down(size=size) as user:
        await take_two(user)
        await user.press("A", "tab")
        assert user.place_of("first note")[1] < user.place_of("second note")[1]
        assert user.shows("“Alle Turkse posities”")
        assert user.shows("#oil")


async def test_a_hides_it_again(sit_down):
    async with sit_down() as user:
        await take_two(user)
        await user.press("A", "A")
        assert not user.shows("first note")


async def test_hiding_it_from_inside_goes_back_to_the_text(sit_down):
    async with sit_down() as user:
        await take_two(user)
        await user.press("A", "tab", "A", ")")
        assert user.status.startswith(" sentence 5 of 25")


async def test_enter_goes_to_the_passage(sit_down):
    async with sit_down() as user:
        await take_two(user)
        await user.press("G", "A", "tab", "home", "enter")
        assert user.passage.startswith("Dankzij Turkse")
        assert user.desk.pane == "reading"
        assert user.marked("selection") == user.passage


async def test_e_edits_the_note(sit_down):
    async with sit_down() as user:
        await take_two(user)
        await user.press("A", "tab", "up", "e", *" more", "ctrl+s")
        assert [text for _, text, _ in user.notes()] == ["first note more", "second note"]
        assert user.shows("first note more")


async def test_hash_changes_its_tags(sit_down):
    async with sit_down() as user:
        await take_two(user)
        await user.press("A", "tab", "up", "#", *"front", "enter")
        assert [tags for _, _, tags in user.notes()] == [("front",), ("oil",)]


async def test_x_deletes_the_note_and_u_brings_it_back(sit_down):
    async with sit_down() as user:
        await take_two(user)
        before = user.notes()
        await user.press("A", "tab", "up", "x")
        assert [text for _, text, _ in user.notes()] == ["second note"]
        assert not user.shows("first note")
        await user.press("u")
        assert user.notes() == before
        assert user.shows("first note")


async def test_it_points_at_the_note_of_the_sentence_being_read(sit_down):
    async with sit_down() as user:
        await take_two(user)
        await user.press("A", "g", ")")
        assert user.desk.article.panel.note.text == "first note"
        await user.press(")", ")")
        assert user.desk.article.panel.note.text == "second note"


async def test_all_of_several_notes_on_one_passage_are_listed(sit_down):
    async with sit_down() as user:
        await user.press(
            "enter", *")a", *"whole", "ctrl+s", *"()vwwa", *"start", "ctrl+s", *"()vwwwwa", *"more", "ctrl+s"
        )
        await user.press("A")
        assert all(user.shows(text) for text in ("whole", "start", "more"))


async def test_a_note_written_while_it_is_open_appears(sit_down):
    async with sit_down() as user:
        await user.press("enter", "A", "a", *"hello", "ctrl+s")
        assert user.shows("hello")


async def test_without_notes_it_says_how_to_make_one(sit_down):
    async with sit_down() as user:
        await user.press("enter", "A")
        assert user.shows("No notes")


async def test_the_sentence_being_read_stays_on_the_screen_when_it_opens(sit_down):
    async with sit_down(size=(120, 24)) as user:
        await take_two(user)
        await user.press("g", "}", "}")
        assert user.marked("sentence")
        await user.press("A")
        assert user.marked("sentence")


async def test_markup_in_a_note_is_only_text(sit_down):
    async with sit_down() as user:
        await user.press("enter", "a")
        await user.type("[red]not[/] [b")
        await user.press("ctrl+s", "A")
        assert user.shows("[red]not[/] [b")


@pytest.mark.parametrize("size", SIZES)
async def test_it_leaves_room_for_the_text_and_lists_many_notes(sit_down, size):
    async with sit_down(size=size) as user:
        await user.press("enter")
        for number in range(8):
            await user.press("a", *f"note {number}".replace(" ", "_"), "ctrl+s", ")")
        await user.press("A", "tab", "down", "down")
        assert user.shows("note_")
        if size[0] >= 100:
            assert len([row for row in user.rows_of("source").values() if row]) >= size[1] // 3
