"""Writing a file so that either the old or the new content is there."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from reader.store import durable
from reader.store.durable import leftovers, staged, write_durably


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "notes.json"
    path.write_bytes(b"old")
    return path


@pytest.mark.parametrize("data", [b"", b"new", b"\0" * 3_000_000], ids=["empty", "short", "long"])
def test_the_content_becomes_exactly_the_data(file: Path, data: bytes) -> None:
    write_durably(file, data)
    assert file.read_bytes() == data
    assert names(file.parent) == ["notes.json"]


def test_a_missing_file_is_created_as_any_other_program_would(tmp_path: Path) -> None:
    write_durably(tmp_path / "a.json", b"x")
    (tmp_path / "b.json").write_bytes(b"x")
    assert (tmp_path / "a.json").stat().st_mode == (tmp_path / "b.json").stat().st_mode


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o444])
def test_an_existing_file_keeps_its_mode(file: Path, mode: int) -> None:
    file.chmod(mode)
    write_durably(file, b"new")
    assert stat.S_IMODE(file.stat().st_mode) == mode


def test_a_symlink_stays_one_and_its_target_gets_the_content(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    link = folder / "link.json"
    link.symlink_to("../notes.json")
    write_durably(link, b"new")
    assert link.is_symlink()
    assert file.read_bytes() == b"new"
    assert names(folder) == ["link.json"]


def test_a_short_write_is_continued(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:3]))
    write_durably(file, b"more than three bytes")
    assert file.read_bytes() == b"more than three bytes"


@pytest.mark.parametrize("call", ["open", "write", "fchmod", "fsync"])
def test_when_a_call_fails_the_old_content_stays_and_nothing_is_left(
    file: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, call, fail)
        with pytest.raises(OSError, match="No space left"):
            write_durably(file, b"new")
    assert file.read_bytes() == b"old"
    assert names(file.parent) == ["notes.json"]


def test_when_the_rename_fails_the_old_content_stays_and_nothing_is_left(tmp_path: Path) -> None:
    folder = tmp_path / "notes.json"
    folder.mkdir()
    with pytest.raises(OSError):
        write_durably(folder, b"new")
    assert names(tmp_path) == ["notes.json"]


def test_file_and_folder_are_synced_the_folder_after_the_rename(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    fsync, rename = os.fsync, Path.replace

    def sync(descriptor: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        fsync(descriptor)

    def move(self: Path, target: Path) -> Path:
        steps.append("rename")
        return rename(self, target)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(Path, "replace", move)
    write_durably(file, b"new")
    assert steps == ["file", "rename", "folder"]


def test_a_temporary_file_is_beside_its_target_hidden_and_recognisable(file: Path) -> None:
    with staged(file, b"new") as temporary:
        assert temporary.parent == file.parent
        assert temporary.name.startswith(".notes.json.")
        assert leftovers(file) == [temporary]
    assert leftovers(file) == []


def test_leftovers_of_other_files_are_not_ours(file: Path) -> None:
    with staged(file.with_name("notes.json.bak"), b"x"), staged(file.with_name("other"), b"x"):
        assert leftovers(file) == []


def test_leftovers_in_a_folder_that_is_gone_are_none(tmp_path: Path) -> None:
    assert durable.leftovers(tmp_path / "gone" / "notes.json") == []
