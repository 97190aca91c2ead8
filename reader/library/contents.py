"""The notes file at one moment, and what is made of it when it is first asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from reader.library import tags as tagging
from reader.library.tags import TagUse
from reader.model import Marks, Note, Span, TagInfo


@dataclass(frozen=True)
class Contents:
    """Everything the user has written."""

    version: int
    notes: Sequence[Note]
    marks: Mapping[str, Marks]
    infos: Mapping[str, TagInfo]

    @cached_property
    def tags(self) -> Sequence[TagUse]:
        """All tags, the most recently used first."""
        return tagging.uses(self.notes, self.marks, self.infos)

    @cached_property
    def tagged(self) -> Mapping[tuple[str, Span], tuple[str, ...]]:
        """The tags on passages that have any, by article and place."""
        return {(note.article.id, note.anchor.span): note.tags for note in self.notes if note.tags}
