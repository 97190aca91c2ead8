"""Tags and what they mean, as a REFI-QDA codebook (.qdc), and back.

A codebook here is a dictionary: what each tag means, by its name; an empty text where nobody has said.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from xml.parsers import expat

from reader import __version__
from reader.errors import InputError
from reader.export import identity
from reader.text.clean import neutralise, one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

ORIGIN = f"libya-reader {__version__}"

_NAMESPACE = "urn:QDA-XML:codebook:1.0"
_NOT_XML = re.compile("[\ufffe\uffff]")


def written_by_us(head: bytes) -> bool:
    """Whether a file that begins with ``head`` (512 bytes will do) is an export of ours, fit to be replaced."""
    return b"<CodeBook" in head and b'origin="libya-reader ' in head


def render(meanings: Mapping[str, str]) -> bytes:
    """The file; nested tags are nested codes.

    Raises:
        InputError: there are no tags, and a codebook must have one.
    """
    if not meanings:
        raise InputError("There are no tags to export; tag a passage first.")
    root = ET.Element("CodeBook", {"xmlns": _NAMESPACE, "origin": ORIGIN})
    add_codes(root, meanings)
    return xml(root)


def add_codes(book: ET.Element, meanings: Mapping[str, str]) -> None:
    """Put the codes of tags into a codebook's element, each below the one that its name begins with."""
    homes: dict[tuple[str, ...], ET.Element] = {(): ET.SubElement(book, "Codes")}
    told = {levels(tag): meaning for tag, meaning in meanings.items()}
    for path in sorted({levels[:end] for levels in told for end in range(1, len(levels) + 1)}):
        attributes = {"guid": guid("code", *path), "name": fit(path[-1]), "isCodable": "true"}
        homes[path] = ET.SubElement(homes[path[:-1]], "Code", attributes)
        if told.get(path):
            ET.SubElement(homes[path], "Description").text = fit(told[path])


def levels(tag: str) -> tuple[str, ...]:
    """The names of the nested codes that stand for a tag, the outermost first."""
    return tuple(filter(None, map(one_line, tag.split("/")))) or (one_line(tag) or "tag",)


def guid(*parts: str) -> str:
    """The same identifier for the same thing in every export."""
    return str(identity.derived(*parts)).upper()


def fit(text: str) -> str:
    """``text`` without what XML cannot hold; its length in code points stays."""
    return _NOT_XML.sub("\ufffd", neutralise(text))


def xml(root: ET.Element) -> bytes:
    """A document in UTF-8."""
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode()


def read(data: bytes, *, name: str = "the file") -> dict[str, str]:
    """The tags in a codebook of any program, or in the ``project.qde`` of a project, in the order of the file.

    Args:
        data: What is in the file.
        name: What to call it.

    Raises:
        InputError: it is not a codebook, or declares a document type, which could fill the computer's memory.
    """
    shown = one_line(name)
    try:
        _refuse_document_type(data)
        root = ET.fromstring(data)  # noqa: S314 - no document type, so no entities
    except (ET.ParseError, expat.ExpatError, LookupError, ValueError) as error:
        reason = one_line(str(error))
        raise InputError(f"{shown} is not a usable codebook: {reason}; export it as REFI-QDA (.qdc).") from None
    if root.tag.rpartition("}")[2] not in {"CodeBook", "Project"}:
        raise InputError(f"{shown} is not a codebook; export the codes as REFI-QDA codebook (.qdc).")
    return _meanings(root)


def _refuse_document_type(data: bytes) -> None:
    def refuse(*_declaration: object) -> None:
        raise ValueError("it declares a document type, which no codebook needs")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(data, True)


def _meanings(root: ET.Element) -> dict[str, str]:
    found: dict[str, str] = {}
    waiting = [(codes, "") for codes in root.iterfind(".//{*}Codes")]
    while waiting:
        element, above = waiting.pop()
        tag = above
        if element.tag.endswith("}Code") or element.tag == "Code":
            level = one_line(element.get("name", "")).replace("/", "-")
            tag = "/".join(filter(None, (above, level)))
            meaning = element.findtext("{*}Description") or ""
            if tag:
                found[tag] = found.get(tag) or neutralise(meaning).strip()
        waiting += [(code, tag) for code in reversed(element.findall("{*}Code"))]
    return found
