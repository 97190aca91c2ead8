"""Notes as a REFI-QDA project (.qdpx), which NVivo, ATLAS.ti, MAXQDA, QualCoder and others open.

A tag is a code, an article a source, a note a selection with codings; a note's text is a note that the selection
refers to, and its translation the selection's description. Positions are code points of the source's text. A note
whose passage is nowhere in a source is a note of its source or, failing that, of the project.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from types import MappingProxyType
from xml.etree import ElementTree as ET

from reader.export.codebook import ORIGIN, add_codes, fit, guid, levels, xml
from reader.export.credit import translator
from reader.export.names import page
from reader.export.sections import Section, position, sections
from reader.model import Excerpt, Note, Span
from reader.text.clean import one_line, shorten

_NAMESPACE = "urn:QDA-XML:project:1.0"
_SCHEMA = "http://schema.qdasoftware.org/versions/Project/v1.0/Project.xsd"
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_NAME_LENGTH = 60
_NO_MEANINGS: Mapping[str, str] = MappingProxyType({})
_VARIABLES = ("date", "path")
_START = b"PK\x03\x04"
_PROJECT = "project.qde"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the archive, so that the same notes give the same bytes."""


def written_by_us(data: bytes) -> bool:
    """Whether ``data``, a whole file, is an export of ours, fit to be replaced."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(_PROJECT) as project:
            return b'origin="libya-reader ' in project.read(1024)
    except (zipfile.BadZipFile, KeyError, OSError, NotImplementedError, RuntimeError, EOFError):
        return False


def render(
    excerpts: Sequence[Excerpt],
    bodies: Mapping[str, str],
    *,
    library: str,
    user: str = "libya-reader",
    meanings: Mapping[str, str] = _NO_MEANINGS,
    crlf: bool = False,
) -> bytes:
    """The project's archive.

    Args:
        excerpts: The notes.
        bodies: The bodies of their articles, by article id.
        library: What the project is called.
        user: Who took the notes.
        meanings: What tags mean, by tag; tags in it become codes even if no note has them.
        crlf: End the lines of sources as MAXQDA wants them; positions count both characters.
    """
    project = _Project(guid("user", user), crlf=crlf)
    for section in sections(excerpts):
        project.add(section, bodies.get(section.source.id))
    root = _root(excerpts, library, user)
    tags = {tag: meanings.get(tag, "") for tag in (*meanings, *_tags(excerpts))}
    if tags:
        add_codes(ET.SubElement(root, "CodeBook"), tags)
    if project.sources:
        variables = ET.SubElement(root, "Variables")
        for name in _VARIABLES:
            told = {"guid": guid("variable", name), "name": name, "typeOfVariable": "Text"}
            ET.SubElement(variables, "Variable", told)
        ET.SubElement(root, "Sources").extend(project.sources)
    if project.notes:
        ET.SubElement(root, "Notes").extend(project.notes)
    _references(root, project.loose)
    return _archive({_PROJECT: xml(root), **project.files})


@dataclass(frozen=True, slots=True)
class _Project:
    """The parts of a project, as they come together."""

    user: str
    crlf: bool
    files: dict[str, bytes] = field(default_factory=dict)
    sources: list[ET.Element] = field(default_factory=list)
    notes: list[ET.Element] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    """The notes that belong to no source."""

    def add(self, section: Section, body: str | None) -> None:
        """Add an article, or only the notes in it where its body is not known."""
        if body is None:
            self.loose.extend(self._note(excerpt, quoted=True) for excerpt in section.excerpts)
        else:
            self.sources.append(self._source(section, body))

    def _source(self, section: Section, body: str) -> ET.Element:
        name = guid("source", section.source.id)
        text = body.replace("\n", "\r\n") if self.crlf else body
        self.files[f"Sources/{name}.txt"] = text.encode(errors="replace")
        told = {"guid": name, "name": fit(page(section.source).removesuffix(".md"))}
        source = ET.Element("TextSource", {**told, "plainTextPath": f"internal://{name}.txt"})
        for excerpt in section.excerpts:
            if _selects(excerpt, body):
                source.append(self._selection(excerpt, body))
        tags = [tag for excerpt in section.excerpts if excerpt.article for tag in excerpt.article.tags]
        self._codings(source, tags, section.source.id, {"creatingUser": self.user})
        orphans = (excerpt for excerpt in section.excerpts if not _selects(excerpt, body))
        _references(source, [self._note(excerpt, quoted=True) for excerpt in orphans])
        for variable, value in zip(_VARIABLES, (section.source.date, section.source.path), strict=True):
            if value:
                element = ET.SubElement(source, "VariableValue")
                ET.SubElement(element, "VariableRef", {"targetGUID": guid("variable", variable)})
                ET.SubElement(element, "TextValue").text = fit(value)
        return source

    def _selection(self, excerpt: Excerpt, body: str) -> ET.Element:
        note, span = excerpt.note, position(excerpt)
        start, end = (at + body.count("\n", 0, at) * self.crlf for at in (span.start, span.end))
        told = {"guid": guid("selection", note.uid), "name": _name(span.of(body))}
        places = {"startPosition": str(start), "endPosition": str(end)}
        selection = ET.Element("PlainTextSelection", {**told, **places, **self._times(note)})
        said = groupby(excerpt.translations, key=lambda translation: translator(translation.provenance))
        english = [f"{' '.join(t.text for t in translations)} ({who})" for who, translations in said]
        if english:
            ET.SubElement(selection, "Description").text = fit("\n".join(english))
        made = {name: value for name, value in self._times(note).items() if name.startswith("creat")}
        self._codings(selection, note.tags, note.uid, made)
        _references(selection, [self._note(excerpt, quoted=False)] if note.text else [])
        return selection

    def _codings(self, parent: ET.Element, tags: Sequence[str], owner: str, made: dict[str, str]) -> None:
        for path in dict.fromkeys(map(levels, tags)):
            coding = ET.SubElement(parent, "Coding", {"guid": guid("coding", owner, *path), **made})
            ET.SubElement(coding, "CodeRef", {"targetGUID": guid("code", *path)})

    def _note(self, excerpt: Excerpt, *, quoted: bool) -> str:
        """Add the text of a note, with its quote and tags where no selection shows them; its identifier."""
        note, name = excerpt.note, guid("note", excerpt.note.uid)
        tags = " ".join(f"#{tag}" for tag in note.tags)
        parts = [f"“{note.anchor.exact}”", note.text, tags] if quoted else [note.text]
        told = {"guid": name, "name": _name(note.text or note.anchor.exact), **self._times(note)}
        element = ET.Element("Note", told)
        ET.SubElement(element, "PlainTextContent").text = fit("\n\n".join(filter(None, parts)))
        self.notes.append(element)
        return name

    def _times(self, note: Note) -> dict[str, str]:
        told = {"creatingUser": self.user, "modifyingUser": self.user}
        for name, time in (("creationDateTime", note.created), ("modifiedDateTime", note.modified)):
            if match := _TIME.match(time):
                told[name] = f"{match[0]}Z"
        return told


def _root(excerpts: Sequence[Excerpt], library: str, user: str) -> ET.Element:
    name = guid("user", user)
    told = {
        "xmlns": _NAMESPACE,
        "xmlns:xsi": _INSTANCE,
        "xsi:schemaLocation": f"{_NAMESPACE} {_SCHEMA}",
        "name": fit(one_line(library)),
        "origin": ORIGIN,
        "creatingUserGUID": name,
    }
    times = sorted(match[0] for excerpt in excerpts if (match := _TIME.match(excerpt.note.created)))
    root = ET.Element("Project", told | ({"creationDateTime": f"{times[0]}Z"} if times else {}))
    ET.SubElement(ET.SubElement(root, "Users"), "User", {"guid": name, "name": fit(one_line(user))})
    return root


def _tags(excerpts: Sequence[Excerpt]) -> dict[str, None]:
    """All tags of notes and of their articles."""
    tags = ((*excerpt.note.tags, *(excerpt.article.tags if excerpt.article else ())) for excerpt in excerpts)
    return dict.fromkeys(tag for each in tags for tag in each)


def _selects(excerpt: Excerpt, body: str) -> bool:
    """Whether the passage is in the body."""
    span: Span | None = excerpt.placing.span
    return span is not None and span.end <= len(body)


def _references(parent: ET.Element, notes: Sequence[str]) -> None:
    for name in notes:
        ET.SubElement(parent, "NoteRef", {"targetGUID": name})


def _name(text: str) -> str:
    return fit(shorten(one_line(text), _NAME_LENGTH))


def _archive(files: Mapping[str, bytes]) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, wherever it is made
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, data)
    return archive.getvalue()
