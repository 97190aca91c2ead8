"""What is being written in an editor, kept outside the notes until it is saved.

Each draft is a file, beside it a lock that the program holds while it writes there: nobody else is offered the draft
meanwhile. A program that ends, however it does, gives the lock back.
"""

from __future__ import annotations

import hashlib
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from reader.lock import HinderedError, locked
from reader.store import lines
from reader.store.durable import named, write_durably

if TYPE_CHECKING:
    from pathlib import Path

_SLOTS: Final = 9
"""So many programs may write for one key at once."""


@dataclass(frozen=True, slots=True)
class Left:
    """A draft that a program left behind."""

    key: str
    text: str
    quote: str
    """What it is written on; empty if nobody said."""
    when: datetime
    """When it was kept last, in the time of here."""


class Drafts:
    """Unfinished texts, each a file, by a key that says what they are for. Nothing is created by asking.

    ``slot`` tells apart the drafts of programs that write for one key at once.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, key: str, text: str, *, quote: str = "", slot: int = 0) -> bool:
        """Keep ``text`` so that it survives a crash, in the place of what was kept; empty text is forgotten.

        Waits for the disk. Returns whether it could be kept: a draft that cannot be is no reason to stop writing.
        """
        if not text:
            self.forget(key, slot)
            return True
        try:
            self._make_folder()
            write_durably(self._file(key, slot), lines.encode({"key": key, "text": text, "quote": quote}) + b"\n")
        except OSError:
            return False
        return True

    def recall(self, key: str, slot: int = 0) -> str | None:
        """The text that was kept; None if there is none, or it cannot be read."""
        draft = _read(self._file(key, slot))
        return str(draft["text"]) if draft and draft["key"] == key else None

    def forget(self, key: str, slot: int = 0) -> None:
        """Remove what was kept: it is saved, or the user discarded it."""
        path = self._file(key, slot)
        for each in (path, _lock_of(path)):
            with suppress(OSError):
                each.unlink(missing_ok=True)

    def kept_at(self, key: str, slot: int = 0) -> datetime | None:
        """When it was kept last, in the time of here; None if it is not."""
        return _when(self._file(key, slot))

    def left(self, beginning: str) -> list[Left]:
        """What programs that ended left behind for keys with this beginning, the latest first."""
        found = []
        for path in named(self._folder, lambda name: name.endswith(".json") and not name.startswith(".")):
            draft, when = _read(path), _when(path)
            if draft and when and draft["key"].startswith(beginning) and not _is_held(path):
                found.append(Left(draft["key"], draft["text"], str(draft.get("quote", "")), when))
        return sorted(found, key=lambda each: each.when, reverse=True)

    def take(self, key: str, held: ExitStack, *, new: bool) -> int:
        """The slot in which to write for a key, locked from now on: one that was left behind, or else a ``new`` one.

        Raises:
            HinderedError: there is none; of new ones, as too many programs write for the key.
            OSError: it cannot be locked.
        """
        there = [slot for slot in range(_SLOTS) if self._file(key, slot).exists()]
        free = [slot for slot in range(_SLOTS) if slot not in there] if new else []
        if free:
            self._make_folder()
        for slot in (*there, *free):
            with suppress(HinderedError):
                self.hold(key, slot, held)
                return slot
        raise HinderedError("Too many programs write on one passage: close some")

    def hold(self, key: str, slot: int, held: ExitStack) -> None:
        """Lock a slot until ``held`` is closed; otherwise as ``take``."""
        held.enter_context(locked(_lock_of(self._file(key, slot)), 0))

    def _make_folder(self) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def _file(self, key: str, slot: int) -> Path:
        name = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        return self._folder / f"{name}{f'-{slot}' if slot else ''}.json"


class Draft:
    """The text that one editor is writing. Once it is forgotten, nothing of it is kept any more."""

    def __init__(self, drafts: Drafts, key: str, quote: str = "") -> None:
        self.text = ""
        """What there is to keep: the latest, whenever the disk is ready for it."""
        self._drafts = drafts
        self._key = key
        self._quote = quote
        self._lock = Lock()
        self._held = ExitStack()
        self._slot: int | None = None
        self._is_held = self._is_left = self._over = False

    def recall(self) -> tuple[str, datetime] | None:
        """What an editor that came to no good end left behind, and when it was kept last."""
        with self._lock:
            if not self._hold(new=False) or self._slot is None:
                return None
            text = self._drafts.recall(self._key, self._slot)
            when = self._drafts.kept_at(self._key, self._slot)
        return None if text is None or when is None else (text, when)

    def keep(self) -> None:
        """Keep the text; waits for the disk, so not for the thread that draws the screen."""
        with self._lock:
            if self._over or not (self.text or self._is_held) or not self._hold(new=True) or self._slot is None:
                return
            self._drafts.keep(self._key, self.text, quote=self._quote, slot=self._slot)
            self._let_go()

    def leave(self) -> None:
        """Whatever is kept of it may be offered to others, as the editor is closed."""
        self._is_left = True
        if self._lock.acquire(blocking=False):  # else who keeps it just now lets go of it
            self._let_go()
            self._lock.release()

    def forget(self) -> None:
        """It is saved, or discarded; waits for a ``keep`` under way."""
        with self._lock:
            self._over = self._is_left = True
            if self._slot is not None:
                self._drafts.forget(self._key, self._slot)
            self._let_go()

    def _hold(self, *, new: bool) -> bool:
        """Have a slot of its own, a ``new`` one if need be; whether that could be had."""
        if not self._is_held:
            try:
                if self._slot is None:
                    self._slot = self._drafts.take(self._key, self._held, new=new)
                else:
                    self._drafts.hold(self._key, self._slot, self._held)
            except (OSError, HinderedError):
                return False
            self._is_held = True
        return True

    def _let_go(self) -> None:
        if self._is_left:
            self._held.close()
            self._is_held = False


def _read(path: Path) -> dict[str, Any] | None:
    """A draft, with at least a key and a text; None if it is none, or cannot be read."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        draft = lines.decode(path.read_bytes())
        if isinstance(draft["key"], str) and isinstance(draft["text"], str):
            return dict(draft)
    return None


def _when(path: Path) -> datetime | None:
    with suppress(OSError):
        return datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    return None


def _is_held(path: Path) -> bool:
    lock = _lock_of(path)
    try:
        if lock.exists():
            with locked(lock, 0):
                pass
    except HinderedError:
        return True
    except OSError:
        return False
    return False


def _lock_of(path: Path) -> Path:
    return path.with_suffix(".lock")
