"""What changes of many notes come to. Pure, so that they can be made anew when the notes have changed meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from reader.library.tags import clean_tags, usable_tags
from reader.model import Anchor, Article, ArticleRef, ArticleRow, Marks, Note, Span, TagInfo
from reader.store.notes import Edit
from reader.text import anchors
from reader.text.clean import neutralise, one_line, shorten

_LABEL = 40


def reference(article: Article | ArticleRow) -> ArticleRef:
    """What a note remembers of ``article``."""
    return ArticleRef(article.id, article.path, article.title, article.date.value)


def label(verb: str, note: Note) -> str:
    """What undo says of a change to one note."""
    return f"{verb} “{shorten(one_line(note.anchor.exact), _LABEL)}”"


def labelled(verb: str, notes: Sequence[Note], many: str) -> str:
    """What undo says of a change to one note, or to several; ``many`` follows their number."""
    return label(verb, notes[0]) if len(notes) == 1 else f"{many} {len(notes):,} notes"


def attached(places: Sequence[tuple[Note, Article, Span]]) -> Edit:
    """Notes on other passages."""
    changed = tuple(
        (note.uid, replace(note, article=reference(to), anchor=anchors.make(to.body, span, to.digest)))
        for note, to, span in places
    )
    notes = [note for note, _, _ in places]
    return Edit(labelled("the place of the note on", notes, "the places of"), notes=changed)


def given_up(notes: Sequence[Note], *, lost: bool) -> Edit:
    """Notes whose passages are looked for no more, or again."""
    changed = tuple((note.uid, replace(note, anchor=replace(note.anchor, lost=lost))) for note in notes)
    return Edit(labelled("the place of the note on", notes, "the places of"), notes=changed)


def deleted(notes: Sequence[Note]) -> Edit:
    """No such notes any more."""
    gone = tuple((note.uid, None) for note in notes)
    return Edit(labelled("deleting the note on", notes, "deleting"), notes=gone)


def retagged(notes: Sequence[Note], add: Iterable[str], remove: Iterable[str]) -> Edit:
    """Notes with more tags, and without others."""
    new, gone = clean_tags(add), set(remove)
    changed = []
    for note in notes:
        tags = tuple(dict.fromkeys(tag for tag in (*note.tags, *new) if tag not in gone))
        if tags != note.tags:
            changed.append((note.uid, replace(note, tags=tags)))
    return Edit(labelled("tags on", notes, "tags on"), notes=tuple(changed))


def tagged(
    passages: Iterable[tuple[Article, Span]],
    tags: Iterable[str],
    notes: Mapping[str, Sequence[Note]],
    new_note: Callable[[ArticleRef, Anchor, str, Sequence[str]], Note],
) -> Edit:
    """Tags on passages: on the note that is on exactly such a passage, or else on a new one.

    Args:
        passages: Where.
        tags: Which.
        notes: Those in each article, by its id.
        new_note: Makes a note.
    """
    new = clean_tags(tags)
    changed: list[Note] = []
    there: dict[str, dict[Span, Note]] = {}
    for article, span in dict.fromkeys(passages):
        if article.id not in there:
            there[article.id] = _placed(article, notes.get(article.id, ()))
        found = there[article.id].get(span)
        if found is None:
            anchor = anchors.make(article.body, span, article.digest)
            changed.append(new_note(reference(article), anchor, "", new))
        elif not set(new) <= set(found.tags):
            changed.append(replace(found, tags=tuple(dict.fromkeys((*found.tags, *new)))))
    what = f"{' '.join(f'#{name}' for name in new)} on {len(changed):,} passages"
    return Edit(what, tuple((note.uid, note) for note in changed))


def informed(
    said: str, name: str, infos: Mapping[str, TagInfo], unpinned: Sequence[str], changes: Mapping[str, Any]
) -> Edit:
    """Something else said of a tag, and others taken off their digits."""
    new = replace(infos.get(name) or TagInfo(name), **changes)
    others = {tag: replace(infos[tag], pinned=None) for tag in unpinned}
    values = {name: new, **others}.items()
    return Edit(said, tags=tuple((tag, None if info == TagInfo(tag) else info) for tag, info in values))


def inherited(said: str, heirs: Iterable[tuple[str, ArticleRow]], marks: Mapping[str, Marks]) -> Edit:
    """What was written on articles, by id, is written on others, which they are now."""
    changed: dict[str, Marks | None] = {}
    for before, row in heirs:
        blank = Marks(reference(row), digest=row.digest)
        mine = changed.get(row.id) or marks.get(row.id) or blank
        theirs = marks.get(before, blank)
        changed[row.id] = replace(
            mine,
            article=blank.article,
            digest=blank.digest,
            read=mine.read or theirs.read,
            starred=mine.starred or theirs.starred,
            date=mine.date or theirs.date,
            tags=tuple(dict.fromkeys((*mine.tags, *theirs.tags))),
            was=tuple(dict.fromkeys((*mine.was, before, *theirs.was))),
        )
        changed |= {before: None} if before in marks else {}
    return Edit(said, marks=tuple(changed.items()))


def disinherited(said: str, id_: str, marks: Mapping[str, Marks]) -> Edit:
    """An article is none of those that it was said to have been."""
    mark = replace(marks[id_], was=())
    blank = Marks(mark.article, digest=mark.digest)
    return Edit(said, marks=((id_, None if mark == blank else mark),))


def _placed(article: Article, notes: Iterable[Note]) -> dict[Span, Note]:
    """The first of ``notes`` on each passage of their article."""
    found: dict[Span, Note] = {}
    for note in notes:
        span = anchors.place(note.anchor, article.body, article.digest).span
        if span is not None:
            found.setdefault(span, note)
    return found


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
