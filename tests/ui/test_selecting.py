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
    ("v2w", "Generaal Khalifa Haftar"),
    ("v12l", "Generaal Khalifa Haf"),
    ("v3)", f"{FIRST} {SECOND} {THIRD}"),
    (")vso2b", "is vastgelopen. " + SECOND),
    ("v3s", FIRST),
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


async def test_a_digit_right_after_v_or_o_counts_and_then_it_is_a_tag(sit_down):
    async with sit_down() as user:
        await user.press("enter", "#", *"oil", "enter", *"gv")
        await user.press("1", "0")
        assert "sentence 1 of 25 · 10 ×" in user.status
        await user.press("b", "l")
        assert "×" not in user.status
        await user.press("v", *"gv2w1")
        assert user.notes()[1:] == [("Generaal Khalifa Haftar", "", ("oil",))]


async def test_a_digit_after_a_drag_is_a_tag(sit_down):
    async with sit_down() as user:
        await user.press("enter", "#", *"oil", "enter")
        await user.click("afgelopen", times=2)
        await user.press("1")
        assert user.notes()[1:] == [("afgelopen", "", ("oil",))]


async def test_in_the_translation_sentences_are_selected_and_shown_in_both_columns(sit_down):
    async with sit_down(size=(200, 60)) as user:
        await user.press("enter", "t", "tab", *")v")
        assert user.desk.pane == "translation"
        assert user.passage == SECOND
        await user.press("w")
        assert user.passage == f"{SECOND} {THIRD}"
        source, translation = (user.desk.query_one(f"#{side}").region for side in ("source", "translation"))
        assert user.marked("selection", range(source.x, source.right)) == user.passage
        assert user.marked("selection", range(translation.x, translation.right)).startswith("Thanks to Turkish")
        await user.press("h", "o", "2", "b")
        assert user.passage == f"{FIRST} {SECOND}"


async def test_narrow_the_translation_shows_what_is_selected(sit_down):
    async with sit_down(size=(80, 24)) as user:
        await user.press("enter", "t", *")v")
        assert user.marked("selection").startswith("Thanks to Turkish military support")
        await user.press("#", *"oil", "enter")
        assert user.notes() == [(SECOND, "", ("oil",))]


@pytest.mark.parametrize("times", [2, 3])
async def test_clicks_in_the_translation_take_the_sentence_that_it_translates(sit_down, times):
    async with sit_down(size=(200, 60)) as user:
        await user.press("enter", "t")
        await user.click("Turkish military", times=times)
        assert user.passage == SECOND
        assert user.place.selection is not None


@pytest.mark.parametrize("backwards", [False, True])
async def test_a_drag_in_the_translation_takes_the_sentences_that_it_touches(sit_down, backwards):
    async with sit_down(size=(200, 60)) as user:
        await user.press("enter", "t")
        ends = [user.place_of("has stalled"), user.place_of("Turkish military")]
        await user.drag(*reversed(ends) if backwards else ends)
        assert user.passage == f"{FIRST} {SECOND}"
        assert (user.place.selection.head < user.place.selection.anchor) is backwards


@pytest.mark.parametrize(("clicks", "passage"), [(2, "Turkse militaire steun"), (3, f"{SECOND} {THIRD}")])
async def test_a_drag_that_begins_with_more_clicks_takes_words_or_sentences(sit_down, clicks, passage):
    async with sit_down(size=(200, 60)) as user:
        await user.press("enter")
        (x, y), end = user.place_of("Turkse"), user.place_of("steun" if clicks == 2 else "bondgenoten")
        await user.pilot.click(offset=(x + 2, y), times=clicks - 1)
        await user.drag((x + 2, y), (end[0] + 1, end[1]))
        assert user.passage == passage


async def test_a_drag_out_of_the_text_scrolls_on_while_the_mouse_rests(sit_down):
    async with sit_down(size=(80, 24)) as user:
        await user.press("enter")
        await user.pilot.mouse_down(offset=user.place_of("Generaal", -1))
        await user.pilot.hover(offset=(40, 23))
        for _ in range(1_000):
            if "van Tripoli" in user.passage:
                break
            await user.pilot.pause(0.01)
        await user.pilot.mouse_up(offset=(40, 23))
        assert user.passage.startswith("Generaal Khalifa")
        assert "van Tripoli" in user.passage


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize(
    ("first", "last", "passage"),
    [
        ("👩", "🇳", "👩\u200d🚀 🇳🇱"),
        ("ل", "ا", "لِيبيا"),
        ("中", "文", "中文"),
        ("👍", "👍", "👍🏽"),
        ("é", "n", "één"),
    ],
)
async def test_a_drag_takes_whole_characters_of_any_script(
    sit_down, open_library, folder, first, last, passage, backwards
):
    text = "Bericht: één 👩\u200d🚀 🇳🇱 uit لِيبيا over 中文 en 👍🏽. En verder niets."
    async with sit_down(open_library(folder({"a.txt": text})), size=(60, 24)) as user:
        await user.press("enter")
        view = user.desk.article.reading.source
        y = next(y for y in view.region.line_range if "Bericht" in user.lines[y])
        cells = {view.offset_at(x, y - view.region.y): view.region.x + x for x in reversed(range(view.size.width))}
        start = text.index(first)
        ends = [(cells[start], y), (cells[text.index(last, start)], y)]
        await user.drag(*reversed(ends) if backwards else ends)
        if first == last:
            await user.pilot.click(offset=ends[0], times=2)
            await user.settle()
        assert user.passage == passage
        assert user.marked("selection") == passage
