"""What stands above an article and its translation."""

from __future__ import annotations

import pytest

from tests.ui.conftest import SitDown

TITLE = "Generaal Khalifa Haftar dreigde"
META = "May 2020 · Dutch"


@pytest.mark.parametrize(
    "keys",
    [(), ("t",), ("t", "T"), ("t", "T", "T")],
    ids=["alone", "with the translation beside it", "below it", "under each sentence"],
)
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=str)
async def test_the_heading_is_flush_with_the_text(
    sit_down: SitDown, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    async with sit_down(size=size) as user:
        await user.press("enter", *keys)
        if user.shows(META):
            left, row = user.place_of(META)
            assert left == user.desk.article.reading.source.region.x + user.desk.article.reading.source.margin
            text = next(line for line in user.lines[row + 2 :] if line[left:].strip())
            assert text[left] != " "
            assert text[left - 1] == " "
        else:
            assert user.shows("English · 25 of 25")


async def test_the_heading_follows_the_text_to_another_width(sit_down: SitDown) -> None:
    async with sit_down(size=(120, 40)) as user:
        await user.press("enter")
        before = user.place_of(META)[0]
        await user.resize(180, 40)
        after = user.place_of(META)[0]
        assert after > before
        assert user.place_of("militaire steun heeft")[0] >= after
        await user.press("minus")
        assert user.place_of(META)[0] > after


async def test_a_long_title_takes_a_second_row_if_one_is_free(sit_down: SitDown) -> None:
    async with sit_down(size=(60, 24)) as user:
        await user.press("enter")
        assert TITLE in user.lines[0]
        assert "bombardementen in de Libische…" in user.lines[1]
        await user.press("t", "T")
        assert META in user.lines[1]
        assert user.lines[0].endswith("…")


async def test_who_translated_is_said_once(sit_down: SitDown) -> None:
    async with sit_down() as user:
        await user.press("enter", "t")
        assert user.shows("English · 25 of 25 sentences")
        assert user.text.count("reference") == 1
