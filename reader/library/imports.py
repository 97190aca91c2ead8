"""Notes and tags from files of this and other programs, put where they belong in a library."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reader.errors import InputError
from reader.export import codebook, incoming, jsonl, taguette, w3c
from reader.intake.encoding import decode
from reader.library.notebook import Notebook, reference
from reader.library.tags import usable_tags
from reader.model import Anchor, Article, ArticleRow, Note, Step, TagInfo
from reader.store.clock import now
from reader.store.notes import Edit
from reader.text import anchors
from reader.text.clean import one_line

if TYPE_CHECKING:
    from reader.library import Library

_XML = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<", b"\xfe\xff\0<")
"""How a codebook begins, in the encodings that XML comes in."""
_PACKED, _PROJECT = b"PK", b"project.qde"
"""How a packed project begins, and the name of what has to be in it."""
_SEVERAL = 2


def read_notes(data: bytes, name: str) -> tuple[list[Note], list[str]]:
    """The notes in a file of JSON lines or of Web Annotations, and a sentence for each that is none.

    Args:
        data: What is in the file.
        name: What to call it.

    Raises:
        InputError: it is neither.
    """
    text = _text(data, name)
    if not text.strip():
        return [], []
    return jsonl.read(text, name=name) if _is_lines(text) else w3c.read(text, name=name)


def is_jsonl(data: bytes, name: str) -> bool:
    """Whether a file has notes as JSON lines.

    Raises:
        InputError: it is no text.
    """
    return _is_lines(_text(data, name))


def is_codebook(data: bytes) -> bool:
    """Whether a file is XML, as codebooks are."""
    return data.lstrip().startswith(_XML)


def _text(data: bytes, name: str) -> str:
    """What stands in a file.

    Raises:
        InputError: it is no text, or a project of another program, whose codebook alone can be brought in.
    """
    shown = one_line(name)
    if data.startswith(_PACKED) and _PROJECT in data:
        raise InputError(
            f"{shown} is a packed project; export its codebook as REFI-QDA (.qdc), which brings its tags."
        )
    return decode(data, name=shown)


def _is_lines(text: str) -> bool:
    """Whether some line is an object with an anchor, as a note is."""
    for line in text.split("\n"):
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(record, dict) and "anchor" in record:
            return True
    return False


def placed(library: Library, notes: Sequence[Note]) -> Iterator[Step[Note]]:
    """The notes as they are to be in this library: a step for each, then one for each article with a problem.

    A note belongs to the article with its digest, id or end of a path in which its passage is found. One that is
    found nowhere is kept if it comes from a library, since its article may come, too; else it is left out.
    """
    shelf = _Shelf(library)
    mine = {note.uid: note for note in library.notebook.notes}
    problems: Counter[str] = Counter()
    for done, note in enumerate(notes, 1):
        home, problem = shelf.settled(note)
        problems.update([problem] if problem else [])
        yield Step(done, len(notes), home and _timed(home, mine.get(note.uid)))
    for problem, number in problems.items():
        told = "1 note" if number == 1 else f"{number:,} notes"
        yield Step(len(notes), len(notes), problem=f"{told}: {problem}.")


def _timed(note: Note, known: Note | None) -> Note:
    """The note with the times that its file does not give."""
    created = note.created or (known.created if known else note.modified) or incoming.time(now().isoformat())
    return replace(note, created=created, modified=note.modified or created)


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The articles that notes may belong to."""

    library: Library
    read: dict[str, Article | None] = field(default_factory=dict)
    """Articles that were read, by id; None for those that cannot be."""
    names: dict[str, list[ArticleRow]] = field(default_factory=dict)
    """All articles by the last part of their paths, once they are asked for."""

    def settled(self, note: Note) -> tuple[Note | None, str]:
        """The note in its article, None if it is to be left out; and what is wrong with it, if anything."""
        rows = self._candidates(note)
        if note.anchor.lost:
            return note, ""
        for row in rows:
            article = self._article(row)
            anchor = _anchored(note.anchor, article) if article else None
            if article and anchor:
                known = row.id == note.article.id and note.article.path
                home = replace(note, article=note.article if known else reference(article), anchor=anchor)
                return home, _doubt(anchor, article)
        name = f"“{one_line(note.article.path or note.article.title or note.article.id)}”"
        if any(row.id == note.article.id for row in rows):
            return note, f"the quote is not in {name}; the note is kept without its passage"
        if note.article.id:
            return note, f"the article {name} is not in the library; the note is kept, and finds it if it comes"
        what = "the quote is not in the article" if rows else "there is no article"
        return None, f"{what} {name}; the note is left out"

    def _candidates(self, note: Note) -> list[ArticleRow]:
        """The articles that the note may be on, the likeliest first."""
        index, digest = self.library.shelf.index, note.anchor.digest
        rows = index.rows(list(index.numbers([note.article.id]).values()))
        rows += self._with_path(note.article.path)
        rows += index.by_digest(digest) if digest else []
        unique = {row.id: row for row in rows}
        return sorted(unique.values(), key=lambda row: row.digest != digest)

    def _with_path(self, path: str) -> list[ArticleRow]:
        """The article whose path ends like ``path``, unless several end as much like it."""
        if not self.names:
            for row in self.library.all_rows():
                self.names.setdefault(row.path.rpartition("/")[2], []).append(row)
        wanted = path.split("/")
        alike = [(_common_end(row.path.split("/"), wanted), row) for row in self.names.get(wanted[-1], [])]
        longest = max((parts for parts, _ in alike), default=0)
        best = [row for parts, row in alike if parts == longest]
        return best if len(best) == 1 else []

    def _article(self, row: ArticleRow) -> Article | None:
        if row.id not in self.read:
            try:
                self.read[row.id] = self.library.shelf.read(row)
            except InputError:
                self.read[row.id] = None
        return self.read[row.id]


