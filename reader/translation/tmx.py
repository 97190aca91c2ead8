"""A memory that answers from translation memory files, such as the reference shipped with the samples."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from reader.errors import InputError
from reader.model import Provenance, Translation
from reader.text.clean import one_line
from reader.translation.keys import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from reader.translation.tmx_format import Tmx


class TmxMemory:
    """Looks up exact sentences in TMX files, which are read on first use, and once.

    Where several files know a sentence, the first one answers. Safe to use from several threads.
    """

    def __init__(self, paths: Iterable[Path]) -> None:
        self._paths = tuple(paths)
        self.state = " ".join(map(_state, self._paths))
        """Which files there were when this was made, and how large and old: another text when one has changed."""
        self._lock = threading.Lock()
        self._files: list[tuple[str, Tmx]] | None = None
        self._indexes: dict[tuple[str, str], dict[str, tuple[str, Provenance]]] = {}
        self._problems: list[str] = []

    def lookup(self, sentences: Sequence[str], source: str, target: str) -> list[Translation | None]:
        """What the files hold for each sentence. A file that cannot be used counts as empty."""
        index = self._index(source, target)
        hits = (index.get(fold(sentence)) for sentence in sentences)
        return [hit and Translation(s, *hit) for s, hit in zip(sentences, hits, strict=True)]

    def sentences(self, source: str, target: str) -> list[str]:
        """The sentences that have a translation, each once."""
        return list(self._index(source, target))

    def problems(self) -> list[str]:
        """A sentence for each file that could not be used and was not told of before."""
        with self._lock:
            told, self._problems = self._problems, []
            return told

    def _index(self, source: str, target: str) -> dict[str, tuple[str, Provenance]]:
        with self._lock:
            if self._files is None:
                self._files = list(self._read())
            pair = (source, target)
            if pair not in self._indexes:
                self._indexes[pair] = _index(self._files, source, target)
            return self._indexes[pair]

    def _read(self) -> Iterable[tuple[str, Tmx]]:
        from reader.translation.tmx_format import read  # noqa: PLC0415 - loads an XML parser

        for path in self._paths:
            try:
                yield one_line(path.name), read(path)
            except InputError as error:
                self._problems.append(str(error))


def _state(path: Path) -> str:
    try:
        found = path.stat()
    except OSError:
        return path.name
    return f"{path.name} {found.st_size} {found.st_mtime_ns}"


def _index(files: list[tuple[str, Tmx]], source: str, target: str) -> dict[str, tuple[str, Provenance]]:
    index: dict[str, tuple[str, Provenance]] = {}
    for name, memory in files:
        for unit in memory.units:
            sentence, text = unit.text(source), unit.text(target)
            if sentence and text:
                note = unit.provenance or memory.note or memory.provenance
                provenance = Provenance("memory", name, "memory", unit.at or memory.at, note)
                index.setdefault(fold(sentence), (text, provenance))
    return index
