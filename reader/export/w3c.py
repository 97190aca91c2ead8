"""Notes as W3C Web Annotations (JSON-LD): a collection with one page, and back.

Positions are code points, as the Web Annotation Data Model has it (4.2.5), not the UTF-16 units of JavaScript.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from reader import __version__
from reader.errors import InputError
from reader.export import identity, incoming
from reader.export.incoming import Passage, Unfit
from reader.export.plain_json import dumps
from reader.export.sections import in_order, source
from reader.model import ArticleRef, Excerpt, Note
from reader.text.clean import one_line

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_ARTICLE = "urn:libya-reader:article:"
_TITLE, _DATE, _PATH, _DIGEST = "dcterms:title", "dcterms:issued", "schema:contentUrl", "schema:sha256"
"""The anno context knows both prefixes, so that these are linked data like the rest."""
_OURS = re.compile(
    rb'\{\s+"@context": "%s",\s+"id": "[^"]*",\s+"type": "AnnotationCollection",\s+"label": "Notes from [^\n]*"'
    rb'\s*,\s+"generator": \{\s+"type": "Software",\s+"name": "libya-reader ' % _CONTEXT.encode()
)
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
_LISTS = ("items", "annotations", "rows")
"""Where files keep their annotations: a page, an export of Hypothesis, an answer of its service."""


def written_by_us(head: bytes) -> bool:
    """Whether a file that begins with ``head`` (512 bytes will do) is an export of ours, fit to be replaced."""
    return _OURS.match(head) is not None


def render(excerpts: Sequence[Excerpt], *, library: str, creator: str = "") -> str:
    """An annotation collection.

    Args:
        excerpts: The notes.
        library: What the collection is called in its label.
        creator: Who took the notes, if that is to be said.
    """
    items = [_annotation(excerpt, creator) for excerpt in in_order(excerpts)]
    name = identity.derived("collection", library, *(item["id"] for item in items))
    collection: dict[str, Any] = {
        "@context": _CONTEXT,
        "id": name.urn,
        "type": "AnnotationCollection",
        "label": f"Notes from {one_line(library)}",
        "generator": {"type": "Software", "name": f"libya-reader {__version__}"},
        "total": len(items),
    }
    if items:
        page = {"id": identity.derived("page", name.hex).urn, "type": "AnnotationPage"}
        collection["first"] = {**page, "startIndex": 0, "items": items}
    return dumps(collection, indent=1) + "\n"


def _annotation(excerpt: Excerpt, creator: str) -> dict[str, Any]:
    note = excerpt.note
    bodies = [{"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in note.tags]
    if note.text:
        body = {"type": "TextualBody", "value": note.text, "format": "text/markdown", "purpose": "commenting"}
        bodies.insert(0, body)
    times = {"created": note.created, "modified": note.modified}
    return {
        "id": identity.of_note(note.uid).urn,
        "type": "Annotation",
        "motivation": list(dict.fromkeys(body["purpose"] for body in bodies)) or "highlighting",
        **{name: time for name, time in times.items() if _TIME.fullmatch(time)},
        **({"creator": {"type": "Person", "name": one_line(creator)}} if creator else {}),
        **({"body": bodies} if bodies else {}),
        "target": _target(excerpt),
    }


def _target(excerpt: Excerpt) -> dict[str, Any]:
    """The passage: where it is now, in the text that it is now in; an orphan where it was."""
    article, anchor = source(excerpt), excerpt.note.anchor
    moved = excerpt.placing.state == "moved" and excerpt.placing.span and excerpt.article
    span = excerpt.placing.span if moved and excerpt.placing.span else anchor.span
    digest = excerpt.article.digest if moved and excerpt.article else anchor.digest
    about = {_TITLE: article.title, _DATE: article.date, _PATH: _reference(article.path), _DIGEST: digest}
    language = {"language": article.language} if article.language else {}
    return {
        "source": {
            "id": _ARTICLE + quote(article.id, safe="", errors="replace"),
            "type": "Text",
            "format": "text/plain",
            **language,
            **{name: value for name, value in about.items() if value},
        },
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": anchor.exact,
                "prefix": anchor.prefix,
                "suffix": anchor.suffix,
            },
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    }


def _reference(path: str) -> str:
    """A path as a relative reference, which holds whatever a file's name may hold."""
    return quote(path, safe="/", errors="surrogatepass")


