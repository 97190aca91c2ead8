"""What is being written in an editor, kept outside the notes until it is saved."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from datetime import datetime
from threading import Lock
from typing import TYPE_CHECKING

from reader.store import lines
from reader.store.durable import write_durably

if TYPE_CHECKING:
    from pathlib import Path


class Drafts:
    """Unfinished texts, each a file, by a key that says what they are for. Nothing is created by asking."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, key: str, text: str) -> bool:
        """Keep ``text`` so that it survives a crash, in the place of what was kept; empty text is forgotten.

        Waits for the disk. Returns whether it could be kept: a draft that cannot be is no reason to stop writing.
        """
        if not text:
            self.forget(key)
            return True
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_durably(self._file(key), lines.encode({"key": key, "text": text}) + b"\n")
        except OSError:
            return False
        return True

    def recall(self, key: str) -> str | None:
        """The text that was kept; None if there is none, or it cannot be read."""
        with suppress(OSError, ValueError, TypeError, KeyError):
            draft = lines.decode(self._file(key).read_bytes())
            if draft["key"] == key and isinstance(draft["text"], str):
                return str(draft["text"])
        return None

    def forget(self, key: str) -> None:
        """Remove what was kept: it is saved, or the user discarded it."""
        with suppress(OSError):
            self._file(key).unlink(missing_ok=True)

    def kept_at(self, key: str) -> datetime | None:
        """When it was kept last, in the time of here; None if it is not."""
        with suppress(OSError):
            return datetime.fromtimestamp(self._file(key).stat().st_mtime).astimezone()
        return None

    def _file(self, key: str) -> Path:
        return self._folder / f"{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}.json"


class Draft:
    """The text that one editor is writing. Once it is forgotten, nothing of it is kept any more."""

    def __init__(self, drafts: Drafts, key: str) -> None:
        self.text = ""
        """What there is to keep: the latest, whenever the disk is ready for it."""
        self._drafts = drafts
        self._key = key
        self._lock = Lock()
        self._over = False

    def recall(self) -> tuple[str, datetime] | None:
        """What an editor that came to no good end left behind, and when it was kept last."""
        text, when = self._drafts.recall(self._key), self._drafts.kept_at(self._key)
        return None if text is None or when is None else (text, when)

    def keep(self) -> None:
        """Keep the text; waits for the disk, so not for the thread that draws the screen."""
        with self._lock:
            if not self._over:
                self._drafts.keep(self._key, self.text)

    def forget(self) -> None:
        """It is saved, or discarded; waits for a ``keep`` under way."""
        with self._lock:
            self._over = True
            self._drafts.forget(self._key)
