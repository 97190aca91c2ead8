"""Writing all notes to notes.md beside notes.json."""

from __future__ import annotations


async def test_x_writes_notes_tags_and_translation(sit_down, samples):
    async with sit_down() as user:
        await user.press("enter", *")vww#", *"oil", "enter", "a", *"why", "ctrl+s", "X")
        assert user.shows("1 note")
        assert user.shows("notes.md")
    text = (samples / "notes.md").read_text(encoding="utf-8")
    assert "Dankzij Turkse militaire" in text
    assert "Thanks to Turkish military support" in text
    assert "why" in text
    assert "oil" in text


async def test_it_writes_again_over_its_own_file(sit_down, samples):
    async with sit_down() as user:
        await user.press("enter", "a", *"one", "ctrl+s", "X", "a", *"two", "ctrl+s", "X")
    assert "onetwo" in (samples / "notes.md").read_text(encoding="utf-8")


async def test_it_refuses_a_file_that_somebody_else_wrote(sit_down, samples):
    (samples / "notes.md").write_text("my own thoughts", encoding="utf-8")
    async with sit_down() as user:
        await user.press("enter", "a", *"one", "ctrl+s", "X")
        assert user.shows("was not written by libya-reader")
    assert (samples / "notes.md").read_text(encoding="utf-8") == "my own thoughts"


async def test_it_works_from_the_list_as_well(sit_down, samples):
    async with sit_down() as user:
        await user.press("X")
    assert (samples / "notes.md").exists()