def read(text: str, *, name: str = "the file") -> tuple[list[Note], list[str]]:
    """The notes in ``text``, and a sentence for the user for each annotation that is none.

    A collection, a page, a list or a single annotation will do, and so will an export of Hypothesis. An annotation
    that gives its quote only is to be placed by it: its anchor begins at 0 and has no digest. The article of a
    foreign annotation has no id; its path is that in the address of the source, or the whole address.

    Args:
        text: What is in the file.
        name: What to call it.

    Raises:
        InputError: it is not JSON, or holds no annotations at all.
    """
    shown = one_line(name)
    try:
        records = _records(json.loads(text.removeprefix("\ufeff")))
    except (ValueError, RecursionError):
        raise InputError(f"{shown} is not JSON; export the annotations as JSON and try again.") from None
    if records is None:
        raise InputError(f"There are no annotations in {shown}; name a file with W3C Web Annotations.")
    notes: list[Note] = []
    problems: list[str] = []
    for number, record in enumerate(records, start=1):
        try:
            notes.append(_note(incoming.fields(record, "it")))
        except Unfit as reason:
            problems.append(f"Annotation {number} of {shown} is left out: {reason}.")
    return notes, problems


def _records(document: object) -> list[object] | None:
    """The annotations of a document, wherever they are in it; None if it is about something else."""
    if isinstance(document, list):
        return document
    if not isinstance(document, dict):
        return None
    page = document.get("first")
    for holder in (page if isinstance(page, dict) else {}, document):
        for key in _LISTS:
            if isinstance(holder.get(key), list):
                found: list[object] = holder[key]
                return found
    if "target" in document:
        return [document]
    return [] if document.get("type") == "AnnotationCollection" and page is None else None


def _note(record: Mapping[str, Any]) -> Note:
    target, passage = _passage(record)
    tags, comments = _bodies(record)
    return incoming.note(
        incoming.text(record, "id") or dumps(record),
        _article(target, record),
        passage,
        text="\n\n".join(filter(None, comments)),
        tags=tags,
        created=record.get("created"),
        modified=record.get("modified") or record.get("updated"),
    )


def _passage(record: Mapping[str, Any]) -> tuple[Mapping[str, Any], Passage]:
    """The first target of an annotation that quotes a text, and what it says of the place."""
    for target in _objects(record.get("target")):
        selectors = _objects(target.get("selector"))
        quotes = [selector for selector in selectors if "TextQuoteSelector" in _types(selector)]
        if quotes:
            places = [selector for selector in selectors if "TextPositionSelector" in _types(selector)]
            place = places[0] if places else {}
            about = target.get("source")
            return target, Passage(
                incoming.text(quotes[0], "exact"),
                incoming.text(quotes[0], "prefix"),
                incoming.text(quotes[0], "suffix"),
                incoming.number(place, "start"),
                incoming.number(place, "end"),
                incoming.text(about, _DIGEST) if isinstance(about, dict) else "",
            )
    raise Unfit("it does not quote a passage")


def _bodies(record: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """The tags and the comments of an annotation; ``text`` and ``tags`` are how Hypothesis gives them."""
    tags, comments = incoming.texts(record.get("tags")), [incoming.text(record, "text")]
    comments.append(incoming.text(record, "bodyValue"))
    for body in _objects(record.get("body")):
        purposes = incoming.texts(body.get("purpose")) or incoming.texts(record.get("motivation"))
        only_tags = "tagging" in purposes and "commenting" not in purposes
        (tags if only_tags else comments).append(incoming.text(body, "value"))
    return tags, comments


def _article(target: Mapping[str, Any], record: Mapping[str, Any]) -> ArticleRef:
    about = target.get("source")
    told = about if isinstance(about, dict) else {}
    address = incoming.text(told, "id") or (about if isinstance(about, str) else incoming.text(record, "uri"))
    page = record.get("document")
    titles = incoming.texts(page.get("title")) if isinstance(page, dict) else []
    ours = address.startswith(_ARTICLE)
    return ArticleRef(
        id=unquote(address.removeprefix(_ARTICLE)) if ours else "",
        path=_unquoted(incoming.text(told, _PATH)) if ours else _path(address),
        title=incoming.text(told, _TITLE) or "".join(titles[:1]),
        date=incoming.date(told.get(_DATE)),
    )


def _path(address: str) -> str:
    """The path of a file's address or of a relative reference; another address as it is."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    return _unquoted(parts.path) if parts.scheme in {"", "file"} else address


def _unquoted(reference: str) -> str:
    try:
        return unquote(reference, errors="surrogatepass")
    except ValueError:
        return reference


def _objects(value: object) -> list[dict[str, Any]]:
    found = value if isinstance(value, list) else [value]
    return [item for item in found if isinstance(item, dict)]


def _types(selector: Mapping[str, Any]) -> list[str]:
    return incoming.texts(selector.get("type"))
