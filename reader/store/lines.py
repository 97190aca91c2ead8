"""The text of the notes file: plain TinyDB JSON, one document on each line.

::

    {
    "notes": {
    "1764500000001": {"uid":"…","note":"…"},
    "1764500000002": {"uid":"…","note":"…"}
    }
    }

One line a document makes the file readable as a diff, and lets every whole line be rescued from a damaged one.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeAlias

import orjson

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Document: TypeAlias = dict[str, Any]
"""One JSON object of a table."""

Tables: TypeAlias = dict[str, dict[str, Document]]
"""Documents by table and by key; a key is an integer in decimal digits, as TinyDB wants it."""

_ZEROS = bytes.maketrans(b"123456789", b"000000000")
"""Makes all digits alike, so that long numbers are found at the speed of a plain search."""

_LINE = re.compile(rb'("\d+": )(\{.*\})(,?)')
"""The line of a document."""

_LONG = b"0" * 19
"""As many digits as a number has that may not fit into 64 bits."""


def encode(value: object) -> bytes:
    """``value`` as JSON without a line end.

    Raises:
        TypeError: it holds something that JSON cannot express.
    """
    try:
        return orjson.dumps(value)
    except TypeError:
        # orjson refuses lone surrogates and integers beyond 64 bits; a paste must not make saving impossible.
        return json.dumps(value, separators=(",", ":")).encode()


def decode(data: bytes) -> Any:  # noqa: ANN401 - JSON is any of its types
    """The value that the JSON text ``data`` stands for.

    Raises:
        ValueError: it is not JSON.
    """
    if _LONG not in data.translate(_ZEROS):  # orjson reads integers beyond 64 bits as floats.
        with suppress(orjson.JSONDecodeError):
            return orjson.loads(data)
    return json.loads(data)  # It takes the escapes of lone surrogates as well.


def parse(data: bytes) -> Tables:
    """The tables of a whole file, laid out in any way that is JSON; an empty file has none.

    Raises:
        ValueError: it is not the JSON of a TinyDB file.
    """
    data = data.removeprefix(b"\xef\xbb\xbf")
    if not data.strip():
        return {}
    tables = _by_lines(data)
    tables = decode(data) if tables is None else tables
    if not isinstance(tables, dict):
        raise ValueError("not a TinyDB file")  # noqa: TRY004 - the one error of a text that is not ours
    found = {name: _rows(rows) for name, rows in tables.items()}
    # JSON lets the last of two equal keys win: a line copied by hand would silently replace the one it came from.
    if data.count(b'\n"') > len(found) + sum(map(len, found.values())) and repeats(data):
        raise ValueError("a key stands twice")
    return found


def _by_lines(data: bytes) -> Any:  # noqa: ANN401 - JSON is any of its types
    """The same as ``decode``, or None where documents do not have a line each.

    Each is decoded by itself, so that other threads get their turn; ten megabytes at once would hold them up.
    """
    documents: dict[str, Document] = {}
    frame: list[bytes] = []
    try:
        for part in data.split(b"\n"):
            match = _LINE.fullmatch(part)
            if match:
                name = f"\0{len(documents)}"
                documents[name] = decode(match[2])
                part = match[1] + encode(name) + match[3]  # noqa: PLW2901 - what stands for it
            frame.append(part)
        tables = decode(b"\n".join(frame))
        found = {name: {key: documents.pop(row) for key, row in rows.items()} for name, rows in tables.items()}
    except (ValueError, AttributeError, KeyError, TypeError):
        return None
    return None if documents else found


def repeats(data: bytes) -> bool:
    """Whether ``data`` is JSON with an object that has a key twice."""
    twice = False

    def look(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal twice
        members = dict(pairs)
        twice = twice or len(members) < len(pairs)
        return members

    try:
        json.loads(data, object_pairs_hook=look)
    except ValueError:
        return False
    return twice


def text(tables: Mapping[str, Mapping[str, Document]]) -> bytes:
    """The text of a file with these tables.

    Raises:
        TypeError: a document holds something that JSON cannot express.
    """
    return compose(
        (name, {key: line(key, document) for key, document in rows.items()}) for name, rows in tables.items()
    )


def compose(tables: Iterable[tuple[str, Mapping[str, bytes]]]) -> bytes:
    """The text of a file from its tables, whose documents are encoded already."""
    pieces: list[bytes] = []  # All are joined by the same bytes, at once: ten megabytes are not copied twice.
    for name, rows in tables:
        if rows:
            start = len(pieces)
            pieces += rows.values()
            pieces[start] = encode(name) + b": {\n" + pieces[start]
            pieces[-1] += b"\n}"
        else:
            pieces.append(encode(name) + b": {}")
    if not pieces:
        return b"{\n\n}\n"
    pieces[0] = b"{\n" + pieces[0]
    pieces[-1] += b"\n}\n"
    return b",\n".join(pieces)


def line(key: str, document: Document) -> bytes:
    """The line of one document, without comma and line end."""
    return b'"' + key.encode() + b'": ' + encode(document)


def _rows(rows: object) -> dict[str, Document]:
    if not isinstance(rows, dict) or not all(isinstance(document, dict) for document in rows.values()):
        raise ValueError("a table is not made of documents")
    return {str(int(key)): document for key, document in rows.items()}
