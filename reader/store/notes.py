"""The notes of a library: ``notes.json``, the user's own work and the one file that cannot be recomputed."""

from __future__ import annotations

import uuid
from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING

from reader.errors import InputError, NotFoundError, StoreError
from reader.model import Note
from reader.store import schema
from reader.store.clock import modified, now
from reader.store.documents import TAGS
from reader.store.history import Edit, History, Turned, Undoable
from reader.store.storage import NotesStorage
from reader.store.trash import Deleted, deleted_notes
from reader.store.values import Restored, Values

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future
    from datetime import datetime
    from pathlib import Path

    from reader.model import Anchor, ArticleRef, Correction, Marks, Revision, TagInfo
    from reader.store.backups import Backup
    from reader.store.merge import Tables

__all__ = ["Deleted", "Edit", "NotesFile", "Restored"]

_SHORTEST = 4
"""How much of a uid names a note."""
_FEW = 50
"""So many things are changed in a moment, while others wait."""
_ATTEMPTS = 4
"""How often a change is made ready beside others before they have to wait for it."""


class NotesFile:
    """Notes, marks and tags, changed at once in memory and soon after on disk.

    Any thread may ask and change; changing much takes a while, and holds up nobody. A missing file is an empty
    library; the first change creates it. ``spill`` is a folder for changes that cannot be saved, shared by all notes
    files; without one they are in memory only.

    Raises:
        StoreError: the file cannot be read.
    """

    def __init__(self, path: Path, *, spill: Path | None = None, clock: Callable[[], datetime] = now) -> None:
        self.path = path
        self._storage = NotesStorage(path, spill=spill, clock=clock)
        self._values = Values(self._storage)
        self.underway = self._values.underway
        """How far a change of many things is, and the way to stop it."""
        self._history = History()
        self._listed: tuple[int, list[Note]] = (-1, [])

    # Its state

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences to show the user once, such as that a damaged file was recovered."""
        return self._storage.notices

    @property
    def read_only(self) -> str | None:
        """Why the file must not be changed, as a sentence; None when it may be."""
        return self._storage.read_only

    @property
    def problem(self) -> str | None:
        """Why changes cannot be saved at present, and where they are kept, as a sentence; None when they can."""
        return self._storage.problem

    @property
    def version(self) -> int:
        """Grows with every change, whoever made it: compare it to know whether to read anew."""
        return self._storage.version

    def refresh(self) -> int:
        """Have the writer take in what others wrote, if they did (costs little); how often anything came so far."""
        self._storage.look()
        return self._storage.arrivals

    # Asking

    def notes(self) -> list[Note]:
        """All notes in the order in which they were taken."""
        with self._storage.lock:
            if self._listed[0] != self._storage.version:
                self._listed = (
                    self._storage.version,
                    sorted(self._values.notes.all(), key=attrgetter("created", "uid")),
                )
            return list(self._listed[1])

    def find(self, uid: str) -> Note | None:
        """The note with this uid as it is now; None if there is none."""
        return self._values.notes.get(uid)

    def note(self, uid: str) -> Note:
        """The note with this uid or a beginning of it, of four digits or more.

        Raises:
            NotFoundError: there is none, or more than one.
        """
        exact = self._values.notes.get(uid)
        if exact is not None:
            return exact
        if len(uid) < _SHORTEST:
            raise NotFoundError(f"“{uid}” is too short to name a note: give at least {_SHORTEST} digits of its uid.")
        found = [note for note in self.notes() if note.uid.startswith(uid)]
        if not found:
            raise NotFoundError(f"There is no note “{uid}” in {self.path}: “note list” shows the uids.")
        if len(found) > 1:
            raise NotFoundError(f"“{uid}” is the beginning of {len(found)} notes: give more digits of the uid.")
        return found[0]

    def marks(self) -> dict[str, Marks]:
        """The marks of all articles that have any, by article id."""
        return {marks.article.id: marks for marks in self._values.marks.all()}

    def tags(self) -> dict[str, TagInfo]:
        """What is said of tags, by tag. Of two tags pinned to one digit by two programs, the later one has it."""
        with self._storage.lock:
            documents = sorted(self._storage.rows(TAGS.table).values(), key=modified)
        infos = {info.name: info for document in documents if (info := TAGS.read(document)) is not None}
        owners = {info.pinned: name for name, info in infos.items()}
        return {
            name: info if info.pinned is None or owners[info.pinned] == name else replace(info, pinned=None)
            for name, info in infos.items()
        }

    def revisions(self) -> list[Revision]:
        """What is said of translations, the latest last."""
        return sorted(self._values.revisions.all(), key=attrgetter("modified"))

    def corrections(self) -> list[Correction]:
        """What is said of names, the latest last. For any thread."""
        return sorted(self._values.corrections.all(), key=attrgetter("modified"))

    # Changing

    def new(self, article: ArticleRef, anchor: Anchor, text: str, tags: Sequence[str]) -> Note:
        """A note with a uid and times of its own, not stored yet."""
        time = self._storage.tick()
        return Note(uuid.uuid4().hex, article, anchor, text, tuple(tags), created=time, modified=time)

    def apply(self, edit: Edit, *, undoable: bool = True) -> Future[None]:
        """Make a change in memory, remember how to undo it (unless told not to), and have it written.

        The future is done when the change would survive a power cut, or fails with StoreError when that cannot be
        had at present; the change stays in memory then and where ``problem`` says, and is tried again.

        Raises:
            StoreError: the file must not be changed; nothing was.
        """
        return self.change(lambda: edit, undoable=undoable, many=edit.size > _FEW)[1]

    def change(
        self, make: Callable[[], Edit], *, undoable: bool = True, many: bool = False
    ) -> tuple[Edit, Future[None]]:
        """The same with an edit that ``make`` makes of what there is; the edit, too.

        ``many`` says that it takes a while: others go on meanwhile, and if they change the same, it is made anew.
        """
        self._must_be_writable()
        edit = None
        for _ in range(_ATTEMPTS if many else 0):
            edit = edit or self._try(make, self._storage.base(), undoable=undoable)
        with self._storage.lock:
            edit = edit or self._try(make, self._storage.live, undoable=undoable)
        assert edit is not None
        return edit, self._storage.saved()

    def undo(self) -> tuple[str, Future[None]] | None:
        """Undo the latest step; its label and the acknowledgement, or None when there is nothing to undo.

        What another program has changed since the step is left as it is, and the label says so.

        Raises:
            StoreError: the file must not be changed.
        """
        return self._turn(self._history.back, self._history.forth)

    def redo(self) -> tuple[str, Future[None]] | None:
        """Do again what was undone last; otherwise as ``undo``."""
        return self._turn(self._history.forth, self._history.back)

    @property
    def turns(self) -> tuple[int, int]:
        """How many things undoing would change, and redoing."""
        return self._history.sizes

    # Trash and backups

    def deleted(self) -> list[Deleted]:
        """The deleted notes that can come back, the latest first, and after them those that undo took back.

        They stay in the file for 90 days, and on until a backup has them.
        """
        return deleted_notes(self._storage.tables())

    def restore(self, uids: Sequence[str]) -> Future[None]:
        """Bring deleted notes back as they were last, in one edit.

        Raises:
            NotFoundError: one of them is not among the deleted ones.
        """
        found = {deleted.note.uid: deleted.note for deleted in self.deleted()}
        for uid in uids:
            if uid not in found:
                raise NotFoundError(f"There is no deleted note “{uid}” in {self.path}.")
        label = "restoring a deleted note" if len(uids) == 1 else f"restoring {len(uids)} deleted notes"
        return self.apply(Edit(label, notes=tuple((uid, found[uid]) for uid in uids)))

    def backups(self) -> list[Backup]:
        """The backups of the file, the latest first. Reads them all: not for the thread that draws the screen."""
        return self._storage.backups.all()

    def backup_now(self, reason: str) -> Future[Path]:
        """Have the present state backed up before any later change is written.

        The reason, in small letters and hyphens, becomes part of its name. The future holds the backup, or
        StoreError if none could be made.
        """
        return self._storage.back_up(reason)

    def restore_backup(self, path: Path) -> tuple[Restored, Future[None]]:
        """Give everything that a backup holds its value from then, in one edit.

        What the backup does not have stays, notes taken since then above all. The present state is backed up
        first.

        Raises:
            InputError: there is no such backup, or it cannot be read.
        """
        try:
            earlier = schema.read(path.read_bytes())
        except (OSError, ValueError) as error:
            raise InputError(f"{path} cannot be read as a backup ({error}): choose another one.") from error
        restored, edit = self._values.back_to(earlier, f"restoring the backup {path.stem}")
        self.backup_now("restore")
        return restored, self.apply(edit)

    # Saving

    def flush(self, timeout: float) -> None:
        """Wait until every change is durable.

        Raises:
            StoreError: it cannot be made so now, or not within ``timeout`` seconds.
        """
        self._storage.flush(timeout)

    def close(self, timeout: float = 10) -> None:
        """Save what is not saved yet and end the writer.

        Raises:
            StoreError: something could not be saved.
        """
        self._storage.close(timeout)

    def _turn(self, turn: Callable[[], Turned | None], back: Callable[[], object]) -> tuple[str, Future[None]] | None:
        """Make the change that ``turn`` wants of all that still is as it says; go ``back`` if that cannot be."""
        self._must_be_writable()
        with self._storage.lock:
            found = turn()
        if found is None:
            return None
        present, wanted = found
        try:
            edit, saved = self.change(
                lambda: self._values.turned(present, wanted), undoable=False, many=wanted.size > _FEW
            )
        except BaseException:
            back()
            raise
        skipped = f" (but for {edit.skipped} changed by another program since)" if edit.skipped else ""
        return wanted.label + skipped, saved

    def _try(self, make: Callable[[], Edit], base: Tables, *, undoable: bool) -> Edit | None:
        """Give everything its new value, all at once; nothing, and None, if it differs from ``base`` by then."""
        edit = make()
        changes = self._storage.changeset(base, edit.times)
        before = self._values.replace(changes, edit)
        take = self._values.read_ahead(changes)
        with self._storage.lock:
            if not self._storage.commit(changes):
                return None
            take()
            if undoable and changes.swaps:
                self._history.add(Undoable(before, edit))
        return edit

    def _must_be_writable(self) -> None:
        if self.read_only:
            raise StoreError(self.read_only)
