"""Others who write: a second program of ours, and one that knows no lock."""

from __future__ import annotations

import json
import os
import random
import signal
import time
import uuid
from pathlib import Path
from typing import Any

from killing import child, ended_well
from note_taker import Log, take_notes
from verdict import Verdict, judge

_ENOUGH = 1_000_000


def two_writers(store: str, folder: Path, rounds: int, *, changes: int) -> Verdict:
    """Two programs take notes in one file at once; every other time one of them is killed on the way."""
    logs = [folder / "log-1", folder / "log-2"]
    kills, chance = 0, random.Random()
    for number in range(rounds):
        pids = [child(lambda log=log: take_notes(store, folder, changes, log=log)) for log in logs]
        if number % 2:
            time.sleep(chance.uniform(0.01, 0.3))
            os.kill(pids[0], signal.SIGKILL)
            kills += 1
        for pid in pids:
            os.waitpid(pid, 0)
        if not judge(folder, *logs).good:
            break
    return judge(folder, *logs, kills=kills)


def a_foreign_writer(folder: Path, *, writes: int) -> Verdict:
    """A program reads the file, adds a note, and replaces the file, over and over, while ours takes notes."""
    ours, theirs, stop = folder / "log-ours", folder / "log-theirs", folder / "stop"
    pid = child(lambda: take_notes("ours", folder, _ENOUGH, log=ours, enough=stop.exists))
    while not (folder / "notes.json").exists():
        time.sleep(0.001)
    foreign = child(lambda: _meddle(folder, Log(theirs), writes))
    ended_well(foreign)
    stop.touch()
    ended_well(pid)
    # What it wrote last may stand in the place of what we wrote before: whoever comes next merges the two.
    take_notes("ours", folder, 1, log=ours)
    return judge(folder, ours, theirs)


def _meddle(folder: Path, log: Log, writes: int) -> None:
    path, mine = folder / "notes.json", folder / "theirs.tmp"
    for _ in range(writes):
        content: dict[str, Any] = json.loads(path.read_bytes())
        uid, text = uuid.uuid4().hex, "theirs"
        notes = content.setdefault("notes", {})
        key = str(max(map(int, notes), default=0) + 1)
        notes[key] = {"uid": uid, "note": text, "modified": "2001-01-01T00:00:00.000000Z"}
        log.add("add", uid, len(text))
        mine.write_text(json.dumps(content))
        mine.replace(path)
        log.add("added", uid, len(text))
        time.sleep(0.002)
