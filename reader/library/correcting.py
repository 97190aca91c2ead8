"""The user's word on names: what is one, what it is, what it stands for. Every verb is one undoable edit."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from reader.errors import InputError, NotFoundError
from reader.library.following import may_hold
from reader.library.notebook import reference
from reader.model import Correction, Label, Name, Saying, Span, Step
from reader.names import find
from reader.names.table import Listed
from reader.store.notes import Edit
from reader.text import anchors
from reader.text.clean import one_line, shorten

if TYPE_CHECKING:
    from reader.library import Library
    from reader.model import Article
    from reader.store.notes import NotesFile

KINDS: Final[dict[Label, str]] = {
    "PER": "a person",
    "ORG": "an organisation",
    "LOC": "a place",
    "MISC": "another name",
}
_WORDS: Final = 40
_LONGEST: Final = 200
_SHORTEST: Final = 4
_BATCH: Final = 64
_PACE: Final = 0.1
"""Seconds of work between two steps."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is to be corrected: words, and where they stand."""

    words: str
    """As they stand in the text; or the name that they stand for."""
    label: Label | None = None
    """What they are so far; None where they are no name."""
    name: Name | None = None
    """What they stand for so far."""
    article: Article | None = None
    span: Span | None = None
    """Where they stand in it."""
    source: str = ""
    """Who says so."""
    also: tuple[str, ...] = ()
    """Other words of which the same is to be said: all the ways in which a name is written."""


def reach(library: Library, words: Sequence[str]) -> Iterator[Step[tuple[int, int]]]:
    """In how many passages and articles ``words`` stand exactly so, and not as part of a longer name.

    A step says how many were found so far.
    """
    wanted = [Listed(each, "MISC") for each in words]
    passages = articles = done = 0
    numbers, last = library.shelf.all().numbers, time.monotonic()
    for start in range(0, len(numbers), _BATCH):
        for row in library.shelf.index.rows(list(numbers[start : start + _BATCH])):
            done += 1
            if may_hold(library.root, row, words):
                with suppress(InputError):
                    longer = library.names.mentions.spans(row.digest)
                    places = [each.span for each in find(library.shelf.read(row).body, wanted)]
                    found = sum(not any(one.covers(here) and one != here for one in longer) for here in places)
                    passages, articles = passages + found, articles + bool(found)
            if time.monotonic() - last > _PACE:
                yield Step(done, len(numbers) + 1, (passages, articles))
                last = time.monotonic()
    yield Step(1, 1, (passages, articles))


def is_placed(library: Library, said: Correction) -> bool:
    """Whether the passage of a correction can be found; so it is where it has none."""
    if said.article is None or said.anchor is None:
        return True
    index = library.shelf.index
    rows = [*index.rows([*index.numbers([said.article.id]).values()]), *index.by_digest(said.anchor.digest)]
    for row in rows:
        with suppress(InputError):
            article = library.shelf.read(row)
            if anchors.place(said.anchor, article.body, article.digest).span is not None:
                return True
    return False


def passage(article: Article, span: Span) -> Span:
    """``span`` without what is no part of a name at its ends: white space, quotes, stops."""
    start, end = span.start, span.end
    while start < end and not article.body[start].isalnum():
        start += 1
    while start < end and not article.body[end - 1].isalnum():
        end -= 1
    return Span(start, end)


