"""What the user says of names, against whatever else was found: what is one, and what it stands for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from reader.model.findings import Label, Name
from reader.model.notes import Anchor, ArticleRef

Saying: TypeAlias = Literal["name", "none", "same", "apart"]
"""That words are a name; that they are none; that they stand for another name; that they do not."""

SAYINGS: tuple[Saying, ...] = ("name", "none", "same", "apart")
"""All of them."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing that the user says of words: of one passage, or wherever they stand."""

    words: str
    """As they stand in the text; for ``same``, perhaps a name that other words stand for."""
    says: Saying
    label: Label | None = None
    """What they are (``name``), or which of two that are written alike is meant (``same``, ``apart``)."""
    other: Name | None = None
    """What they stand for (``same``), or do not (``apart``)."""
    article: ArticleRef | None = None
    """The article of the passage; None for wherever the words stand."""
    anchor: Anchor | None = None
    """The passage; None for wherever the words stand."""
    modified: str = ""
    """When it was said: of two that exclude one another the later one holds."""

    @property
    def everywhere(self) -> bool:
        """Whether it holds for the words wherever they stand."""
        return self.anchor is None
