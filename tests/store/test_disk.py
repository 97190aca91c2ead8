"""Which version of the file we know, and how it is replaced."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from reader.store import disk
from reader.store.disk import Disk
from reader.store.durable import leftovers
from reader.store.exchange import exchange


@pytest.fixture
def known(path: Path) -> Disk:
    """A file whose content we have read."""
    path.write_text("old")
    known = Disk(path)
    with known.reading() as data:
        assert data == b"old"
    return known


def test_a_file_never_read_has_changed_and_a_missing_one_has_not(path: Path) -> None:
    assert not Disk(path).changed
    path.touch()
    assert Disk(path).changed


def test_what_we_read_or_wrote_ourselves_is_no_change(known: Disk) -> None:
    assert not known.changed
    assert known.replace(b"new") is None
    assert not known.changed
    assert known.path.read_bytes() == b"new"


@pytest.mark.parametrize("how", ["in place", "renamed", "touched"])
def test_what_others_wrote_is_a_change(known: Disk, how: str) -> None:
    if how == "in place":
        known.path.write_text("theirs")
    elif how == "renamed":
        other = known.path.with_name("other")
        other.write_text("old")
        other.replace(known.path)
    else:
        os.utime(known.path, ns=(1, 1))
    assert known.changed


def test_content_is_known_only_when_it_was_dealt_with(known: Disk) -> None:
    known.path.write_text("theirs")
    with pytest.raises(ZeroDivisionError), known.reading():
        _ = 1 / 0
    assert known.changed


def test_no_file_has_no_content(path: Path) -> None:
    with Disk(path).reading() as data:
        assert data is None


@pytest.mark.skipif(sys.platform != "linux", reason="files are swapped on Linux only")
def test_a_write_that_we_overwrote_is_handed_over_and_counts_as_a_leftover(known: Disk) -> None:
    known.path.write_text("theirs")
    missed = known.replace(b"new")
    assert missed is not None
    assert missed.read_text() == "theirs"
    assert known.path.read_text() == "new"
    assert leftovers(known.path) == [missed]


def test_where_files_cannot_be_swapped_it_is_replaced(known: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "exchange", lambda *_: False)
    assert known.replace(b"new") is None
    assert known.path.read_bytes() == b"new"


@pytest.mark.parametrize("swapped", [True, False])
def test_file_and_folder_are_synced_the_folder_last(
    known: Disk, monkeypatch: pytest.MonkeyPatch, *, swapped: bool
) -> None:
    steps: list[str] = []
    fsync = os.fsync

    def sync(descriptor: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        fsync(descriptor)

    def swap(one: Path, other: Path) -> bool:
        steps.append("swap")
        return swapped and exchange(one, other)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(disk, "exchange", swap)
    known.replace(b"new")
    assert steps == ["file", "swap", "folder"]


@pytest.mark.skipif(sys.platform != "linux", reason="files are swapped on Linux only")
def test_an_exchange_swaps_two_files(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "ander ‘é’"
    one.write_text("1")
    other.write_text("2")
    assert exchange(one, other)
    assert (one.read_text(), other.read_text()) == ("2", "1")


def test_an_exchange_with_nothing_does_nothing(tmp_path: Path) -> None:
    one = tmp_path / "one"
    one.write_text("1")
    assert not exchange(one, tmp_path / "none")
    assert one.read_text() == "1"
