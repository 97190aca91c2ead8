"""Word lists that are looked up where they lie: a hundred thousand words in a megabyte of memory."""

from __future__ import annotations

import gzip
import re
from array import array
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Table:
    """A map from words to short texts, kept as the text it was read from: sorted lines of ``word TAB value``.

    Sorted means by UTF-8 bytes. A dictionary of the same words takes ten times the memory.
    """

    def __init__(self, lines: bytes) -> None:
        self._lines = lines
        self._starts = array("I", (0, *(end.end() for end in re.finditer(b"\n", lines))))
        self._rows = range(len(self._starts) - 1)
        self._at = lru_cache(maxsize=4096)(self._search)  # a text repeats most of its words
        self._neighbourhood = lru_cache(maxsize=4096)(self._rows_beginning)

    @classmethod
    def of(cls, entries: Mapping[str, str]) -> Table:
        """The table of some words and their values."""
        return cls(b"".join(sorted(f"{word}\t{value}\n".encode() for word, value in entries.items())))

    @classmethod
    def read(cls, path: Path) -> Table:
        """Read a table from a file compressed with gzip."""
        return cls(gzip.decompress(path.read_bytes()))

    def write(self, path: Path) -> None:
        """Write the table to a file that ``read`` reads; the same table gives the same bytes."""
        path.write_bytes(gzip.compress(self._lines, mtime=0))

    def __contains__(self, word: object) -> bool:
        """Whether ``word`` is in the table, exactly as written."""
        return isinstance(word, str) and self._at(word + "\t") is not None

    def get(self, word: str) -> str | None:
        """The value of ``word``; None where it is not in the table."""
        line = self._at(word + "\t")
        return None if line is None else line.decode().rstrip("\n").partition("\t")[2]

    def opens(self, word: str) -> bool:
        """Whether some entry of several words begins with ``word``."""
        return self._at(word + " ") is not None

    def _search(self, beginning: str) -> bytes | None:
        """The first line with this beginning. Both TAB and space sort before whatever a word may hold."""
        key = beginning.encode()
        low, high = self._neighbourhood(key[:2])
        row = bisect_left(self._rows, key, low, high, key=self._line)
        if row == high:
            return None
        line = self._line(row)
        return line if line.startswith(key) else None

    def _rows_beginning(self, letters: bytes) -> tuple[int, int]:
        """The range of the rows that begin with ``letters``; no byte of UTF-8 is as high as 255."""
        low = bisect_left(self._rows, letters, key=self._line)
        return low, bisect_left(self._rows, letters + b"\xff", low, key=self._line)

    def _line(self, row: int) -> bytes:
        return self._lines[self._starts[row] : self._starts[row + 1]]
