"""Notes survive that the program is killed at any moment: whatever was acknowledged is in the file."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest

import reader
from reader.store.notes import NotesFile

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="SIGKILL and fork are of POSIX")

TAKER = Path(__file__).with_name("note_taker.py")


@dataclass(frozen=True)
class Verdict:
    """What became of one run."""

    acknowledged: int
    lost: int
    """Notes that were acknowledged and are not there, or were deleted and are."""
    corrupt: bool
    """Whether the file is no JSON."""


def start(store: str, folder: Path, count: int, *options: str) -> subprocess.Popen[str]:
    home = {**os.environ, "PYTHONPATH": str(Path(reader.__file__).parents[1])}
    command = [sys.executable, str(TAKER), store, str(folder), str(count), *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=home)


def output(process: subprocess.Popen[str]) -> IO[str]:
    assert process.stdout is not None
    return process.stdout


def judge(folder: Path) -> Verdict:
    """Compare the log with the file, which is read with the standard library only."""
    log = [line.split() for line in (folder / "log").read_text().splitlines() if line.count(" ") == 1]
    last = {uid: word for word, uid in log}  # An operation under way may or may not have come to its end.
    acknowledged = sum(word in {"added", "deleted"} for word, _ in log)
    try:
        content = json.loads((folder / "notes.json").read_text("utf-8"))
    except FileNotFoundError:
        content = {}
    except ValueError:
        return Verdict(acknowledged, 0, corrupt=True)
    there = {document["uid"] for document in content.get("notes", {}).values()}
    lost = sum(
        (word == "added" and uid not in there) or (word == "deleted" and uid in there)
        for uid, word in last.items()
    )
    return Verdict(acknowledged, lost, corrupt=False)


def runs_killed_at_every_step(store: str, folder: Path) -> list[Path]:
    """Kill at each call of the operating system that three changes make; the folders that are left."""
    process = start(store, folder, 3, "--steps")
    output(process).read()
    output(process).close()
    assert process.wait(120) == 0
    return [copy for copy in sorted(folder.parent.glob(f"{folder.name}-*")) if (copy / "log").exists()]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    return folder


def test_killed_at_random_times_no_acknowledged_note_is_lost(library: Path) -> None:
    chance = random.Random(20261122)
    kills, verdict = 0, Verdict(0, 0, corrupt=False)
    while kills < 15 or (verdict.acknowledged < 50 and kills < 60):
        process = start("ours", library, 1_000_000)
        assert output(process).readline() == "ready\n"
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(chance.uniform(0, 0.15))
        process.kill()
        process.wait(30)
        output(process).close()
        kills += 1
        verdict = judge(library)
        assert (verdict.lost, verdict.corrupt) == (0, False), f"after kill {kills}"
    assert verdict.acknowledged >= 50


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The folders of runs that were killed at every step."""
    return runs_killed_at_every_step("ours", tmp_path_factory.mktemp("ours"))


def test_killed_at_every_step_of_the_write_path_no_acknowledged_note_is_lost(killed: list[Path]) -> None:
    found = [judge(folder) for folder in killed]
    assert len(found) > 50
    assert Counter(verdict.acknowledged for verdict in found).keys() == {0, 1, 2, 3}
    assert all((verdict.lost, verdict.corrupt) == (0, False) for verdict in found)


def test_whatever_a_kill_left_behind_the_next_session_goes_on_and_cleans_up(killed: list[Path]) -> None:
    for folder in killed[::10]:
        process = start("ours", folder, 1)
        assert process.wait(60) == 0
        output(process).close()
        assert judge(folder).lost == 0
        assert not list(folder.glob(".notes.json.tmp-*"))
        file = NotesFile(folder / "notes.json")
        assert (file.notices, file.read_only) == ((), None)
        file.close()


def test_the_same_harness_catches_tinydbs_own_storage(library: Path) -> None:
    """The negative control: were it not caught, this file would prove nothing."""
    found = [judge(folder) for folder in runs_killed_at_every_step("stock", library)]
    assert any(verdict.corrupt or verdict.lost for verdict in found)


def test_two_programs_that_write_at_once_lose_nothing(library: Path) -> None:
    processes = [start("ours", library, 60) for _ in range(2)]
    for process in processes:
        assert process.wait(120) == 0
        output(process).close()
    verdict = judge(library)
    assert verdict == Verdict(120, 0, corrupt=False)
    assert len(json.loads((library / "notes.json").read_bytes())["notes"]) == 40
