"""Values and files that tests of the store share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.model import Anchor, ArticleRef, Span
from reader.store.notes import NotesFile

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


@pytest.fixture
def open_notes(path: Path) -> Iterator[Callable[[], NotesFile]]:
    """Opens the notes as another start of the program would; all are closed in the end."""
    opened: list[NotesFile] = []

    def open_them() -> NotesFile:
        opened.append(NotesFile(path))
        return opened[-1]

    yield open_them
    for notes in opened:
        notes.close()
