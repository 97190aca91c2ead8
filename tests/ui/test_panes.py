"""Panes side by side where there is room, one at a time where there is not."""

from __future__ import annotations

import pytest


async def test_narrow_shows_one_pane_at_a_time(sit_down):
    async with sit_down(size=(80, 24)) as user:
        assert user.shows("May 2020")
        assert not user.shows("Enter reads an article")
        await user.press("enter")
        assert not user.shows("• In Tripoli")
        assert user.shows("Khalifa Haftarᴾ dreigde")


async def test_narrow_tab_goes_round_the_panes(sit_down):
    async with sit_down(size=(80, 24)) as user:
        await user.press("enter", "a", *"hello", "ctrl+s", "t", "A", "escape")
        seen = []
        for _ in range(4):
            seen.append(user.desk.pane)
            await user.press("tab")
        assert seen == ["reading", "translation", "notes", "list"]
        await user.press("shift+tab")
        assert user.desk.pane == "list"
        assert user.shows("• In Tripoli")


async def test_narrow_notes_take_the_whole_screen(sit_down):
    async with sit_down(size=(80, 24)) as user:
        await user.press("enter", "a", *"hello", "ctrl+s", "A")
        assert user.shows("hello")
        await user.press("tab")
        assert user.shows("hello")
        assert not user.shows("dreigde donderdag met de „zwaarste bombardementen in de Libischeᴹ")


async def test_narrow_never_squeezes_text_and_translation_beside_each_other(sit_down):
    async with sit_down(size=(80, 24)) as user:
        await user.press("enter", "t", "escape")
        assert user.desk.pane == "reading"
        assert user.shows("dreigde donderdag met de „zwaarste")
        assert not user.shows("English · 25")


async def test_wide_the_list_comes_back_beside_the_text_alone(sit_down):
    async with sit_down(size=(120, 40)) as user:
        await user.press("enter", "t", "escape", "escape")
        assert user.shows("• In Tripoli")
        assert not user.shows("English · 25")


async def test_wide_shows_list_and_text(sit_down):
    async with sit_down(size=(120, 40)) as user:
        await user.press("enter")
        assert user.shows("• In Tripoli")
        assert user.shows("Khalifa Haftarᴾ dreigde")


async def test_wide_the_translation_takes_the_place_of_the_list(sit_down):
    async with sit_down(size=(120, 40)) as user:
        await user.press("enter", "t")
        assert not user.shows("• In Tripoli")
        await user.press("escape")
        assert user.shows("• In Tripoli")


async def test_broad_shows_list_text_and_translation(sit_down):
    async with sit_down(size=(200, 60)) as user:
        await user.press("enter", "t")
        assert user.shows("• In Tripoli")
        assert user.shows("Khalifa Haftarᴾ dreigde")
        assert user.shows("General Khalifa Haftarᴾ threatened")


@pytest.mark.parametrize("keys", ["}}}}}", "tG", "}}}}v}"])
async def test_the_sentence_being_read_stays_on_the_screen_while_the_terminal_changes(sit_down, keys):
    async with sit_down(size=(120, 40)) as user:
        await user.press("enter", *keys)
        here = user.place
        for size in [(80, 24), (200, 60), (120, 12), (60, 16), (120, 40)]:
            await user.resize(*size)
            assert user.marked("selection" if here.selection else "sentence"), user.text
        assert user.place == here


@pytest.mark.parametrize("keys", ["t", "A", "?"])
async def test_no_size_breaks_it(sit_down, keys):
    async with sit_down(size=(80, 24)) as user:
        await user.press("enter", *keys)
        for width, height in [(40, 10), (20, 6), (10, 3), (300, 100)]:
            await user.resize(width, height)
            await user.press("j", ")", "tab")
            assert len(user.lines) == height


async def test_a_wheel_over_the_list_scrolls_the_list(sit_down, open_library, folder):
    texts = {f"{n:03}.txt": f"date 2019-04 Bericht nummer {n}." for n in range(60)}
    async with sit_down(open_library(folder(texts)), size=(80, 24)) as user:
        await user.wheel(5)
        assert not user.shows("nummer 0.")


@pytest.mark.parametrize("keys", ["", "t", "A"], ids=["text", "translation", "notes panel"])
async def test_the_sentence_being_read_is_whole_on_the_screen_after_every_resize(sit_down, keys):
    async with sit_down(size=(120, 40)) as user:
        await user.press("enter", *keys, *")))")
        for _ in range(4):
            await user.press(*")))))")
            for size in ((80, 24), (120, 40), (60, 18), (200, 60), (80, 24), (120, 40)):
                await user.resize(*size)
                first, last = user.rows_of_passage()
                assert 0 <= first <= last < user.desk.article.reading.lead.size.height, (user.sentence, size)


async def test_the_end_that_moves_is_on_the_screen_after_every_resize(sit_down):
    async with sit_down(size=(120, 40)) as user:
        await user.press("enter", *"v))))))")
        for size in ((60, 12), (120, 40), (80, 24), (200, 60), (60, 12)):
            await user.resize(*size)
            assert user.rows_of_passage()[1] < user.desk.article.reading.lead.size.height, size


async def test_narrow_the_translation_of_a_sentence_is_in_view_however_far_from_it_in_its_paragraph(
    sit_down, open_library, folder
):
    text = "date 2019-04 " + " ".join(f"Zin nummer {n} staat hier met een aantal woorden." for n in range(60))
    async with sit_down(open_library(folder({"a.txt": text})), size=(80, 24)) as user:
        await user.press("enter", "t")
        reading = user.desk.article.reading
        reading.show_translations(["word " * 30 + f"No {n}." if n < 30 else f"No {n}." for n in range(60)])
        await user.settle()
        for n in (1, 9, 29, 31, 44, 59):
            await user.press(*")" * (n + 1 - user.sentence))
            assert user.marked("sentence").endswith(f"No {n}.")
        await user.press("pageup", "pageup")
        assert user.marked("sentence")
