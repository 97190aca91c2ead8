"""Notes as one Markdown document, to be read as plain text, on GitHub or in Obsidian.

The same notes give the same bytes, in whatever order they come. The parts, from the outside in: front matter;
a section for each article, oldest first, undated ones last under a heading of their own; a part for each note
in the order of its passage: quote and English, the user's text, entities, and where it all stands.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from itertools import groupby, takewhile
from typing import TYPE_CHECKING

from reader import __version__
from reader.export import commonmark
from reader.text.clean import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.model import Excerpt, Provenance, Recogniser, Span, TranslationKind

MARKER = "generator: libya-reader"
"""How the line of the front matter begins that tells our files from others."""

_MARKER_LINE = re.compile(rb"generator:[ \t]*([\"']?)libya-reader(?: [^\"']*)?\1\s*$")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_NOT_IN_YAML = re.compile("[\ufffe\uffff]")
_SAID_BY: dict[TranslationKind, str] = {
    "memory": "translation memory",
    "offline": "machine translation, offline",
    "online": "machine translation",
    "user": "corrected by the reader",
    "test": "test translation",
}
_ID_LENGTH = 8


def written_by_us(head: bytes) -> bool:
    """Whether a file that begins with ``head`` (512 bytes will do) is an export of ours, fit to be replaced."""
    lines = head.removeprefix(_BYTE_ORDER_MARK).split(b"\n")
    if lines[0].rstrip() != b"---":
        return False
    front = takewhile(lambda line: line.rstrip() not in {b"---", b"..."}, lines[1:])
    return any(_MARKER_LINE.match(line) for line in front)


def render(excerpts: Sequence[Excerpt], *, recogniser: Recogniser | None, library: str) -> str:
    """The document; ``library`` names the collection in its title, ``recogniser`` is who found the entities."""
    sections = _sections(excerpts)
    prefixes = Counter(excerpt.note.uid[:_ID_LENGTH] for excerpt in excerpts)
    title = f"Notes from {one_line(library)}"
    blocks = [_front_matter(sections, title, recogniser), f"# {commonmark.inline(title)}"]
    if not sections:
        blocks.append("There are no notes to show.")
    for undated, members in groupby(sections, key=lambda section: not section.date):
        blocks += ["# Undated"] if undated else []
        for section in members:
            blocks += _article(section)
            for excerpt in section.excerpts:
                blocks += _note(excerpt, section, unique=prefixes[excerpt.note.uid[:_ID_LENGTH]] == 1)
    return "\n\n".join(blocks) + "\n"


@dataclass(frozen=True, slots=True)
class _Section:
    """One article with the notes in it, in the order of their passages."""

    id: str
    path: str
    title: str
    date: str
    """Empty when undated."""
    present: bool
    """Whether the article is still in the library."""
    excerpts: tuple[Excerpt, ...]


def _sections(excerpts: Sequence[Excerpt]) -> list[_Section]:
    by_article: dict[str, list[Excerpt]] = {}
    for excerpt in excerpts:
        by_article.setdefault((excerpt.article or excerpt.note.article).id, []).append(excerpt)
    found = (_section(article, members) for article, members in by_article.items())
    return sorted(found, key=lambda section: (not section.date, section.date, section.path, section.id))


def _section(article: str, excerpts: list[Excerpt]) -> _Section:
    newest = max(excerpts, key=lambda e: (e.article is not None, e.note.modified, e.note.uid))
    row, ref = newest.article, newest.note.article
    return _Section(
        id=article,
        path=row.path if row else ref.path,
        title=row.title if row else ref.title,
        date=(row.date.value if row else ref.date) or "",
        present=row is not None,
        excerpts=tuple(sorted(excerpts, key=lambda e: (_span(e), e.note.uid))),
    )


def _span(excerpt: Excerpt) -> Span:
    """Where the passage is, or was when it is nowhere now."""
    return excerpt.placing.span or excerpt.note.anchor.span


def _front_matter(sections: list[_Section], title: str, recogniser: Recogniser | None) -> str:
    excerpts = [excerpt for section in sections for excerpt in section.excerpts]
    engines = {_engine(t.provenance) for excerpt in excerpts for t in excerpt.translations}
    lines = [
        "---",
        f"{MARKER} {__version__}",  # first, so that a short head of the file is enough to know it
        f"title: {_yaml(title)}",
        f"notes: {len(excerpts)}",
        f"articles: {len(sections)}",
        f"undated: {sum(not section.date for section in sections)}",
    ]
    if excerpts:
        lines.append(f"modified: {_yaml(max(excerpt.note.modified for excerpt in excerpts))}")
    lines += _yaml_list("tags", {commonmark.tag(tag) for excerpt in excerpts for tag in excerpt.note.tags})
    if recogniser:
        lines.append(f"recogniser: {_yaml(f'{recogniser.name} {recogniser.version}')}")
    lines += _yaml_list("translations", engines)
    return "\n".join([*lines, "---"])


def _yaml(text: str) -> str:
    """A string that no reader of YAML takes for anything else: every JSON string is one."""
    quoted = json.dumps(one_line(text), ensure_ascii=False)
    return _NOT_IN_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)


def _yaml_list(key: str, items: Iterable[str]) -> list[str]:
    listed = [f"  - {_yaml(item)}" for item in sorted(items)]
    return [f"{key}:", *listed] if listed else []


def _article(section: _Section) -> list[str]:
    parts = [section.date, section.title or section.path]
    heading = " · ".join(commonmark.inline(part) for part in parts if part)
    state = "" if section.present else " (no longer in the library)"
    return [
        f"## {heading} <!-- article: {_identifier(section.id)} -->",
        f"File: {commonmark.code(section.path)}{state}",
    ]


def _note(excerpt: Excerpt, section: _Section, *, unique: bool) -> list[str]:
    note = excerpt.note
    uid = _identifier(note.uid)
    parts = [_range(_span(excerpt)), commonmark.inline(_minute(note.created)), " ".join(map(_tag, note.tags))]
    blocks = [
        "### " + " · ".join(part for part in parts if part),
        "\n>\n".join(_quoted(excerpt)),
        f"^{uid[:_ID_LENGTH] if unique else uid}",  # a paragraph of its own: so Obsidian links to the quote
        commonmark.contained(note.text),
        _entities(excerpt),
        _position(excerpt, section),
    ]
    return [block for block in blocks if block]


def _quoted(excerpt: Excerpt) -> Iterator[str]:
    for lines in commonmark.paragraphs(excerpt.note.anchor.exact):
        yield "\n".join(f"> {line}" for line in lines)
    said = ((_provenance(t.provenance), commonmark.inline(t.text)) for t in excerpt.translations)
    for source, pairs in groupby((pair for pair in said if pair[1]), key=lambda pair: pair[0]):
        yield f"> *{' '.join(text for _, text in pairs)}* ({commonmark.inline(source)})"


def _provenance(provenance: Provenance) -> str:
    """Who translated, in words: a memory speaks for itself, an engine is named with version and day."""
    if provenance.kind == "memory" and provenance.note:
        return provenance.note
    named = "" if provenance.kind == "user" else _engine(provenance)
    parts = [_SAID_BY[provenance.kind], named, provenance.at[:10], provenance.note]
    return ", ".join(part for part in parts if part)


def _engine(provenance: Provenance) -> str:
    return f"{provenance.engine} {provenance.version}".strip()


def _tag(exact: str) -> str:
    name = commonmark.tag(exact)
    return f"#{name}" if name == exact else f"#{name} ({commonmark.code(exact)})"


def _entities(excerpt: Excerpt) -> str:
    names = dict.fromkeys(f"{commonmark.inline(e.name)} ({e.label})" for e in excerpt.entities)
    return f"Entities: {', '.join(names)}" if names else ""


def _position(excerpt: Excerpt, section: _Section) -> str:
    place = f"{commonmark.code(f'{section.path}:{_range(_span(excerpt))}')} (code points)"
    if excerpt.placing.state == "moved":
        return f"{place} · moved: the note was taken at {_range(excerpt.note.anchor.span)}"
    if excerpt.placing.state == "orphan":
        gone = "its passage is no longer in the article" if section.present else "its article is gone"
        return f"{place} · orphan: {gone}; this is where it was"
    return place


def _range(span: Span) -> str:
    return f"{span.start}–{span.end}"


def _minute(time: str) -> str:
    return f"{time[:16].replace('T', ' ')} UTC"


def _identifier(text: str) -> str:
    return re.sub("[^0-9A-Za-z]", "", text)
