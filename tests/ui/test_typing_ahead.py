"""Keys that reach the app in one read: from a slow line, a macro, a text expander."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator

import pytest
from textual.events import Key
from textual.widgets import Input, TextArea

from reader.library.namelist import lines


@pytest.mark.parametrize(
    ("keys", "shows"),
    [
        ("R enter", "backup"),
        ("X j", "notes.csv       for spreadsheets"),
        ("B s", "0 of 0 notes · by tag"),
        ("B /", "words, #tag"),
        ("M s", "by name"),
        ("M /", "part of a tag"),
        ("N x", "of 74 names"),
        ("enter t tab )", "sentence 2 of 25"),
        ("enter W tab", "whole sentences with these words"),
        ("enter v w C", "Esc"),
        ("M q N q B q R q enter )", "sentence 2 of 25"),
        ("? Q u i t", "everything is saved already"),
        ("/ n o t h i n g enter", "Nothing matches"),
        ("I x y", "xy"),
        ("enter v w w w a", "ctrl+s saves"),
    ],
)
async def test_keys_wait_for_what_those_before_them_lead_to(sit_down, keys, shows):
    async with sit_down() as user:
        await user.burst(*keys.split())
        assert user.shows(shows), user.text


async def test_what_is_typed_ahead_gets_into_the_editor_in_order(sit_down):
    async with sit_down() as user:
        await user.burst("enter", "a", *"tekst van een note", "enter", *"nog een", "ctrl+s")
        assert [text for _, text, _ in user.notes()] == ["tekst van een note\nnog een"]


async def test_no_key_is_left_over_whenever_it_comes(sit_down):
    async with sit_down() as user:
        await user.press("enter", "a")
        area = user.app.screen.query_one(TextArea)
        for turns in range(60):
            for key in "xyz":
                user.app.post_message(Key(key, key))
                for _ in range(turns):
                    await asyncio.sleep(0)
            await user.settle()
            assert area.text == "xyz" * (turns + 1)


async def test_tags_typed_ahead_are_those_put_on_the_passage(sit_down):
    async with sit_down() as user:
        await user.burst("enter", "#", *"eerste", "enter")
        await user.burst(")", "#", *"nieuw", "enter")
        await user.burst(")", "#", *"qw", "space", *"zz", "space", "enter")
        assert [tags for _, _, tags in user.notes()] == [("eerste",), ("nieuw",), ("qw", "zz")]


async def test_a_command_typed_ahead_is_the_one_that_is_run(sit_down):
    async with sit_down() as user:
        before = user.app.theme
        await user.burst(":", *"light or dark", "enter")
        assert user.app.theme != before
        assert not user.app.screen.is_modal


@pytest.mark.parametrize(
    ("key", "tags"), [("accept", ("nieuw",)), ("take", ("nieuw",)), ("complete", ("nieuw",))], ids=str
)
async def test_a_tag_is_what_is_typed_even_while_the_tags_shown_have_not_followed_yet(sit_down, key, tags):
    async with sit_down() as user:
        await user.press("enter", "#", *"eerste", "enter", ")", "#")
        picker = user.app.screen
        picker.query_one(Input).value = "nieuw"
        getattr(picker, f"action_{key}")()
        await user.settle()
        if key != "accept":
            await user.press("enter")
        assert user.notes()[-1][2] == tags


async def test_a_name_typed_before_the_names_are_known_is_looked_up_among_them(sit_down, monkeypatch):
    gate = threading.Event()

    def slow(*arguments: object) -> Iterator[object]:
        gate.wait(10)
        yield from lines(*arguments)

    monkeypatch.setattr("reader.ui.screens.name_picker.lines", slow)
    async with sit_down() as user:
        await user.press("enter", "e", "right_parenthesis", "e", "C")
        await user.tap("s", *"haftar", "enter")
        assert user.app.screen.is_modal
        gate.set()
        await user.settle()
        said = [each.other.text for _, each in user.library.corrections.all() if each.other]
        assert said == ["Khalifa Haftar"]
