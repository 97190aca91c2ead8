"""Where the translation stands: beside the text, below each paragraph, under each sentence."""

from __future__ import annotations

import pytest

from reader.settings import Settings
from reader.translation.engine import Failed, Limits, Ok, Reason
from reader.ui.screens import signs

SIZES = [(80, 24), (120, 40), (200, 60)]
TEXT = "\n\n".join(" ".join(f"Dit is zin {p}.{s} van het bericht." for s in range(4)) for p in range(9))


@pytest.fixture
def root(folder):
    return folder({"a.txt": f"date 2021-02 Eerste bericht. {TEXT}"})


@pytest.fixture
def asking(open_library, root, parrot):
    """A library whose only engine is the parrot."""
    return open_library(root, Settings(engine="parrot"))


def line_being_read(user) -> int:
    """The row of the screen on which the current sentence starts in the view that is shown."""
    return user.rows_of_passage()[0]


@pytest.mark.parametrize("size", SIZES)
async def test_t_again_in_capitals_goes_round_and_says_where_it_stands(sit_down, size):
    async with sit_down(size=size) as user:
        await user.press("enter", "t", "T")
        assert user.shows("Generaal Khalifa")
        assert user.shows("General Khalifa")
        assert user.shows("below each paragraph")
        await user.press("T")
        rows = [row for row in user.rows_of("source").values() if row]
        sentence = next(i for i, row in enumerate(rows) if row.startswith("Dankzij Turkse"))
        assert rows[sentence - 1].endswith("has stalled.")
        assert user.shows("under each sentence")
        await user.press("T")
        assert user.shows("beside the text")


async def test_hidden_it_is_shown_where_it_stood(sit_down):
    async with sit_down() as user:
        await user.press("enter", "T")
        assert user.desk.article.reading.parallel
        assert user.shows("General Khalifa")


async def test_the_next_run_knows_where_it_stood(sit_down, open_library, root):
    async with sit_down(open_library(root)) as user:
        await user.press("enter", "t", "T", "T")
    async with sit_down(open_library(root)) as user:
        await user.press("enter", "t")
        assert user.desk.article.reading.arrangement == "under"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("keys", ["", "}}", "}}))", "G", "}}}jjj"])
async def test_toggling_and_going_round_never_move_the_line_being_read(sit_down, size, keys):
    async with sit_down(size=size) as user:
        await user.press("enter", *keys)
        row, sentence = line_being_read(user), user.sentence
        for key in ("t", "T", "t", "t", "T", "t", "T", "T", "t", "t", "T"):
            await user.press(key)
            assert user.sentence == sentence
            if user.desk.article.reading.lead.id == "source":  # in its place, the translation has rows of its own
                assert line_being_read(user) == row, key


@pytest.mark.parametrize("turns", [0, 1, 2])
async def test_sentences_that_arrive_do_not_move_the_line_being_read(sit_down, asking, parrot, turns):
    parrot.hold()
    async with sit_down(asking) as user:
        await user.tap("enter", "t", *"T" * turns, "}", "}", ")")
        row = line_being_read(user)
        await user.tap("F", "y")
        for done in (2, 4, 5, 7, 9, 11):
            parrot.let(1)
            await user.until(f"English · {done} of 37")
            assert line_being_read(user) == row
        parrot.let(1_000)


@pytest.mark.parametrize("turns", [1, 2])
async def test_resizing_leaves_the_line_being_read_where_it_is(sit_down, turns):
    async with sit_down(size=(120, 40)) as user:
        await user.press("enter", "t", *"T" * turns, "}", "}", ")")
        row, place = line_being_read(user), user.place
        for size in [(110, 40), (140, 40), (90, 40), (160, 40), (120, 40)]:
            await user.resize(*size)
            assert (line_being_read(user), user.place) == (row, place), size


@pytest.mark.parametrize("turns", [1, 2])
async def test_the_current_sentence_is_marked_in_both_languages(sit_down, turns):
    async with sit_down() as user:
        await user.press("j", "enter", "t", *"T" * turns, "}", ")")
        marked = user.marked("sentence")
        assert user.passage in marked
        assert "On Thursday, Haftar’s troops" in marked


async def test_a_click_in_the_english_goes_to_its_sentence_and_a_double_click_selects_it(sit_down):
    async with sit_down() as user:
        await user.press("j", "enter", "t", "T")
        await user.click("hour has struck")
        assert user.passage == "Het uur heeft geslagen’."
        await user.click("hour has struck", times=2)
        assert user.place.selection
        assert user.passage == "Het uur heeft geslagen’."


async def test_names_and_notes_are_marked_in_the_source_wherever_it_stands(sit_down):
    async with sit_down() as user:
        await user.press("enter", "a", *"Why?", "ctrl+s", "t", "T", "T", *"))")
        assert user.look("Wattiyah").underline
        assert "Generaal Khalifa" in user.marked("note")
        assert "General Khalifa" in user.marked("note")


class Half:
    """An engine that translates every other sentence."""

    id, version, kind, note, limits = "half", "1", "offline", "a test", Limits(1000, 1)

    def supports(self, source, target):
        return True

    def translate(self, sentences, source, target):
        return [Failed(Reason.UNVERIFIED, "odd") if ".1" in s or ".3" in s else Ok(f"EN: {s}") for s in sentences]


@pytest.mark.parametrize("size", SIZES[1:])
async def test_a_sentence_that_failed_keeps_its_words_behind_a_sign_and_is_counted(
    sit_down, open_library, folder, monkeypatch, size
):
    monkeypatch.setattr("reader.translation.available", lambda *_: {"half": Half()})
    root = folder({"a.txt": "date 2021-02 Bericht. Zin 0.0 hier. Zin 0.1 hier. Zin 0.2 hier. Zin 0.3 hier."})
    async with sit_down(open_library(root, Settings(engine="half")), size=size) as user:
        await user.press("enter", "t")
        assert user.shows("✗ Zin 0.1 hier.")
        assert user.shows("English · 3 of 5 sentences · half · 2 failed")
        await user.press(*"))", "i")
        assert user.shows("Nothing came")


async def test_sentences_that_are_being_asked_for_say_so(sit_down, asking, parrot):
    parrot.hold()
    async with sit_down(asking) as user:
        await user.tap("enter", "F", "y")
        await user.until("… Dit is zin 0.1")
        parrot.let(1_000)


async def test_the_users_own_words_and_doubts_have_signs(sit_down):
    async with sit_down() as user:
        await user.press("enter", "t", "w", *"Mine.", "ctrl+s", ")", "!")
        assert user.shows("✎ ")
        assert user.shows("⚑ Thanks")


@pytest.mark.parametrize(
    ("terminal", "waiting"), [("xterm-256color", "…"), ("linux", ".."), ("vt220", ".."), ("", "…"), ("tmux", "…")]
)
def test_terminals_with_few_signs_get_plain_ones(terminal, waiting):
    found = signs.for_terminal({"TERM": terminal})
    assert found.waiting == waiting
    assert len(set(found)) == len(found)
    assert found is not signs.PLAIN or "".join(found).isascii()
