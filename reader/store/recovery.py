"""What can be saved from a notes file that is not JSON any more."""

from __future__ import annotations

import re
from contextlib import suppress
from json import JSONDecodeError, JSONDecoder
from typing import TYPE_CHECKING

from reader.store import lines, schema
from reader.store.memory import DELETED, uid_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.store.lines import Document, Tables

_NAME = r'"((?:[^"\\]|\\.)*)"\s*:\s*\{\s*'
_TABLE = re.compile(_NAME + "$")
"""The beginning of a table on a line of its own."""

_KEY = re.compile(f"(?:{_NAME})?" + r'"(\d+)"\s*:\s*(?=\{)')
"""What stands before a document; in a file that is one line, the beginning of a table perhaps before it."""

_SHAPES = {
    "notes": {"uid", "anchor", "article"},
    "articles": {"uid", "starred", "article"},
    "tags": {"uid", "description", "pinned"},
    "translations": {"uid", "sentence", "target"},
    "corrections": {"uid", "words", "says"},
    DELETED: {"uid", "table", "of", "doc"},
    schema.TABLE: {"uid", "schema", "program"},
}
"""The fields that tell a document's table better than the name before it, which may be damaged as well."""

_UNKNOWN = "_default"
"""Where documents go of which nothing tells the table; it is TinyDB's own name for it."""


def salvage(data: bytes) -> list[Tables]:
    """All documents that are still whole, as layers: in each one, keys and uids are unique.

    A document that stands in the file more than once, as on both sides of a version conflict, is in as many
    layers. There is always a first layer.
    """
    layers: list[Tables] = [{}]
    seen: dict[tuple[str, str], int] = {}
    for table, key, document in _documents(data):
        marks = [(table, f"key {key}"), (table, uid_of(key, document))]
        depth = max(seen.get(mark, 0) for mark in marks)
        if depth and document in (layer.get(table, {}).get(key) for layer in layers):
            continue
        if depth == len(layers):
            layers.append({})
        layers[depth].setdefault(table, {})[key] = document
        seen.update(dict.fromkeys(marks, depth + 1))
    return layers


def has_two_sides(data: bytes) -> bool:
    """Whether documents may disagree: version control left its conflict markers, or a key stands twice."""
    return re.search(rb"^(<{7} |>{7} )", data, re.MULTILINE) is not None or lines.repeats(data)


def _documents(data: bytes) -> Iterator[tuple[str, str, Document]]:
    decoder = JSONDecoder()
    table = _UNKNOWN
    for raw in data.split(b"\n"):
        try:
            text = raw.decode()
        except UnicodeDecodeError:
            continue  # Bytes were lost in it: what still looks whole may not be.
        position = 0
        while match := _KEY.search(text, position):
            table = table if match[1] is None else match[1]
            position = match.end()
            with suppress(JSONDecodeError):
                document, position = decoder.raw_decode(text, position)
                yield _table_of(document, table), match[2], document
        if match := _TABLE.search(text, position):
            table = match[1]


def _table_of(document: Document, latest: str) -> str:
    return next((table for table, fields in _SHAPES.items() if fields <= document.keys()), latest)
