"""Changes that cannot be saved are kept elsewhere until they can, so that they survive the end of the program.

A file of them is a TinyDB file like the notes: what is not in the notes file yet, and in a table of its own the
documents it started from, so that it can be merged with whatever the notes file has become by then. Each program
has its own file, beside it a lock that it holds while it lives: whoever opens the notes next takes in the files of
programs that have ended, and owns them from then on.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Final

from reader.lock import HinderedError, locked
from reader.store import schema
from reader.store.durable import named, sync_folder, write_durably
from reader.store.merge import by_uid, uids

if TYPE_CHECKING:
    from pathlib import Path

    from reader.store.lines import Document
    from reader.store.lines import Tables as OwnTables
    from reader.store.merge import Tables

BEFORE: Final = "_before"
"""The table of the documents that the changes started from."""

_RESERVE = 128 * 1024
"""Bytes of a file that is given up when the disk is full: often enough there is only one."""


class Spill:
    """The unsaved changes of one notes file, in a folder for those of all. Belongs to one thread at a time."""

    def __init__(self, folder: Path, notes: Path) -> None:
        self.folder = place(folder, notes)
        self._reserve = self.folder / "reserve"
        self._held: dict[Path, ExitStack] = {}
        self._own: Path | None = None

    def waiting(self) -> list[Path]:
        """The files of programs that have ended; ours from now on."""
        for path in files(self.folder):
            with suppress(OSError, HinderedError):
                self._hold(path)
                if not path.exists():
                    self._held.pop(path).close()
        found = sorted(self._held)
        self._own = found[0] if found else None
        return found

    def keep(self, data: bytes) -> Path:
        """Make ``data`` the content of our file, durably; the file.

        Raises:
            OSError: it cannot be written, not even in the place of the reserve.
        """
        try:
            return self._write(data)
        except OSError:
            with suppress(FileNotFoundError):
                self._reserve.unlink()
            return self._write(data)

    def clear(self) -> None:
        """Remove our files: what they hold is saved."""
        if self._held:
            with suppress(OSError):
                for path in list(self._held):
                    path.unlink(missing_ok=True)
                    _lock_of(path).unlink(missing_ok=True)
                    self._held.pop(path).close()
                sync_folder(self.folder)
            self._own = None
        with suppress(OSError):
            if not self._reserve.exists():
                self._make_folder()
                self._reserve.write_bytes(secrets.token_bytes(_RESERVE))  # Zeros may take no room on a disk.

    def set_aside(self, path: Path) -> Path:
        """Keep a file that could not be read under a name that nobody takes in; that name."""
        kept = path.with_suffix(".damaged")
        with suppress(OSError):
            path.replace(kept)
        return kept

    def leave(self, path: Path) -> None:
        """Give one of our files back as it is."""
        self._held.pop(path).close()
        self._own = None if path == self._own else self._own

    def let_go(self) -> None:
        """Give all of them back, so that others may take them in."""
        for path in list(self._held):
            self.leave(path)

    def _write(self, data: bytes) -> Path:
        if self._own is None:
            self._make_folder()
            own = self.folder / f"{os.getpid()}-{secrets.token_hex(4)}.json"
            self._hold(own)
            self._own = own
        write_durably(self._own, data)
        return self._own

    def _make_folder(self) -> None:
        if not self.folder.exists():
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            sync_folder(self.folder.parent)

    def _hold(self, path: Path) -> None:
        if path not in self._held:
            held = ExitStack()
            held.enter_context(locked(_lock_of(path), 0))
            self._held[path] = held


def place(folder: Path, notes: Path) -> Path:
    """Where the unsaved changes of ``notes`` are within the folder of all."""
    path = os.fsencode(notes.resolve())
    return folder / f"{notes.resolve().parent.name[:40]}-{hashlib.sha256(path).hexdigest()[:12]}"


def files(folder: Path) -> list[Path]:
    """The files of unsaved changes in the place of one notes file."""
    return named(folder, lambda name: name.endswith(".json") and not name.startswith("."))


def unsaved(present: Tables, saved: Tables) -> OwnTables:
    """What of ``present`` is not in ``saved``, and what it started from; empty if there is nothing."""
    old = by_uid(saved)
    changed: OwnTables = {}
    before: dict[str, Document] = {}
    for table in present.keys() - {schema.TABLE}:
        for uid, key in uids(present[table]).items():
            document, origin = present[table][key], old.get(table, {}).get(uid)
            if document != origin:
                changed.setdefault(table, {})[key] = document
                if origin is not None:
                    name = f"{table}/{uid}"
                    before[str(len(before) + 1)] = {"uid": name, "table": table, "key": key, "doc": origin}
    return {schema.TABLE: dict(present.get(schema.TABLE, {})), **changed, BEFORE: before} if changed else {}


def apart(tables: OwnTables) -> tuple[OwnTables, OwnTables]:
    """The changes in a file of them, and the state that they started from."""
    before: OwnTables = {}
    for entry in tables.get(BEFORE, {}).values():
        before.setdefault(entry["table"], {})[entry["key"]] = entry["doc"]
    return {table: rows for table, rows in tables.items() if table != BEFORE}, before


def _lock_of(path: Path) -> Path:
    return path.with_suffix(".lock")
