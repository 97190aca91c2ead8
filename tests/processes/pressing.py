"""No room on the disk: a limit for the size of files, and a small disk."""

from __future__ import annotations

import os
import random
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from killing import child
from note_taker import take_notes
from verdict import Verdict, judge

from reader.store.notes import NotesFile

_ENOUGH = 1_000_000
_STUBBORN = 15
_ROOM = 60_000
"""Bytes that the file may grow by until there is no more room for it."""


def under_a_limit(store: str, folder: Path, rounds: int) -> Verdict:
    """Take notes until the file may not grow any more, and go on for a while; then die, and begin anew."""
    verdict, chance = Verdict(), random.Random()
    for number in range(1, rounds + 1):
        file = folder / "notes.json"
        limit = _ROOM + (file.stat().st_size if file.exists() else 0)
        stubborn = chance.randrange(1, _STUBBORN)

        def work(limit: int = limit, stubborn: int = stubborn) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            take_notes(store, folder, _ENOUGH, stubborn=stubborn)

        os.waitpid(child(work), 0)
        verdict = judge(folder, kills=number)
        if store == "ours" and verdict.good:
            _next_session(folder)
            verdict = judge(folder, kills=number, aside=True)
        if not verdict.good:
            break
    return verdict


def on_a_small_disk(store: str, folder: Path, rounds: int, *, alone: bool = False) -> Verdict:
    """The same on a disk of its own that gets full; if ``alone``, there is no other one to keep things on."""
    if not sys.platform.startswith("linux") or os.geteuid() or not shutil.which("mount"):
        return Verdict(skipped="only root can mount a disk")
    verdict, chance = Verdict(), random.Random()
    for number in range(rounds):
        log = folder.with_name(f"{folder.name}-{number}.log")
        try:
            with _disk(folder, 800 if alone else 400):
                library = folder / "library" if alone else folder
                library.mkdir(exist_ok=True)
                verdict += _fill(store, library, log, chance.randrange(1, _STUBBORN), folder)
        except PermissionError as error:
            return Verdict(skipped=str(error))
    return verdict


def _fill(store: str, library: Path, log: Path, stubborn: int, disk: Path) -> Verdict:
    """Take notes until the disk is full and somewhat longer; die; make room; judge before and after."""
    os.waitpid(child(lambda: take_notes(store, library, _ENOUGH, log=log, stubborn=stubborn)), 0)
    found = judge(library, log, kills=1)
    if store == "ours" and found.good:
        _mount("-o", "remount,size=9m", str(disk))
        _next_session(library)
        found = judge(library, log, kills=1, aside=True)
    return found


def _next_session(folder: Path) -> None:
    NotesFile(folder / "notes.json", spill=folder.with_name(f"{folder.name}-unsaved")).close(60)


@contextmanager
def _disk(folder: Path, kilobytes: int) -> Iterator[None]:
    folder.mkdir(exist_ok=True)
    _mount("-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder))
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def _mount(*arguments: str) -> None:
    done = subprocess.run(["mount", *arguments], check=False, capture_output=True, text=True)
    if done.returncode:
        raise PermissionError(f"no disk can be mounted here: {done.stderr.strip()}")
