"""Notes as Markdown, to be read as plain text, on GitHub or in Obsidian: one document, or a page for each article.

The same notes give the same bytes, in whatever order they come. The parts, from the outside in: front matter;
outer headings by month, tag or entity if asked for; a section for each article, oldest first, undated ones last;
a part for each note in the order of its passage: quote and English, the user's text, entities, where it all
stands, and a block in which the user may write. ``kept.merge`` carries what was written over into the next export.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby, takewhile
from types import MappingProxyType
from typing import TYPE_CHECKING

from reader import __version__
from reader.export import commonmark, kept, names, properties
from reader.export.credit import engine, translator
from reader.export.sections import By, Group, Section, groups, position, sections
from reader.text.clean import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reader.model import Excerpt, Recogniser, Span

MARKER = "generator: libya-reader"
"""How the line of the front matter begins that tells our files from others."""

_MARKER_LINE = re.compile(rb"generator:[ \t]*([\"']?)libya-reader(?: [^\"']*)?\1\s*$")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_NO_CONTEXTS: Mapping[str, str] = MappingProxyType({})
_WITHOUT: dict[By, str] = {
    "article": "Undated",
    "month": "Undated",
    "tag": "Untagged",
    "entity": "Without names",
}
_ID_LENGTH = 8


def written_by_us(head: bytes) -> bool:
    """Whether a file that begins with ``head`` (512 bytes will do) is an export of ours, fit to be replaced."""
    lines = head.removeprefix(_BYTE_ORDER_MARK).split(b"\n")
    if lines[0].rstrip() != b"---":
        return False
    front = takewhile(lambda line: line.rstrip() not in {b"---", b"..."}, lines[1:])
    return any(_MARKER_LINE.match(line) for line in front)


def render(
    excerpts: Sequence[Excerpt],
    *,
    recogniser: Recogniser | None,
    library: str,
    by: By = "article",
    contexts: Mapping[str, str] = _NO_CONTEXTS,
) -> str:
    """The document.

    Args:
        excerpts: The notes.
        recogniser: Who found the entities.
        library: What the collection is called in the title.
        by: The outer headings. A note with several tags or entities is shown under each, in full under the first.
        contexts: By note uid, the text around a passage that is to be shown with it.
    """
    page = _Page(contexts, _ids(excerpts), level=2)
    title = f"Notes from {one_line(library)}"
    found = groups(excerpts, by)
    fields = _summary(excerpts, recogniser, title)
    blocks = [properties.render(fields, f"{MARKER} {__version__}"), f"# {commonmark.inline(title)}"]
    if not found:
        blocks.append("There are no notes to show.")
    for group in found:
        blocks += _heading(group, by)
        for section in group.sections:
            blocks += page.section(section)
    return kept.sealed("\n\n".join(blocks))


def pages(
    excerpts: Sequence[Excerpt],
    *,
    recogniser: Recogniser | None,
    contexts: Mapping[str, str] = _NO_CONTEXTS,
    existing: Iterable[str] = (),
) -> dict[str, str]:
    """A page for each article, by file name.

    Args:
        excerpts: The notes.
        recogniser: Who found the entities.
        contexts: As in ``render``.
        existing: Names of files in the folder, so that an article whose title has changed keeps its page.
    """
    found = sections(excerpts)
    files = names.pages((section.source for section in found), existing)
    ids = _ids(excerpts)
    return {files[s.source.id]: _Page(contexts, ids, level=1).whole(s, recogniser) for s in found}


def _ids(excerpts: Sequence[Excerpt]) -> dict[str, str]:
    """The block id of each note: the beginning of its uid, or all of it where two begin alike."""
    prefixes = Counter(excerpt.note.uid[:_ID_LENGTH] for excerpt in excerpts)
    uids = (excerpt.note.uid for excerpt in excerpts)
    return {uid: _identifier(uid[:_ID_LENGTH] if prefixes[uid[:_ID_LENGTH]] == 1 else uid) for uid in uids}


def _heading(group: Group, by: By) -> list[str]:
    if group.name is None:
        return [f"# {_WITHOUT[by]}"]
    shown = _tag(group.name) if by == "tag" else commonmark.inline(group.name)
    return [f"# {shown}"] if group.name else []


def _summary(
    excerpts: Sequence[Excerpt], recogniser: Recogniser | None, title: str
) -> dict[str, str | int | Iterable[str]]:
    """What the front matter of a whole document says."""
    articles = [section.source for section in sections(excerpts)]
    return {
        "title": title,
        "notes": len(excerpts),
        "articles": len(articles),
        "undated": sum(not article.date for article in articles),
        **_origins(excerpts, recogniser),
    }


def _origins(excerpts: Sequence[Excerpt], recogniser: Recogniser | None) -> dict[str, str | int | Iterable[str]]:
    fields: dict[str, str | int | Iterable[str]] = {}
    if excerpts:
        fields["modified"] = max(excerpt.note.modified for excerpt in excerpts)
    fields["tags"] = {commonmark.tag(tag) for excerpt in excerpts for tag in excerpt.note.tags}
    if recogniser:
        fields["recogniser"] = f"{recogniser.name} {recogniser.version}"
    fields["translations"] = {engine(t.provenance) for excerpt in excerpts for t in excerpt.translations}
    return fields


@dataclass(frozen=True, slots=True)
class _Page:
    """What the notes of one file have in common."""

    contexts: Mapping[str, str]
    ids: Mapping[str, str]
    """Block ids by note uid."""
    level: int
    """How many ``#`` an article's heading has; a note's has one more."""
    shown: set[str] = field(default_factory=set)
    """Uids of the notes that are in the file already."""

    def whole(self, section: Section, recogniser: Recogniser | None) -> str:
        """A file with one article in it."""
        article = section.source
        fields: dict[str, str | int | Iterable[str]] = {
            "title": article.title or article.path,
            "article": article.id,
            "file": article.path,
            **({"date": article.date} if article.date else {}),
            "notes": len(section.excerpts),
            **_origins(section.excerpts, recogniser),
        }
        front = properties.render(fields, f"{MARKER} {__version__}")
        return kept.sealed("\n\n".join([front, *self.section(section)]))

    def section(self, section: Section) -> Iterator[str]:
        """The blocks of an article and its notes."""
        article = section.source
        parts = [article.date, article.title or article.path]
        heading = " · ".join(commonmark.inline(part) for part in parts if part)
        state = "" if article.present else " (no longer in the library)"
        yield f"{'#' * self.level} {heading} <!-- article: {_identifier(article.id)} -->"
        yield f"File: {commonmark.code(article.path)}{state}"
        for excerpt in section.excerpts:
            yield from filter(None, self._note(excerpt, section))

    def _note(self, excerpt: Excerpt, section: Section) -> Iterator[str]:
        note = excerpt.note
        tags = " ".join(map(_tag, note.tags))
        parts = [_range(position(excerpt)), commonmark.inline(_minute(note.created)), tags]
        yield "#" * (self.level + 1) + " " + " · ".join(part for part in parts if part)
        yield "\n>\n".join(_quoted(excerpt))
        if note.uid in self.shown:
            yield f"In full above: [{self.ids[note.uid]}](#^{self.ids[note.uid]})"
            return
        self.shown.add(note.uid)
        yield f"^{self.ids[note.uid]}"  # a paragraph of its own: so Obsidian links to the quote
        yield self._context(excerpt)
        yield commonmark.contained(note.text)
        yield _entities(excerpt)
        yield _position(excerpt, section)
        yield kept.block(note.uid)

    def _context(self, excerpt: Excerpt) -> str:
        """The text around the quote, unless the quote is all of it."""
        around = one_line(self.contexts.get(excerpt.note.uid, ""))
        fresh = around and around != one_line(excerpt.note.anchor.exact)
        return f"In context: “{commonmark.inline(around)}”" if fresh else ""


