"""What another program writes to the notes while the app is open."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from reader.library import Library
from reader.model import Span
from reader.paths import Paths
from reader.settings import Settings
from reader.ui.screens.others import EVERY
from tests.ui.conftest import SitDown, User


@pytest.fixture
def other(library: Library, paths: Paths) -> Iterator[Library]:
    """The same library, opened by another program."""
    opened = Library(library.root, paths, Settings())
    list(opened.refresh())
    yield opened
    opened.close()


def write(library: Library) -> None:
    """Put a note on the first words of the newest article."""
    article = library.open(library.find("002")).article
    library.notebook.write(article, Span(0, 8), text="from elsewhere", tags=("front",))[1].result(10)


async def look(user: User) -> None:
    """Let so much time pass that the app looks at the file, and shows what came in."""
    for timer in user.desk._timers:
        if timer._interval == EVERY:
            timer._callback()
    user.library.notebook.file.flush(10)
    for timer in user.desk._timers:
        if timer._interval == EVERY:
            timer._callback()
    await user.settle()


async def test_a_note_of_another_program_comes_into_the_article_and_the_list(
    sit_down: SitDown, other: Library
) -> None:
    async with sit_down() as user:
        await user.press("enter", "A")
        write(other)
        await look(user)
        assert user.shows("from elsewhere")
        assert user.shows("1 note")
        assert user.shows("#front")


async def test_a_browser_of_notes_shows_it_as_well(sit_down: SitDown, other: Library) -> None:
    async with sit_down() as user:
        await user.press("B")
        assert user.shows("No notes yet")
        write(other)
        await look(user)
        assert user.shows("from elsewhere")


async def test_what_the_app_wrote_itself_is_nothing_new(sit_down: SitDown, other: Library) -> None:
    async with sit_down() as user:
        await user.press("enter", "s")
        await user.saved()
        before = user.library.notebook.file.refresh()
        await look(user)
        assert user.library.notebook.file.refresh() == before
