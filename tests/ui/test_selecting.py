"""Selecting a passage, by keys and with the mouse. The article is that of May 2020."""

from __future__ import annotations

import pytest

FIRST = (
    "Generaal Khalifa Haftar dreigde donderdag met de „zwaarste bombardementen in de Libische geschiedenis” "
    "nu zijn jaar oude offensief tegen de hoofdstad Tripoli is vastgelopen."
)
SECOND = (
    "Dankzij Turkse militaire steun heeft de Regering van Nationale Eenheid (GNA) in Tripoli de afgelopen weken "
    "veel terrein veroverd op Haftars troepen, waaronder de belangrijke luchtmachtbasis Wattiyah."
)
THIRD = "Haftars bondgenoten Egypte en de Verenigde Arabische Emiraten lijken zich van hem af te keren."


MOTIONS = [
    ("v", "Generaal"),
    ("vw", "Generaal Khalifa"),
    ("vwww", "Generaal Khalifa Haftar dreigde"),
    ("vwwwb", "Generaal Khalifa Haftar"),
    (["v", "ctrl+right", "ctrl+right", "ctrl+left"], "Generaal Khalifa"),
    (["v", "l", "l", "right"], "Generaal Kh"),
    (["v", "h", "left"], "Genera"),
    ("v)", FIRST),
    ("v))", f"{FIRST} {SECOND}"),
    ("v))(", FIRST),
    ("v}", f"{FIRST} {SECOND} {THIRD}"),
    ("vs", FIRST),
    ("vp", f"{FIRST} {SECOND} {THIRD}"),
    (")vww", "Dankzij Turkse militaire"),
    (")vsob", "vastgelopen. " + SECOND),
    (")vso(", f"{FIRST} {SECOND}"),
    ("vwwow", "Khalifa Haftar"),
    ("vwwowob", "Khalifa"),
]


async def test_motions_move_an_end_of_the_selection(sit_down):
    async with sit_down(size=(200, 60)) as user:
        await user.press("enter")
        for keys, passage in MOTIONS:
            await user.press("escape", "g", *keys) if user.place.selection else await user.press("g", *keys)
            assert user.passage == passage, keys


async def test_a_selection_can_go_to_the_end_of_the_article(sit_down):
    async with sit_down() as user:
        await user.press("enter", *"vG")
        assert user.passage == user.place.document.body


async def test_it_is_shown_and_stands_out_from_the_current_sentence(sit_down):
    async with sit_down() as user:
        await user.press("enter", *")vww")
        assert user.marked("selection") == "Dankzij Turkse militaire"
        assert user.marked("sentence") == ""


async def test_it_is_shown_in_the_translation_as_the_sentences_it_touches(sit_down):
    async with sit_down() as user:
        await user.press("enter", *"t)vww")
        assert user.marked("selection") == "Dankzij Turkse militaire"
        assert user.marked("sentence").startswith("Thanks to Turkish military support")


async def test_the_status_line_offers_the_keys_of_the_selection(sit_down):
    async with sit_down() as user:
        await user.press("enter", "v")
        assert user.status.endswith("Esc cancel")
        await user.press("escape")
        assert user.status.endswith("? help")


@pytest.mark.parametrize("key", ["escape", "v"])
async def test_escape_or_v_again_leaves_it_at_the_sentence(sit_down, key):
    async with sit_down() as user:
        await user.press("enter", *")vww", key)
        assert user.passage == SECOND
        assert user.desk.pane == "reading"


async def test_its_moving_end_stays_on_the_screen(sit_down):
    async with sit_down(size=(80, 24)) as user:
        await user.press("enter", *"v}}}}}")
        assert user.shows("van Tripoli")
        assert user.marked("selection").endswith("Jufrah, zo’n 490 kilometer van Tripoli.")


async def test_selecting_keys_do_nothing_while_nothing_is_selected(sit_down):
    async with sit_down() as user:
        await user.press("enter", ")", "w", "s", "p", "h")
        assert user.passage == SECOND


async def test_a_click_makes_a_sentence_current(sit_down):
    async with sit_down() as user:
        await user.press("enter", *"vw")
        await user.click("bondgenoten")
        assert user.passage == THIRD


async def test_a_double_click_takes_the_word(sit_down):
    async with sit_down() as user:
        await user.press("enter")
        await user.click("afgelopen", times=2)
        assert user.passage == "afgelopen"
        assert user.marked("selection") == "afgelopen"


async def test_a_triple_click_takes_the_sentence(sit_down):
    async with sit_down() as user:
        await user.press("enter")
        await user.click("afgelopen", times=3)
        assert user.passage == SECOND
        assert user.place.selection is not None


@pytest.mark.parametrize("backwards", [False, True])
async def test_a_drag_takes_what_lies_between(sit_down, backwards):
    async with sit_down() as user:
        await user.press("enter")
        x, y = user.place_of("steun heeft")
        ends = [user.place_of("Turkse"), (x + 4, y)]
        await user.drag(*reversed(ends) if backwards else ends)
        assert user.passage == "Turkse militaire steun"
        assert user.marked("selection") == "Turkse militaire steun"


async def test_keys_go_on_from_a_drag(sit_down):
    async with sit_down() as user:
        await user.press("enter")
        x, y = user.place_of("Turkse")
        await user.drag((x, y), (x + 5, y))
        await user.press("w", "w")
        assert user.passage == "Turkse militaire steun"


async def test_a_click_on_the_empty_row_above_the_text_goes_to_its_first_sentence(sit_down):
    async with sit_down() as user:
        await user.press("enter", ")")
        x, y = user.place_of("Generaal Khalifa Haftar dreigde donderdag met de", 1)
        await user.pilot.click(offset=(x, y - 1))
        await user.settle()
        assert user.sentence == 1
