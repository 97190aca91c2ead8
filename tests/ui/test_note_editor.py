"""The dialog in which a note is written never loses text."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest

from reader.errors import StoreError


async def test_it_shows_the_passage_and_its_tags(sit_down):
    async with sit_down() as user:
        await user.press("enter", *")vww#", *"front", "enter", "a")
        assert user.shows("“Dankzij Turkse militaire”")
        assert user.shows("#front")


async def test_escape_closes_it_when_nothing_was_written(sit_down):
    async with sit_down() as user:
        await user.press("enter", "a", "escape")
        assert user.app.screen is user.desk
        assert user.notes() == []


async def test_escape_asks_when_something_was_written(sit_down):
    async with sit_down() as user:
        await user.press("enter", "a", *"precious", "escape")
        assert user.shows("Not saved yet")
        assert user.shows("precious")


async def test_escape_again_goes_on_writing(sit_down):
    async with sit_down() as user:
        await user.press("enter", "a", *"one", "escape", "escape", *"sd", "ctrl+s")
        assert [text for _, text, _ in user.notes()] == ["onesd"]


async def test_s_saves(sit_down):
    async with sit_down() as user:
        await user.press("enter", "a", *"one", "escape", "s")
        assert [text for _, text, _ in user.notes()] == ["one"]
        assert user.app.screen is user.desk


async def test_d_discards(sit_down):
    async with sit_down() as user:
        await user.press("enter", "a", *"one", "escape", "d")
        assert user.notes() == []
        assert user.app.screen is user.desk


async def test_other_letters_are_no_answer(sit_down):
    async with sit_down() as user:
        await user.press("enter", "a", *"one", "escape", *"xyz")
        assert user.shows("Not saved yet")
        await user.press("escape", "ctrl+s")
        assert [text for _, text, _ in user.notes()] == ["one"]


async def test_letters_are_only_text_while_writing(sit_down):
    async with sit_down() as user:
        await user.press("enter", "a")
        await user.type("tqXu?/H1.#:")
        await user.press("ctrl+s")
        assert [text for _, text, _ in user.notes()] == ["tqXu?/H1.#:"]


async def test_a_note_can_have_several_lines(sit_down):
    async with sit_down() as user:
        await user.press("enter", "a", *"one", "enter", *"two", "ctrl+s")
        assert [text for _, text, _ in user.notes()] == ["one\ntwo"]


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c"])
async def test_no_key_quits_over_unsaved_text(sit_down, key):
    async with sit_down() as user:
        await user.press("enter", "a", *"precious", key)
        assert user.app.is_running
        assert user.shows("precious")


async def test_an_empty_note_marks_the_passage(sit_down):
    async with sit_down() as user:
        await user.press("enter", *")vwa", "ctrl+s")
        assert user.notes() == [("Dankzij Turkse", "", ())]


@pytest.mark.parametrize("size", [(80, 24), (60, 16)])
async def test_it_fits_on_a_small_screen(sit_down, size):
    async with sit_down(size=size) as user:
        await user.press("enter", *"vpa", *"hello")
        assert user.shows("hello")
        assert user.shows("ctrl+s")


# Drafts


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """Keep drafts at once, not after half a second."""
    monkeypatch.setattr("reader.ui.screens.note_editor.KEEP_AFTER", 0.001)


def drafts_in(user) -> list[str]:
    found = []
    for path in user.library.drafts.glob("*.json"):
        with suppress(FileNotFoundError):  # it is being forgotten just now
            found.append(json.loads(path.read_bytes())["text"])
    return found


async def kept(user, *texts: str) -> None:
    for _ in range(2_000):
        if drafts_in(user) == list(texts):
            return
        await user.pilot.pause(0.001)
    raise AssertionError(f"the drafts are {drafts_in(user)}")


async def test_what_is_being_written_is_kept_and_there_again(sit_down, open_library, samples):
    async with sit_down() as user:
        await user.press("enter", "a", *"half a")
        await kept(user, "half a")
    async with sit_down(open_library(samples)) as user:
        await user.press("enter", "a")
        assert user.shows("half a")
        assert user.shows("Your unsaved draft of ")
        await user.type(" sentence")
        await user.press("ctrl+s")
        await kept(user)
        assert [text for _, text, _ in user.notes()] == ["half a sentence"]


async def test_what_was_being_written_is_named_at_the_start_and_the_way_to_it_is_there(
    sit_down, open_library, samples
):
    async with sit_down() as user:
        await user.press("enter", ")", "a", *"half a")
        await kept(user, "half a")
        quote = user.passage[:20]
    async with sit_down(open_library(samples)) as user:
        (sentence,) = user.library.problems
        assert sentence.startswith(f"A note on “{quote}")
        assert sentence.endswith(
            "was being written when the program ended: a there opens it, R among the articles lists it."
        )
        assert user.shows("A note on “")
        await user.press("R")
        assert user.shows("Not saved when the program ended")
        assert user.shows("· half a")
        await user.press("enter")
        assert user.passage.startswith(quote)
        await user.press("a")
        assert user.shows("Your unsaved draft of ")


async def test_a_draft_on_a_note_leads_to_that_note(sit_down, open_library, samples):
    async with sit_down() as user:
        await user.press("enter", ")", "a", *"one", "ctrl+s", "a", *" two")
        await kept(user, "one two")
        quote = user.passage
    async with sit_down(open_library(samples)) as user:
        await user.press("R", "enter")
        assert user.passage == quote


async def test_several_drafts_are_counted(sit_down, open_library, samples):
    async with sit_down() as user:
        await user.press("enter", "a", *"one")
        await kept(user, "one")
    async with sit_down(open_library(samples)) as user:
        await user.press("enter", ")", "a", *"two")
        await user.settle()
    library = open_library(samples)
    assert list(library.open_notes())
    assert library.problems == ["2 texts were being written when the program ended: R lists them."]


async def test_what_is_being_written_in_a_window_is_not_offered_to_another(sit_down, open_library, samples):
    async with sit_down() as user:
        await user.press("enter", "a", *"mine")
        await kept(user, "mine")
        async with sit_down(open_library(samples)) as other:
            assert other.library.problems == []
            await other.press("enter", "a")
            assert not other.shows("unsaved draft")
            await other.type("theirs")
            for _ in range(2_000):
                if sorted(drafts_in(user)) == ["mine", "theirs"]:
                    break
                await other.pilot.pause(0.001)
            assert sorted(drafts_in(user)) == ["mine", "theirs"]
            await other.press("escape", "d")
            await kept(user, "mine")


async def test_a_draft_belongs_to_its_passage(sit_down, open_library, samples):
    async with sit_down() as user:
        await user.press("enter", "a", *"half")
        await kept(user, "half")
    async with sit_down(open_library(samples)) as user:
        await user.press("enter", ")", "a")
        assert not user.shows("half")
        assert not user.shows("unsaved draft")


async def test_a_draft_can_be_dropped_and_comes_back_with_undo(sit_down, open_library, samples):
    async with sit_down() as user:
        await user.press("enter", "a", *"one", "ctrl+s", "a", *" and more")
        await kept(user, "one and more")
    async with sit_down(open_library(samples)) as user:
        await user.press("enter", "a")
        assert user.shows("one and more")
        await user.press("ctrl+r")
        assert not user.shows("one and more")
        assert user.shows("one")
        await user.press("ctrl+z")
        assert user.shows("one and more")
        await user.press("ctrl+r", "escape")
        await kept(user)
        assert user.app.screen is user.desk


async def test_discarding_forgets_the_draft(sit_down):
    async with sit_down() as user:
        await user.press("enter", "a", *"half")
        await kept(user, "half")
        await user.press("escape", "d")
        await kept(user)


async def test_a_text_that_is_refused_is_kept_as_a_draft(sit_down, monkeypatch):
    async with sit_down() as user:
        await user.press("enter", "a", *"precious")

        def refuse(*_, **__):
            raise StoreError("The notes must not be changed.")

        monkeypatch.setattr(user.library.notebook, "write", refuse)
        await user.press("ctrl+s")
        assert user.shows("The notes must not be changed.")
        await kept(user, "precious")
        await user.press("a")
        assert user.shows("precious")
