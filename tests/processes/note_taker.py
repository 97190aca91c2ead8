"""Takes and deletes notes, and logs each step: what it is about to do, and what was promised of it.

A line of the log is a word, a uid, and the length of the text: ``add`` before a note is taken, ``added`` when it
is acknowledged as durable, ``added-aside`` when the program says that it is kept elsewhere; the same for
``delete``.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import threading
import uuid
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any, Protocol

from tinydb import TinyDB, where

from reader.errors import StoreError
from reader.model import Anchor, ArticleRef, Note, Span
from reader.store import disk, durable
from reader.store.notes import Edit, NotesFile

ARTICLE = ArticleRef("a1b2c3d4e5f6", "artikel.txt", "Een artikel", "2019-04")
ANCHOR = Anchor(Span(1, 5), "quote", "before", "after", "d" * 64)
LONGEST = 3000


class Store(Protocol):
    """Where notes are kept."""

    def set(self, uid: str, text: str | None) -> str | None:
        """Take or delete a note; what was promised of it, as the end of the word in the log; None for nothing."""
        ...

    def close(self) -> None:
        """Be done."""
        ...


class Ours:
    """Notes in a file of ours."""

    def __init__(self, path: Path) -> None:
        self.file = NotesFile(path, spill=path.parent.with_name(f"{path.parent.name}-unsaved"))

    def set(self, uid: str, text: str | None) -> str | None:
        note = (
            None
            if text is None
            else Note(uid, ARTICLE, ANCHOR, text, ("tag",), self.file.new(ARTICLE, ANCHOR, "", ()).created, "")
        )
        try:
            self.file.apply(Edit("change", notes=((uid, note),))).result(30)
        except StoreError as refusal:
            return "-aside" if "your changes are kept in" in str(refusal) else None
        return ""

    def close(self) -> None:
        self.file.close()


class Unsynced(Ours):
    """Ours without the syncing: what a power cut must find out."""

    def __init__(self, path: Path) -> None:
        durable._sync = lambda _: None
        super().__init__(path)


class UnsyncedFolder(Ours):
    """Ours with the file synced and its name not."""

    def __init__(self, path: Path) -> None:
        disk.sync_folder = durable.sync_folder = lambda _: None
        super().__init__(path)


class Stock:
    """Notes in a file of TinyDB's."""

    def __init__(self, path: Path) -> None:
        self.table = TinyDB(path).table("notes")

    def set(self, uid: str, text: str | None) -> str | None:
        try:
            if text is None:
                self.table.remove(where("uid") == uid)
            else:
                self.table.insert({"uid": uid, "note": text})
        except (OSError, ValueError):
            return None
        return ""

    def close(self) -> None:
        self.table._storage.close()


STORES: dict[str, Callable[[Path], Store]] = {
    "ours": Ours,
    "unsynced": Unsynced,
    "unsynced-folder": UnsyncedFolder,
    "stock": Stock,
}


class Log:
    """What was done and promised, in a file that everybody can add to."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def add(self, word: str, uid: str, length: int) -> None:
        # One write, so that a line is there or not; with writev, which is nobody's write path.
        os.writev(self._file, [f"{word} {uid} {length}\n".encode()])


def take_notes(
    store: str,
    folder: Path,
    count: int,
    *,
    log: Path | None = None,
    ready: Callable[[], object] = lambda: None,
    enough: Callable[[], bool] = lambda: False,
    stubborn: int = 1_000_000,
) -> None:
    """Make so many changes: two notes added, one of mine deleted, and so on, unless it is enough before.

    ``ready`` is called when the file is open and nothing changed yet. After ``stubborn`` changes that could not be
    saved the process dies by SIGKILL.
    """
    written = Log(log or folder / "log")
    notes = STORES[store](folder / "notes.json")
    ready()
    chance, mine = random.Random(), list[str]()
    for number in range(count):
        if enough():
            break
        if number % 3 == 1:
            uid = mine.pop(chance.randrange(len(mine)))
            word, text = "delete", None
        else:
            mine.append(uid := uuid.uuid4().hex)
            word, text = "add", "é" * chance.randrange(1, LONGEST)
        length = len(text or "")
        written.add(word, uid, length)
        promise = notes.set(uid, text)
        if promise is not None:
            written.add(f"{word.removesuffix('e')}ed{promise}", uid, length)
        stubborn -= promise != ""
        if not stubborn:
            os.kill(os.getpid(), signal.SIGKILL)
    notes.close()


def kill_at(step: int) -> None:
    """From now on, die by SIGKILL before the given call of the operating system, whichever thread makes it."""
    calls = 0

    def look(_: FrameType, event: str, function: Any) -> None:
        nonlocal calls
        ours = function is not os.kill and function is not getattr(os, "writev", None)
        if event == "c_call" and getattr(function, "__module__", None) == "posix" and ours:
            calls += 1
            if calls == step:
                os.kill(os.getpid(), signal.SIGKILL)

    threading.setprofile(look)
    sys.setprofile(look)
