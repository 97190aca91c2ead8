"""Articles in other languages, and other recognisers, as the reader sees them."""

from __future__ import annotations

import sys

import pytest

from reader.settings import Settings

DUTCH = "De regering van Libië heeft gisteren laten weten dat zij niet met Khalifa Haftar in Tripoli wil praten."
ENGLISH = "The government of Libya said yesterday that it would not talk to Khalifa Haftar in Tripoli, as he is gone."

FROG = """#!{python}
import sys
if "-V" in sys.argv:
    sys.exit(print("frog 1"))
for line in sys.stdin:
    for word in line.split():
        print("\\t".join(["1", word] + [""] * 5 + ["B-LOC" if word == "gisteren" else "O"]))
    print(flush=True)
"""


@pytest.fixture
def mixed(folder):
    return folder({"a.txt": DUTCH, "b.txt": ENGLISH, "c.txt": "Haftar zweeg."})


async def test_the_language_of_an_article_stands_with_its_date_and_length(sit_down, open_library, mixed):
    async with sit_down(open_library(mixed)) as user:
        await user.press("enter")
        assert user.shows("Undated · Dutch · 18 words")
        await user.press("J")
        assert user.shows("Undated · English: listed names only · ")
        await user.press("J")
        assert user.shows("Undated · Dutch? · 2 words")


async def test_in_a_language_that_nobody_reads_listed_names_are_marked_and_the_legend_says_why(
    sit_down, open_library, mixed
):
    async with sit_down(open_library(mixed)) as user:
        await user.press("enter", "J")
        assert user.shows("Khalifa Haftarᴾ")
        await user.press("L")
        assert user.shows("there is no recogniser for “en”: only listed names are marked")


async def test_the_list_can_be_narrowed_to_a_language(sit_down, open_library, mixed):
    async with sit_down(open_library(mixed)) as user:
        await user.press("/", *"lang:en", "enter")
        assert len(user.desk.article_list.articles) == 1


async def test_a_recogniser_that_is_missing_is_told_once_and_the_legend_says_who_works(sit_down, open_library, mixed):
    async with sit_down(open_library(mixed, Settings(recogniser="frog:/no/frog"))) as user:
        assert any("needs the command “/no/frog”" in told.message for told in user.app._notifications)
        await user.press("enter", "L")
        assert user.shows("found by crf-nl")
        assert user.shows("The recogniser frog needs the command")


async def test_names_are_those_that_the_chosen_recogniser_finds(sit_down, open_library, mixed, tmp_path):
    script = tmp_path / "frog"
    script.write_text(FROG.format(python=sys.executable))
    script.chmod(0o755)
    async with sit_down(open_library(mixed, Settings(recogniser=f"frog:{script}"))) as user:
        await user.press("enter")
        assert user.shows("gisterenᴸ")
        assert not user.shows("Haftarᴾ")
        await user.press("L")
        assert user.shows("found by frog 1 (GPL-3.0)")


async def test_one_that_fails_is_told_and_the_article_can_be_read(sit_down, open_library, mixed, tmp_path):
    script = tmp_path / "frog"
    script.write_text(f"#!{sys.executable}\nimport sys\nif '-V' in sys.argv: print('frog 1')\n")
    script.chmod(0o755)
    async with sit_down(open_library(mixed, Settings(recogniser=f"frog:{script}"))) as user:
        await user.press("enter")
        assert user.shows("De regering van Libië")
        assert any("ended unexpectedly" in told.message for told in user.app._notifications)
