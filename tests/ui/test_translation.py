"""The translation beside the text."""

from __future__ import annotations

import pytest

SIZES = [(80, 24), (120, 40), (200, 60)]


def halves(user) -> tuple[range, range]:
    """The columns of the screen that the two views take."""
    source, translation = (user.desk.query_one(f"#{name}").region for name in ("source", "translation"))
    return range(source.x, source.right), range(translation.x, translation.right)


async def test_the_samples_are_translated_on_the_first_run_without_a_network(sit_down):
    async with sit_down() as user:
        await user.press("j", "enter", "t")
        assert user.shows("English · 28 of 28 sentences")
        assert user.shows("reference translation shipped with libya-reader")
        assert user.shows("A screenshot from a video")


@pytest.mark.parametrize("article", range(3))
async def test_every_sample_is_translated_whole(sit_down, article):
    async with sit_down() as user:
        await user.press(*"j" * article, "enter", "t")
        count = len(user.place.document.sentences)
        assert user.shows(f"English · {count} of {count} sentences")


async def test_t_shows_and_hides_it(sit_down):
    async with sit_down() as user:
        await user.press("j", "enter")
        before = user.lines
        await user.press("t")
        assert user.shows("A screenshot from a video")
        await user.press("t")
        assert user.lines == before


@pytest.mark.parametrize("size", SIZES[1:])
async def test_the_paragraph_being_read_keeps_its_rows_and_its_line_ends(sit_down, size):
    async with sit_down(size=size) as user:
        await user.press("G", "enter")
        for keys in ["", "}}}))", "G", " jj", "t}}}", "tG((", "tGkkkk"]:
            await user.press("g", *keys)
            before = user.rows_of("source")
            body, paragraph = (
                user.place.document.body,
                user.place.document.sentences[user.place.sentence].paragraph,
            )
            words = " ".join(user.place.document.paragraphs[paragraph].span.of(body).split())
            here = {y: row for y, row in before.items() if row and row in words}
            assert here
            for _ in range(2):
                await user.press("t")
                after = user.rows_of("source")
                assert {y: after[y] for y in here} == here, keys
            if user.desk.article.reading.parallel:
                await user.press("t")


async def test_where_one_pane_fits_it_shows_the_same_place(sit_down):
    async with sit_down(size=(80, 24)) as user:
        await user.press("G", "enter", *"}}}}")
        row = user.place_of("Breekt er nu")[1]
        await user.press("t")
        assert user.place_of("Is a new round")[1] == row
        assert not user.shows("Breekt er nu")
        await user.press("t")
        assert user.place_of("Breekt er nu")[1] == row


@pytest.mark.parametrize("size", SIZES[1:])
async def test_a_paragraph_starts_on_the_same_row_in_both(sit_down, size):
    async with sit_down(size=size) as user:
        await user.press("j", "enter", "t")
        for dutch, english in [
            ("In een videoboodschap", "In a video message"),
            ("Vanuit de havenstad", "From the port"),
        ]:
            assert user.place_of(dutch)[1] == user.place_of(english)[1]


async def test_both_scroll_as_one(sit_down):
    async with sit_down() as user:
        await user.press("j", "enter")
        for keys in ["tjjj", "t ", "tG", "tGkkkk", "Gt", "G((((t", " jjt"]:
            await user.press("g", *keys)
            source, translation = user.desk.article.reading.source, user.desk.article.reading.translation
            assert source.scroll_y == translation.scroll_y > 0, keys
            assert all(user.marked("sentence", half) for half in halves(user)), keys
            await user.press("t")


async def test_the_wheel_over_either_scrolls_both(sit_down):
    async with sit_down() as user:
        await user.press("j", "enter", "t")
        await user.wheel(3)
        source, translation = user.desk.article.reading.source, user.desk.article.reading.translation
        assert source.scroll_y == translation.scroll_y > 0


async def test_the_current_sentence_is_marked_in_both(sit_down):
    async with sit_down() as user:
        await user.press("j", "enter", "t", "}", ")")
        dutch, english = halves(user)
        assert user.marked("sentence", dutch) == user.passage
        assert user.marked("sentence", english).startswith("On Thursday, Haftar’s troops")


async def test_a_click_in_the_english_goes_to_the_dutch_sentence(sit_down):
    async with sit_down() as user:
        await user.press("j", "enter", "t")
        await user.click("hour has struck")
        assert user.passage == "Het uur heeft geslagen’."
        assert user.marked("sentence", halves(user)[0]) == user.passage


async def test_tab_goes_to_it_and_keys_work_there_as_well(sit_down):
    async with sit_down() as user:
        await user.press("j", "enter", "t", "tab", ")", ")")
        assert user.desk.pane == "translation"
        assert user.sentence == 3


async def test_a_drag_in_the_english_selects_the_dutch_sentences_it_touches(sit_down):
    async with sit_down() as user:
        await user.press("j", "enter", "t")
        x, y = user.place_of("The LNA claims")
        await user.drag((x, y), user.place_of("ever smaller"))
        sentences = user.place.document.sentences
        assert user.place.passage.start == sentences[1].span.start
        assert user.place.passage.end == sentences[3].span.end


async def test_it_stays_on_for_the_next_article(sit_down):
    async with sit_down() as user:
        await user.press("j", "enter", "t", "J")
        assert user.shows("English · 35 of 35 sentences")


async def test_an_article_without_translation_says_so_and_shows_its_own_words(sit_down, samples):
    (samples / "new.txt").write_text("date 2021-01 Een nieuw bericht.\n\nNog een zin.", encoding="utf-8")
    async with sit_down() as user:
        await user.press("g", "enter", "t")
        assert user.shows("English · 0 of 2 sentences")
        dutch, english = (user.rows_of(name) for name in ("source", "translation"))
        assert [row for row in dutch.values() if row] == [row for row in english.values() if row]


async def test_words_that_are_not_translated_look_different(sit_down, samples):
    (samples / "new.txt").write_text("date 2021-01 Een nieuw bericht.\n\nNog een zin.", encoding="utf-8")
    async with sit_down() as user:
        await user.press("g", "enter", "t")
        row = user.place_of("Nog een zin.")[1]
        dutch, english = halves(user)
        left = user.lines[row].index("Nog")
        right = user.lines[row].index("Nog", english.start)
        assert user.look_at(right, row).color != user.look_at(left, row).color


async def test_without_a_network_the_heading_says_why_nothing_is_asked(sit_down, samples):
    (samples / "new.txt").write_text("date 2021-01 Een nieuw bericht.", encoding="utf-8")
    async with sit_down(size=(200, 60)) as user:
        await user.press("g", "enter", "t")
        assert user.shows("Google is not asked because LIBYA_READER_NO_NETWORK is set")


async def test_a_name_has_the_same_letter_in_the_translation_where_it_is_found_there(sit_down):
    async with sit_down(size=(150, 40)) as user:
        await user.press("enter")
        await user.press("t")
        for name in ("Khalifa Haftarᴾ threatened", "Egyptᴸ", "Haftarᴾ’s"):
            assert user.shows(name)
        await user.press("H")
        assert not user.shows("Egyptᴸ")
        await user.press("H")
        await user.press("L", "l", "escape")
        assert user.shows("Haftarᴾ’s")
        assert not user.shows("Egyptᴸ")
