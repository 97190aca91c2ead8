"""A file that was renamed and edited: what was written on it follows, which is told, and undone; or is asked."""

from __future__ import annotations

from collections import deque

import pytest

SENTENCES = [
    "De stad Tripoli wacht af wat er gebeurt",
    "Er wordt in het zuiden hevig gevochten om de olievelden",
    "Niemand weet hoe lang dat nog duren zal",
    "Generaal Haftar zwijgt over zijn plannen",
]
TEXT = "date 2019-04\n" + ". ".join(SENTENCES) + "."
CLEAR = TEXT + " De redactie voegde dit toe."
FAINT = (
    "date 2019-04\nEen nieuw stuk. " + SENTENCES[0] + ". Iets heel anders staat hier nu te lezen. Slot van dit stuk."
)


@pytest.fixture
def renamed(folder, open_library, sit_down):
    """Somebody who took a note on an article, whose file has another name and text by now."""
    root = folder({"a.txt": TEXT, "z.txt": "date 2018-01\nEen oud bericht over heel iets anders."})

    async def rename(text: str):
        library = open_library(root)
        deque(library.refresh(), maxlen=0)
        opened = library.open(library.find("a.txt"))
        library.mark(library.find("a.txt"), starred=True)
        library.notebook.write(opened.article, opened.document.sentences[1].span, text="mine")
        library.close()
        (root / "a.txt").unlink()
        (root / "b.txt").write_text(text, encoding="utf-8")
        return sit_down(open_library(root))

    return rename


async def test_what_was_written_follows_is_told_and_undone(renamed):
    async with await renamed(CLEAR) as user:
        await user.saved()
        assert user.shows("a.txt is b.txt now")
        assert (user.library.find("b.txt").starred, user.library.find("b.txt").notes) == (True, 1)
        await user.press("u")
        assert "Undid: a.txt is b.txt now" in user.status
        assert (user.library.find("b.txt").starred, user.library.find("b.txt").notes) == (False, 0)
        await user.press("U", "f5")
        assert user.library.find("b.txt").notes == 1


async def test_what_is_not_clear_is_offered_with_the_orphans(renamed):
    async with await renamed(FAINT) as user:
        assert user.library.find("b.txt").notes == 0
        await user.press("B")
        await user.press("p")
        assert user.shows("says that a.txt is b.txt now: “")
        await user.press("1")
        await user.saved()
        assert "a.txt is b.txt now · saved" in user.status
        assert (user.library.find("b.txt").starred, user.library.find("b.txt").notes) == (True, 1)
        await user.press("u")
        assert user.library.find("b.txt").notes == 0


async def test_an_orphan_without_an_offer_can_still_be_kept(renamed):
    async with await renamed("date 2019-04\nNiets van het oude bleef bewaard.") as user:
        await user.press("B")
        await user.press("p")
        assert user.shows("keeps the note without a passage")
        assert not user.shows("says that")
