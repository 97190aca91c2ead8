"""What is being written in an editor, kept outside the notes until it is saved."""

from __future__ import annotations

import hashlib
from contextlib import suppress
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

    def _file(self, key: str) -> Path:
        return self._folder / f"{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}.json"
