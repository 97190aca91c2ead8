"""The glossary that a user keeps in a library."""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import TYPE_CHECKING

from reader.errors import InputError
from reader.text.clean import one_line

if TYPE_CHECKING:
    from pathlib import Path

    from reader.translation.glossary import Entry


class OwnGlossary:
    """What the file says, read again when it has changed; it need not be there."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read: tuple[int, list[Entry]] = (0, [])
        self._problems: list[str] = []

    @cached_property
    def owner(self) -> str:
        """A few characters that tell it from those of other libraries, and do not say where it is."""
        return hashlib.sha256(str(self._path.absolute()).encode("utf-8", "surrogatepass")).hexdigest()[:8]

    def entries(self) -> list[Entry]:
        """Its entries, as they are now."""
        try:
            stamp = self._path.stat().st_mtime_ns
        except OSError:
            stamp = 0
        if stamp != self._read[0]:
            from reader.library import files  # noqa: PLC0415 - few have a glossary
            from reader.translation import glossary  # noqa: PLC0415 - as above

            entries: list[Entry] = []
            try:
                text = files.read_text(self._path) if stamp else ""
                entries, self._problems = glossary.parse(text, one_line(self._path.name))
            except InputError as error:
                self._problems = [str(error)]
            self._read = stamp, entries
        return self._read[1]

    def problems(self) -> list[str]:
        """A sentence for each line that is no entry, or for a file that cannot be read; each told once."""
        self.entries()
        told, self._problems = self._problems, []
        return told
