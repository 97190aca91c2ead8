"""What the user says (notes, marks, tags ...) as documents of the file, and back.

Fields that are not ours stay where they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from reader.model import LABELS, SAYINGS, Anchor, ArticleRef, Correction, Marks, Name, Note, Revision, Span, TagInfo

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, MutableMapping

    from reader.store.lines import Document


T = TypeVar("T")

EARLIER: Final = "anchors_before"
"""The field of a note's document that holds the anchors it had before."""
_LONGEST: Final = 2**53
"""Beyond it, not all readers of JSON have the same numbers."""
_DIGITS: Final = range(1, 10)


class Readings(Generic[T]):
    """The values that the documents of a table hold, each read once, until its document is replaced."""

    def __init__(self, read: Callable[[Document], T | None]) -> None:
        self._read = read
        self._known: dict[str, tuple[Document, T | None]] = {}

    def read(self, key: str, document: Document) -> T | None:
        """The value of one document, known or read now."""
        old = self._known.get(key)
        return old[1] if old is not None and old[0] is document else self._read(document)

    def ahead(self, documents: Mapping[str, Document]) -> Mapping[str, tuple[Document, T | None]]:
        """Read documents that are to come, for ``take``."""
        return {key: (document, self._read(document)) for key, document in documents.items()}

    def take(self, read: Mapping[str, tuple[Document, T | None]]) -> None:
        """Know what was read ahead."""
        self._known.update(read)

    def of(self, rows: Mapping[str, Document]) -> list[T]:
        """The values of all documents that hold one."""
        known = self._known
        self._known = {}
        for key, document in rows.items():
            old = known.get(key)
            self._known[key] = old if old is not None and old[0] is document else (document, self._read(document))
        return [value for _, value in self._known.values() if value is not None]


def note_fields(note: Note) -> Document:
    """The fields of a note, all but ``modified``, which the storage sets."""
    return {
        "uid": note.uid,
        "article": _article_fields(note.article),
        "anchor": _anchor_fields(note.anchor),
        "note": note.text,
        "tags": list(note.tags),
        "created": note.created,
    }


