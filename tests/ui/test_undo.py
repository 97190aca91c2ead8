"""Undo and redo take back everything that changes notes, tags and marks, step by step, wherever one is."""

from __future__ import annotations


async def test_many_steps_in_several_articles_are_undone_in_reverse_and_redone(sit_down):
    async with sit_down() as user:
        await user.press("enter", *"#front", "enter", *"aone", "ctrl+s", "m")
        await user.press("J", *")#oil", "enter", "D", *"2019-04-07", "enter")
        await user.press("J", *"2a", *"two", "ctrl+s", "A", "tab", "x")
        assert len(user.notes()) == 2
        said = []
        for _ in range(9):
            await user.press("u")
            said.append(user.status.split("   ")[-1].strip())
        assert user.notes() == []
        assert [line.split(": ")[1].split(" “")[0] for line in said[:8]] == [
            "deleting the note on",
            "text of the note on",
            "note on",
            "the date of",
            "note on",
            "the marks of",
            "text of the note on",
            "note on",
        ]
        assert said[8] == "Nothing to be undone."
        for _ in range(8):
            await user.press("U")
        assert sorted(tags for _, _, tags in user.notes()) == [("front",), ("oil",)]
        assert [row.starred for row in user.library.all_rows()].count(True) == 1


async def test_what_was_undone_cannot_be_redone_after_something_new(sit_down):
    async with sit_down() as user:
        await user.press("enter", *"#front", "enter", "u", *")#oil", "enter", "U")
        assert "Nothing to be redone." in user.status
        assert [tags for _, _, tags in user.notes()] == [("oil",)]


async def test_steps_made_on_other_screens_are_undone_from_the_article(sit_down):
    async with sit_down() as user:
        await user.press("enter", *"#front", "enter", "M", "r", "ctrl+u", *"line", "enter", "escape", "u")
        assert "Undid: renaming #front" in user.status
        assert [tags for _, _, tags in user.notes()] == [("front",)]
        await user.press("B")
        await user.press("x", "escape", "u")
        assert "Undid: deleting the note on" in user.status
        assert len(user.notes()) == 1


async def test_tags_of_an_article_are_undone(sit_down):
    async with sit_down() as user:
        await user.press("#", *"press", "enter")
        assert user.library.all_rows()[0].tags == ("press",)
        await user.press("u")
        assert user.library.all_rows()[0].tags == ()
        await user.press("U")
        assert user.library.all_rows()[0].tags == ("press",)


async def test_where_nothing_may_be_changed_every_screen_says_so_and_goes_on(sit_down, monkeypatch):
    async with sit_down() as user:
        await user.press("enter", *"#front", "enter", "A", "tab")
        file = user.library.notebook.file
        why = "These notes were written by a newer libya-reader."
        monkeypatch.setattr(type(file), "read_only", property(lambda _: why))
        for keys in (
            "x",  # delete in the panel
            ["tab", "#", *"olie", "enter"],
            ["M", "r", "end", *"s", "enter", "x", "d", *"why", "enter", "3", "u", "escape"],
            ["e"],
            ["W"],
            ["#", *"name", "enter", "u", "escape"],
            ["B"],
            ["x", "#", *"olie", "enter", "e", *"x", "ctrl+s", "u", "U", "escape"],
            ["R", "u", "escape"],
        ):
            await user.press(*keys)
            if keys not in (["e"], ["W"], ["B"]):
                assert user.shows(why)
            user.app.clear_notifications()
            await user.settle()
        assert [tags for _, _, tags in user.notes()] == [("front",)]
