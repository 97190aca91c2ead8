"""Asking an engine for sentences that have no translation: only after the reader agreed, and honestly."""

from __future__ import annotations

import threading

import pytest

from reader.settings import Settings
from reader.translation.engine import Failed, Reason

TEXT = "\n\n".join(" ".join(f"Dit is zin {p}.{s} van het bericht." for s in range(4)) for p in range(5))


@pytest.fixture
def root(folder):
    return folder(
        {"a.txt": f"date 2021-02 Eerste bericht. {TEXT}", "b.txt": "date 2021-01 Tweede bericht. En een zin."}
    )


@pytest.fixture
def asking(open_library, root, parrot):
    """A library whose only engine is the parrot."""
    return open_library(root, Settings(engine="parrot"))


async def test_nothing_is_sent_before_the_reader_agreed(sit_down, asking, parrot):
    async with sit_down(asking) as user:
        await user.press("enter", "t", ")", "t", "t")
        assert user.shows("English · 0 of 21 sentences")
        assert user.shows("F asks for the rest")
        assert parrot.asked == []


async def test_f_asks_whether_text_may_be_sent_and_names_who_gets_it(sit_down, asking, parrot):
    async with sit_down(asking) as user:
        await user.press("enter", "F")
        assert user.shows("would be sent to parrot")
        assert user.shows("May they be sent?")
        assert parrot.asked == []


@pytest.mark.parametrize("answer", ["n", "escape", "q"])
async def test_no_sends_nothing_and_can_be_changed_later(sit_down, asking, parrot, answer):
    async with sit_down(asking) as user:
        await user.press("enter", "F", answer)
        assert parrot.asked == []
        assert user.shows("F asks for the rest")
        await user.press("F", "y")
        assert user.shows("English · 21 of 21 sentences")


async def test_yes_fetches_the_sentences_and_says_who_made_them(sit_down, asking):
    async with sit_down(asking) as user:
        await user.press("enter", "F", "y")
        assert user.shows("English · 21 of 21 sentences")
        assert user.shows("repeated by a parrot, not translated")
        assert user.shows("EN: Dit is zin 0.1")


async def test_sentences_appear_one_request_after_the_other(sit_down, asking, parrot):
    parrot.hold()
    async with sit_down(asking) as user:
        await user.tap("enter", "F", "y")
        await user.until("asking parrot")
        parrot.let(1)
        await user.until("English · 2 of 21 sentences")
        parrot.let(100)
        await user.until("English · 21 of 21 sentences")


async def test_sentences_that_arrive_fast_are_laid_out_together(sit_down, asking, monkeypatch):
    monkeypatch.setattr("reader.ui.screens.article_view._PACE", 86_400)
    async with sit_down(asking) as user:
        shown: list[int] = []
        reading = user.desk.article.reading
        show = reading.show_translations

        def count(texts, signs):
            shown.append(sum(text is not None for text in texts))
            show(texts, signs)

        monkeypatch.setattr(reading, "show_translations", count)
        await user.press("enter", "F", "y")
        assert user.shows("English · 21 of 21 sentences")
        assert len([known for known in shown if 0 < known < 21]) <= 1


async def test_what_is_on_the_screen_is_asked_first_and_then_the_rest(sit_down, asking, parrot):
    async with sit_down(asking, size=(80, 16)) as user:
        await user.press("enter", "t", "G", "F", "y")
        assert user.shows(parrot.asked[0][:14])
        assert not user.shows("EN: Eerste")
        assert len(set(parrot.asked)) == len(parrot.asked) == 21


async def test_sentences_that_arrive_do_not_move_the_line_being_read(sit_down, asking, parrot):
    parrot.hold()
    async with sit_down(asking) as user:
        await user.tap("enter", "}", "}", ")")
        row = user.place_of("Dit is zin 2.1")[1]
        await user.tap("F", "y")
        for done in (2, 4, 5, 7, 9, 11, 13, 15, 17, 19, 21):
            parrot.let(1)
            await user.until(f"English · {done} of 21")
            assert user.place_of("Dit is zin 2.1")[1] == row


