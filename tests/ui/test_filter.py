"""The filter above the list."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from reader.library import Library, parallels
from reader.model import Step
from reader.settings import Settings
from reader.translation.tmx_format import Tmx, Unit, Variant, render


async def test_the_list_shrinks_as_one_types(sit_down):
    async with sit_down() as user:
        await user.press("/")
        await user.type("mosk")
        assert user.shows("• Waarom zijn")
        assert not user.shows("• Generaal")
        await user.press("backspace", "backspace", "backspace", "backspace")
        assert user.shows("• Generaal")


async def test_the_status_line_names_the_filter_and_the_whole(sit_down):
    async with sit_down() as user:
        await user.press("/", *"generaal")
        assert user.status.startswith(" 1 of 1 · filter: generaal (3 in all)")


async def test_a_filter_can_ask_for_words_dates_and_states(sit_down):
    cases = [
        ("date:2019", {"In Tripoli"}),
        ("2019-04", {"In Tripoli"}),
        ("is:undated", {"Waarom zijn"}),
        ("is:dated tripoli", {"In Tripoli"}),
        ("-generaal", {"In Tripoli", "Waarom zijn"}),
        ('"de besprekingen"', {"Waarom zijn"}),
        ("is:unread", {"Generaal", "In Tripoli", "Waarom zijn"}),
    ]
    async with sit_down() as user:
        for query, shown in cases:
            await user.press("/", "ctrl+u", *query, "enter")
            titles = ("Generaal", "In Tripoli", "Waarom zijn")
            assert {title for title in titles if user.shows(f"• {title}")} == shown, query


async def test_a_filter_can_ask_for_a_tag_and_those_below_it(sit_down):
    async with sit_down() as user:
        await user.press("enter", "#", *"front/west", "enter", "escape", "/")
        await user.type("#front")
        assert user.shows("Generaal Khalifa")
        assert not user.shows("• In Tripoli")


async def test_a_bad_filter_says_so_and_leaves_the_list_as_it_was(sit_down):
    async with sit_down() as user:
        await user.press("/")
        await user.type("tripoli is:nonsense")
        assert user.shows("There is no “is:nonsense”")
        assert user.shows("• In Tripoli")
        assert not user.shows("• Generaal")


@pytest.mark.parametrize(
    ("query", "said"), [("date:2019-13", "“2019-13” is no date; write date:2019"), ("foo:bar", "There is no “foo:”")]
)
async def test_what_makes_no_sense_is_said_on_the_status_line(sit_down, query, said):
    async with sit_down() as user:
        await user.press("/", *query)
        assert said in user.status


async def test_nothing_that_matches_is_said_and_how_to_go_on(sit_down):
    async with sit_down() as user:
        await user.press("/", *"xyzzy")
        assert user.shows("Nothing matches.")
        assert user.shows("clears the filter")
        assert user.status.startswith(" no articles")


async def test_enter_goes_to_the_list_and_keeps_the_filter(sit_down):
    async with sit_down() as user:
        await user.press("/", *"moskou", "enter")
        assert user.status.startswith(" 1 of 1 · 1 undated · filter: moskou")
        await user.press("enter")
        assert user.shows("sentence 1 of 35")


async def test_escape_leaves_the_field_then_clears_the_filter(sit_down):
    async with sit_down() as user:
        await user.press("/", *"moskou", "escape")
        assert not user.shows("• Generaal")
        await user.press("escape")
        assert user.shows("• Generaal")
        assert not user.shows("filter:")


async def test_the_cursor_stays_on_its_article_while_the_filter_changes(sit_down):
    async with sit_down() as user:
        await user.press("j", "/", *"tripoli")
        await user.press("escape", "escape")
        assert user.status.startswith(" 2 of 3")


async def test_letters_are_only_text_in_the_field(sit_down):
    async with sit_down() as user:
        await user.press("/")
        await user.type("qjkmrtD?:X")
        assert user.desk.browse.query_text == "qjkmrtD?:X"
        assert user.app.screen is user.desk


async def test_a_filter_can_ask_for_words_of_the_translation(sit_down):
    async with sit_down() as user:
        await user.press("/", *'en:"heaviest bombardments"', "enter")
        await user.until("1 of 1")
        assert user.shows("• Generaal")
        assert not user.shows("• In Tripoli")


async def test_own_words_are_found_in_articles_that_were_not_opened(sit_down, open_library, folder):
    same = "De haven van Tripoli is gesloten."
    texts = {"a.txt": f"Eerste bericht. {same}", "b.txt": f"Tweede bericht. {same}", "c.txt": "Derde bericht."}
    async with sit_down(open_library(folder(texts), Settings(language="nl"))) as user:
        await user.press("/", *"en:peculiar", "enter")
        assert user.shows("Nothing matches")
        await user.press("escape", "enter", ")", "w", *"Peculiar.", "ctrl+s", "escape", "/", *"en:peculiar", "enter")
        assert len(user.desk.article_list.articles) == 2


async def test_what_is_imported_meanwhile_is_found_by_the_next_filter(sit_down, tmp_path):
    unit = Unit((Variant("nl", "In de nacht was het stil."), Variant("en", "The night was unusually quiet.")))
    (tmp_path / "given.tmx").write_bytes(render(Tmx((unit,), "nl")))
    async with sit_down() as user:
        (user.library.root / "new.txt").write_text("Bericht. In de nacht was het stil.", "utf-8")
        await user.press("f5", "/", *"en:unusually", "enter")
        assert user.shows("Nothing matches")
        parallels.bring_in(user.library, tmp_path / "given.tmx")
        await user.press("escape", "/", *"en:unusually", "enter")
        assert len(user.desk.article_list.articles) == 1


class Reader:
    """Reads articles for names only as far as it is let."""

    def __init__(self, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
        self._gate = threading.Semaphore(0)
        gather = library.names.gather

        def slowly(workers: int = 1) -> Iterator[Step[str]]:
            for step in gather(workers):
                yield step
                assert self._gate.acquire(timeout=10)

        monkeypatch.setattr(library.names, "gather", slowly)

    def let(self, articles: int) -> None:
        """Read so many articles."""
        self._gate.release(articles)


@pytest.fixture
def reader(library, monkeypatch):
    slow = Reader(library, monkeypatch)
    yield slow
    slow.let(1_000)


async def test_a_filter_by_a_name_reads_the_articles_that_were_not_read(sit_down):
    async with sit_down() as user:
        await user.press("/", *"name:guterres", "enter")
        assert user.status.startswith(" 1 of 1 · filter: name:guterres (3 in all)")
        await user.press("/", "ctrl+u", *"name:haftar", "enter")
        assert user.status.startswith(" 1 of 3 ")


async def test_it_says_how_far_the_reading_is_and_shows_what_is_found_as_it_comes(sit_down, reader):
    async with sit_down() as user:
        await user.tap("/", *"name:haftar")
        await user.until("• Generaal")
        assert not user.shows("• Waarom zijn")
        reader.let(1)
        await user.until("reading articles for names: 2 of 3")
        reader.let(2)
        await user.settle()
        assert user.shows("• Waarom zijn")
        assert not user.shows("reading articles")


async def test_while_articles_are_read_for_names_it_is_not_said_that_nothing_matches(sit_down, reader):
    async with sit_down() as user:
        await user.tap("/", *"name:nobody")
        await user.until("Nothing matches yet.")
        assert user.shows("Esc, Esc stops that")
        reader.let(3)
        await user.settle()
        assert user.shows("Nothing matches.")


async def test_clearing_the_filter_stops_the_reading_and_shows_everything(sit_down, reader):
    async with sit_down() as user:
        await user.tap("/", *"name:nobody")
        await user.until("Nothing matches yet.")
        await user.tap("escape", "escape")
        reader.let(1)
        await user.settle()
        assert len(user.library.names.unread()) > 0
        assert user.status.startswith(" 1 of 3 ")
        assert not user.shows("reading articles")


async def test_all_names_take_over_from_the_filter_what_is_to_be_read(sit_down, reader):
    async with sit_down() as user:
        await user.tap("/", *"name:haftar", "enter")
        await user.until("1 of 1")
        await user.tap("N")
        reader.let(9)
        await user.settle()
        assert user.shows("47 in 3 articles")
        assert user.library.names.unread() == []
        await user.press("escape")
        assert user.status.startswith(" 1 of 3 ")