def note_from(document: Document) -> Note | None:
    """The note that a document holds; None if a field that a note cannot do without is missing or odd."""
    try:
        return Note(
            uid=_text(document["uid"]),
            article=_article(document["article"]),
            anchor=_anchor(document["anchor"]),
            text=_text(document.get("note", "")),
            tags=_tags(document),
            created=_text(document.get("created", "")),
            modified=_text(document.get("modified", "")),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def marks_fields(marks: Marks) -> Document:
    """The fields of an article's marks, all but ``modified``; the article's id is their uid."""
    return {
        "uid": marks.article.id,
        "read": marks.read,
        "starred": marks.starred,
        "date": marks.date,
        "tags": list(marks.tags),
        "article": _article_fields(marks.article),
        "digest": marks.digest,
        "was": list(marks.was),
    }


def marks_from(document: Document) -> Marks | None:
    """The marks that a document holds; None if it does not say of which article."""
    try:
        return Marks(
            article=_article(document["article"]),
            read=document.get("read") is True,
            starred=document.get("starred") is True,
            date=_optional(document.get("date")),
            tags=_tags(document),
            digest=_text(document.get("digest", "")),
            was=tuple(_text(id_) for id_ in document.get("was", ())),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def tag_fields(info: TagInfo) -> Document:
    """The fields of what is said of a tag, all but ``modified``; the tag itself is the uid."""
    return {"uid": info.name, "description": info.description, "colour": info.colour, "pinned": info.pinned}


def tag_from(document: Document) -> TagInfo | None:
    """What a document says of a tag; None if it does not say of which."""
    try:
        pinned = document.get("pinned")
        return TagInfo(
            name=_text(document["uid"]),
            description=_text(document.get("description", "")),
            colour=_text(document.get("colour", "")),
            pinned=pinned if type(pinned) is int and pinned in _DIGITS else None,
        )
    except (KeyError, TypeError):
        return None


def revision_fields(revision: Revision) -> Document:
    """The fields of what is said of a translation, all but ``uid`` and ``modified``."""
    return {
        "sentence": revision.sentence,
        "language": revision.language,
        "target": revision.target,
        "text": revision.text,
        "doubtful": revision.doubtful,
    }


def revision_from(document: Document) -> Revision | None:
    """What a document says of a translation; None if it does not say of which."""
    try:
        return Revision(
            sentence=_text(document["sentence"]),
            language=_text(document["language"]),
            target=_text(document["target"]),
            text=_text(document.get("text", "")),
            doubtful=document.get("doubtful") is True,
            modified=_text(document.get("modified", "")),
        )
    except (KeyError, TypeError):
        return None


def correction_fields(correction: Correction) -> Document:
    """The fields of a correction, all but ``uid`` and ``modified``."""
    other = correction.other
    return {
        "words": correction.words,
        "says": correction.says,
        "label": correction.label,
        "other": {"name": other.text, "label": other.label} if other else None,
        "article": _article_fields(correction.article) if correction.article else None,
        "anchor": _anchor_fields(correction.anchor) if correction.anchor else None,
    }


def correction_from(document: Document) -> Correction | None:
    """The correction that a document holds; None if what it cannot do without is missing or odd."""
    try:
        article, anchor, other = (document.get(name) for name in ("article", "anchor", "other"))
        found = Correction(
            words=_text(document["words"]),
            says=_one_of(SAYINGS, document["says"]),
            label=None if document.get("label") is None else _one_of(LABELS, document["label"]),
            other=None if other is None else Name(_text(other["name"]), _one_of(LABELS, other["label"])),
            article=None if article is None else _article(article),
            anchor=None if anchor is None else _anchor(anchor),
            modified=_text(document.get("modified", "")),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    needs_label, needs_other = found.says != "none", found.says in ("same", "apart")
    complete = bool(found.words) and (found.label or not needs_label) and (found.other or not needs_other)
    return found if complete and (found.article is None) == (found.anchor is None) else None


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """What a table holds, and how."""

    table: str
    read: Callable[[Document], T | None]
    """The value of a document; None if it holds none."""
    fields: Callable[[T], Document]
    """The document of a value, without ``modified``."""


NOTES: Final = Kind("notes", note_from, note_fields)
MARKS: Final = Kind("articles", marks_from, marks_fields)
TAGS: Final = Kind("tags", tag_from, tag_fields)
REVISIONS: Final = Kind("translations", revision_from, revision_fields)
CORRECTIONS: Final = Kind("corrections", correction_from, correction_fields)
KINDS: Final[tuple[Kind[Any], ...]] = (NOTES, MARKS, TAGS, REVISIONS, CORRECTIONS)


def overlay(document: MutableMapping[str, Any], fields: Document) -> None:
    """Set ``fields`` in ``document``; objects in it keep the fields that are not named.

    An anchor that another one takes the place of is kept beside it: nothing that was quoted is forgotten.
    """
    old, new = document.get("anchor"), fields.get("anchor")
    if isinstance(old, dict) and isinstance(new, dict):
        before = document.get(EARLIER, [])
        if isinstance(before, list) and any(old.get(name) != new[name] for name in new if name != "lost"):
            document[EARLIER] = [*(anchor for anchor in before if anchor not in (old, new)), dict(old)]
        if "lost" not in new:
            old.pop("lost", None)
    for name, value in fields.items():
        old = document.get(name)
        if isinstance(old, dict) and isinstance(value, dict):
            old.update(value)
        else:
            document[name] = value


def _article_fields(article: ArticleRef) -> Document:
    return {"id": article.id, "path": article.path, "title": article.title, "date": article.date}


def _article(fields: dict[str, Any]) -> ArticleRef:
    return ArticleRef(
        id=_text(fields["id"]),
        path=_text(fields.get("path", "")),
        title=_text(fields.get("title", "")),
        date=_optional(fields.get("date")),
    )


def _anchor_fields(anchor: Anchor) -> Document:
    return {
        "start": anchor.span.start,
        "end": anchor.span.end,
        "exact": anchor.exact,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
        "digest": anchor.digest,
        **({"lost": True} if anchor.lost else {}),
    }


def _anchor(fields: dict[str, Any]) -> Anchor:
    return Anchor(
        span=_span(fields["start"], fields["end"]),
        exact=_text(fields["exact"]),
        prefix=_text(fields.get("prefix", "")),
        suffix=_text(fields.get("suffix", "")),
        digest=_text(fields.get("digest", "")),
        lost=fields.get("lost") is True,
    )


def _span(start: float, end: float) -> Span:
    """A range of a text. One that no text can have is none: the quote then finds the passage."""
    try:
        first, last = int(start), int(end)
    except OverflowError:  # JSON as Python reads it may hold an infinity
        return Span(0, 0)
    return Span(first, last) if 0 <= first <= last <= _LONGEST else Span(0, 0)


def _tags(document: Document) -> tuple[str, ...]:
    tags = document.get("tags", ())
    return (tags,) if isinstance(tags, str) else tuple(_text(tag) for tag in tags)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"not a text: {value!r}")
    return value


def _one_of(known: tuple[T, ...], value: object) -> T:
    if value not in known:
        raise ValueError(f"none of {known}: {value!r}")
    return known[known.index(value)]


def _optional(value: object) -> str | None:
    return None if value is None else _text(value)
