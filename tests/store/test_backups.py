"""Earlier states of the notes file."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from reader.store.backups import Backups, kept
from tests.store.conftest import START, Hands


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "notes.json"
    path.write_bytes(b"{}")
    return path


def names(backups: Backups) -> list[str]:
    return sorted(path.name for path in backups.folder.iterdir())


def test_a_backup_is_a_copy_named_after_its_time_in_a_hidden_folder(file: Path, clock: Hands) -> None:
    backups = Backups(file, clock)
    backups.keep()
    assert backups.folder == file.with_name(".notes.json.backups")
    assert names(backups) == ["2026-11-22T02-19-43.000000.json"]
    (copy,) = backups.folder.iterdir()
    assert copy.read_bytes() == file.read_bytes()
    assert copy.stat().st_ino != file.stat().st_ino


@pytest.mark.parametrize(("minutes", "count"), [(0, 1), (29, 1), (30, 2), (-31, 2)])
def test_there_is_one_at_most_every_half_hour(file: Path, clock: Hands, minutes: int, count: int) -> None:
    Backups(file, clock).keep()
    clock.time += timedelta(minutes=minutes)
    backups = Backups(file, clock)
    backups.keep()
    assert len(names(backups)) == count


def test_one_can_be_had_sooner(file: Path, clock: Hands) -> None:
    backups = Backups(file, clock)
    backups.keep()
    clock.time += timedelta(seconds=1)
    backups.keep("merge")
    assert len(names(backups)) == 2


def test_without_a_file_there_is_no_backup_and_no_folder(tmp_path: Path, clock: Hands) -> None:
    backups = Backups(tmp_path / "notes.json", clock)
    backups.keep()
    assert backups.newest() is None
    assert not backups.folder.exists()


def test_a_damaged_file_is_not_backed_up(file: Path, clock: Hands) -> None:
    file.write_text('{"notes": {')
    backups = Backups(file, clock)
    backups.keep()
    backups.keep("merge")
    assert backups.all() == []


def test_that_none_can_be_made_is_no_error(file: Path, clock: Hands) -> None:
    backups = Backups(file, clock)
    backups.folder.write_text("in the way")
    backups.keep()
    assert backups.folder.read_text() == "in the way"


def test_the_newest_that_can_be_read_is_found(file: Path, clock: Hands) -> None:
    backups = Backups(file, clock)
    for content in (b'{"notes": {"1": {"uid": "a"}}}', b'{"notes": {"1": {"uid": "b"}}}', b'{"notes": {'):
        backups.add(content, "")
        clock.time += timedelta(hours=1)
    newest = backups.newest()
    assert newest is not None
    assert newest[0].name == "2026-11-22T03-19-43.000000.json"
    assert newest[1] == {"notes": {"1": {"uid": "b"}}}


def test_a_backup_is_as_private_as_the_file(file: Path, clock: Hands) -> None:
    file.chmod(0o600)
    backups = Backups(file, clock)
    backups.keep()
    (copy,) = backups.folder.iterdir()
    assert copy.stat().st_mode == file.stat().st_mode


def test_a_file_put_away_keeps_its_content_and_its_name_within_the_new_one(file: Path, clock: Hands) -> None:
    backups = Backups(file, clock)
    copy = file.with_name("notes.sync-conflict-1.json")
    copy.write_text("theirs")
    backups.store(copy, "merged")
    assert not copy.exists()
    (stored,) = backups.folder.iterdir()
    assert stored.name == "merged-2026-11-22T02-19-43.000000-notes.sync-conflict-1.json"
    assert stored.read_text() == "theirs"


def test_ten_files_of_a_kind_are_kept(file: Path, clock: Hands) -> None:
    backups = Backups(file, clock)
    for number in range(12):
        copy = file.with_name(f"copy {number}")
        copy.write_text("theirs")
        backups.store(copy, "merged")
        clock.time += timedelta(seconds=1)
    assert [name.rsplit("-", 1)[1] for name in names(backups)] == [f"copy {number}" for number in range(2, 12)]


def times(step: timedelta, count: int) -> list[str]:
    return [f"{START + n * step:%Y-%m-%dT%H-%M-%S.%f}.json" for n in range(count)]


@pytest.mark.parametrize(
    ("step", "count", "left"),
    [
        (timedelta(minutes=30), 10, 10),
        (timedelta(minutes=30), 11, 10),
        (timedelta(minutes=30), 480, 19),
        (timedelta(days=1), 30, 15),
        (timedelta(days=30), 40, 14),
    ],
    ids=["ten", "eleven", "ten days of work", "a month", "years"],
)
def test_the_latest_ten_stay_and_the_last_of_days_and_months(step: timedelta, count: int, left: int) -> None:
    made = times(step, count)
    stay = kept(made)
    assert set(made[-10:]) <= stay
    assert len(stay) == left
    assert len({name[:7] for name in stay}) >= min(12, len({name[:7] for name in made}))


def test_old_ones_are_dropped_as_new_ones_are_made(file: Path, clock: Hands) -> None:
    backups = Backups(file, clock)
    for _ in range(14):
        backups.keep()
        clock.time += timedelta(minutes=31)
    assert len(names(backups)) == 10
