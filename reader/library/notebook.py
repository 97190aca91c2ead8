"""The user's notes, tags and marks, with the verbs of the app. Every verb is one undoable edit.

A verb changes what is in memory at once and returns a future that is done when the change is durable.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol, TypedDict, Unpack

from reader.errors import InputError
from reader.model import Article, ArticleRef, ArticleRow, Marks, Note, Span
from reader.store.notes import Edit, NotesFile
from reader.text import anchors
from reader.text.clean import neutralise, one_line, shorten

_LABEL = 40


class MarkChanges(TypedDict, total=False):
    """The marks that can be changed, as in ``Marks``."""

    read: bool
    starred: bool
    date: str | None
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TagUse:
    """A tag and how much it is used."""

    name: str
    notes: int
    """Notes that carry it."""
    articles: int
    """Articles that carry it themselves or hold such a note."""
    last_used: str
    """When it was last put on something."""


def clean_tag(text: str) -> str:
    """A tag as it is kept: no ``#``, no white space, ``/`` between levels.

    Raises:
        InputError: when nothing is left.
    """
    levels = ("-".join(level.split()) for level in one_line(text).lstrip("#").split("/"))
    name = "/".join(level for level in levels if level)
    if not name:
        raise InputError(f"“{one_line(text)}” is no tag; use letters, digits and hyphens, and / between levels.")
    return name


def clean_tags(texts: Iterable[str]) -> tuple[str, ...]:
    """Tags as they are kept, each once, in the order given."""
    return tuple(dict.fromkeys(clean_tag(text) for text in texts))


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
    def _contents(self) -> _Contents:
        """What the file holds now, whoever changed it."""
        version = self.file.version
        if self._read is None or self._read.version != version:
            self._read = _Contents(version, self.file.notes(), self.file.marks())
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

    def rename_tag(self, old: str, new: str) -> tuple[int, Future[None]]:
        """Rename a tag everywhere, with the tags below it; onto an existing tag this merges the two."""
        target = clean_tag(new)
        return self._retag(f"renaming #{old}", lambda tag: _renamed(tag, old, target))

    def delete_tag(self, name: str) -> tuple[int, Future[None]]:
        """Take a tag off everything; the notes stay."""
        return self._retag(f"deleting #{name}", lambda tag: None if tag == name else tag)

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

    def _retag(self, label: str, change: _Retag) -> tuple[int, Future[None]]:
        notes, marks = [], []
        for note in self.notes:
            tags = _changed(note.tags, change)
            if tags != note.tags:
                notes.append((note.uid, replace(note, tags=tags)))
        for id_, mark in self.marks.items():
            tags = _changed(mark.tags, change)
            if tags != mark.tags:
                marks.append((id_, replace(mark, tags=tags)))
        return len(notes) + len(marks), self.file.apply(Edit(label, tuple(notes), tuple(marks)))

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

    @cached_property
    def tags(self) -> Sequence[TagUse]:
        last: dict[str, str] = {}
        notes: Counter[str] = Counter()
        articles: dict[str, set[str]] = {}
        for note in self.notes:
            for tag in note.tags:
                last[tag] = max(last.get(tag, ""), note.modified)
                notes[tag] += 1
                articles.setdefault(tag, set()).add(note.article.id)
        for id_, marks in self.marks.items():
            for tag in marks.tags:
                last.setdefault(tag, "")
                articles.setdefault(tag, set()).add(id_)
        order = sorted(last, key=lambda tag: (last[tag], tag), reverse=True)
        return [TagUse(tag, notes[tag], len(articles[tag]), last[tag]) for tag in order]


class _Retag(Protocol):
    """A change of one tag: another name, or None to take it off."""

    def __call__(self, tag: str, /) -> str | None: ...


def _renamed(tag: str, old: str, new: str) -> str:
    if tag == old:
        return new
    return new + tag[len(old) :] if tag.startswith(old + "/") else tag


def _changed(tags: tuple[str, ...], change: _Retag) -> tuple[str, ...]:
    return tuple(dict.fromkeys(new for tag in tags if (new := change(tag)) is not None))


def _label(verb: str, note: Note) -> str:
    return f"{verb} “{shorten(one_line(note.anchor.exact), _LABEL)}”"
