"""All notes of the library in one place."""

from __future__ import annotations

import pytest


@pytest.fixture
async def noted(sit_down):
    """Somebody with notes in two articles, who looks at all of them; the oldest article comes first."""
    async with sit_down() as user:
        await user.press("enter")
        for row, tags in zip(user.library.all_rows()[:2], [("front", "olie"), ("front/west",)], strict=True):
            opened = user.library.open(row)
            for number in range(2):
                span = opened.document.sentences[number].span
                text = f"text {number}" if number else ""
                user.library.notebook.write(opened.article, span, text=text, tags=tags if number else ())
        await user.press("B")
        yield user


def quotes(user) -> int:
    return sum(line.lstrip(" ●").startswith("“") for line in user.lines)


async def test_they_stand_under_their_articles(noted):
    assert "4 of 4 notes · by date" in noted.status
    assert noted.shows("2020-05 · ")
    assert noted.shows("#front  #olie")
    assert quotes(noted) == 4


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ("#front", 2),
        ("#olie", 1),
        ("-#front", 2),
        ("text", 2),
        ("dankzij", 1),
        ("date:2020", 2),
        ("date:2019-04", 2),
        ("is:written", 2),
        ("is:untagged", 2),
        ("is:orphan", 0),
        ("#front date:2020", 1),
        ("name:haftar", 2),
        ("name:tripoli date:2020", 2),
        ('name:"khalifa haftar" #front', 1),
        ("-name:haftar", 2),
        ("name:nobody", 0),
        ("en:turkish", 1),
        ('en:"turkish military"', 1),
        ("-en:turkish", 3),
        ("en:turkish name:nobody", 0),
        ("en:nonsense", 0),
    ],
)
async def test_they_are_filtered_as_one_types(noted, wanted, count):
    await noted.press("/", *wanted)
    assert f"{count} of 4 notes" in noted.status
    assert quotes(noted) == count


async def test_a_bad_filter_says_so_and_changes_nothing(noted):
    await noted.press("/", *"is:nonsense")
    assert "There is no “is:nonsense”" in noted.status
    assert quotes(noted) == 4


async def test_they_are_sorted_by_tag_and_by_last_change(noted):
    await noted.press("s")
    assert noted.shows("by tag")
    assert noted.shows("#olie") and noted.shows("no tag")
    await noted.press("s")
    assert noted.shows("by recent")


async def test_enter_goes_to_the_passage(noted):
    await noted.press("j", "enter")
    assert noted.app.screen is noted.desk
    assert noted.passage == noted.notes()[3][0]
    assert noted.sentence == 2


async def test_a_note_is_edited_in_place(noted):
    await noted.press("j", "e", *" more", "ctrl+s")
    await noted.saved()
    assert noted.shows("text 1 more")
    assert "Note · saved" in noted.status
    await noted.press("u")
    assert "Undid: text of the note on" in noted.status
    assert not noted.shows("text 1 more")


async def test_marked_notes_are_tagged_together_in_one_step(noted):
    await noted.press("space", "space", "#", *"belang", "enter")
    assert sum("belang" in tags for _, _, tags in noted.notes()) == 2
    assert "#belang on 2 notes" in noted.status
    await noted.press("u")
    assert sum("belang" in tags for _, _, tags in noted.notes()) == 0


async def test_a_tag_that_marked_notes_share_is_taken_off_all(noted):
    await noted.press("/", *"#front", "enter", "space", "space", "#", *"belang", "enter")
    await noted.press("#", "space", "enter")
    assert sum("belang" in tags for _, _, tags in noted.notes()) == 0


async def test_deleted_notes_come_back_with_undo(noted):
    await noted.press("space", "space", "x")
    assert len(noted.notes()) == 2
    assert "2 notes deleted" in noted.status
    await noted.press("u")
    assert len(noted.notes()) == 4


async def test_the_table_counts_tags_by_month(noted):
    await noted.press("T")
    assert noted.shows("20-05")
    rows = {line.split()[0]: line.split()[-2:] for line in noted.lines if line.strip().startswith("#")}
    assert rows == {"#front": ["·", "1"], "#front/west": ["1", "·"], "#olie": ["·", "1"]}
    assert noted.shows("█")
    assert noted.shows("    all ")
    await noted.press("T")
    assert quotes(noted) == 4


async def test_the_table_names_what_has_no_month(sit_down):
    async with sit_down() as user:
        await user.press("G", "enter", "#", *"olie", "enter", "B", "T")
        assert user.shows(" undated")


async def test_the_table_follows_the_filter(noted):
    await noted.press("/", *"date:2020", "enter", "T")
    assert not noted.shows("#front/west")


async def test_without_notes_it_says_how_to_take_one(sit_down):
    async with sit_down() as user:
        await user.press("B")
        assert user.shows("No notes yet. a in an article writes one.")
        await user.press("T", "T", "e", "x", "escape")
        assert user.app.screen is user.desk


@pytest.mark.parametrize("size", [(80, 24), (60, 16), (200, 60)])
async def test_it_fits_on_any_screen(sit_down, size):
    async with sit_down(size=size) as user:
        await user.press("enter", "a", *"hello", "ctrl+s", "B")
        assert user.shows("hello")
        assert "1 of 1 notes" in user.status
