"""Only files are read and replaced as notes: reading a device may never end, and writing would replace it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reader.errors import StoreError
from reader.store.disk import Disk, check_plain
from reader.store.notes import NotesFile
from reader.store.verify import repair, verify

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    """A named pipe, which stands for all that is there and no file."""
    os.mkfifo(tmp_path / "notes.json")
    return tmp_path / "notes.json"


@pytest.fixture
def link(tmp_path: Path, pipe: Path) -> Path:
    """A link to it."""
    (tmp_path / "link.json").symlink_to(pipe)
    return tmp_path / "link.json"


@pytest.mark.parametrize("name", ["pipe", "link"])
def test_it_is_neither_opened_nor_replaced(request: pytest.FixtureRequest, name: str, pipe: Path) -> None:
    path = request.getfixturevalue(name)
    with pytest.raises(StoreError, match="it is no file"):
        NotesFile(path)
    with pytest.raises(OSError, match="it is no file"):
        Disk(path).replace(b"{}")
    assert pipe.is_fifo()
    assert sorted(path.parent.iterdir()) == sorted({pipe, path})


def test_checking_names_it_and_mending_leaves_it(pipe: Path) -> None:
    for look in (verify, repair):
        (finding,) = look(pipe)
        assert (finding.mendable, "it is no file" in finding.problem) == (False, True)
    assert pipe.is_fifo()


def test_a_file_and_none_are_plain(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for name in ("file", "none"):
        check_plain(tmp_path / name)
    with pytest.raises(OSError, match="it is no file"):
        check_plain(tmp_path)
