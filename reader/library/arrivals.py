"""A file of notes or tags from elsewhere: what it is, what it would bring, and bringing that in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from reader.library import files, imports
from reader.library.edits import newer
from reader.model import Note, Step
from reader.text.clean import one_line

if TYPE_CHECKING:
    from reader.library import Library

Form: TypeAlias = Literal["JSON lines", "Web Annotations", "REFI-QDA codebook", "table of tags"]


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a file would bring; nothing of it is in the library yet."""

    name: str
    """What the file is called."""
    form: Form
    notes: Sequence[Note] = ()
    """Those that have a place in the library."""
    tags: Mapping[str, str] = field(default_factory=dict)
    """What each tag means."""
    new: int = 0
    changed: int = 0
    """How many are here already, but older, or without a description."""
    known: int = 0
    """How many are here already, and stay as they are."""
    problems: Sequence[str] = ()
    """A sentence for each reason for which something is left out, or is doubtful."""

    @property
    def told(self) -> str:
        """What it would bring, as a clause."""
        what = "note" if self.form in ("JSON lines", "Web Annotations") else "tag"
        changed = "newer than yours" if what == "note" else "with a description that you have not"
        parts = [f"{self.new:,} new {what}{'s' * (self.new != 1)}"]
        parts += [f"{self.changed:,} {changed}"] if self.changed else []
        return ", ".join([*parts, f"{self.known:,} here already"])


def recognised(data: bytes, name: str) -> Form:
    """What a file is, told by its beginning.

    Raises:
        InputError: it is no text.
    """
    begin = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    if imports.is_codebook(data):
        return "REFI-QDA codebook"
    if imports.is_jsonl(data, name):
        return "JSON lines"
    return "Web Annotations" if begin[:1] in (b"{", b"[") else "table of tags"


def look(library: Library, path: Path) -> Iterator[Step[Arrival]]:
    """Read a file and find the places of its notes: a step for each, the last with what it would bring.

    Raises:
        InputError: it cannot be read, or is nothing that can be brought in.
    """
    name, data = one_line(path.name), files.read(path)
    form = recognised(data, name)
    if form in ("REFI-QDA codebook", "table of tags"):
        meanings, problems = imports.read_tags(data, name)
        new, described = imports.tag_changes(library.notebook, meanings)
        known = len(meanings) - len(new) - len(described)
        yield Step(1, 1, Arrival(name, form, (), meanings, len(new), len(described), known, problems))
        return
    notes, problems = imports.read_notes(data, name)
    found: list[Note] = []
    for step in imports.placed(library, notes):
        found += [step.item] if step.item else []
        problems += [step.problem] if step.problem else []
        yield Step(step.done, step.total)
    news, changed, known = newer(found, {note.uid: note for note in library.notebook.notes})
    yield Step(len(notes), len(notes), Arrival(name, form, found, {}, len(news), len(changed), known, problems))


def bring_in(library: Library, arrival: Arrival) -> tuple[str, Future[None]]:
    """Take over what was found, in one edit, after a backup; what that was, and when it is durable.

    Raises:
        StoreError: the notes must not be changed.
    """
    notebook = library.notebook
    if arrival.tags:
        new, changed, _, saved = imports.bring_in_tags(notebook, arrival.tags)
        return f"{new:,} tags from {arrival.name}, {changed:,} described", saved
    new, changed, _, saved = notebook.bring_in(arrival.notes)
    return f"{new:,} notes from {arrival.name}, {changed:,} changed", saved