def _common_end(one: Sequence[str], other: Sequence[str]) -> int:
    """How many of the last parts are the same."""
    number = 0
    for a, b in zip(reversed(one), reversed(other), strict=False):
        if a != b:
            break
        number += 1
    return number


def _anchored(anchor: Anchor, article: Article) -> Anchor | None:
    """The anchor by which the passage is found in ``article``; None if it is not.

    An anchor that was taken from another text of the article, and finds its passage, stays as it is.
    """
    there = anchor.span.of(article.body) == anchor.exact
    if anchor.digest == article.digest and there:
        return anchor
    loose = replace(anchor, digest="")
    span = anchors.place(loose, article.body, article.digest).span
    if span is None:
        return None
    if anchor.digest not in {"", article.digest}:
        return anchor
    if not there and anchors.rivals(loose, article.body) >= _SEVERAL:
        return loose
    return anchors.make(article.body, span, article.digest) if span.of(article.body) == anchor.exact else loose


def _doubt(anchor: Anchor, article: Article) -> str:
    """Why it is not sure which passage is meant, if it is not."""
    places = 1 if anchor.digest else anchors.rivals(anchor, article.body)
    if places < _SEVERAL:
        return ""
    name = one_line(article.path)
    return f"the quote stands {places} times in “{name}”; the note is shown as moved until you say which one it is"


def read_tags(data: bytes, name: str) -> tuple[dict[str, str], list[str]]:
    """What the tags in a REFI-QDA codebook or a CSV table mean, and a sentence for each that is none.

    Args:
        data: What is in the file.
        name: What to call it.

    Raises:
        InputError: it is neither.
    """
    problems: list[str] = []
    if is_codebook(data):
        found = codebook.read(data, name=name)
    else:
        found, problems = taguette.read(_text(data, name), name=name)
    meanings: dict[str, str] = {}
    for text, meaning in found.items():
        for tag in usable_tags([text]):
            meanings[tag] = meanings.get(tag) or meaning
        if not usable_tags([text]):
            problems.append(f"“{one_line(text)}” of {one_line(name)} is left out: it is no tag.")
    above = {tag[:at] for tag in meanings for at, char in enumerate(tag) if char == "/"}
    return {tag: meaning for tag, meaning in meanings.items() if meaning or tag not in above}, problems


def bring_in_tags(notebook: Notebook, meanings: Mapping[str, str]) -> tuple[int, int, int, Future[None]]:
    """Take tags over, in one edit, after a backup; how many are new, described, and left alone.

    A tag that is here already is described only if nobody has.
    """
    new, described = tag_changes(notebook, meanings)
    changes = {**new, **described}
    if changes:
        notebook.file.backup_now("import")
    saved = notebook.file.apply(Edit(f"bringing in {len(changes)} tags", tags=tuple(changes.items())))
    return len(new), len(described), len(meanings) - len(changes), saved


def tag_changes(notebook: Notebook, meanings: Mapping[str, str]) -> tuple[dict[str, TagInfo], dict[str, TagInfo]]:
    """The tags that are new, and those of which nobody has said what they mean."""
    known, infos = {use.name for use in notebook.tags}, notebook.tag_infos
    new = {tag: TagInfo(tag, meaning) for tag, meaning in meanings.items() if tag not in known}
    described = {
        tag: replace(infos.get(tag, TagInfo(tag)), description=meaning)
        for tag, meaning in meanings.items()
        if tag in known and meaning and not (tag in infos and infos[tag].description)
    }
    return new, described
