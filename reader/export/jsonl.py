"""Notes as JSON, one object a line: exact, and read back without loss.

A line has the fields of ``note list --json``, and the article's path, the translations and entities of the passage
with their sources, and under ``taken`` what the note itself remembers: span and article when it was taken, whether
the user has given the passage up.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from reader.export import incoming
from reader.export.credit import finder
from reader.export.incoming import Passage, Unfit
from reader.export.plain_json import dumps
from reader.export.sections import in_order, position, source
from reader.model import ArticleRef, Entity, Excerpt, Note, Recogniser, Span
from reader.text.clean import one_line

_HEAD = b'{"uid": "'


def written_by_us(head: bytes) -> bool:
    """Whether a file that begins with ``head`` is an export of ours, fit to be replaced."""
    return not head or head.startswith(_HEAD)


def render(excerpts: Sequence[Excerpt], *, recogniser: Recogniser | None) -> str:
    """The notes, a line each; ``recogniser`` is who found the entities."""
    return "".join(f"{dumps(fields(excerpt, recogniser))}\n" for excerpt in in_order(excerpts))


def fields(excerpt: Excerpt, recogniser: Recogniser | None) -> dict[str, Any]:
    """What there is to say of a note; offsets are code points, ``start`` and ``end`` where the passage is now."""
    note, anchor, article = excerpt.note, excerpt.note.anchor, source(excerpt)
    return {
        "uid": note.uid,
        "article": {
            "id": article.id,
            "title": article.title,
            "date": article.date or None,
            "path": article.path,
        },
        "anchor": {
            **_range(position(excerpt)),
            "exact": anchor.exact,
            "prefix": anchor.prefix,
            "suffix": anchor.suffix,
            "digest": anchor.digest,
            "state": excerpt.placing.state,
        },
        "note": note.text,
        "tags": list(note.tags),
        "created": note.created,
        "modified": note.modified,
        "taken": {**_range(anchor.span), "article": asdict(note.article), "lost": anchor.lost},
        "translations": [asdict(translation) for translation in excerpt.translations],
        "entities": [_entity(entity) for entity in excerpt.entities],
        "recogniser": asdict(by) if (by := finder(excerpt.entities, recogniser)) else None,
    }


def _range(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _entity(entity: Entity) -> dict[str, Any]:
    return {
        **_range(entity.span),
        "label": entity.label,
        "text": entity.text,
        "score": entity.score,
        "name": entity.name,
        "source": entity.source,
    }


def read(text: str, *, name: str = "the file") -> tuple[list[Note], list[str]]:
    """The notes in ``text``, and a sentence for the user for each line that holds none.

    Lines of ``note list --json`` will do. A line without ``taken`` is believed as it stands.

    Args:
        text: What is in the file.
        name: What to call it.
    """
    notes: list[Note] = []
    problems: list[str] = []
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            notes.append(_note(line))
        except Unfit as reason:
            problems.append(f"Line {number} of {one_line(name)} is left out: {reason}.")
    return notes, problems


def _note(line: str) -> Note:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        raise Unfit("it is not JSON") from None
    if not isinstance(record, dict):
        raise Unfit("it is not an object")
    anchor = incoming.fields(record.get("anchor"), "its “anchor”")
    taken = incoming.fields(record.get("taken"), "its “taken”") or {**anchor, "article": record.get("article")}
    passage = Passage(
        incoming.text(anchor, "exact"),
        incoming.text(anchor, "prefix"),
        incoming.text(anchor, "suffix"),
        incoming.number(taken, "start"),
        incoming.number(taken, "end"),
        incoming.text(anchor, "digest"),
        lost=taken.get("lost") is True,
    )
    return incoming.note(
        incoming.text(record, "uid") or line,
        _article(incoming.fields(taken.get("article"), "its “article”")),
        passage,
        text=incoming.text(record, "note"),
        tags=incoming.texts(record.get("tags")),
        created=record.get("created"),
        modified=record.get("modified"),
    )


def _article(article: Mapping[str, Any]) -> ArticleRef:
    return ArticleRef(
        incoming.text(article, "id"),
        incoming.text(article, "path"),
        incoming.text(article, "title"),
        incoming.date(article.get("date")),
    )
