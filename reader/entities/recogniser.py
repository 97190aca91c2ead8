"""Finds the proper names of a document: the port, and the recogniser that is shipped with the program."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from reader.entities import provenance

if TYPE_CHECKING:
    from reader.entities.machine import Machine
    from reader.model import Entity, Recogniser
    from reader.text.segments import Document


DATA = Path(__file__).parent / "data"
"""The files of the shipped recogniser."""


class EntityRecogniser(Protocol):
    """Anything that finds proper names in documents."""

    @property
    def provenance(self) -> Recogniser:
        """Its name and version: results of different versions are not comparable. Cheap to ask for."""

    @property
    def languages(self) -> frozenset[str]:
        """The languages it reads, as primary BCP 47 subtags (``nl``)."""

    def recognise(self, document: Document) -> tuple[Entity, ...]:
        """The entities of ``document``, sorted and not overlapping; the same for the same body every time."""


class DutchRecogniser:
    """A statistical model of Dutch news, corrected by rules and by what the rest of the document says.

    May be used from any thread; documents are read one at a time.
    """

    languages = frozenset(("nl",))

    def __init__(self, data: Path = DATA) -> None:
        self._data = data
        self._lock = Lock()

    @cached_property
    def provenance(self) -> Recogniser:
        """Name and version, without loading the model."""
        return provenance.read(self._data)

    def recognise(self, document: Document) -> tuple[Entity, ...]:
        """The entities of ``document``, sorted and not overlapping. The first call loads the model."""
        with self._lock:
            return self._machine.entities(document)

    @cached_property
    def _machine(self) -> Machine:
        from reader.entities.machine import Machine  # noqa: PLC0415 - nothing of it is needed before

        return Machine.load(self._data)


def load(language: str) -> EntityRecogniser | None:
    """The shipped recogniser for a BCP 47 language tag (``nl``, ``nl-BE``); None where there is none.

    Costs next to nothing: model and lists are read when the first document is. Every call makes another one.
    """
    return DutchRecogniser() if language.lower().split("-")[0] in DutchRecogniser.languages else None
