"""Keys that reach the app in one read: from a slow line, a macro, a text expander."""

from __future__ import annotations

import pytest


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
        (": d a r k enter", "1 of 3"),
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


async def test_tags_typed_ahead_are_those_put_on_the_passage(sit_down):
    async with sit_down() as user:
        await user.burst("enter", "#", *"eerste", "enter")
        await user.burst(")", "#", *"nieuw", "enter")
        await user.burst(")", "#", *"qw", "space", *"zz", "space", "enter")
        assert [tags for _, _, tags in user.notes()] == [("eerste",), ("nieuw",), ("qw", "zz")]
