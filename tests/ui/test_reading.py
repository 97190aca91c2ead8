"""Reading an article."""

from __future__ import annotations

import re

import pytest

APRIL = "In Tripoli zetelt de internationaal erkende regering"
SUPERSCRIPTS = str.maketrans("", "", "ᴾᴼᴸᴹ")


async def test_enter_opens_the_article_with_its_title_month_and_length(sit_down):
    async with sit_down() as user:
        await user.press("j", "enter")
        assert user.shows(APRIL)
        assert user.shows("April 2019 · Dutch · 488 words · 2 min · title derived")
        assert user.status.startswith(" sentence 1 of 28")


async def test_the_header_date_is_no_part_of_the_text(sit_down):
    async with sit_down() as user:
        await user.press("j", "enter")
        assert user.shows("Een screenshot uit een video")
        assert not user.shows("date 2019-04")


async def test_keys_go_from_sentence_to_sentence_and_from_paragraph_to_paragraph(sit_down):
    cases = [
        ([")"], 2),
        ([")", ")", "("], 2),
        (["("], 1),
        (["ctrl+down", "ctrl+down", "ctrl+up"], 2),
        (["}"], 4),
        (["}", "}"], 6),
        (["}", "}", "{"], 4),
        (["}", ")", "{"], 1),
        (["G"], 28),
        (["G", ")"], 28),
        (["end", "("], 27),
        (["G", "home"], 1),
        (["}"] * 20, 24),
    ]
    async with sit_down() as user:
        await user.press("j", "enter")
        for keys, sentence in cases:
            await user.press("g", *keys)
            assert user.status.startswith(f" sentence {sentence} of 28"), keys
            assert user.marked("sentence") == user.passage


async def test_the_current_sentence_stands_out_from_the_text(sit_down):
    async with sit_down() as user:
        await user.press("j", "enter", "}", ")")
        assert user.marked("sentence") == user.passage


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_scrolling_keeps_a_current_sentence_on_the_screen(sit_down, size):
    async with sit_down(size=size) as user:
        await user.press("G", "enter")
        for keys in ["j" * 12, ["space"] * 3, ["space", "b"], "G" + "k" * 20, ["ctrl+d"] * 3]:
            await user.press("g", *keys)
            assert user.marked("sentence"), user.text


async def test_the_wheel_keeps_a_current_sentence_on_the_screen(sit_down):
    async with sit_down(size=(80, 24)) as user:
        await user.press("G", "enter")
        await user.wheel(9)
        assert not user.shows("De Libische krijgsheer")
        assert user.marked("sentence"), user.text


async def test_arrows_and_letters_do_the_same(sit_down):
    async with sit_down(size=(80, 24)) as user:
        await user.press("G", "enter")
        for arrows, letters in [(["down"] * 4, "jjjj"), (["pagedown", "up"], " k"), (["end"], "G")]:
            await user.press("g", *letters)
            wanted = user.lines
            await user.press("g", *arrows)
            assert user.lines == wanted


async def test_a_line_down_and_a_line_up_show_the_same_screen(sit_down):
    async with sit_down(size=(80, 24)) as user:
        await user.press("G", "enter", "space", "}")
        before = user.lines
        await user.press("j", "k")
        assert user.lines == before


async def test_a_page_down_shows_the_last_lines_of_the_page_before(sit_down):
    async with sit_down(size=(80, 24)) as user:
        await user.press("G", "enter")
        last = [line for line in user.lines[3:-1] if line][-1]
        await user.press("space")
        assert last in user.lines[3:6]


async def test_every_sentence_can_be_reached_and_is_shown_whole(sit_down):
    async with sit_down(size=(80, 24)) as user:
        await user.press("G", "enter")
        for _ in user.place.document.sentences:
            assert user.marked("sentence") == user.passage
            await user.press(")")


async def test_each_article_is_opened_where_it_was_left(sit_down):
    async with sit_down() as user:
        await user.press("enter", ")", ")", "escape", "j", "enter", "}", "escape", "k", "enter")
        assert user.status.startswith(" sentence 3 of 25")
        await user.press("J")
        assert user.status.startswith(" sentence 4 of 28")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_place_far_down_is_on_the_screen_when_the_article_is_opened(sit_down, size):
    async with sit_down(size=size) as user:
        await user.press("j", "enter", "G", "escape", "G", "enter", "G", "(", "escape", "k", "enter")
        assert user.marked("sentence") == user.passage
        assert user.status.startswith(" sentence 28 of 28")
    async with sit_down(size=size) as user:
        await user.press("enter")
        assert user.marked("sentence") == user.passage
        assert user.status.startswith(" sentence 28 of 28")


