"""Makes a recogniser for the rest of the program of a finder."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from reader.errors import EngineError
from reader.recognisers import labels
from reader.recognisers.naming import entities
from reader.text.clean import one_line

if TYPE_CHECKING:
    from reader.model import Entity, Recogniser
    from reader.recognisers.finder import Finder
    from reader.text.segments import Document


class Adapted:
    """A finder behind the port of ``reader.entities``; may be used from any thread.

    One that could not be opened is not asked again: it says every time why.
    """

    def __init__(self, finder: Finder, options: Mapping[str, str] | None = None) -> None:
        """``options`` are the user's: ``labels`` changes the finder's, ``languages`` takes the place of its own.

        Raises:
            EngineError: an option cannot be used.
        """
        options = options or {}
        self._finder = finder
        self._options = {key: options[key] for key in ("labels", "languages") if options.get(key)}
        self._labels = labels.changed(finder.labels, options.get("labels", ""), finder.provenance.name)
        said = options.get("languages", "").replace(",", " ").lower().split()
        self.languages = frozenset(said) or finder.languages
        self._lock = Lock()
        self._opened = False
        self._broken: EngineError | None = None

    @cached_property
    def provenance(self) -> Recogniser:
        """Whose findings they are; with options of the user's, the version tells of them."""
        by = self._finder.provenance
        if not self._options:
            return by
        digest = hashlib.sha256(repr(sorted(self._options.items())).encode()).hexdigest()[:8]
        return replace(by, version=f"{by.version}+{digest}")

    @property
    def ready(self) -> bool:
        """Whether it is loaded."""
        return self._opened

    def recognise(self, document: Document) -> tuple[Entity, ...]:
        """The entities of ``document``, sorted and not overlapping. The first call loads the finder.

        Raises:
            EngineError: it cannot be loaded, or fails on this document.
        """
        with self._lock:
            self._open()
            try:
                found = [*self._finder.find(document)]
                return entities(document, found, self._labels, dutch="nl" in self.languages)
            except EngineError:
                raise
            except Exception as error:
                raise EngineError(f"{self.provenance.name} failed on a text: {_told(error)}.") from error

    def _open(self) -> None:
        if self._broken is not None:
            raise self._broken
        if self._opened:
            return
        try:
            self._finder.open()
        except EngineError as error:
            self._broken = error
            raise
        except Exception as error:
            self._broken = EngineError(
                f"{self.provenance.name} cannot be loaded ({_told(error)}); install it anew, or choose another "
                "recogniser in the settings."
            )
            raise self._broken from error
        self._opened = True

    def close(self) -> None:
        """Let go of the finder, even while it works; it is loaded again when it is asked again."""
        self._opened = False
        self._finder.close()


def _told(error: Exception) -> str:
    return one_line(f"{type(error).__name__}: {error}").rstrip(".")[:200]
