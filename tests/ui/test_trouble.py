"""What can go wrong says so, and nothing is lost."""

from __future__ import annotations

import os

import pytest

from reader.errors import StoreError
from reader.model import Step


@pytest.fixture
def full_disk():
    """A disk that is full until ``free`` is called."""

    def attempt(writer, waiting, _asked) -> bool:
        writer._problem = "notes.json cannot be written (No space left on device); free some space."
        for future in waiting:
            future.set_exception(StoreError(writer._problem))
        return False

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reader.store.writer.Writer._attempt", attempt)
        yield patch


async def test_a_note_that_cannot_be_saved_says_so_and_stays(sit_down, full_disk):
    async with sit_down() as user:
        await user.press("enter", ")", "a", *"precious", "ctrl+s")
        await user.until("NOT saved")
        assert user.shows("No space left on device")
        assert [text for _, text, _ in user.notes()] == ["precious"]
        await user.press("A")
        assert user.shows("precious")


async def test_it_is_saved_when_that_is_possible_again(sit_down, full_disk, library, samples):
    async with sit_down() as user:
        await user.press("enter", ")", "a", *"precious", "ctrl+s")
        await user.until("NOT saved")
        full_disk.undo()
        library.notebook.file.flush(10)
    assert "precious" in (samples / "notes.json").read_text(encoding="utf-8")


async def test_a_damaged_notes_file_is_reported_and_kept(sit_down, open_library, library, samples):
    library.close()
    (samples / "notes.json").write_text('{"notes": [broken', encoding="utf-8")
    async with sit_down(open_library(samples)) as user:
        assert user.shows("notes.json")
        await user.press("enter", "a", *"new", "ctrl+s")
        await user.saved()
    assert any(
        "broken" in path.read_text("utf-8") for path in samples.rglob("*") if "notes" in path.name and path.is_file()
    )


async def test_an_article_whose_file_is_gone_is_named_and_the_old_one_stays(sit_down, samples):
    async with sit_down() as user:
        await user.press("enter", ")")
        (samples / "000_ece2383aa4714dc8.txt").unlink()
        await user.press("J")
        assert user.shows("000_ece2383aa4714dc8.txt")
        assert user.shows("Khalifa Haftarᴾ dreigde")


async def test_a_note_can_be_written_on_an_article_deleted_while_it_is_open(sit_down, samples):
    async with sit_down() as user:
        await user.press("enter")
        for path in samples.glob("*.txt"):
            path.unlink()
        await user.press(")", "a", *"still", "ctrl+s", "f5", "u", "U")
        assert [text for _, text, _ in user.notes()] == ["still"]
        assert user.app.is_running


async def test_an_article_that_vanishes_from_the_list_does_not_break_it(sit_down, samples):
    async with sit_down() as user:
        await user.press("G", "enter")
        (samples / "004_ad1790bf80156721.txt").unlink()
        await user.press("f5", "m", "D", "escape", "#", "escape", "escape")
        assert user.status.startswith(" ")
        assert user.app.is_running


async def test_an_empty_library_says_where_it_looked_and_how_to_go_on(sit_down, open_library, folder):
    root = folder({})
    async with sit_down(open_library(root), size=(120, 40)) as user:
        assert user.shows("No articles")
        assert user.shows("F5")
        (root / "a.txt").write_text("date 2020-01 Een bericht.", encoding="utf-8")
        await user.press("f5")
        assert user.shows("• Een bericht.")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_no_key_breaks_an_empty_library(sit_down, open_library, folder, size):
    async with sit_down(open_library(folder({})), size=size) as user:
        for key in [
            *"jkgGlrmDct#vaeEoHsp123.uUAtF+-?",
            "escape",
            "tab",
            "enter",
            "space",
            "f8",
            "X",
            "y",
            "J",
            "K",
        ]:
            await user.press(key)
            if user.app.screen is not user.desk:
                await user.press("escape")
        assert user.app.is_running


async def test_no_key_breaks_an_article_without_words(sit_down, open_library, folder):
    async with sit_down(open_library(folder({"a.txt": "date 2020-01 "})), size=(80, 24)) as user:
        await user.press("enter")
        for key in [*"jkgG()}{vaeEoHsp123.uUAtF+-J K", "escape", "tab", "space", "f8", "f9", "y"]:
            await user.press(key)
            if user.app.screen is not user.desk:
                await user.press("escape")
        assert user.app.is_running


async def test_a_file_that_cannot_be_read_is_named(sit_down, open_library, folder):
    root = folder({"a.txt": "date 2020-01 Een bericht."})
    (root / "b.txt").write_bytes(b"\x00\x01\x02binary" * 100)
    async with sit_down(open_library(root)) as user:
        assert user.shows("b.txt")
        assert user.shows("• Een bericht.")


async def test_where_notes_are_kept_is_told_when_the_library_is_read_only(
    sit_down, open_library, samples, monkeypatch
):
    monkeypatch.setattr(os, "access", lambda _path, mode: not mode & os.W_OK)
    async with sit_down(open_library(samples)) as user:
        assert user.shows("cannot be written to; notes are")


async def test_a_defect_is_told_of_in_a_line_that_is_fit_for_the_terminal(user, monkeypatch):
    def broken(*_):
        yield Step(0, 1)
        raise ValueError("no \x1b[2J\nsuch thing")

    monkeypatch.setattr("reader.ui.screens.names_browser.lines", broken)
    await user.press("N")
    told = {each.message for each in user.app._notifications}
    assert told == {"counting names: an error in libya-reader stopped this (ValueError: no ␛[2J such thing)."}


@pytest.mark.parametrize(("bad", "toasts"), [(1, 1), (3, 3), (4, 1), (134, 1)])
async def test_many_files_that_cannot_be_read_are_told_in_one_sentence(sit_down, open_library, folder, bad, toasts):
    root = folder({"a.txt": "date 2020-01 Kop.\n\nEen zin."})
    for number in range(bad):
        (root / f"bad{number}.txt").write_bytes(bytes(range(256)) * 9)
    async with sit_down(open_library(root)) as user:
        told = [toast.message for toast in user.app._notifications]
        assert len(told) == toasts
        if toasts < bad:
            assert told == [f"{bad} files are left out; “libya-reader check” names them."]
        else:
            assert all("not a text file" in each for each in told)
