"""The port for recognisers that are not ours: what finds names, in its own words and with its own labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from reader.model import Label, Recogniser

if TYPE_CHECKING:
    from reader.text.segments import Document

MULTILINGUAL: Final = "mul"
"""Among the languages of a recogniser: that it reads any (ISO 639)."""


class Found(NamedTuple):
    """A name as a finder tells of it; nothing of it is taken on trust."""

    start: int
    """First code point in the body."""
    end: int
    """One past the last."""
    label: str
    """The finder's own label."""
    score: float = 1.0
    """How sure it is, 0 to 1; 1 where it does not say."""


class Finder(Protocol):
    """Anything that finds proper names in documents. Asked by one thread at a time."""

    @property
    def provenance(self) -> Recogniser:
        """Its name, version and licence, without loading anything. Findings are kept by name and version."""

    @property
    def languages(self) -> frozenset[str]:
        """The languages it reads, as primary BCP 47 subtags (``nl``), or ``mul`` for any."""

    @property
    def labels(self) -> Mapping[str, Label]:
        """What its labels, in capitals, are called here; names with other labels are left out."""

    def open(self) -> None:
        """Load what it needs, which may take seconds; called once, before anything is to be found.

        Raises:
            EngineError: it cannot be used, with the remedy.
        """

    def find(self, document: Document) -> Iterable[Found]:
        """The names in ``document``, in any order; the same for the same body every time."""

    def close(self) -> None:
        """Let go of what was loaded, if anything was; from any thread, even while it is asked."""