async def test_toggling_while_they_arrive_does_not_move_it_either(sit_down, asking, parrot):
    parrot.hold()
    async with sit_down(asking) as user:
        await user.tap("enter", "}", "}", ")")
        row = user.place_of("Dit is zin 2.1")[1]
        await user.tap("F", "y")
        for _ in range(4):
            parrot.let(1)
            await user.tap("t")
            assert user.place_of("Dit is zin 2.1")[1] == row
        parrot.let(100)


async def test_consent_holds_for_other_articles_and_the_next_run(sit_down, asking, parrot, open_library, root):
    async with sit_down(asking) as user:
        await user.press("enter", "F", "y", "J")
        assert user.shows("English · 2 of 2 sentences")
    asking.close()
    (root / "c.txt").write_text("date 2022-01 Derde bericht.", encoding="utf-8")
    async with sit_down(open_library(root, Settings(engine="parrot"))) as user:
        await user.press("g", "enter", "t")
        assert user.shows("EN: Derde bericht.")


async def test_one_reads_on_while_another_program_holds_up_the_consent(sit_down, asking, monkeypatch):
    free, agree = threading.Event(), asking.translations.agree

    def held_up():
        assert free.wait(10)
        agree()

    monkeypatch.setattr(asking.translations, "agree", held_up)
    async with sit_down(asking) as user:
        await user.tap("enter", "F", "y", ")")
        assert user.place.sentence == 1
        free.set()
        await user.until("English · 21 of 21 sentences")


async def test_f8_takes_it_back(sit_down, asking, parrot):
    async with sit_down(asking) as user:
        await user.press("j", "enter", "F", "y")
        asked = list(parrot.asked)
        await user.press("f8")
        assert user.shows("No more text is sent; what is translated stays.")
        assert user.shows("EN: Tweede bericht.")
        await user.press("K")
        assert user.shows("F asks for the rest")
        assert parrot.asked == asked


async def test_f8_takes_it_back_from_the_list_too(sit_down, asking, parrot):
    async with sit_down(asking) as user:
        await user.press("enter", "F", "y", "q", "f8")
        assert user.shows("No more text is sent; what is translated stays.")
        asked = list(parrot.asked)
        await user.press("j", "enter", "t")
        assert parrot.asked == asked


async def test_f8_stops_a_request_that_is_under_way(sit_down, asking, parrot):
    parrot.hold()
    async with sit_down(asking) as user:
        await user.tap("enter", "F", "y")
        await user.until("asking parrot")
        await user.tap("f8")
        parrot.let(100)
        await user.settle()
        assert len(parrot.asked) <= 2


async def test_opening_another_article_stops_asking_for_the_first(sit_down, asking, parrot):
    parrot.hold()
    async with sit_down(asking) as user:
        await user.tap("enter", "F", "y")
        await user.until("asking parrot")
        await user.tap("J")
        parrot.let(100)
        await user.settle()
        assert user.shows("EN: Tweede bericht.")
        assert len([sentence for sentence in parrot.asked if "zin" in sentence and "." in sentence[:-1]]) <= 2


async def test_what_came_for_the_first_article_is_not_lost(sit_down, asking, parrot):
    parrot.hold()
    async with sit_down(asking) as user:
        await user.tap("enter", "F", "y")
        await user.until("asking parrot")
        parrot.let(1)
        await user.until("English · 2 of 21")
        await user.tap("J", "f8")
        parrot.let(100)
        await user.settle()
        await user.press("K")
        assert user.shows("EN: Eerste bericht.")


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_trouble_is_told_in_the_heading_and_the_rest_stays(sit_down, asking, parrot, size):
    parrot.trouble = Failed(Reason.OFFLINE)
    async with sit_down(asking, size=size) as user:
        await user.press("enter", "F", "y")
        assert user.shows("English · 0 of 21 sentences")
        assert user.shows("Parrot cannot be reached")


async def test_a_complete_translation_is_not_asked_for_again(sit_down, asking, parrot):
    async with sit_down(asking) as user:
        await user.press("j", "enter", "F", "y")
        asked = list(parrot.asked)
        await user.press("F")
        assert user.shows("Every sentence has its translation.")
        assert parrot.asked == asked