class Correcting:
    """Says things of names, and takes them back."""

    def __init__(self, file: NotesFile) -> None:
        self._file = file

    def all(self) -> list[tuple[str, Correction]]:
        """Everything that is said, with its uid, the latest first."""
        return [(uid_of(each), each) for each in reversed(self._file.corrections())]

    def call(self, subject: Subject, label: Label, *, here: bool) -> Future[None]:
        """Say that words are a name of a kind."""
        return self._say([_said(each, "name", here=here, label=label) for each in _all(subject)], subject)

    def deny(self, subject: Subject, *, here: bool) -> Future[None]:
        """Say that words are no name."""
        return self._say([_said(each, "none", here=here) for each in _all(subject)], subject)

    def bound(self, subject: Subject, new: Subject, label: Label, *, here: bool) -> Future[None]:
        """Say that a name goes from where to where ``new`` does, in the place of ``subject``."""
        said = [_said(new, "name", here=here, label=label)]
        if not here and subject.words != new.words and subject.words not in new.words:
            said.insert(0, _said(subject, "none", here=False))
        return self._say(said, new)

    def unite(self, subject: Subject, other: Name, *, here: bool) -> Future[None]:
        """Say that words stand for a name."""
        label = subject.label or other.label
        said = [_said(replace(subject, label=label), "same", here=here, other=other)]
        if subject.label is None or (label != other.label and (here or "PER" in (label, other.label))):
            said = [_said(replace(subject, label=other.label), "same", here=here, other=other)]
            said.append(_said(subject, "name", here=here, label=other.label))
        return self._say(said, subject)

    def part(self, subject: Subject, other: Name, *, here: bool) -> Future[None]:
        """Say that words do not stand for a name."""
        return self._say([_said(subject, "apart", here=here, other=other)], subject)

    def take_back(self, uids: Sequence[str]) -> Future[None]:
        """Forget corrections.

        Raises:
            NotFoundError: one of the uids, or beginnings of them, names none or several.
        """
        known = dict(self.all())
        gone = []
        for uid in uids:
            found = [each for each in known if each.startswith(uid)] if len(uid) >= _SHORTEST else []
            if len(found) != 1:
                raise NotFoundError(
                    f"“{one_line(uid)}” names {len(found)} corrections; “correction list” shows them."
                )
            gone += found
        label = describe(known[gone[0]]) if len(gone) == 1 else f"{len(gone)} corrections"
        return self._file.apply(Edit(f"taking back: {label}", corrections=tuple((uid, None) for uid in gone)))

    def _say(self, said: Sequence[Correction], subject: Subject) -> Future[None]:
        known = dict(self.all())
        gone = {uid: None for each in said for uid, old in known.items() if _excludes(each, old, subject)}
        label = describe(said[0]) if len({each.words for each in said}) == 1 else f"{describe(said[-1])}, and others"
        return self._file.apply(Edit(label, corrections=(*(gone | _by_uid(said)).items(),)))


def _all(subject: Subject) -> list[Subject]:
    return [subject, *(replace(subject, words=words, also=()) for words in subject.also)]


def _by_uid(said: Iterable[Correction]) -> dict[str, Correction | None]:
    return {uid_of(each): each for each in said}


def _said(
    subject: Subject, says: Saying, *, here: bool, label: Label | None = None, other: Name | None = None
) -> Correction:
    """What is said, as a correction.

    Raises:
        InputError: it makes no sense.
    """
    if not any(map(str.isalnum, subject.words)) or len(subject.words) > _LONGEST:
        raise InputError(f"A name has letters, and at most {_LONGEST} of them; select its words.")
    if other is not None and other.text == subject.words and says == "apart":
        raise InputError(f"“{one_line(other.text)}” are these very words; x says that they are no name.")
    label = None if says == "none" else label or subject.label
    found = Correction(subject.words, says, label, other)
    if not here:
        return found
    if subject.article is None or subject.span is None:
        raise InputError("There is no passage here; correct the name everywhere.")
    anchor = anchors.make(subject.article.body, subject.span, subject.article.digest)
    return replace(found, article=reference(subject.article), anchor=anchor)


def _excludes(said: Correction, old: Correction, subject: Subject) -> bool:
    """Whether what is said now takes the place of what was said before in other words, or of the passage alone."""
    if {said.says, old.says} == {"same", "apart"} and said.other == old.other:
        return replace(said, says="same", modified="") == replace(old, says="same", modified="")
    if not said.everywhere or subject.article is None or old.anchor is None or old.article is None:
        return False
    here = old.article.id == subject.article.id and old.anchor.digest == subject.article.digest
    return here and old.anchor.span == subject.span and _about(old) == _about(said)


def uid_of(said: Correction) -> str:
    """What two corrections have in common of which only one can hold: where, and what it is about."""
    anchor, article = said.anchor, said.article
    place = f"{article.id} {anchor.digest} {anchor.span.start} {anchor.span.end}" if anchor and article else ""
    words = json.dumps([place, said.words, *_about(said)])
    return hashlib.sha256(words.encode()).hexdigest()[:32]


def _about(said: Correction) -> tuple[str, ...]:
    """What a correction is about: what words are, what they stand for, or that they do not stand for one name."""
    if said.says in ("name", "none"):
        return ("what",)
    who = "person" if said.label == "PER" else "thing"
    return (said.says, who, said.other.text) if said.says == "apart" and said.other else (said.says, who)


def describe(said: Correction) -> str:
    """What a correction says, in a line."""
    words, other = f"“{shorten(one_line(said.words), _WORDS)}”", said.other and one_line(said.other.text)
    what = {
        "name": f"is {KINDS[said.label] if said.label else ''}",
        "none": "is no name",
        "same": f"stands for {other}",
        "apart": f"is not {other}",
    }[said.says]
    return f"{words} {what}, {'everywhere' if said.everywhere else 'here'}"
