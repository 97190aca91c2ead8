"""All that an edit may change: notes, marks, what is said of tags, of translations, and of names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.model import Correction, Marks, Note, Revision, TagInfo
from reader.store.collection import Collection
from reader.store.documents import CORRECTIONS, MARKS, NOTES, REVISIONS, TAGS
from reader.store.history import Edit, turned
from reader.store.underway import Underway

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.store.changeset import Changeset
    from reader.store.merge import Tables
    from reader.store.storage import NotesStorage


@dataclass(frozen=True, slots=True)
class Restored:
    """What restoring a backup did to the notes."""

    back: int
    """Notes that were gone and are back."""
    changed: int
    """Notes that have the text and tags of the backup again."""
    newer: int
    """Notes that the backup does not have; they stay."""


class Values:
    """The collections of a notes file, changed together."""

    def __init__(self, storage: NotesStorage) -> None:
        self.underway = Underway()
        """Tells how far a change is."""
        self.notes: Collection[Note] = Collection(NOTES, storage)
        self.marks: Collection[Marks] = Collection(MARKS, storage)
        self.tags: Collection[TagInfo] = Collection(TAGS, storage)
        self.revisions: Collection[Revision] = Collection(REVISIONS, storage)
        self.corrections: Collection[Correction] = Collection(CORRECTIONS, storage)

    def replace(self, changes: Changeset, edit: Edit) -> Edit:
        """Give everything its new value once ``changes`` are carried out; the edit that restores the old ones."""
        changes.undoing = edit.undoing
        return Edit(
            edit.label,
            self.notes.replace(changes, edit.notes, self.underway),
            self.marks.replace(changes, edit.marks, self.underway),
            self.tags.replace(changes, edit.tags, self.underway),
            self.revisions.replace(changes, edit.revisions, self.underway),
            self.corrections.replace(changes, edit.corrections, self.underway),
        )

    def read_ahead(self, changes: Changeset) -> Callable[[], None]:
        """Read what ``changes`` bring; call the result when they are carried out, with the lock held."""
        everything = (self.notes, self.marks, self.tags, self.revisions, self.corrections)
        taken = [each.read_ahead(changes) for each in everything]

        def take() -> None:
            for each in taken:
                each()

        return take

    def turned(self, present: Edit, wanted: Edit) -> Edit:
        """The edit that carries out ``wanted`` for all that still is as ``present`` says."""
        skipped, marks, tags = 0, [], []
        for (uid, was), (_, shall) in zip(present.marks, wanted.marks, strict=True):
            mark, taken = turned(self.marks.get(uid), was, shall, _unmarked)
            marks.append((uid, mark))
            skipped += taken
        for (uid, had), (_, gets) in zip(present.tags, wanted.tags, strict=True):
            tag, taken = turned(self.tags.get(uid), had, gets, lambda known: TagInfo(known.name))
            tags.append((uid, tag))
            skipped += taken
        notes = self.notes.untouched(present.notes, wanted.notes)
        revisions = self.revisions.untouched(present.revisions, wanted.revisions)
        corrections = self.corrections.untouched(present.corrections, wanted.corrections)
        kept = Edit(wanted.label, notes, tuple(marks), tuple(tags), revisions, corrections)
        return replace(kept, skipped=skipped + wanted.size - kept.size, undoing=wanted.undoing)

    def back_to(self, earlier: Tables, label: str) -> tuple[Restored, Edit]:
        """The edit that gives everything in an earlier state its value from then, and what it comes to."""
        edit = Edit(
            label,
            tuple(self.notes.differing(earlier)),
            tuple(self.marks.differing(earlier)),
            tuple(self.tags.differing(earlier)),
            tuple(self.revisions.differing(earlier)),
            tuple(self.corrections.differing(earlier)),
        )
        have, then = {note.uid for note in self.notes.all()}, earlier.get(NOTES.table, {}).values()
        changed = sum(uid in have for uid, _ in edit.notes)
        return Restored(len(edit.notes) - changed, changed, len(have - {row.get("uid") for row in then})), edit


def _unmarked(marks: Marks) -> Marks:
    """The same article without marks."""
    return Marks(marks.article, digest=marks.digest)
