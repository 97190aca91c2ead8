"""The marks of named entities."""

from __future__ import annotations

SUPERSCRIPTS = str.maketrans("", "", "ᴾᴼᴸᴹ")


async def test_an_entity_is_underlined_coloured_and_lettered(sit_down):
    async with sit_down() as user:
        await user.press("j", "enter")
        assert user.shows("Tripoliᴸ zetelt")
        place, person = user.look("Tripoliᴸ zetelt"), user.look("al-Serrajᴾ")
        plain = user.look("zetelt de", 1)
        assert place.underline
        assert person.underline
        assert not plain.underline
        assert len({place.color, person.color, plain.color}) == 3


async def test_the_letter_behind_it_is_not_underlined(sit_down):
    async with sit_down() as user:
        await user.press("j", "enter")
        assert not user.look("ᴸ zetelt").underline


async def test_h_hides_and_shows_the_marks_and_no_line_moves(sit_down):
    async with sit_down() as user:
        await user.press("j", "enter", "}")
        before, plain = user.lines, [line.translate(SUPERSCRIPTS).split() for line in user.lines]
        await user.press("H")
        assert not user.shows("ᴸ")
        assert not user.look("Tripoli zetelt", 1).underline
        assert [line.split() for line in user.lines] == plain
        await user.press("H")
        assert user.lines == before


async def test_e_goes_from_name_to_name_and_back(sit_down):
    async with sit_down() as user:
        await user.press("j", "enter")
        opened = user.desk.article.opened
        names = [entity.text for entity in user.library.entities(opened)]
        await user.press("e")
        assert user.passage == names[0]
        await user.press("e", "e")
        assert user.passage == names[2]
        await user.press("E")
        assert user.passage == names[1]


async def test_e_scrolls_to_a_name_that_is_not_on_the_screen(sit_down):
    async with sit_down(size=(80, 24)) as user:
        await user.press("j", "enter")
        await user.press(*"e" * 30)
        assert user.marked("selection") == user.passage


async def test_a_name_that_e_went_to_can_be_tagged_and_left(sit_down):
    async with sit_down() as user:
        await user.press("j", "enter")
        await user.press("e", "e", "#", *"army", "enter")
        assert user.notes() == [(user.passage, "", ("army",))]
        await user.press(")")
        assert user.place.selection is None


async def test_the_marks_do_not_wait_for_the_next_key(sit_down):
    async with sit_down() as user:
        await user.press("enter")
        assert user.shows("Khalifa Haftarᴾ")
