"""Takes and deletes notes, and logs each step: what it is about to do, and what is acknowledged as durable.

    note_taker.py STORE FOLDER COUNT          as many changes of FOLDER/notes.json
    note_taker.py STORE FOLDER COUNT --steps  the same for a copy of FOLDER at every step of the write path, killed
                                              there: FOLDER-1, FOLDER-2 and so on until one run comes to its end

STORE is ``ours`` or ``stock``, TinyDB's own JSONStorage. The log is ``log`` beside FOLDER/notes.json; each of its
lines is a word (add, added, delete, deleted) and a uid.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import threading
import uuid
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from tinydb import TinyDB, where

from reader.model import Anchor, ArticleRef, Note, Span
from reader.store.notes import Edit, NotesFile

ARTICLE = ArticleRef("a1b2c3d4e5f6", "artikel.txt", "Een artikel", "2019-04")
ANCHOR = Anchor(Span(1, 5), "quote", "before", "after", "d" * 64)


class Ours:
    """Notes in a file of ours."""

    def __init__(self, path: Path) -> None:
        self.file = NotesFile(path)

    def set(self, uid: str, text: str | None) -> None:
        note = (
            None
            if text is None
            else Note(uid, ARTICLE, ANCHOR, text, ("tag",), self.file.new(ARTICLE, ANCHOR, "", ()).created, "")
        )
        self.file.apply(Edit("change", notes=((uid, note),))).result(30)


class Stock:
    """Notes in a file of TinyDB's."""

    def __init__(self, path: Path) -> None:
        self.table = TinyDB(path).table("notes")

    def set(self, uid: str, text: str | None) -> None:
        if text is None:
            self.table.remove(where("uid") == uid)
        else:
            self.table.insert({"uid": uid, "note": text})


STORES: dict[str, Callable[[Path], Ours | Stock]] = {"ours": Ours, "stock": Stock}


def take_notes(store: str, folder: Path, count: int) -> None:
    """Make so many changes: two notes added, one of mine deleted, and so on."""
    log = os.open(folder / "log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    notes = STORES[store](folder / "notes.json")
    chance, mine = random.Random(count), list[str]()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for number in range(count):
        if number % 3 == 1:
            uid = mine.pop(chance.randrange(len(mine)))
            word, text = "delete", None
        else:
            mine.append(uid := uuid.uuid4().hex)
            word, text = "add", "é" * chance.randrange(1, 3000)
        os.write(log, f"{word} {uid}\n".encode())
        notes.set(uid, text)
        os.write(log, f"{word.removesuffix('e')}ed {uid}\n".encode())


def kill_at(step: int) -> None:
    """From now on, die by SIGKILL before the given call of the operating system, whichever thread makes it."""
    calls = 0

    def look(_: FrameType, event: str, function: Any) -> None:
        nonlocal calls
        if event == "c_call" and getattr(function, "__module__", None) == "posix" and function is not os.kill:
            calls += 1
            if calls == step:
                os.kill(os.getpid(), signal.SIGKILL)

    threading.setprofile(look)
    sys.setprofile(look)


def take_notes_killed_at_every_step(store: str, folder: Path, count: int) -> None:
    """One child a step, until one survives."""
    step, alive = 0, False
    while not alive:
        step += 1
        copy = Path(shutil.copytree(folder, f"{folder}-{step}"))
        child = os.fork()
        if child == 0:
            kill_at(step)
            take_notes(store, copy, count)
            os._exit(0)
        alive = os.WIFEXITED(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    run = take_notes_killed_at_every_step if sys.argv[4:] else take_notes
    run(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
