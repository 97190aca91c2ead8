"""The notes of a library: ``notes.json``, the user's own work and the one file that cannot be recomputed."""

from __future__ import annotations

import uuid
from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING

from reader.errors import NotFoundError, StoreError
from reader.model import Marks, Note
from reader.store.clock import now
from reader.store.documents import Readings, marks_fields, marks_from, note_fields, note_from, overlay
from reader.store.history import Edit, History, Step
from reader.store.storage import NotesStorage
from reader.store.table import Database

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future
    from datetime import datetime
    from pathlib import Path

    from reader.model import Anchor, ArticleRef
    from reader.store.lines import Document
    from reader.store.table import DocumentTable

__all__ = ["Edit", "NotesFile"]

_SHORTEST = 4
"""How much of a uid names a note."""


class NotesFile:
    """Notes and marks, changed at once in memory and soon after on disk.

    All methods belong to one thread. A missing file is an empty library; the first change creates it.

    Raises:
        StoreError: the file cannot be read.
    """

    def __init__(self, path: Path, *, clock: Callable[[], datetime] = now) -> None:
        self.path = path
        self._storage = NotesStorage(path, clock=clock)
        database = Database(storage=lambda: self._storage)
        self._notes = database.table("notes")
        self._marks = database.table("articles")
        self._history = History()
        self._note_readings = Readings(note_from)
        self._marks_readings = Readings(marks_from)
        self._listed: tuple[int, list[Note]] = (-1, [])

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
        """Why changes cannot be saved at present, as a sentence; None when they can."""
        return self._storage.problem

    @property
    def version(self) -> int:
        """Grows with every change of notes or marks, whoever made it: compare it to know whether to read anew."""
        return self._storage.version

    def refresh(self) -> None:
        """Have the writer take in what another program wrote to the file, if it did; cheap enough for a timer."""
        self._storage.look()

    def notes(self) -> list[Note]:
        """All notes in the order in which they were taken."""
        with self._storage.lock:
            if self._listed[0] != self._storage.version:
                notes = self._note_readings.of(self._storage.rows("notes"))
                self._listed = (self._storage.version, sorted(notes, key=attrgetter("created", "uid")))
            return list(self._listed[1])

    def note(self, uid: str) -> Note:
        """The note with this uid or a beginning of it, of four digits or more.

        Raises:
            NotFoundError: there is none, or more than one.
        """
        exact = self._note(uid)
        if exact is not None:
            return exact
        if len(uid) < _SHORTEST:
            raise NotFoundError(
                f"“{uid}” is too short to name a note: give at least {_SHORTEST} digits of its uid."
            )
        found = [note for note in self.notes() if note.uid.startswith(uid)]
        if not found:
            raise NotFoundError(f"There is no note “{uid}” in {self.path}: “note list” shows the uids.")
        if len(found) > 1:
            raise NotFoundError(f"“{uid}” is the beginning of {len(found)} notes: give more digits of the uid.")
        return found[0]

    def marks(self) -> dict[str, Marks]:
        """The marks of all articles that have any, by article id."""
        with self._storage.lock:
            readings = self._marks_readings.of(self._storage.rows("articles"))
        return {marks.article.id: marks for marks in readings}

    def new(self, article: ArticleRef, anchor: Anchor, text: str, tags: Sequence[str]) -> Note:
        """A note with a uid and times of its own, not stored yet."""
        time = self._storage.tick()
        return Note(uuid.uuid4().hex, article, anchor, text, tuple(tags), created=time, modified=time)

    def apply(self, edit: Edit, *, undoable: bool = True) -> Future[None]:
        """Make a change in memory, remember how to undo it (unless told not to), and have it written.

        The future is done when the change would survive a power cut, or fails with StoreError when that cannot be
        had at present; the change stays in memory then, and is tried again.

        Raises:
            StoreError: the file must not be changed; nothing was.
        """
        version = self._storage.version
        before = self._carry_out(edit)
        if undoable and self._storage.version != version:
            self._history.add(Step(before, edit))
        return self._storage.saved()

    def undo(self) -> tuple[str, Future[None]] | None:
        """Undo the latest step; its label and the acknowledgement, or None when there is nothing to undo.

        What another program has changed since the step is left as it is.

        Raises:
            StoreError: the file must not be changed.
        """
        self._must_be_writable()
        step = self._history.back()
        return None if step is None else self._turn(step.after, step.before)

    def redo(self) -> tuple[str, Future[None]] | None:
        """Do again what was undone last; otherwise as ``undo``."""
        self._must_be_writable()
        step = self._history.forth()
        return None if step is None else self._turn(step.before, step.after)

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

    def _turn(self, present: Edit, wanted: Edit) -> tuple[str, Future[None]]:
        """Carry out ``wanted`` for all that still is as ``present`` says."""
        with self._storage.lock:
            notes = zip(present.notes, wanted.notes, strict=True)
            marks = zip(present.marks, wanted.marks, strict=True)
            edit = Edit(
                wanted.label,
                tuple(new for (uid, old), new in notes if _fields(self._note(uid)) == _fields(old)),
                tuple((uid, _turned(self._marks_of(uid), old, new)) for (uid, old), (_, new) in marks),
            )
            self._carry_out(edit)
        return edit.label, self._storage.saved()

    def _carry_out(self, edit: Edit) -> Edit:
        """Give notes and marks their new values, all in one write; the edit that restores the old ones."""
        self._must_be_writable()
        with self._storage.lock:
            before = Edit(
                edit.label,
                tuple((uid, self._note(uid)) for uid, _ in edit.notes),
                tuple((uid, self._marks_of(uid)) for uid, _ in edit.marks),
            )
            for uid, note in edit.notes:
                self._set(self._notes, uid, _fields(note))
            for uid, marks in edit.marks:
                self._set(self._marks, uid, None if marks is None else marks_fields(marks))
        return before

    def _must_be_writable(self) -> None:
        if self.read_only:
            raise StoreError(self.read_only)

    def _set(self, table: DocumentTable, uid: str, fields: Document | None) -> None:
        key = self._storage.key(table.name, uid)
        if fields is None:
            table.remove(doc_ids=[] if key is None else [key])
            return
        fields = {**fields, "uid": uid}
        if key is not None:
            table.update(lambda document: overlay(document, fields), doc_ids=[key])
        else:
            # A document that comes back gets back the fields that are not ours, too.
            document = self._storage.deleted(table.name, uid)
            overlay(document, fields)
            table.insert(document)

    def _note(self, uid: str) -> Note | None:
        key = self._storage.key("notes", uid)
        document = None if key is None else self._notes.get(doc_id=key)
        return note_from(document) if document is not None else None

    def _marks_of(self, article: str) -> Marks | None:
        key = self._storage.key("articles", article)
        document = None if key is None else self._marks.get(doc_id=key)
        return marks_from(document) if document is not None else None


def _fields(note: Note | None) -> Document | None:
    return None if note is None else note_fields(note)


def _turned(now: Marks | None, present: Marks | None, wanted: Marks | None) -> Marks | None:
    """``now`` with the fields of ``wanted`` in which the step differs, where nobody has changed them since."""
    known = now or present or wanted
    if known is None:
        return None
    empty = Marks(known.article)
    now, present, wanted = now or empty, present or empty, wanted or empty
    back = {
        name: getattr(wanted, name)
        for name in ("read", "starred", "date", "tags")
        if getattr(now, name) == getattr(present, name)
    }
    turned = replace(now, **back)
    return None if turned == replace(empty, article=turned.article) else turned
