"""Writing all notes to notes.md beside notes.json."""

from __future__ import annotations

import threading

from reader.library.formats import OF_NOTES
from reader.model import Step


async def test_x_writes_notes_tags_and_translation(sit_down, samples):
    async with sit_down() as user:
        await user.press("enter", *")vww#", *"oil", "enter", "a", *"why", "ctrl+s", "X", "enter")
        assert user.shows("1 note")
        assert user.shows("notes.md")
    text = (samples / "notes.md").read_text(encoding="utf-8")
    assert "Dankzij Turkse militaire" in text
    assert "Thanks to Turkish military support" in text
    assert "why" in text
    assert "oil" in text


async def test_it_writes_again_over_its_own_file(sit_down, samples):
    async with sit_down() as user:
        await user.press("enter", "a", *"one", "ctrl+s", "X", "enter")
        await user.press("a", *"two", "ctrl+s", "X", "enter")
    assert "onetwo" in (samples / "notes.md").read_text(encoding="utf-8")


async def test_it_refuses_a_file_that_somebody_else_wrote(sit_down, samples):
    (samples / "notes.md").write_text("my own thoughts", encoding="utf-8")
    async with sit_down() as user:
        await user.press("enter", "a", *"one", "ctrl+s", "X", "enter")
        assert user.shows("was not written by libya-reader")
    assert (samples / "notes.md").read_text(encoding="utf-8") == "my own thoughts"


async def test_it_works_from_the_list_as_well(sit_down, samples):
    async with sit_down() as user:
        await user.press("X", "enter")
    assert (samples / "notes.md").exists()


async def test_another_format_is_chosen_in_the_dialog(sit_down, samples):
    async with sit_down() as user:
        await user.press("enter", "a", *"one", "ctrl+s", "X")
        assert user.shows("notes.md ")
        await user.press("j", "enter")
        assert user.shows("1 note written to")
        assert not user.shows("Esc cancels")
    assert "one" in (samples / "notes.csv").read_text(encoding="utf-8")
    assert not (samples / "notes.md").exists()


async def test_every_format_is_offered_on_a_line_of_its_own(sit_down):
    async with sit_down(size=(80, 24)) as user:
        await user.press("X")
        for form in OF_NOTES:
            assert any(f"notes{form.ending} " in line and form.use in line for line in user.lines), form.name


async def test_a_format_with_nothing_to_hold_says_so(sit_down, samples):
    async with sit_down() as user:
        await user.press("X")
        await user.click("notes.qdc")
        assert user.shows("There are no tags to export")
    assert not (samples / "notes.qdc").exists()


async def test_escape_writes_nothing(sit_down, samples):
    async with sit_down() as user:
        await user.press("X", "escape")
        assert not user.shows("Esc cancels")
    assert not list(samples.glob("notes.*"))


async def test_what_takes_long_shows_how_far_it_is_and_can_be_cancelled(sit_down, samples, monkeypatch):
    going_on = threading.Semaphore(0)

    def slowly(_library, **_options):
        for done in range(1, 3):
            yield Step(done, 2, [])
            assert going_on.acquire(timeout=10)

    monkeypatch.setattr("reader.library.Library.gather", slowly)
    async with sit_down() as user:
        await user.tap("X", "enter")
        await user.until("notes.md: 1 of 3")
        await user.tap("escape")
        going_on.release(2)
        await user.settle()
        assert not user.shows("written")
    assert not (samples / "notes.md").exists()
