"""The user's own word on translations: it wins over every engine, wherever the sentence stands."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from reader.model import Provenance, Revision, Translation
from reader.store.notes import Edit
from reader.text.clean import one_line, shorten
from reader.translation.keys import fold

if TYPE_CHECKING:
    from reader.store.notes import NotesFile

NOTE = "your own translation"
_LABEL = 40
_Key: TypeAlias = tuple[str, str, str]
"""A sentence (folded), its language, that of the translation."""


class Revisions:
    """The user's own translations, and the ones that they doubt. Every verb is one undoable edit."""

    def __init__(self, file: NotesFile) -> None:
        self._file = file
        self._read: tuple[int, Mapping[_Key, Revision]] = (-1, {})

    def of(self, sentence: str, language: str, target: str) -> Revision | None:
        """What the user says of the translation of a sentence; None if nothing. Any thread may ask."""
        known = self._known
        return known.get((fold(sentence), language, target)) if known else None

    @property
    def _known(self) -> Mapping[_Key, Revision]:
        """What the file holds now: version and content are replaced together, since several threads ask."""
        version, known = self._read
        if version != self._file.version:
            version = self._file.version
            known = {(fold(each.sentence), each.language, each.target): each for each in self._file.revisions()}
            self._read = version, known
        return known

    def lookup(self, sentences: Sequence[str], language: str, target: str) -> list[Translation | None]:
        """The user's own translations of sentences."""
        known = self._known
        found = (
            [known.get((fold(sentence), language, target)) for sentence in sentences]
            if known
            else [None] * len(sentences)
        )
        return [
            Translation(sentence, each.text, Provenance("user", "", "user", each.modified, NOTE))
            if each and each.text
            else None
            for sentence, each in zip(sentences, found, strict=True)
        ]

    def said(self, target: str) -> frozenset[tuple[str, str, str]]:
        """What the user translated into ``target``: language, sentence (folded) and text of each."""
        known = self._known.items()
        return frozenset(
            (language, sentence, each.text) for (sentence, language, to), each in known if to == target and each.text
        )

    def sentences(self, language: str, target: str) -> list[str]:
        """The sentences that the user translated."""
        return [
            each.sentence
            for each in self._file.revisions()
            if (each.language, each.target) == (language, target) and each.text
        ]

    def write(self, sentence: str, language: str, target: str, text: str) -> Future[None]:
        """Put the user's own translation in the place of any other; an empty one takes it back.

        Whoever writes has looked, so that a doubt is gone.
        """
        label = f"the translation of “{shorten(fold(sentence), _LABEL)}”"
        return self._say(label, sentence, language, target, text=one_line(text), doubtful=False)

    def doubt(self, sentence: str, language: str, target: str, *, doubtful: bool) -> Future[None]:
        """Mark the translation of a sentence doubtful, or take that back."""
        label = f"the doubt about “{shorten(fold(sentence), _LABEL)}”"
        return self._say(label, sentence, language, target, doubtful=doubtful)

    def _say(
        self, label: str, sentence: str, language: str, target: str, *, doubtful: bool, text: str | None = None
    ) -> Future[None]:
        uid = _uid(sentence, language, target)

        def make() -> Edit:
            old = self.of(sentence, language, target) or Revision(fold(sentence), language, target)
            new = replace(old, doubtful=doubtful, text=old.text if text is None else text)
            return Edit(label, revisions=((uid, new if new.text or new.doubtful else None),))

        return self._file.change(make)[1]


def _uid(sentence: str, language: str, target: str) -> str:
    return hashlib.sha256(f"{language}\0{target}\0{fold(sentence)}".encode()).hexdigest()[:32]
