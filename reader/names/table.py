"""Names that go by several forms: the list that is shipped, and the user's own ``gazetteer.tsv``."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Final, cast

from reader.errors import InputError
from reader.model import LABELS, Correction, Label, Name
from reader.text.clean import neutralise, one_line

SHIPPED: Final = Path(__file__).parent / "names.tsv"
"""Countries, capitals, organisations, and those who act in the Libyan war."""

_EXACT: Final = 3
"""Up to so many letters, a form is an abbreviation, and counts only in exactly its own case."""
_LONGEST: Final = 200
_TYPOGRAPHY: Final = str.maketrans({"’": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-"})
_SIZE_LIMIT: Final = 10_000_000
NONE: Final = "-"
"""In the place of a label: these words are no name."""
NOT: Final = "!"
"""Before what a name stands for: it does not."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A name with the forms in which it appears."""

    name: str
    label: Label
    forms: tuple[str, ...] = ()
    """The other forms, without the name itself."""
    wikidata: str = ""
    """The item of Wikidata, only where it is certain."""


def key(text: str) -> str:
    """What two spellings of one name have in common: no case, no accents, plain hyphens and apostrophes."""
    if len(text) <= _EXACT:
        return text
    parts = unicodedata.normalize("NFKD", text.translate(_TYPOGRAPHY).casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


class NameTable:
    """Looks up forms of names. The user's ``own`` list goes before the one that is shipped."""

    def __init__(self, shipped: Iterable[Listed] = (), own: Iterable[Listed] = ()) -> None:
        self.own = tuple(own)
        self.all = (*self.own, *shipped)
        self._forms: dict[tuple[str, bool], Listed] = {}
        self._asked: dict[tuple[str, bool], Listed | None] = {}
        for listed in self.all:
            for form in (listed.name, *listed.forms):
                self._forms.setdefault((key(form), listed.label == "PER"), listed)

    @cached_property
    def digest(self) -> str:
        """Changes whenever the user's list does."""
        lines = (f"{each.name}\t{each.label}\t{'|'.join(each.forms)}\n" for each in self.own)
        return hashlib.sha256("".join(lines).encode()).hexdigest()[:16] if self.own else ""

    def get(self, form: str, label: Label) -> Listed | None:
        """What ``form`` is listed as. Persons are told apart from all else, the other labels are not."""
        asked = form, label == "PER"
        if asked not in self._asked:
            self._asked[asked] = self._find(form, label)
        return self._asked[asked]

    def _find(self, form: str, label: Label) -> Listed | None:
        listed = self._forms.get((key(form), label == "PER"))
        seen: list[Listed] = []
        while listed is not None and listed not in seen:  # the user's name may stand for a shipped one
            seen.append(listed)
            listed = self._forms.get((key(listed.name), listed.label == "PER"))
        return seen[-1] if seen else None


@cache
def _shipped() -> tuple[Listed, ...]:
    return tuple(_rows(SHIPPED.read_text(encoding="utf-8")))


def shipped_table(own: Iterable[Listed] = ()) -> NameTable:
    """The list that is shipped, below the user's ``own``."""
    return NameTable(_shipped(), own)


def _rows(text: str) -> Iterable[Listed]:
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, label, item, forms, _source = line.split("\t")
            yield Listed(name, cast("Label", label), tuple(filter(None, forms.split("|"))), item)


@dataclass(frozen=True, slots=True)
class Own:
    """What the user's list says."""

    names: tuple[Listed, ...] = ()
    denied: tuple[Correction, ...] = ()
    """What is no name, and what does not stand for another."""
    problems: tuple[str, ...] = ()
    """A sentence for each line that cannot be used."""


def read_own(path: Path) -> Own:
    """What the file at ``path`` says.

    A line is a form, its label and, where it has one, what it stands for, parted by tabs; ``#`` begins a comment.
    The label ``-`` says that the words are no name; ``!`` before what they stand for, that they do not.

    Raises:
        InputError: the file is there and cannot be read.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Own()
    except OSError as error:
        raise InputError(
            f"{path.name} cannot be read ({error.strerror or error}); its names are left out."
        ) from error
    if len(data) > _SIZE_LIMIT:
        raise InputError(f"{path.name} is larger than {_SIZE_LIMIT // 1_000_000} MB; its names are left out.")
    names: list[Listed] = []
    denied: list[Correction] = []
    problems: list[str] = []
    text = unicodedata.normalize("NFC", data.decode("utf-8-sig", errors="replace"))
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        found = _own(line)
        if isinstance(found, Listed):
            names.append(found)
        elif isinstance(found, Correction):
            denied.append(found)
        elif not (number == 1 and line.casefold().startswith("name\t")):
            problems.append(f"{path.name}, line {number}: {found}")
    return Own(tuple(names), tuple(denied), tuple(problems))


def _own(line: str) -> Listed | Correction | str:
    """What a line says, or what is wrong with it."""
    form, label, stands_for, *_ = [*map(one_line, map(neutralise, line.split("\t"))), "", ""]
    known = next((each for each in LABELS if each == label.upper()), None)
    if not form or len(form) > _LONGEST:
        return "there is no name; write it first, then a tab and its label."
    if label == NONE:
        return Correction(form, "none")
    if known is None:
        return f"“{label}” is no label; give {', '.join(LABELS)} after a tab."
    if stands_for.startswith(NOT):
        return Correction(form, "apart", known, Name(stands_for.removeprefix(NOT).strip(), known))
    if stands_for and stands_for != form:
        return Listed(stands_for, known, (form,))
    return Listed(form, known)
