"""The user's notes, tags and marks, with the verbs of the app. Every verb is one undoable edit.

A verb changes what is in memory at once and returns a future that is done when the change is durable.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypedDict, Unpack

from reader.errors import InputError
from reader.library import tags as tagging
from reader.library.arriving import newer
from reader.library.tags import TagUse, clean_colour, clean_tag, clean_tags
from reader.model import Article, ArticleRef, ArticleRow, Marks, Note, Span, TagInfo
from reader.store.notes import Edit, NotesFile
from reader.text import anchors
from reader.text.clean import neutralise, one_line, shorten

__all__ = ["MarkChanges", "Notebook", "TagUse", "clean_tag", "clean_tags", "reference"]

_LABEL = 40


class MarkChanges(TypedDict, total=False):
    """The marks that can be changed, as in ``Marks``."""

    read: bool
    starred: bool
    date: str | None
    tags: tuple[str, ...]


def reference(article: Article | ArticleRow) -> ArticleRef:
    """What a note remembers of ``article``."""
    return ArticleRef(article.id, article.path, article.title, article.date.value)


class Notebook:
    """Everything the user has written in a library."""

    def __init__(self, file: NotesFile) -> None:
        self.file = file
        self._read: _Contents | None = None

    # Asking

    @property
    def notes(self) -> Sequence[Note]:
        """All notes, oldest first."""
        return self._contents.notes

    @property
    def marks(self) -> Mapping[str, Marks]:
        """Marks by article id."""
        return self._contents.marks

    @property
    def tags(self) -> Sequence[TagUse]:
        """All tags, the most recently used first."""
        return self._contents.tags

    @property
    def tag_infos(self) -> Mapping[str, TagInfo]:
        """What the user says of tags, by tag; of most nothing is said."""
        return self._contents.infos

    @property
    def _contents(self) -> _Contents:
        """What the file holds now, whoever changed it."""
        version = self.file.version
        if self._read is None or self._read.version != version:
            self._read = _Contents(version, self.file.notes(), self.file.marks(), self.file.tags())
        return self._read

    def note(self, uid: str) -> Note:
        """The note called ``uid`` or beginning with it.

        Raises:
            NotFoundError: when there is none, or more than one.
        """
        return self.file.note(uid)

    def at(self, article: Article, span: Span) -> Note | None:
        """The note on exactly this passage of ``article``, if there is one."""
        for note in self.notes:
            if note.article.id == article.id:
                placing = anchors.place(note.anchor, article.body, article.digest)
                if placing.span == span:
                    return note
        return None

    # Changing

    def write(
        self,
        article: Article,
        span: Span,
        *,
        text: str | None = None,
        tags: Sequence[str] | None = None,
    ) -> tuple[Note, Future[None]]:
        """Put a note on a passage, or change the one that is there; None leaves its text or tags as they are."""
        found = self.at(article, span)
        if found is not None:
            return self.change(found, text=text, tags=tags)
        anchor = anchors.make(article.body, span, article.digest)
        note = self.file.new(reference(article), anchor, neutralise(text or ""), clean_tags(tags or ()))
        return note, self.file.apply(Edit(_label("note on", note), notes=((note.uid, note),)))

    def change(
        self,
        note: Note,
        *,
        text: str | None = None,
        tags: Sequence[str] | None = None,
    ) -> tuple[Note, Future[None]]:
        """Give a note another text or other tags; None leaves them as they are."""
        new = replace(
            note,
            text=note.text if text is None else neutralise(text),
            tags=note.tags if tags is None else clean_tags(tags),
        )
        verb = "tags on" if text is None else "text of the note on"
        return new, self.file.apply(Edit(_label(verb, note), notes=((note.uid, new),)))

    def attach(self, places: Sequence[tuple[Note, Article, Span]]) -> Future[None]:
        """Put notes on the passages on which the user says they belong; the anchors they had stay in the file."""
        changed = tuple(
            (note.uid, replace(note, article=reference(to), anchor=anchors.make(to.body, span, to.digest)))
            for note, to, span in places
        )
        one = _label("the place of the note on", places[0][0]) if len(places) == 1 else ""
        return self.file.apply(Edit(one or f"the places of {len(places)} notes", notes=changed))

    def give_up(self, notes: Sequence[Note], *, lost: bool = True) -> Future[None]:
        """Keep notes without their passages, which are looked for no more; or else look for them again."""
        changed = tuple((note.uid, replace(note, anchor=replace(note.anchor, lost=lost))) for note in notes)
        one = _label("the place of the note on", notes[0]) if len(notes) == 1 else ""
        return self.file.apply(Edit(one or f"the places of {len(notes)} notes", notes=changed))

    def delete(self, notes: Sequence[Note]) -> Future[None]:
        """Delete notes; undo brings them back."""
        label = _label("deleting the note on", notes[0]) if len(notes) == 1 else f"deleting {len(notes)} notes"
        return self.file.apply(Edit(label, notes=tuple((note.uid, None) for note in notes)))

    def mark(
        self,
        article: ArticleRow,
        label: str,
        *,
        undoable: bool = True,
        **changes: Unpack[MarkChanges],
    ) -> Future[None]:
        """Change what the user says of an article as a whole."""
        if "tags" in changes:
            changes["tags"] = clean_tags(changes["tags"])
        old = self.marks.get(article.id) or Marks(reference(article))
        new = replace(old, article=reference(article), **changes)
        empty = new == Marks(new.article)
        return self.file.apply(Edit(label, marks=((article.id, None if empty else new),)), undoable=undoable)

    def bring_in(self, notes: Iterable[Note]) -> tuple[int, int, int, Future[None]]:
        """Take notes over from elsewhere, in one edit, after a backup; how many are new, changed, and left alone.

        A note that is here already is changed only by a newer one with the same uid.
        """
        new, changed, alone = newer(notes, {note.uid: note for note in self.notes})
        if new or changed:
            self.file.backup_now("import")
        edit = Edit(
            f"bringing in {len(new) + len(changed)} notes", tuple((note.uid, note) for note in (*new, *changed))
        )
        return len(new), len(changed), alone, self.file.apply(edit)

    # Tags

    def rename_tag(self, old: str, new: str) -> tuple[int, Future[None]]:
        """Rename a tag everywhere, with the tags below it; onto an existing tag this merges the two.

        The number of notes and articles that carried it.
        """
        return self._retag(f"renaming #{old}", tagging.renamed([old], clean_tag(new)))

    def merge_tags(self, names: Sequence[str], into: str) -> tuple[int, Future[None]]:
        """Make several tags one, with the tags below them; otherwise as ``rename_tag``."""
        label, one = f"merging {' '.join(f'#{name}' for name in names)}", clean_tag(into)
        return self._retag(label, tagging.renamed([*names, one], one))

    def delete_tag(self, *names: str) -> tuple[int, Future[None]]:
        """Take tags off everything, and forget what was said of them; the notes stay."""
        return self._retag(f"deleting {' '.join(f'#{name}' for name in names)}", tagging.without(names))

    def describe_tag(self, name: str, text: str) -> Future[None]:
        """Say when a tag is to be used."""
        return self._inform(f"describing #{name}", name, description=neutralise(text).strip())

    def colour_tag(self, name: str, colour: str) -> Future[None]:
        """Give a tag a colour, by its name or as ``#rrggbb``; empty for none.

        Raises:
            InputError: when it is neither.
        """
        return self._inform(f"the colour of #{name}", name, colour=clean_colour(colour))

    def pin_tag(self, name: str, digit: int | None) -> Future[None]:
        """Let a digit put this tag on passages, and none other; None unpins it.

        Raises:
            InputError: when it is no digit from 1 to 9.
        """
        if digit is not None and digit not in range(1, 10):
            raise InputError(f"#{name} cannot be pinned to {digit}; choose a digit from 1 to 9.")
        others = [tag for tag, info in self.tag_infos.items() if info.pinned == digit is not None and tag != name]
        label = f"unpinning #{name}" if digit is None else f"pinning #{name} to {digit}"
        return self._inform(label, name, unpinned=others, pinned=digit)

    def tag_many(self, passages: Iterable[tuple[Article, Span]], tags: Iterable[str]) -> tuple[int, Future[None]]:
        """Put tags on passages, in one edit; how many got one that they did not have.

        A note that is on exactly such a passage gets the tags, another passage gets a note.
        """
        new = clean_tags(tags)
        changed: list[Note] = []
        there: dict[str, dict[Span, Note]] = {}
        notes: dict[str, list[Note]] = {}
        for note in self.notes:
            notes.setdefault(note.article.id, []).append(note)
        for article, span in dict.fromkeys(passages):
            if article.id not in there:
                there[article.id] = _placed(article, notes.get(article.id, ()))
            found = there[article.id].get(span)
            if found is None:
                anchor = anchors.make(article.body, span, article.digest)
                changed.append(self.file.new(reference(article), anchor, "", new))
            elif not set(new) <= set(found.tags):
                changed.append(replace(found, tags=tuple(dict.fromkeys((*found.tags, *new)))))
        label = f"{' '.join(f'#{name}' for name in new)} on {len(changed)} passages"
        return len(changed), self.file.apply(Edit(label, tuple((note.uid, note) for note in changed)))

    def retag(self, notes: Sequence[Note], add: Iterable[str], remove: Iterable[str] = ()) -> Future[None]:
        """Put tags on several notes, and take others off them, in one edit."""
        new, gone = clean_tags(add), set(remove)
        changed = []
        for note in notes:
            tags = tuple(dict.fromkeys(tag for tag in (*note.tags, *new) if tag not in gone))
            if tags != note.tags:
                changed.append((note.uid, replace(note, tags=tags)))
        label = _label("tags on", notes[0]) if len(notes) == 1 else f"tags on {len(notes)} notes"
        return self.file.apply(Edit(label, notes=tuple(changed)))

    def _retag(self, label: str, change: tagging.Retag) -> tuple[int, Future[None]]:
        edit = tagging.retagged(label, change, self.notes, self.marks, self.tag_infos)
        return len(edit.notes) + len(edit.marks), self.file.apply(edit)

    def _inform(self, label: str, name: str, unpinned: Sequence[str] = (), **changes: Any) -> Future[None]:  # noqa: ANN401 - the fields of TagInfo
        new = replace(self.tag_infos.get(name) or TagInfo(name), **changes)
        others = {tag: replace(self.tag_infos[tag], pinned=None) for tag in unpinned}
        infos = {name: new, **others}
        values = tuple((tag, None if info == TagInfo(tag) else info) for tag, info in infos.items())
        return self.file.apply(Edit(label, tags=values))

    def undo(self) -> tuple[str, Future[None]] | None:
        """Take back the last edit; its label, or None when there is nothing to take back."""
        return self.file.undo()

    def redo(self) -> tuple[str, Future[None]] | None:
        """Do again what was undone last."""
        return self.file.redo()


@dataclass(frozen=True)
class _Contents:
    """The notes file at one moment, and the tags in it, which are counted when first asked for."""

    version: int
    notes: Sequence[Note]
    marks: Mapping[str, Marks]
    infos: Mapping[str, TagInfo]

    @cached_property
    def tags(self) -> Sequence[TagUse]:
        return tagging.uses(self.notes, self.marks, self.infos)


def _label(verb: str, note: Note) -> str:
    return f"{verb} “{shorten(one_line(note.anchor.exact), _LABEL)}”"


def _placed(article: Article, notes: Iterable[Note]) -> dict[Span, Note]:
    """The first of ``notes`` on each passage of their article."""
    found: dict[Span, Note] = {}
    for note in notes:
        span = anchors.place(note.anchor, article.body, article.digest).span
        if span is not None:
            found.setdefault(span, note)
    return found
