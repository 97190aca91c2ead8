"""What the user wrote into an export, carried over into the next one.

An export is written anew every time, but it is a text that people work in. Between ``<!-- keep:UID -->`` and
``<!-- /keep -->`` everything is the user's and stays as it is. Elsewhere nothing is lost either: an export ends
with checksums of the parts that were generated, so that an edited part is known, and what is new in it moves into
the block below; properties and tags added to the front matter, and what follows the checksums, stay where they
are. Blocks whose note is not in the new export are shown at its end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from reader.export import properties

if TYPE_CHECKING:
    from collections.abc import Iterable

_CLOSE = "<!-- /keep -->"
_MARK = re.compile(
    r"^<!-- keep:(?P<uid>[0-9A-Za-z]+) -->|<!-- /keep -->|^<!-- libya-reader:(?P<sums>[0-9a-f\s]*)-->",
    re.MULTILINE,
)
_EMPTY = "\n"
_GONE = "# Kept from notes that are not in this export"
_SUM_LENGTH = 8
_SUMS_A_LINE = 12
_NOTE_HEADING = re.compile(r"^#{2,3} \d+–\d+ · .*$", re.MULTILINE)
_TAG = re.compile(r"(?<![\w\\])#([\w/-]+)")


def block(uid: str, text: str = _EMPTY) -> str:
    """The block that belongs to a note, with what the user wrote in it."""
    return f"<!-- keep:{re.sub('[^0-9A-Za-z]', '', uid)} -->{text}{_CLOSE}"


@dataclass(frozen=True, slots=True)
class _Part:
    """A generated text and the block after it."""

    written: str
    uid: str
    kept: str
    """What is in the block, verbatim."""


@dataclass(frozen=True, slots=True)
class _Export:
    """An export taken apart."""

    front: str
    parts: tuple[_Part, ...]
    rest: str
    """What was generated after the last block."""
    tail: str
    """What follows the checksums."""
    sums: frozenset[str]


def sealed(text: str) -> str:
    """A generated document with the checksums that make edits known."""
    export = _taken_apart(text)
    written = [export.front, *(part.written for part in export.parts), export.rest]
    sums = [_sum(piece) for piece in written if piece.strip()]
    lines = [" ".join(sums[at : at + _SUMS_A_LINE]) for at in range(0, len(sums), _SUMS_A_LINE)]
    return f"{text.rstrip()}\n\n<!-- libya-reader: " + "\n".join(lines) + " -->\n"


def merge(old: str, new: str) -> str:
    """``new``, a sealed export, with everything that the user wrote into ``old``, an earlier one."""
    was, now = _taken_apart(old.removeprefix("\ufeff").replace("\r\n", "\n")), _taken_apart(new)
    known = {line.rstrip() for line in new.split("\n")} - {""}
    added = "" if _sum(was.front) in was.sums else _block_of(properties.strays(was.front, now.front))
    kept: dict[str, str] = {}
    for part in was.parts:
        kept[part.uid] = _joined(kept.get(part.uid, ""), part.kept, added, _additions(part.written, was, known))
        added = ""
    tail = _joined(added, _additions(was.rest, was, known), was.tail).strip("\n")
    body = "".join(part.written + block(part.uid, kept.pop(part.uid, _EMPTY)) for part in now.parts)
    front = properties.merge(was.front, now.front, _tags(was))
    gone = [f"Note `{uid}`:\n\n{block(uid, text)}" for uid, text in kept.items() if text.strip()]
    blocks = [(front + body + now.rest).rstrip(), *([_GONE] if gone else []), *gone]
    return sealed("\n\n".join(blocks)) + (f"\n{tail}\n" if tail else "")


def _taken_apart(text: str) -> _Export:
    front, body = properties.split(text)
    parts: list[_Part] = []
    uid: str | None = None
    written, at = "", 0
    for mark in _MARK.finditer(body):
        inner = body[at : mark.start()]
        if mark[0] == _CLOSE:
            if uid is not None:
                parts.append(_Part(written, uid, inner))
                uid, at = None, mark.end()
            continue
        if uid is not None:  # its closing mark is lost; what follows it counts as a part that was edited
            parts.append(_Part(written, uid, _EMPTY))
        if mark["uid"] is None:
            return _Export(front, tuple(parts), inner, body[mark.end() :], frozenset(mark["sums"].split()))
        uid, written, at = mark["uid"], inner, mark.end()
    if uid is not None:
        parts.append(_Part(written, uid, _EMPTY))
    return _Export(front, tuple(parts), body[at:], "", frozenset())


def _sum(text: str) -> str:
    """A checksum that does not mind white space at the ends of lines, which editors remove."""
    lines = "\n".join(line.rstrip() for line in text.strip().split("\n"))
    return sha256(lines.encode(errors="replace")).hexdigest()[:_SUM_LENGTH]


def _additions(written: str, export: _Export, known: set[str]) -> str:
    """The lines of a part that somebody wrote into it: those that are not in the new export, if it was edited."""
    if not written.strip() or _sum(written) in export.sums:
        return ""
    return _block_of(line for line in written.replace(_CLOSE, "").split("\n") if line.rstrip() not in known)


def _block_of(lines: Iterable[str]) -> str:
    text = re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
    return f"\n{text}\n" if text.strip() else ""


def _joined(*texts: str) -> str:
    """Texts for one block; a single one stays as it is, letter for letter."""
    found = list(dict.fromkeys(text for text in texts if text.strip()))
    if len(found) <= 1:
        return found[0] if found else _EMPTY
    return "\n" + "\n\n".join(text.strip("\n") for text in found) + "\n"


def _tags(export: _Export) -> set[str]:
    """The tags that the notes of an export carry."""
    headings = (heading for part in export.parts for heading in _NOTE_HEADING.findall(part.written))
    return {tag for heading in headings for tag in _TAG.findall(heading)}