async def test_the_next_run_opens_the_last_article_where_it_was_left(sit_down, open_library, library, samples):
    async with sit_down() as user:
        await user.press("j", "enter", ")", ")", ")", ")")
    library.close()
    async with sit_down(open_library(samples)) as user:
        assert user.status.startswith(" 2 of 3")
        await user.press("tab")
        assert user.status.startswith(" sentence 5 of 28")
        assert user.marked("sentence") == user.passage


async def test_j_and_k_in_capitals_open_the_neighbours_in_the_list(sit_down):
    async with sit_down() as user:
        await user.press("enter", "J")
        assert user.shows("April 2019 · Dutch · 488 words")
        await user.press("J", "J", "K")
        assert user.shows("April 2019 · Dutch · 488 words")
        assert user.status.startswith(" sentence 1 of 28"), "the reader stays in the text"


async def test_a_heading_is_bold_and_a_caption_italic(sit_down):
    async with sit_down(size=(200, 60)) as user:
        await user.press("j", "enter")
        caption, body = user.look("Een screenshot"), user.look("steeds kleiner")
        heading = user.look("Nationale conferentie")
        assert caption.italic
        assert not caption.bold
        assert heading.bold
        assert not heading.italic
        assert not (body.bold or body.italic)
        assert len({caption.color, heading.color, body.color}) == 3


def measure(user) -> int:
    """Width of the longest line of the text on the screen."""
    left = user.place_of("Een screenshot")[0]
    lines = (line[left:].translate(SUPERSCRIPTS).rstrip(" ▁▂▃▄▅▆▇█") for line in user.lines[3:-1])
    return max(map(len, lines))


async def test_minus_and_plus_make_lines_shorter_and_longer(sit_down):
    async with sit_down(size=(200, 60)) as user:
        await user.press("j", "enter")
        widest = measure(user)
        await user.press("-", "-")
        slim = measure(user)
        assert slim <= 64 < widest <= 72
        await user.press("+")
        assert slim < measure(user) <= 68


@pytest.mark.parametrize(
    ("size", "keys", "told"),
    [
        ((120, 40), "++", "The text column cannot be wider: the translation needs room beside it."),
        ((80, 24), "++++++", "The text column cannot be wider: there is no more room."),
        ((260, 60), "++++++", "The text column cannot be wider: it has 40 to 80 cells."),
        ((260, 60), "-" * 12, "The text column cannot be narrower: it has 40 to 80 cells."),
    ],
)
async def test_a_measure_that_cannot_be_had_is_told(sit_down, size, keys, told):
    async with sit_down(size=size) as user:
        await user.press("enter", keys[0])
        assert size[0] < 200 or "cannot be" not in user.status
        await user.press(*keys[1:])
        assert told in user.status


async def test_another_measure_leaves_the_sentence_being_read_on_its_row(sit_down):
    async with sit_down(size=(120, 40)) as user:
        await user.press("G", "enter", *")))))))))))))))")
        row = user.place_of("Op Facebook kondigde")[1]
        await user.press("-", "-")
        assert user.place_of("Op Facebook kondigde")[1] == row


async def test_no_line_is_longer_than_the_measure_in_the_settings(sit_down, open_library, samples):
    from reader.settings import Settings

    async with sit_down(open_library(samples, Settings(measure=44)), size=(200, 60)) as user:
        await user.press("j", "enter")
        assert 40 < measure(user) <= 44


async def test_control_characters_of_a_file_never_reach_the_screen(sit_down, open_library, folder):
    evil = "date 2020-01 Een \x1b[31mrode\x1b]52;c;AAAA\x07 zin\x9b2J hier."
    async with sit_down(open_library(folder({"a.txt": evil}))) as user:
        await user.press("enter")
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", user.text)
        assert user.shows("rode")


async def test_undo_does_not_take_back_that_an_article_was_opened(sit_down):
    async with sit_down() as user:
        await user.press("enter", "u")
        assert user.shows("Nothing to be undone.")
        assert not user.shows("• Generaal")
