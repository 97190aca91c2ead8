"""The formats that notes are exported in: what each is for, and what it leaves to choose."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from reader.errors import InputError
from reader.text.clean import one_line

if TYPE_CHECKING:
    from reader.export.context import Unit
    from reader.export.sections import By
    from reader.library import Library

STEM = "notes"
"""Name, without its ending, of the file that the app writes beside the notes."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What an export is to be like, as far as its format leaves a choice."""

    by: By = "article"
    """Its outer headings."""
    context: Unit | None = None
    """How much of the text around a passage is shown with it."""
    pages: bool = False
    """A file for each article."""
    user: str = ""
    """Who took the notes."""
    raw: bool = False
    """Cells exactly as they are, though a spreadsheet may take them for formulas."""
    bom: bool = False
    """A byte order mark in front, for Excel."""
    crlf: bool = False
    """Line ends of sources as MAXQDA counts them."""
    template: Path | None = None
    """The user's own template."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format of exports."""

    name: str
    ending: str
    """What names of its files end in."""
    use: str
    """What it is for, in a few words."""
    takes: frozenset[str] = frozenset()
    """The wishes that it can meet."""
    subject: Literal["note", "article", "tag", "translation", "correction"] = "note"
    """What it holds: notes, the articles they are on, the tags of the library, articles with translations, or what
    is said of names."""
    bare: bool = False
    """Whether it does without translations and entities."""


_ALL = (
    Format("markdown", ".md", "to read, to link and to write in", frozenset({"by", "context", "pages"})),
    Format("csv", ".csv", "for spreadsheets and statistics", frozenset({"raw", "bom"})),
    Format("jsonl", ".jsonl", "exact, for scripts and for “note import”"),
    Format("w3c", ".jsonld", "Web Annotations, for other readers", frozenset({"user"}), bare=True),
    Format("qdpx", ".qdpx", "a REFI-QDA project, for QualCoder, NVivo and others", frozenset({"user", "crlf"})),
    Format("qdc", ".qdc", "the tags as a REFI-QDA codebook", subject="tag", bare=True),
    Format("csl", ".csl.json", "the cited articles, for Zotero and pandoc", subject="article", bare=True),
    Format("tmx", ".tmx", "translations, for other translation memories", subject="translation", bare=True),
    Format("bilingual", ".bilingual.md", "articles with their translations", subject="translation", bare=True),
    Format("gazetteer", ".tsv", "names as you corrected them, for other libraries", subject="correction", bare=True),
    Format("html", ".html", "articles beside their translations", subject="translation", bare=True),
)
OF_NOTES = tuple(form for form in _ALL if form.subject not in ("translation", "correction"))
"""Those that hold notes or what belongs to them: the app offers them."""
FORMATS = {form.name: form for form in _ALL}
"""All formats by name, Markdown first."""
_PLAIN = {"", ".txt", ".markdown"}
TEMPLATE = Format("a template", "", "your own", frozenset({"template", "context"}))
"""The format that a template is."""


def by_ending(path: Path) -> Format:
    """The format that the name of a file asks for; Markdown is text, and what has no ending.

    Raises:
        InputError: it asks for none of these.
    """
    name = path.name.casefold()
    for form in sorted(_ALL, key=lambda form: len(form.ending), reverse=True):
        if name.endswith(form.ending):
            return form
    if path.suffix.casefold() in _PLAIN:
        return FORMATS["markdown"]
    endings = ", ".join(form.ending for form in _ALL)
    raise InputError(f"{one_line(path.name)} does not say what it is to be; give --format, or end it in {endings}.")


def default_path(library: Library, form: Format) -> Path:
    """Where the app writes an export: beside the notes."""
    return library.notebook.file.path.with_name(STEM + form.ending)
