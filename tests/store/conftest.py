"""Values and files that tests of the store share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from reader.model import Anchor, ArticleRef, Note, Span
from reader.store.notes import Edit, NotesFile

START = datetime(2026, 11, 22, 2, 19, 43, tzinfo=UTC)
ARTICLE = ArticleRef(id="a1b2c3d4e5f6", path="artikel 1.txt", title="Haftars troepen bij Tripoli", date="2019-04")


@pytest.fixture
def article() -> ArticleRef:
    return ARTICLE


@pytest.fixture
def anchor() -> Anchor:
    return Anchor(Span(10, 25), "Haftars troepen", "de opmars van  ", " naar Tripoli", "d" * 64)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the notes are, in a folder with nothing else."""
    folder = tmp_path / "library"
    folder.mkdir()
    return folder / "notes.json"


class Hands:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
def open_notes(path: Path) -> Iterator[Callable[..., NotesFile]]:
    """Opens the notes as another start of the program would, with options; all are closed in the end."""
    opened: list[NotesFile] = []

    def open_them(**options: Any) -> NotesFile:
        opened.append(NotesFile(path, **options))
        return opened[-1]

    yield open_them
    for notes in opened:
        notes.close()


@pytest.fixture
def notes(open_notes: Callable[[], NotesFile]) -> NotesFile:
    return open_notes()


@pytest.fixture
def many(notes: NotesFile, article: ArticleRef, anchor: Anchor) -> list[Note]:
    """A thousand notes."""
    new = [notes.new(article, anchor, f"note {n}", ("front",)) for n in range(1_000)]
    notes.apply(Edit("a thousand", tuple((note.uid, note) for note in new))).result(10)
    return notes.notes()
