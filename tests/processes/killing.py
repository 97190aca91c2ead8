"""SIGKILL at random times, before every call of the operating system, and at every system call."""

from __future__ import annotations

import ctypes  # noqa: F401 - or each process would load it on its write path
import os
import random
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from note_taker import kill_at, take_notes
from verdict import Verdict, judge

from reader.store.notes import NotesFile

_STRACE = shutil.which("strace")
_CHANGING = (
    "write pwrite64 fsync fdatasync ftruncate fallocate fchmod rename renameat renameat2 link linkat "
    "unlink unlinkat mkdir mkdirat"
).split()
"""The system calls that change something on the disk; the log is written with writev."""

_READING = "openat newfstatat fstat statx readlink read pread64 lseek getdents64 flock close".split()
"""The others of a write path. A kill at one of them leaves what one at the next of the changing calls does."""

_ENOUGH = 1_000_000


def child(work: Callable[[], object]) -> int:
    """Do something in a process of its own; its id."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return pid


def ended_well(pid: int) -> bool:
    """Wait for a process; whether it came to its end."""
    status = os.waitpid(pid, 0)[1]
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise RuntimeError("a process that takes notes has failed")
    return os.WIFEXITED(status)


def at_random(store: str, folder: Path, kills: int) -> Verdict:
    """Kill one process after the other that all take notes in one file."""
    verdict, chance = Verdict(), random.Random()
    for number in range(1, kills + 1):
        pid = child(lambda: take_notes(store, folder, _ENOUGH))
        time.sleep(chance.uniform(0.01, 0.2))
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        verdict = judge(folder, kills=number)
        if not verdict.good:
            break
    return verdict


def at_every_step(store: str, folder: Path, *, changes: int = 3, stride: int = 1) -> Verdict:
    """Kill before each call of the operating system that some changes make."""

    def start(copy: Path, step: int) -> int:
        def work() -> None:
            kill_at(step)
            take_notes(store, copy, changes)

        return child(work)

    return _until_one_survives(store, folder, start, stride)


def at_every_system_call(store: str, folder: Path, *, changes: int, everywhere: bool) -> Verdict:
    """Kill at the entry of each system call that some changes make, or of each one that changes something."""
    if _STRACE is None or not sys.platform.startswith("linux"):
        return Verdict(skipped="strace is not installed")
    reason = _why_not_traced()
    if reason:
        return Verdict(skipped=reason)

    def start(call: str, copy: Path, step: int) -> int:
        ready, go = os.pipe()

        def work() -> None:
            take_notes(store, copy, changes, ready=lambda: os.read(ready, 1))

        pid = child(work)
        tracer = _trace(pid, f"inject=?{call}:signal=SIGKILL:when={step}")
        os.write(go, b".")
        os.close(go)
        os.close(ready)
        tracer.communicate()
        return pid

    verdict = Verdict()
    for call in (*_CHANGING, *(_READING if everywhere else ())):
        verdict += _until_one_survives(store, folder, partial(start, call))
    return verdict


def _why_not_traced() -> str:
    pid = child(lambda: time.sleep(60))
    try:
        tracer = _trace(pid, "trace=none")
        tracer.terminate()
        tracer.communicate()
    except PermissionError as error:
        return str(error)
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    return ""


def _trace(pid: int, expression: str) -> subprocess.Popen[str]:
    """Strace at work on a process and all its threads."""
    assert _STRACE is not None
    command = [_STRACE, "-f", "-o", os.devnull, "-e", expression, "-p", str(pid)]
    tracer = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    assert tracer.stderr is not None
    said = tracer.stderr.readline() if select.select([tracer.stderr], [], [], 20)[0] else "no answer"
    if "attached" in said:
        return tracer
    tracer.kill()
    raise PermissionError(f"strace may not trace processes: {said.strip()}")


def _until_one_survives(store: str, folder: Path, start: Callable[[Path, int], int], stride: int = 1) -> Verdict:
    """One process a step, each on a copy of the folder, until one comes to its end."""
    folder.mkdir(exist_ok=True)
    verdict, step, alive = Verdict(), 1, False
    while not alive:
        copy = Path(shutil.copytree(folder, f"{folder}-{step}"))
        alive = ended_well(start(copy, step))
        found = judge(copy, kills=not alive)
        unclean = sum(1 for _ in _left_by_the_next_session(copy)) if store == "ours" and not found.corrupt else 0
        verdict += found + Verdict(unclean=unclean)
        shutil.rmtree(copy)
        step += stride
    return verdict


def _left_by_the_next_session(folder: Path) -> Iterator[str]:
    """Whatever a kill left behind, the next session goes on without a word and cleans up."""
    take_notes("ours", folder, 1)
    file = NotesFile(folder / "notes.json")
    yield from file.notices
    yield from filter(None, [file.read_only, file.problem])
    file.close()
    yield from (path.name for path in folder.glob(".notes.json.tmp-*"))
    yield from ["lost"] * judge(folder).lost
