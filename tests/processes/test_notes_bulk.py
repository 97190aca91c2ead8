"""A change of many notes is made wholly or not at all, whether it is stopped or its process is killed."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

import reader
from reader.store import lines
from reader.store.notes import NotesFile

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="SIGKILL is of POSIX")

SCRIPT = Path(__file__).with_name("bulk_tagger.py")
COUNT, KILLS = 1_200, 8


def tagged_until_killed(path: Path, first: int, reports: int) -> dict[str, list[int]]:
    """Run the tagger, and kill it after so many reports; the numbers of what it reported, by word."""
    environment = {**os.environ, "PYTHONPATH": str(Path(reader.__file__).parents[1])}
    told: dict[str, list[int]] = {"ready": [], "trying": [], "made": [], "stopped": []}
    command = [sys.executable, str(SCRIPT), str(path), str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as running:
        assert running.stdout is not None
        for _, line in zip(range(reports), running.stdout, strict=False):
            word, number = line.split()
            told[word].append(int(number))
        running.kill()
        for line in running.stdout:
            word, number = line.split()
            told[word].append(int(number))
    return told


def test_all_notes_have_the_tag_of_one_change_whenever_it_ends(tmp_path: Path) -> None:
    path, chance = tmp_path / "notes.json", random.Random()
    tried = promised = stopped = 0
    for _ in range(KILLS):
        told = tagged_until_killed(path, tried + 1, chance.randrange(2, 14))
        rows = lines.parse(path.read_bytes())["notes"].values()
        assert len(rows) == COUNT
        (tag,) = {tag for row in rows for tag in row["tags"]}
        promised = max([promised, *told["made"]])
        assert int(tag[1:]) >= promised, "what was promised is lost"
        assert int(tag[1:]) not in told["stopped"], "what was stopped was made"
        tried = max([tried, *told["trying"]])
        stopped += len(told["stopped"])
    file = NotesFile(path)
    assert len({note.tags for note in file.notes()}) == 1
    assert file.notices == ()
    file.close()
    assert stopped, "no change was stopped: this proved less than it says"
