"""Writing notes on passages. The article is that of May 2020."""

from __future__ import annotations

import json
import re

import pytest

FIRST = "Generaal Khalifa Haftar dreigde donderdag met"
SECOND = "Dankzij Turkse militaire steun heeft"


async def test_a_note_is_written_on_the_current_sentence(sit_down):
    async with sit_down() as user:
        await user.press("enter", ")", "a")
        await user.type("Turkije keert het tij.")
        await user.press("ctrl+s")
        [(quote, text, tags)] = user.notes()
        assert quote.startswith(SECOND)
        assert (text, tags) == ("Turkije keert het tij.", ())


async def test_a_note_is_written_on_the_selection(sit_down):
    async with sit_down() as user:
        await user.press("enter", *")vwwa", *"x", "ctrl+s")
        assert user.notes() == [("Dankzij Turkse militaire", "x", ())]


async def test_saved_is_said_when_it_is_on_disk(sit_down, samples):
    async with sit_down() as user:
        await user.press("enter", "a", *"hello", "ctrl+s")
        await user.saved()
        assert "Note · saved" in user.status
        assert "hello" in (samples / "notes.json").read_text(encoding="utf-8")


async def test_a_noted_passage_has_a_mark_in_the_gutter_and_a_colour(sit_down):
    async with sit_down() as user:
        await user.press("enter", *")vwwa", *"x", "ctrl+s", ")")
        assert user.marked("note") == "Dankzij Turkse militaire"
        x, y = user.place_of("Dankzij Turkse")
        assert "▎" in user.lines[y]
        assert user.shows("519 words · 3 min · 1 note")


async def test_its_sentence_is_marked_in_the_translation(sit_down):
    async with sit_down() as user:
        await user.press("enter", *"t)vwwa", *"x", "ctrl+s", ")")
        english = user.desk.article.reading.translation.region
        assert user.marked("note", range(english.x, english.right)).startswith("Thanks to Turkish military support")


async def test_the_same_passage_has_its_note_edited_not_a_twin(sit_down):
    async with sit_down() as user:
        await user.press("enter", *")vwwa", *"one", "ctrl+s", "escape")
        await user.press("(", *")vwwa")
        assert user.shows("one")
        await user.type(" two")
        await user.press("ctrl+s")
        assert user.notes() == [("Dankzij Turkse militaire", "one two", ())]


async def test_a_tag_and_a_text_one_after_the_other_are_one_note(sit_down):
    async with sit_down() as user:
        await user.press("enter", *")vww#", *"front", "enter", "a", *"text", "ctrl+s")
        assert user.notes() == [("Dankzij Turkse militaire", "text", ("front",))]


async def test_a_text_and_a_tag_one_after_the_other_are_one_note(sit_down):
    async with sit_down() as user:
        await user.press("enter", *")vwwa", *"text", "ctrl+s", "#", *"front", "enter")
        assert user.notes() == [("Dankzij Turkse militaire", "text", ("front",))]


async def test_motions_leave_a_passage_that_has_its_note(sit_down):
    async with sit_down() as user:
        await user.press("enter", *")vwwa", *"x", "ctrl+s", ")")
        assert user.place.selection is None
        assert user.sentence == 3


async def test_a_note_is_there_after_a_restart(sit_down, open_library, library, samples):
    async with sit_down() as user:
        await user.press("enter", *")vww#", *"front", "enter", "a", *"text", "ctrl+s")
    library.close()
    async with sit_down(open_library(samples)) as user:
        await user.press("enter", "A", ")")
        assert user.shows("“Dankzij Turkse militaire”")
        assert user.shows("#front")
        assert user.marked("note") == "Dankzij Turkse militaire"


async def test_u_takes_back_and_capital_u_does_again(sit_down):
    async with sit_down() as user:
        await user.press("enter", ")", "a", *"x", "ctrl+s", "u")
        assert user.notes() == []
        assert "Undid: note on “Dankzij" in user.status
        assert user.marked("note") == ""
        await user.press("U")
        assert len(user.notes()) == 1


async def test_undo_goes_back_through_text_and_tags(sit_down):
    async with sit_down() as user:
        await user.press("enter", *")#", *"front", "enter", "a", *"x", "ctrl+s", "u")
        assert [(text, tags) for _, text, tags in user.notes()] == [("", ("front",))]
        await user.press("u")
        assert user.notes() == []


async def test_nothing_to_undo_is_said(sit_down):
    async with sit_down() as user:
        await user.press("U")
        assert "Nothing to be redone." in user.status


async def test_control_characters_in_a_note_are_harmless(sit_down):
    async with sit_down() as user:
        await user.press("enter", "a")
        user.app.screen.query_one("#editor-text").insert("red \x1b[31m text")
        await user.press("ctrl+s", "A")
        assert "\x1b" not in user.text
        assert "\x1b" not in user.notes()[0][1]


async def test_the_file_holds_the_note_with_its_anchor(sit_down, samples):
    async with sit_down() as user:
        await user.press("enter", *")vww#", *"front", "enter", "a", *"text", "ctrl+s")
        await user.saved()
    text = (samples / "notes.json").read_text(encoding="utf-8")
    assert json.loads(text)
    assert "Dankzij Turkse militaire" in text


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_overlapping_notes_are_counted_in_the_gutter_and_o_walks_them(sit_down, size):
    async with sit_down(size=size) as user:
        await user.press("enter", *")a", *"whole", "ctrl+s")
        await user.press("(", *")vwwa", *"start", "ctrl+s", "(", ")")
        x, y = user.place_of("Dankzij Turkse")
        assert re.search(r" 2  \w", " " + user.lines[y])
        passages = []
        for _ in range(3):
            await user.press("o")
            passages.append(user.passage)
        assert len(set(passages)) == 2
        assert passages[0] == passages[2]


async def test_o_on_a_sentence_goes_through_all_its_notes_wherever_it_starts(sit_down):
    async with sit_down() as user:
        await user.press("enter", *")vwa", *"one", "ctrl+s", *"()vwwwwwwwwowwwwwa", *"two", "ctrl+s")
        await user.press(*"()")
        seen = set()
        for _ in range(2):
            await user.press("o")
            seen.add(user.passage)
        assert seen == {quote for quote, _, _ in user.notes()}


async def test_o_where_no_note_is_says_so(sit_down):
    async with sit_down() as user:
        await user.press("enter", "o")
        assert "No note here." in user.status
