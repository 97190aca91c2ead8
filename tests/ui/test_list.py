"""The list of articles."""

from __future__ import annotations

MANY = {f"{n:03}.txt": f"date 2021-{n % 12 + 1:02} Bericht nummer {n} uit Tripoli." for n in range(120)}


async def test_articles_stand_below_their_months_newest_first(sit_down):
    async with sit_down() as user:
        wanted = ["May 2020", "• Generaal Khalifa", "April 2019", "• In Tripoli", "Undated", "• Waarom zijn"]
        rows = [user.place_of(text)[1] for text in wanted]
        assert rows == sorted(rows)


async def test_a_month_tells_how_many_articles_it_has(sit_down, open_library, folder):
    texts = {f"{n}.txt": f"date 2019-04 Bericht nummer {n}." for n in range(3)}
    async with sit_down(open_library(folder({**texts, "z.txt": "date 2018 Ouder bericht."}))) as user:
        assert any(line.split()[:3] == ["April", "2019", "3"] for line in user.lines)
        assert any(line.split() == ["2018", "1"] for line in user.lines)


async def test_the_status_line_says_where_the_cursor_is_and_how_many_are_undated(sit_down):
    async with sit_down() as user:
        assert user.status.startswith(" 1 of 3 · 1 undated")
        await user.press("j")
        assert user.status.startswith(" 2 of 3 · 1 undated")


async def test_keys_move_the_cursor(sit_down, open_library, folder):
    cases = [
        (["j"], 2),
        (["down", "down"], 3),
        (["j", "k"], 1),
        (["k"], 1),
        (["G"], 120),
        (["end", "up"], 119),
        (["G", "home"], 1),
        (["j", "j", "j", "down"], 5),
    ]
    async with sit_down(open_library(folder(MANY))) as user:
        for keys, number in cases:
            await user.press("g", *keys)
            assert user.status.startswith(f" {number} of 120"), keys


async def test_pages_go_on_from_where_the_last_one_ended(sit_down, open_library, folder):
    async with sit_down(open_library(folder(MANY))) as user:
        await user.press("space")
        there = user.status
        await user.press("pagedown", "b")
        assert user.status == there


async def test_the_scrollbar_follows_as_far_as_that_can_be_seen(sit_down, open_library, folder):
    async with sit_down(open_library(folder(MANY)), size=(80, 12)) as user:
        rows = user.desk.article_list
        places = []
        for _ in range(3):
            rows.scroll_to(y=rows.scroll_y + 1, animate=False, immediate=True)
            places.append(rows.vertical_scrollbar.position)
        assert (rows.scroll_y, places) == (3, [0, 2, 2])  # an eighth of a cell stands for 1.6 lines
        await user.press("G")
        assert rows.vertical_scrollbar.position == rows.scroll_y == rows.max_scroll_y
        await user.press("g")
        assert rows.vertical_scrollbar.position == rows.scroll_y == 0


async def test_the_article_at_the_cursor_is_always_on_the_screen(sit_down, open_library, folder):
    async with sit_down(open_library(folder(MANY)), size=(80, 24)) as user:
        for keys in ["G", " ", "j" * 30, "Gb", "G" + "k" * 40]:
            await user.press("g", *keys)
            row = user.desk.article_list.row(user.desk.article_list.cursor)
            x, y = user.place_of(row.title)
            assert user.look_at(x, y).bgcolor != user.look_at(x, y - 1).bgcolor


async def test_a_wide_list_gives_each_article_one_line_a_slim_one_two(sit_down):
    async with sit_down(size=(80, 24)) as user:
        assert user.shows("• Generaal Khalifa Haftar dreigde donderdag met de „zwaarste bombardementen")
        await user.resize(120, 40)
        assert user.place_of("donderdag met")[1] == user.place_of("• Generaal Khalifa Haftar")[1] + 1


async def test_a_title_that_does_not_fit_ends_in_an_ellipsis_after_a_word(sit_down):
    async with sit_down(size=(120, 40)) as user:
        second = user.lines[user.place_of("donderdag met")[1]]
        assert second[:32].strip() == "donderdag met de „zwaarste…"


async def test_an_unread_article_has_a_dot_until_it_is_opened(sit_down):
    async with sit_down() as user:
        await user.press("enter", "escape")
        assert not user.shows("• Generaal")
        assert user.shows("• In Tripoli")


async def test_the_article_being_read_has_a_bar(sit_down):
    async with sit_down() as user:
        await user.press("j", "enter")
        assert user.shows("▌  In Tripoli")
        assert not user.shows("▌  Generaal")


async def test_m_stars_an_article_and_takes_the_star_away(sit_down):
    async with sit_down() as user:
        await user.press("j", "m")
        assert user.shows("★ In Tripoli")
        await user.press("m")
        assert not user.shows("★")


async def test_r_marks_an_article_read_and_unread(sit_down):
    async with sit_down() as user:
        await user.press("r")
        assert not user.shows("• Generaal")
        await user.press("r")
        assert user.shows("• Generaal")


async def test_the_list_counts_the_notes_in_an_article(sit_down):
    async with sit_down() as user:
        await user.press("enter", "a", "x", "ctrl+s", ")", "a", "y", "ctrl+s", "escape")
        _, y = user.place_of("▌  Generaal Khalifa")
        assert "✎2" in user.lines[y]


async def test_a_day_is_shown_where_it_is_known(sit_down, open_library, folder):
    async with sit_down(open_library(folder({"a.txt": "date 2019-04-07 Een bericht."}))) as user:
        assert user.lines[user.place_of("• Een bericht.")[1]].split()[-1] == "07"


async def test_a_click_points_at_an_article_and_a_second_one_opens_it(sit_down):
    async with sit_down() as user:
        await user.click("In Tripoli zetelt")
        assert user.status.startswith(" 2 of 3")
        await user.click("In Tripoli zetelt")
        assert user.status.startswith(" sentence 1 of 28")


async def test_tags_can_be_put_on_an_article_as_a_whole(sit_down):
    async with sit_down() as user:
        await user.press("j", "#", *"front", "enter", "enter")
        await user.saved()
        assert user.library.find("c9fb28d61b04").tags == ("front",)
        assert user.shows("title derived · #front")


async def test_a_new_file_appears_after_looking_again(sit_down, samples):
    async with sit_down() as user:
        (samples / "new.txt").write_text("date 2021-01 Een nieuw bericht.", encoding="utf-8")
        await user.press("f5")
        assert user.shows("• Een nieuw bericht.")
        assert user.status.startswith(" 2 of 4"), "the cursor stays on its article"


async def test_articles_found_in_the_background_join_the_list(sit_down, open_library, folder):
    texts = {f"{n:04}.txt": f"date 2019-04 Bericht nummer {n}." for n in range(700)}
    async with sit_down(open_library(folder(texts))) as user:
        assert user.status.startswith(" 1 of 700")
