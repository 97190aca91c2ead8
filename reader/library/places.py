"""Where a library keeps what."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from reader.errors import InputError, StoreError
from reader.paths import Paths, shipped
from reader.text.clean import one_line

NOTES = "notes.json"
"""Name of the notes file in a library."""
GLOSSARY = "glossary.tsv"
"""Name of the user's own glossary in a library."""


def check_folder(root: Path) -> None:
    """See that ``root`` is a folder that can be read.

    Raises:
        InputError: it is not.
    """
    name = one_line(str(root))
    if not root.exists():
        raise InputError(f"There is no folder {name}; name a folder that holds articles as .txt files.")
    if not root.is_dir():
        raise InputError(f"{name} is a file; name the folder it is in.")
    if not os.access(root, os.R_OK | os.X_OK):
        raise InputError(f"{name} may not be read; change its permissions or name another folder.")


def notes_path(root: Path, paths: Paths) -> Path:
    """Where the notes of the library at ``root`` are: inside it, unless it cannot be written to."""
    inside = root / NOTES
    places = (root, inside) if inside.exists() else (root,)
    fixed = root.is_dir() and not all(os.access(place, os.W_OK) for place in places)
    return paths.notes_elsewhere(root) if fixed else inside


def prepare_notes(root: Path, paths: Paths) -> tuple[Path, str | None]:
    """The notes file of the library at ``root``; with one sentence for the user when it has to be elsewhere.

    One that is elsewhere starts as a copy of the one in the library.

    Raises:
        StoreError: when there is no place for notes.
    """
    inside, path = root / NOTES, notes_path(root, paths)
    if path == inside:
        return path, None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if inside.exists() and not path.exists():
            shutil.copyfile(inside, path)
    except OSError as error:
        raise StoreError(
            f"Neither {one_line(str(root))} nor {one_line(str(path.parent))} can be written to ({error.strerror}); "
            "name a file for the notes with --notes."
        ) from error
    return path, f"{one_line(str(root))} cannot be written to; notes are kept in {one_line(str(path))}."


def references(root: Path) -> list[Path]:
    """Translation memories: the user's own in the library first, then the one that ships with the program."""
    return [*sorted(root.glob("*.tmx")), *sorted(shipped("seeds").glob("*.tmx"))]
