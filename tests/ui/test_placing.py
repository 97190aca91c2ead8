"""Notes whose passages have moved or are gone: the user confirms, puts them elsewhere, or keeps them as they are."""

from __future__ import annotations

from collections import deque

import pytest

TEXT = "date 2019-04\nDe stad Tripoli wacht af.\n\nEr wordt in het zuiden hevig gevochten om de olievelden.\n\nSlot."
MOVED = TEXT.replace("De stad", "Een lange nieuwe inleiding.\n\nDe stad").replace("hevig gevochten", "fel gevochten")
GONE = "date 2019-04\nIets heel anders staat hier nu.\n\nNiets van het oude bleef bewaard."
QUOTE = "Er wordt in het zuiden hevig gevochten om de olievelden."


@pytest.fixture
def edited(folder, open_library, sit_down):
    """Somebody who took a note on the second sentence, before the article was edited; the notes are shown."""
    root = folder({"a.txt": TEXT})

    async def edit(text: str):
        library = open_library(root)
        deque(library.refresh(), maxlen=0)
        opened = library.open(library.all_rows()[0])
        library.notebook.write(opened.article, opened.document.sentences[1].span, text="mine", tags=["olie"])[1]
        library.close()
        (root / "a.txt").write_text(text, encoding="utf-8")
        library = open_library(root)
        deque(library.refresh(), maxlen=0)
        return sit_down(library)

    return edit


def anchor_of(user):
    return user.library.notebook.notes[0].anchor


async def to_panel(user):
    await user.press("enter", "A", "tab")
    assert user.desk.pane == "notes"


async def test_a_moved_passage_is_confirmed(edited):
    async with await edited(MOVED) as user:
        await to_panel(user)
        assert user.shows("moved")
        await user.press("p")
        assert user.shows("confirms that it is now: “Er wordt in het zuiden fel")
        await user.press("c")
        await user.saved()
        assert "Place confirmed · saved" in user.status
        assert "fel gevochten" in anchor_of(user).exact
        assert not user.shows("moved")
        await user.press("u")
        assert anchor_of(user).exact == QUOTE


async def test_the_quote_it_had_stays_in_the_file(edited):
    async with await edited(MOVED) as user:
        await to_panel(user)
        await user.press("p", "c")
        await user.saved()
        assert QUOTE in user.library.notebook.file.path.read_text(encoding="utf-8")


async def test_an_orphan_is_put_on_the_selection(edited):
    async with await edited(GONE) as user:
        await user.press("enter", ")", "v", "p", "A", "tab")
        assert user.shows("passage not found")
        await user.press("p")
        assert user.shows("was not found in the article as it is now")
        await user.press("r")
        assert anchor_of(user).exact == "Niets van het oude bleef bewaard."
        assert user.notes() == [("Niets van het oude bleef bewaard.", "mine", ("olie",))]
        await user.press("u")
        assert anchor_of(user).exact == QUOTE


@pytest.mark.parametrize("text", [MOVED, GONE])
async def test_a_note_is_kept_without_a_passage_and_looked_for_again(edited, text):
    async with await edited(text) as user:
        await to_panel(user)
        await user.press("p", "k")
        assert anchor_of(user).lost
        assert user.shows("kept without a passage")
        await user.press("p", "f")
        assert not anchor_of(user).lost
        assert not user.shows("kept without a passage")


async def test_escape_changes_nothing(edited):
    async with await edited(GONE) as user:
        await to_panel(user)
        await user.press("p", "escape")
        assert anchor_of(user).exact == QUOTE
        assert not anchor_of(user).lost


async def test_a_passage_in_its_place_says_how_to_put_the_note_elsewhere(edited):
    async with await edited(TEXT) as user:
        await to_panel(user)
        await user.press("p")
        assert "select another passage first to move the note" in user.status


async def test_a_note_in_its_place_can_be_put_elsewhere(edited):
    async with await edited(TEXT) as user:
        await user.press("enter", "v", "s", "A", "tab", "p", "r")
        assert anchor_of(user).exact == "De stad Tripoli wacht af."


async def test_among_all_notes_moved_ones_are_confirmed_and_orphans_kept(edited):
    async with await edited(MOVED) as user:
        await user.press("B")
        await user.press("/", *"is:moved", "enter", "p", "c")
        assert "fel gevochten" in anchor_of(user).exact
        assert "Place confirmed" in user.status
        assert "0 of 1 notes" in user.status


async def test_among_all_notes_those_that_are_kept_are_found(edited):
    async with await edited(GONE) as user:
        await user.press("B")
        await user.press("p", "k", "/", *"is:kept", "enter")
        assert "1 of 1 notes" in user.status
        assert user.shows("kept without a passage")