def _quoted(excerpt: Excerpt) -> Iterator[str]:
    for lines in commonmark.paragraphs(excerpt.note.anchor.exact):
        yield "\n".join(f"> {line}" for line in lines)
    said = ((translator(t.provenance), commonmark.inline(t.text)) for t in excerpt.translations)
    for source, pairs in groupby((pair for pair in said if pair[1]), key=lambda pair: pair[0]):
        yield f"> *{' '.join(text for _, text in pairs)}* ({commonmark.inline(source)})"


def _tag(exact: str) -> str:
    name = commonmark.tag(exact)
    return f"#{name}" if name == exact else f"#{name} ({commonmark.code(exact)})"


def _entities(excerpt: Excerpt) -> str:
    found = dict.fromkeys(f"{commonmark.inline(e.name)} ({e.label})" for e in excerpt.entities)
    return f"Entities: {', '.join(found)}" if found else ""


def _position(excerpt: Excerpt, section: Section) -> str:
    place = f"{commonmark.code(f'{section.source.path}:{_range(position(excerpt))}')} (code points)"
    if excerpt.placing.state == "moved":
        return f"{place} · moved: the note was taken at {_range(excerpt.note.anchor.span)}"
    if excerpt.placing.state == "orphan":
        gone = "its passage is no longer in the article" if section.source.present else "its article is gone"
        return f"{place} · orphan: {gone}; this is where it was"
    return place


def _range(span: Span) -> str:
    return f"{span.start}–{span.end}"


def _minute(time: str) -> str:
    return f"{time[:16].replace('T', ' ')} UTC"


def _identifier(text: str) -> str:
    return re.sub("[^0-9A-Za-z]", "", text)
