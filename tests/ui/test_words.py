"""Looking up words of the text."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from reader.dictionary import books
from reader.library.words import Words
from reader.model import Step
from reader.settings import Settings

WORDS = {"troepen": "troepen\n troops", "namen": "naam\n name", "donderdag": "donderdag\n Thursday"}


@pytest.fixture
def dictionary(tmp_path, monkeypatch):
    """A dictionary of three words, where the system has its own."""
    folder = tmp_path / "dictd"
    folder.mkdir()
    digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    data, lines = b"", ""
    for word, text in WORDS.items():
        lines += f"{word}\t{digits[len(data)]}\t{digits[len(text)]}\n"
        data += text.encode()
    (folder / "freedict-nld-eng.dict").write_bytes(data)
    (folder / "freedict-nld-eng.index").write_text(lines)
    monkeypatch.setattr(books, "SYSTEM", (folder,))


async def begin(user):
    """Open an article, and go to its second paragraph: In Tripoli zetelt de internationaal erkende regering …"""
    await user.press("j", "enter", "}")
    assert user.passage.startswith("In Tripoli zetelt")


def card(user):
    found = user.desk.query("#word-card")
    return found.first() if found and found.first().display else None


async def test_d_shows_the_word_and_l_and_h_go_from_word_to_word(sit_down):
    async with sit_down() as user:
        await begin(user)
        await user.press("d")
        assert user.passage == "In"
        await user.press("l")
        assert user.passage == "Tripoli"
        assert user.shows("capital, seat of the GNA")
        await user.press("right", "w", "l")
        assert user.passage == "internationaal"
        assert user.shows("internationally recognised")
        await user.press("h", "left", "b")
        assert user.passage == "Tripoli"


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
@pytest.mark.parametrize("words", [1, 5, 17])
async def test_the_card_stands_at_the_word_and_covers_it_not(sit_down, size, words):
    async with sit_down(size=size) as user:
        await begin(user)
        await user.press("d", *"l" * words)
        region, (x, y) = card(user).region, user.desk.article.reading.source.cell_of(user.place.passage.start)
        view = user.desk.article.reading.source.scrollable_content_region
        x, y = x + view.x, y + view.y
        assert user.lines[y][x:].startswith(user.passage)
        assert region.y == y + 1
        assert region.x <= x
        assert user.app.screen.region.contains_region(region)


async def test_the_card_never_covers_its_word_however_low_it_stands(sit_down):
    above = 0
    async with sit_down(size=(80, 11)) as user:
        await begin(user)
        await user.press("d")
        for _ in range(25):
            await user.press("l")
            source = user.desk.article.reading.source
            row = source.cell_of(user.place.passage.start)[1] + source.scrollable_content_region.y
            region = card(user).region
            assert row not in range(region.y, region.bottom)
            assert user.app.screen.region.contains_region(region)
            above += region.bottom == row
    assert above


async def test_escape_puts_it_away_and_the_reader_is_where_they_were(sit_down):
    async with sit_down() as user:
        await begin(user)
        before = user.lines
        await user.press("d", "l", "l", "escape")
        assert card(user) is None
        assert user.lines == before
        assert user.passage.startswith("In Tripoli zetelt")


@pytest.mark.parametrize("keys", [[")"], ["j"] * 4, ["G"], ["space"], ["tab"], ["A", "tab"], ["e"]])
async def test_any_motion_puts_it_away(sit_down, keys):
    async with sit_down(size=(80, 24)) as user:
        await begin(user)
        await user.press("d", "l", *keys)
        assert card(user) is None
        assert not user.shows("seat of the GNA")


async def test_it_walks_into_the_next_sentence_and_back(sit_down):
    async with sit_down() as user:
        await begin(user)
        words = len(user.library.words.spans(user.place.document, user.place.sentence))
        await user.press("d", *["l"] * words)
        assert user.passage == "Haftars"
        await user.press("h")
        assert user.passage == "beheerst"
        await user.press("l", "escape")
        assert user.passage.startswith("Haftars troepen namen")


async def test_it_stops_at_the_ends_of_the_article(sit_down):
    async with sit_down() as user:
        await user.press("j", "enter", "g", "d", "h")
        assert user.passage == "Een"
        await user.press("escape", "G", "d", *["l"] * 30)
        assert user.passage == "land"


async def test_it_looks_up_the_moving_end_of_a_selection_and_gives_it_back(sit_down):
    async with sit_down() as user:
        await begin(user)
        await user.press("v", "w", "w")
        selected = user.passage
        await user.press("d")
        assert user.passage == selected.split()[-1]
        await user.press("escape")
        assert user.passage == selected
        assert user.place.selecting


async def test_it_comes_back_to_the_word_looked_up_last(sit_down):
    async with sit_down() as user:
        await begin(user)
        await user.press("d", "l", "l", "escape", "d")
        assert user.passage == "zetelt"


async def test_it_gives_the_focus_back(sit_down):
    async with sit_down() as user:
        await begin(user)
        await user.press("t", "tab")
        assert user.desk.pane == "translation"
        await user.press("d", "l", "escape")
        assert user.desk.pane == "translation"
        assert user.app.focused.id == "translation"


async def test_another_article_puts_it_away(sit_down):
    async with sit_down() as user:
        await begin(user)
        await user.press("d", "l", "J")
        assert card(user) is None
        await user.press("d")
        assert card(user)


async def test_another_width_puts_it_away(sit_down):
    async with sit_down() as user:
        await begin(user)
        await user.press("d", *"l" * 12)
        await user.resize(80, 24)
        assert card(user) is None


async def test_a_note_that_is_written_on_the_word_puts_it_away(sit_down):
    async with sit_down() as user:
        await begin(user)
        await user.press("d", "l", "a", *"seat", "ctrl+s")
        assert user.notes()[0][:2] == ("Tripoli", "seat")
        assert card(user) is None
        assert user.passage == "Tripoli"
        assert user.app.focused.id == "source"
        await user.press("d")
        assert user.passage == "Tripoli"
        assert card(user)


async def test_it_stays_when_no_note_is_written(sit_down):
    async with sit_down() as user:
        await begin(user)
        await user.press("d", "l", "a", "escape")
        assert card(user)
        await user.press("l")
        assert user.passage == "zetelt"


async def test_words_are_tagged_one_after_the_other(sit_down):
    async with sit_down() as user:
        await begin(user)
        await user.press("d", "l", "#", *"new", "enter", "l", "1", "l", "h")
        assert [(note[0], note[2]) for note in user.notes()] == [("Tripoli", ("new",)), ("zetelt", ("new",))]
        assert user.passage == "zetelt"
        assert card(user)


async def test_the_dictionary_is_told_when_it_is_open(sit_down, dictionary):
    async with sit_down() as user:
        await begin(user)
        await user.press(")", "d", "l")
        assert user.passage == "troepen"
        assert user.shows("troops")
        assert user.library.words.dictionaries == ["freedict-nld-eng"]


async def test_a_word_that_nobody_knows_says_so(sit_down):
    async with sit_down() as user:
        await begin(user)
        await user.press("d", "l", "l")
        assert user.shows("zetelt  nothing is known of it")
        assert user.shows("no dictionary is on this computer")


async def test_of_a_word_nothing_is_said_to_be_unknown_before_the_dictionary_is_open(sit_down, monkeypatch):
    opened = threading.Event()

    def open_slowly(words: Words) -> Iterator[Step[str]]:
        opened.wait(10)
        yield from open_at_last(words)

    open_at_last = Words.open
    monkeypatch.setattr(Words, "open", open_slowly)
    async with sit_down() as user:
        await begin(user)
        await user.tap("d", "l", "l")
        assert user.shows("opening the dictionary")
        assert not user.shows("nothing is known")
        opened.set()
        await user.settle()
        assert user.shows("zetelt  nothing is known of it")
        assert not user.shows("opening the dictionary")


async def test_a_dictionary_that_cannot_be_used_is_told_of_once(samples, open_library, sit_down, tmp_path):
    library = open_library(samples, Settings(dictionary=str(tmp_path / "none.index")))
    async with sit_down(library) as user:
        await begin(user)
        await user.press("d")
        assert [toast.message for toast in user.app._notifications] == [
            f"The dictionary {tmp_path / 'none.index'} cannot be read (No such file or directory)."
        ]
        await user.press("escape", "d")
        assert len(user.app._notifications) == 1


async def test_the_users_own_glossary_goes_first(sit_down):
    async with sit_down() as user:
        (user.library.root / "glossary.tsv").write_text("Tripoli\tTarabulus\tas it is called there\n")
        await begin(user)
        await user.press("d", "l")
        own, ours = user.place_of("Tarabulus"), user.place_of("seat of the GNA")
        assert own[1] < ours[1]


async def test_nothing_happens_without_an_article(sit_down, open_library, folder):
    async with sit_down(open_library(folder({}))) as user:
        await user.press("tab", "d")
        assert card(user) is None


async def test_the_card_is_at_its_word_where_the_translation_stands_below(sit_down):
    async with sit_down() as user:
        await user.press("enter", "t", "T", "T", ")", "d")
        region = user.desk.article.reading.source.scrollable_content_region
        x, y = user.desk.article.reading.cell_of(user.place.passage.start)
        assert user.lines[region.y + y][region.x + x :].startswith(user.passage)
