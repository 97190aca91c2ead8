"""Which of the notes that come from elsewhere are to be taken over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from reader.library.tags import usable_tags
from reader.model import Note
from reader.text.clean import neutralise


def newer(notes: Iterable[Note], mine: Mapping[str, Note]) -> tuple[list[Note], list[Note], int]:
    """The notes that are new, those that are newer than ``mine``, and how many are to be left alone.

    Texts and tags get the form of what is written here.
    """
    latest: dict[str, Note] = {}
    for note in sorted(notes, key=lambda note: note.modified):
        latest[note.uid] = replace(note, text=neutralise(note.text), tags=usable_tags(note.tags))
    new = [note for note in latest.values() if note.uid not in mine]
    changed = [
        note
        for note in latest.values()
        if (old := mine.get(note.uid)) is not None
        and old.modified < note.modified
        and replace(old, modified=note.modified) != note
    ]
    return new, changed, len(latest) - len(new) - len(changed)
