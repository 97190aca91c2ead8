"""Which panes there is room for."""

from __future__ import annotations

import pytest

from reader.ui.screens.room import BROAD, WIDE, breakpoint_class, shown


@pytest.mark.parametrize(
    ("pane", "width", "wanted", "panes"),
    [
        ("list", WIDE - 1, "translation notes", "list"),
        ("reading", WIDE - 1, "translation", "reading"),
        ("reading", WIDE - 1, "notes", "reading notes"),
        ("translation", WIDE - 1, "translation notes", "translation notes"),
        ("notes", WIDE - 1, "translation notes", "notes"),
        ("list", WIDE, "", "list reading"),
        ("reading", WIDE, "translation", "reading translation"),
        ("list", WIDE, "translation", "list reading"),
        ("reading", BROAD, "translation notes", "list reading translation notes"),
        ("list", BROAD, "translation", "list reading translation"),
    ],
)
def test_panes_are_shown_as_far_as_there_is_room(pane, width, wanted, panes):
    found = shown(pane, width, parallel="translation" in wanted, notes="notes" in wanted)
    assert found == frozenset(panes.split())


@pytest.mark.parametrize(
    ("width", "name"),
    [
        (0, "-narrow"),
        (WIDE - 1, "-narrow"),
        (WIDE, "-wide"),
        (BROAD - 1, "-wide"),
        (BROAD, "-broad"),
        (500, "-broad"),
    ],
)
def test_the_styles_know_how_much_room_there_is(width, name):
    assert breakpoint_class(width) == name
