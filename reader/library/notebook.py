"""The user's notes, tags and marks, with the verbs of the app. Every verb is one undoable edit.

A verb changes what is in memory at once and returns a future that is done when the change is durable.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace
from typing import Any, TypedDict, Unpack

from reader.errors import InputError
from reader.library import edits
from reader.library import tags as tagging
from reader.library.contents import Contents
from reader.library.edits import newer, reference
from reader.library.tags import TagUse, clean_colour, clean_tag, clean_tags
from reader.model import Article, ArticleRow, Marks, Note, Span, TagInfo
from reader.store.notes import Edit, NotesFile
from reader.text import anchors
from reader.text.clean import neutralise, one_line

__all__ = ["MarkChanges", "Notebook", "TagUse", "clean_tag", "clean_tags", "reference"]


class MarkChanges(TypedDict, total=False):
    """The marks that can be changed, as in ``Marks``."""

    read: bool
    starred: bool
    date: str | None
    tags: tuple[str, ...]


class Notebook:
    """Everything the user has written in a library."""

    def __init__(self, file: NotesFile) -> None:
        self.file = file
        self._read: Contents | None = None

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
    def tagged(self) -> Mapping[tuple[str, Span], tuple[str, ...]]:
        """The tags on passages that have any, by the id of the article and where they stood when they were noted."""
        return self._contents.tagged

    @property
    def _contents(self) -> Contents:
        """What the file holds now, whoever changed it."""
        version = self.file.version
        if self._read is None or self._read.version != version:
            self._read = Contents(version, self.file.notes(), self.file.marks(), self.file.tags())
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
        return note, self.file.apply(Edit(edits.label("note on", note), notes=((note.uid, note),)))

    def change(
        self,
        note: Note,
        *,
        text: str | None = None,
        tags: Sequence[str] | None = None,
    ) -> tuple[Note, Future[None]]:
        """Give a note another text or other tags; None leaves them as they are, whoever set them."""
        verb = "tags on" if text is None else "text of the note on"

        def make() -> Edit:
            now = self.file.find(note.uid) or note
            text_now = now.text if text is None else neutralise(text)
            new = replace(now, text=text_now, tags=now.tags if tags is None else clean_tags(tags))
            return Edit(edits.label(verb, note), notes=((note.uid, new),))

        edit, saved = self.file.change(make)
        new = edit.notes[0][1]
        assert new is not None
        return new, saved

    def attach(self, places: Sequence[tuple[Note, Article, Span]]) -> Future[None]:
        """Put notes on the passages on which the user says they belong; the anchors they had stay in the file."""

        def make() -> Edit:
            return edits.attached([(self.file.find(note.uid) or note, to, span) for note, to, span in places])

        return self.file.change(make, many=True)[1]

    def give_up(self, notes: Sequence[Note], *, lost: bool = True) -> Future[None]:
        """Keep notes without their passages, which are looked for no more; or else look for them again."""
        return self.file.change(lambda: edits.given_up(self._now(notes), lost=lost), many=True)[1]

    def delete(self, notes: Sequence[Note]) -> Future[None]:
        """Delete notes; undo brings them back."""
        return self.file.apply(edits.deleted(notes))

    def mark(
        self,
        article: ArticleRow,
        label: str,
        *,
        known: Marks | None = None,
        undoable: bool = True,
        **changes: Unpack[MarkChanges],
    ) -> Future[None]:
        """Change what the user says of an article; ``known`` is what they said so far, maybe under another path."""
        if "tags" in changes:
            changes["tags"] = clean_tags(changes["tags"])

        def make() -> Edit:
            blank = Marks(reference(article), digest=article.digest)
            old = self.marks.get(article.id) or known or blank
            new = replace(old, article=blank.article, digest=blank.digest, **changes)
            if known is None or known.article.id == article.id:
                return Edit(label, marks=((article.id, None if new == blank else new),))
            before = known.article.id
            return Edit(label, marks=((article.id, replace(new, was=(*old.was, before))), (before, None)))

        return self.file.change(make, undoable=undoable)[1]

    def disinherit(self, row: ArticleRow) -> Future[None]:
        """Let what was written on the articles that one was taken for be theirs again; its marks stay."""
        said = f"{one_line(row.path)} is no other article"
        return self.file.change(lambda: edits.disinherited(said, row.id, self.marks))[1]

    def bring_in(self, notes: Iterable[Note]) -> tuple[int, int, int, Future[None]]:
        """Take notes over from elsewhere, in one edit, after a backup; how many are new, changed, and left alone.

        A note that is here already is changed only by a newer one with the same uid.
        """
        news: list[Note] = []
        changed: list[Note] = []
        alone = 0

        def make() -> Edit:
            nonlocal news, changed, alone
            news, changed, alone = newer(arriving, {note.uid: note for note in self.notes})
            both = (*news, *changed)
            return Edit(f"bringing in {len(both):,} notes", tuple((note.uid, note) for note in both), dated=True)

        arriving = list(notes)
        if make().notes:
            self.file.backup_now("import")
        _, saved = self.file.change(make, many=True)
        return len(news), len(changed), alone, saved

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

    def tag_many(
        self,
        passages: Sequence[tuple[Article, Span]],
        tags: Sequence[str],
        home_of: Callable[[Note], str | None] = lambda note: note.article.id,
    ) -> tuple[int, Future[None]]:
        """Put tags on passages, in one edit; how many got one that they did not have.

        A note that is on exactly such a passage gets the tags, another passage gets a note. ``home_of`` tells the id
        of the article that a note belongs to.
        """

        def make() -> Edit:
            notes: dict[str, list[Note]] = {}
            for note in self.notes:
                notes.setdefault(home_of(note) or "", []).append(note)
            return edits.tagged(passages, tags, notes, self.file.new)

        edit, saved = self.file.change(make, many=True)
        return len(edit.notes), saved

    def retag(self, notes: Sequence[Note], add: Sequence[str], remove: Iterable[str] = ()) -> Future[None]:
        """Put tags on several notes, and take others off them, in one edit."""
        gone = frozenset(remove)
        return self.file.change(lambda: edits.retagged(self._now(notes), add, gone), many=True)[1]

    def _retag(self, label: str, change: tagging.Retag) -> tuple[int, Future[None]]:
        edit, saved = self.file.change(
            lambda: tagging.retagged(label, change, self.notes, self.marks, self.tag_infos), many=True
        )
        return len(edit.notes) + len(edit.marks), saved

    def _inform(self, label: str, name: str, unpinned: Sequence[str] = (), **changes: Any) -> Future[None]:  # noqa: ANN401 - the fields of TagInfo
        return self.file.change(lambda: edits.informed(label, name, self.tag_infos, unpinned, changes))[1]

    def _now(self, notes: Sequence[Note]) -> list[Note]:
        """Notes as they are now, without those that are there no more."""
        return [now for note in notes if (now := self.file.find(note.uid)) is not None]

    def undo(self) -> tuple[str, Future[None]] | None:
        """Take back the last edit; its label, or None when there is nothing to take back."""
        return self.file.undo()

    def redo(self) -> tuple[str, Future[None]] | None:
        """Do again what was undone last."""
        return self.file.redo()

    @property
    def turns(self) -> tuple[int, int]:
        """How many things undoing would change, and redoing."""
        return self.file.turns
