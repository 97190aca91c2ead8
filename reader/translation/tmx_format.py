"""Translation Memory eXchange 1.4: read with care, written the same way every time.

A file from elsewhere may be huge, broken or hostile. It is read as a stream; one with entities of its own is
refused, as a few lines of them can fill all memory.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO
from xml.etree import ElementTree as ET
from xml.parsers import expat

from reader import __version__
from reader.errors import InputError
from reader.text.clean import neutralise, one_line
from reader.translation.keys import primary
from reader.translation.pace import stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from reader.model import Translation

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CODES = frozenset({"bpt", "ept", "it", "ph", "ut"})
"""Inline tags whose content is another program's markup, not text."""
_PROVENANCE = "x-provenance"
_TMX_TIME = "%Y%m%dT%H%M%SZ"
_PROLOG_CHUNK = 4096
_NOT_XML = re.compile("[\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Variant:
    """One sentence in one language."""

    language: str
    """BCP 47 tag, as the file has it."""
    text: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence in two or more languages."""

    variants: tuple[Variant, ...]
    at: str = ""
    """When it was last changed, or else made (ISO 8601 in UTC); empty if the file does not say."""
    provenance: str = ""
    """Where its translation comes from (property ``x-provenance``)."""
    note: str = ""

    def text(self, language: str) -> str | None:
        """The sentence in ``language``: the very tag if there is one, else another region of the language.

        None if there is no text in it.
        """
        wanted = language.replace("_", "-").lower()
        filled = [variant for variant in self.variants if variant.text]
        exact = (v.text for v in filled if v.language.replace("_", "-").lower() == wanted)
        near = (v.text for v in filled if primary(v.language) == primary(language))
        return next(exact, None) or next(near, None)


@dataclass(frozen=True, slots=True)
class Tmx:
    """A translation memory file."""

    units: tuple[Unit, ...]
    source: str = ""
    """Language that the others were translated from, as a BCP 47 tag or ``*all*``."""
    note: str = ""
    """What the file says of itself."""
    provenance: str = ""
    """Where its translations come from, where a unit does not say."""
    at: str = ""
    """When it was last changed, or else made; empty if it does not say."""


def read(path: Path) -> Tmx:
    """The memory in the file ``path``.

    Raises:
        InputError: the file cannot be read, is not TMX, or defines entities.
    """
    shown = one_line(str(path))
    try:
        with path.open("rb") as stream:
            _check_prolog(stream)
            stream.seek(0)
            return _parse(stream)
    except OSError as error:
        raise InputError(f"The translation memory {shown} cannot be read: {error.strerror}.") from None
    except (ET.ParseError, expat.ExpatError, LookupError, ValueError, RecursionError) as error:
        raise InputError(f"{shown} is not a usable translation memory (TMX): {one_line(str(error))}.") from None


def _check_prolog(stream: BinaryIO) -> None:
    """Let nothing pass but a TMX file that declares no entities.

    Raises:
        ValueError: it does, or its root is another element.
    """
    seen: list[str] = []

    def doctype(_name: str, _system: str | None, _public: str | None, internal: int) -> None:
        if internal:
            raise ValueError("it defines entities of its own, which could fill the computer's memory")

    def element(name: str, _attributes: dict[str, str]) -> None:
        seen.append(name)

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = element
    while not seen:
        chunk = stream.read(_PROLOG_CHUNK)
        parser.Parse(chunk, not chunk)
    if seen[0] != "tmx":
        raise ValueError(f"its outermost element is {seen[0][:40]}, not tmx")


def _parse(stream: BinaryIO) -> Tmx:
    units: list[Unit] = []
    header = ET.Element("header")
    trail: list[Element] = []
    for event, element in ET.iterparse(stream, ("start", "end")):  # noqa: S314 - the prolog was checked
        if event == "start":
            trail.append(element)
            continue
        trail.pop()
        if element.tag == "header":
            header = element
        elif element.tag == "tu":
            units.append(_unit(element))
            trail[-1].clear()
    return Tmx(
        tuple(units),
        header.get("srclang", ""),
        _child(header, "note"),
        _property(header),
        _changed(header),
    )


def _unit(element: Element) -> Unit:
    variants = element.findall("tuv")
    return Unit(
        tuple(Variant(v.get(_LANG, v.get("lang", "")), one_line(_flat(v.find("seg")))) for v in variants),
        _changed(element) or max(map(_changed, variants), default=""),
        _property(element) or next(filter(None, map(_property, variants)), ""),
        _child(element, "note"),
    )


def _flat(element: Element | None) -> str:
    """The text of a segment, without the content of its markup codes."""
    if element is None:
        return ""
    return "" if element.tag in _CODES else (element.text or "") + "".join(map(_flat_with_tail, element))


def _flat_with_tail(element: Element) -> str:
    return _flat(element) + (element.tail or "")


def _child(element: Element, tag: str) -> str:
    return " ".join(filter(None, (one_line(child.text or "") for child in element.findall(tag))))


def _property(element: Element) -> str:
    found = (p.text or "" for p in element.findall("prop") if p.get("type") == _PROVENANCE)
    return one_line(next(found, ""))


def _changed(element: Element) -> str:
    for name in ("changedate", "creationdate"):
        try:
            return stamp(datetime.strptime(element.get(name, ""), _TMX_TIME).replace(tzinfo=UTC))
        except ValueError:
            continue
    return ""


def of(translations: Iterable[Translation], source: str, target: str, note: str = "") -> Tmx:
    """A memory of ``translations``, each unit with its provenance."""
    units = tuple(
        Unit(
            (Variant(source, one_line(each.source)), Variant(target, one_line(each.text))),
            each.provenance.at,
            ", ".join(filter(None, (each.provenance.engine, each.provenance.version, each.provenance.note))),
        )
        for each in translations
    )
    return Tmx(units, source, note, at=max((unit.at for unit in units), default=""))


def render(tmx: Tmx) -> bytes:
    """The file of a memory, TMX 1.4 in UTF-8; the same bytes for the same memory."""
    return "".join(_lines(tmx)).encode()


def _lines(tmx: Tmx) -> Iterator[str]:
    attributes = {
        "creationtool": "libya-reader",
        "creationtoolversion": __version__,
        "segtype": "sentence",
        "o-tmf": "libya-reader",
        "adminlang": "en",
        "srclang": tmx.source or "*all*",
        "datatype": "plaintext",
        **_date("creationdate", tmx.at),
    }
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
    yield f"  <header{_attributes(attributes)}>\n"
    yield from _remarks(tmx.note, tmx.provenance, "    ")
    yield "  </header>\n  <body>\n"
    for unit in tmx.units:
        yield f"    <tu{_attributes(_date('changedate', unit.at))}>\n"
        yield from _remarks(unit.note, unit.provenance, "      ")
        for variant in unit.variants:
            language = _attributes({"xml:lang": variant.language})
            yield f"      <tuv{language}><seg>{_text(variant.text)}</seg></tuv>\n"
        yield "    </tu>\n"
    yield "  </body>\n</tmx>\n"


def _remarks(note: str, provenance: str, indent: str) -> Iterator[str]:
    if note:
        yield f"{indent}<note>{_text(note)}</note>\n"
    if provenance:
        yield f'{indent}<prop type="{_PROVENANCE}">{_text(provenance)}</prop>\n'


def _attributes(attributes: dict[str, str]) -> str:
    return "".join(f' {name}="{html.escape(_clean(value))}"' for name, value in attributes.items())


def _date(name: str, at: str) -> dict[str, str]:
    try:
        return {name: datetime.fromisoformat(at).astimezone(UTC).strftime(_TMX_TIME)}
    except ValueError:
        return {}


def _text(text: str) -> str:
    return html.escape(_clean(text), quote=False)


def _clean(text: str) -> str:
    """``text`` without the characters that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", neutralise(text))
