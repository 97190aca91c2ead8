"""Libraries of short articles, and opening them as another start of the program would."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.intake import parse
from reader.library import Library
from reader.library.notebook import Notebook
from reader.model import Article, ArticleRow, Date, Span
from reader.paths import Paths
from reader.settings import Settings
from reader.store.notes import NotesFile

BODY = "Haftar rukt op naar Tripoli. De stad wacht af. Generaal Haftar zwijgt, zo zegt men in de stad."
Write = Callable[[str, str], None]
Opener = Callable[..., Library]


@pytest.fixture(scope="session")
def an_article() -> Callable[..., Article]:
    """Makes the article that a file with a text would be."""

    def make(text: str, path: str = "a.txt") -> Article:
        return parse(text.encode(), relative=path)

    return make


@pytest.fixture(scope="session")
def span_of() -> Callable[..., Span]:
    """Finds the n-th place of a quote in an article."""

    def find(article: Article, quote: str, occurrence: int = 1) -> Span:
        start = -1
        for _ in range(occurrence):
            start = article.body.index(quote, start + 1)
        return Span(start, start + len(quote))

    return find


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An empty library folder."""
    folder = tmp_path / "artikelen"
    folder.mkdir()
    return folder


@pytest.fixture
def write(root: Path) -> Write:
    """Writes a file of the library, later than any before, as far as its time tells."""
    clock = iter(range(1_600_000_000, 1_700_000_000))

    def write_it(name: str, text: str) -> None:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        time = next(clock)
        os.utime(path, (time, time))

    return write_it


@pytest.fixture
def notebook(root: Path) -> Iterator[Notebook]:
    """A notebook on a real file."""
    file = NotesFile(root / "notes.json")
    yield Notebook(file)
    file.close()


@pytest.fixture
def opened(root: Path, paths: Paths) -> Iterator[Opener]:
    """Opens the library with an up-to-date index; the one opened before is closed first."""
    libraries: list[Library] = []

    def open_it(settings: Settings | None = None) -> Library:
        while libraries:
            libraries.pop().close()
        libraries.append(Library(root, paths, settings or Settings(engine="")))
        deque(libraries[-1].refresh(), maxlen=0)
        return libraries[-1]

    yield open_it
    while libraries:
        libraries.pop().close()


@pytest.fixture
def article(an_article: Callable[..., Article]) -> Article:
    """A short article that says some things twice."""
    return an_article(BODY)


@pytest.fixture
def row() -> ArticleRow:
    """Its row in the list."""
    return ArticleRow("0123456789ab", "a.txt", "Haftar rukt op", "derived", Date("2019-04", "text"), "nl", "d", 18)
