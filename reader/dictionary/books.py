"""Dictionaries on this computer: pairs of files as dictd and StarDict have them, read without either program."""

from __future__ import annotations

import gzip
import html
import re
import struct
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from reader.dictionary.words import fold
from reader.errors import InputError
from reader.text.clean import canonical, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

SYSTEM = (Path("/usr/share/dictd"), Path("/usr/local/share/dictd"), Path("/opt/homebrew/share/dictd"))
"""Where packages such as Debian's ``dict-freedict-nld-eng`` put dictionaries."""
_CODES = {"ar": "ara", "de": "deu", "en": "eng", "es": "spa", "fr": "fra", "it": "ita", "nl": "nld", "pt": "por"}
"""FreeDict's codes of languages."""
_DIGITS = {char: n for n, char in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")}
_TAG = re.compile(r"<[^>]*>")
_LARGEST = 300_000_000
"""Bytes of a dictionary that are read into memory."""


class Book:
    """An open dictionary."""

    def __init__(
        self, name: str, places: Iterator[tuple[str, int, int]], data: bytes, *, marked_up: bool = False
    ) -> None:
        """``places`` are headwords with offset and length of what ``data`` says of them."""
        self.name = name
        """What it is called."""
        self._data = data
        self._marked_up = marked_up
        self._places: dict[str, list[tuple[int, int]]] = {}
        for headword, start, length in places:
            self._places.setdefault(fold(headword), []).append((start, length))

    def __contains__(self, word: str) -> bool:
        """Whether there is an entry on a folded word."""
        return word in self._places

    def __len__(self) -> int:
        """How many different headwords it has."""
        return len(self._places)

    def entries(self, word: str) -> list[list[str]]:
        """The lines of each entry on a folded word, the headword first."""
        found = []
        for start, length in self._places.get(word, ()):
            text = self._data[start : start + length].decode("utf-8", "replace")
            if self._marked_up:
                text = html.unescape(_TAG.sub(" ", re.sub(r"<br\s*/?>|</(?:p|div|li|dtrn)>", "\n", text)))
            lines = [one_line(line) for line in canonical(text).split("\n")]
            found.append([line for line in lines if line])
        return found


def system(source: str, target: str) -> list[Path]:
    """The dictionaries between two languages (BCP 47 codes) that the system has."""
    name = f"freedict-{_CODES.get(source, source)}-{_CODES.get(target, target)}.index"
    return [folder / name for folder in SYSTEM if (folder / name).is_file()]


def open_book(path: Path) -> Book:
    """Open the dictionary whose index is ``path``: a ``.index`` of dictd, or an ``.ifo`` of StarDict.

    Raises:
        InputError: it is none, or cannot be read.
    """
    name = one_line(str(path))
    try:
        path.stat()
        if path.suffix == ".index":
            return _dictd(path)
        if path.suffix == ".ifo":
            return _stardict(path)
    except OSError as error:
        raise InputError(
            f"The dictionary {name} cannot be read ({one_line(error.strerror or str(error))})."
        ) from None
    except (ValueError, KeyError, EOFError, struct.error, zlib.error):
        raise InputError(f"The dictionary {name} is damaged; install it again or name another one.") from None
    raise InputError(f"{name} is no dictionary; name the .index of one for dictd or the .ifo of one for StarDict.")


def _beside(path: Path, *endings: str) -> bytes:
    """What is in the first file beside ``path`` with one of these endings, unpacked."""
    for ending in endings:
        file = path.with_suffix(ending)
        if file.is_file():
            if file.stat().st_size > _LARGEST:
                raise InputError(f"The dictionary {one_line(str(path))} is too large.")
            return gzip.decompress(file.read_bytes()) if ending.endswith((".dz", ".gz")) else file.read_bytes()
    raise InputError(f"The dictionary {one_line(str(path))} lacks its file {path.stem}{endings[0]}.")


def _dictd(index: Path) -> Book:
    data = _beside(index, ".dict.dz", ".dict")

    def number(text: str) -> int:
        value = 0
        for char in text:
            value = value * 64 + _DIGITS[char]
        return value

    lines = (line.split("\t") for line in index.read_text(encoding="utf-8").split("\n") if line)
    places = [(cells[0], number(cells[1]), number(cells[2])) for cells in lines if len(cells) >= 3]  # noqa: PLR2004 - word, offset, length
    about = next((data[at : at + length] for word, at, length in places if word == "00databaseshort"), b"")
    title = one_line(about.decode("utf-8", "replace").removeprefix("00-database-short"))
    entries = iter([place for place in places if not place[0].startswith(("00database", "00-database"))])
    return Book(re.sub(r"\s+ver\S*\s+[\d.]+$", "", title) or index.stem, entries, data)


def _stardict(info: Path) -> Book:
    told = dict(line.split("=", 1) for line in info.read_text(encoding="utf-8").splitlines() if "=" in line)
    index, data = _beside(info, ".idx", ".idx.gz"), _beside(info, ".dict.dz", ".dict")
    form = ">QI" if told.get("idxoffsetbits") == "64" else ">II"
    kind = told.get("sametypesequence", "")
    skip = 0 if kind else 1  # else each entry begins with a letter that says what it is

    def places() -> Iterator[tuple[str, int, int]]:
        at = 0
        while at < len(index):
            end = index.index(b"\0", at)
            offset, length = struct.unpack_from(form, index, end + 1)
            yield index[at:end].decode("utf-8", "replace"), offset + skip, length - skip
            at = end + 1 + struct.calcsize(form)

    return Book(one_line(told.get("bookname", info.stem)), places(), data, marked_up=kind[:1] in {"g", "h", "x"})
