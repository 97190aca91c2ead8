"""The article being read follows its file, when the folder is looked through again."""

from __future__ import annotations

import pytest

SENTENCES = [
    "De stad Tripoli wacht af wat er gebeurt.",
    "Er wordt in het zuiden hevig gevochten om de olievelden.",
    "Niemand weet hoe lang dat nog duren zal.",
]
TEXT = "date 2019-04\n" + " ".join(SENTENCES)
NEW = "Een nieuw begin is dit, door de redactie geschreven. "
LONGER = TEXT.replace("De stad", NEW + "De stad")


@pytest.fixture
def root(folder):
    return folder({"a.txt": TEXT, "z.txt": "date 2018-01\nEen oud bericht over heel iets anders."})


@pytest.fixture
def reading(sit_down, open_library, root):
    """Somebody at the second sentence of an article."""
    return lambda: sit_down(open_library(root))


async def test_it_shows_the_new_text_at_the_same_passage_and_says_so(reading, root):
    async with reading() as user:
        await user.press("enter", ")")
        assert user.passage == SENTENCES[1]
        (root / "a.txt").write_text(LONGER, encoding="utf-8")
        await user.press("f5")
        assert user.shows("Een nieuw begin")
        assert user.passage == SENTENCES[1]
        assert user.sentence == 3
        assert user.shows("was changed")
        await user.press("a", *"here", "ctrl+s")
        (note,) = user.library.notebook.notes
        assert note.anchor.exact == SENTENCES[1]
        assert note.anchor.span.of(user.place.document.body) == SENTENCES[1]


async def test_a_selection_stays_on_its_words(reading, root):
    async with reading() as user:
        await user.press("enter")
        await user.go_to("hevig gevochten")
        (root / "a.txt").write_text(LONGER, encoding="utf-8")
        await user.press("f5")
        assert user.passage == "hevig gevochten"


async def test_that_the_passage_is_gone_is_said(reading, root):
    async with reading() as user:
        await user.press("enter", ")")
        (root / "a.txt").write_text(TEXT.replace(SENTENCES[1], "Zo."), encoding="utf-8")
        await user.press("f5")
        assert user.shows("no longer in")


async def test_an_article_that_did_not_change_is_left_alone(reading, root):
    async with reading() as user:
        await user.press("enter", ")", "v")
        await user.press("f5")
        assert user.place.selecting
        assert not user.shows("was changed")


async def test_what_is_gone_says_so_and_takes_no_new_notes_until_it_is_back(reading, root):
    async with reading() as user:
        await user.press("enter", "a", *"old", "ctrl+s")
        (root / "a.txt").unlink()
        await user.press("f5")
        assert user.shows("is gone: this is its text")
        await user.press(")", "a")
        assert user.app.screen is user.desk
        assert "The file of this article is gone" in user.status
        await user.press("1", "(", "a", *" note", "ctrl+s")
        assert [text for _, text, _ in user.notes()] == ["old note"]
        (root / "a.txt").write_text(TEXT, encoding="utf-8")
        await user.press("f5", ")", "a", *"new", "ctrl+s")
        assert [text for _, text, _ in user.notes()] == ["old note", "new"]


async def test_a_file_that_was_moved_is_followed(reading, root):
    async with reading() as user:
        await user.press("enter", ")")
        (root / "a.txt").rename(root / "b.txt")
        await user.press("f5")
        assert user.desk.article.row.path == "b.txt"
        assert user.passage == SENTENCES[1]
        assert not user.shows("is gone")


async def test_a_note_that_is_being_written_meanwhile_stays_on_its_passage(reading, root):
    async with reading() as user:
        await user.press("enter", ")", "a", *"mine")
        (root / "a.txt").write_text(LONGER, encoding="utf-8")
        user.desk.action_refresh_list()
        await user.settle()
        assert user.place.document.body.startswith(NEW.strip())
        await user.press("ctrl+s")
        assert [(quote, text) for quote, text, _ in user.notes()] == [(SENTENCES[1], "mine")]
        assert user.library.notes_in(user.desk.article.opened.article)[0][1].state == "moved"
