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
UNSAVED = "unsaved"
"""Name of the folder, in the data folder, of changes that could not be saved."""
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

    One that is elsewhere starts as a copy of the one in the library, and is brought back when that can be written to.

    Raises:
        StoreError: when there is no place for notes.
    """
    inside, path = root / NOTES, notes_path(root, paths)
    if path == inside:
        return path, bring_back(root, paths)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if inside.exists() and not path.exists():
            shutil.copyfile(inside, _began(path))
            shutil.copyfile(inside, path)
    except OSError as error:
        raise StoreError(
            f"Neither {one_line(str(root))} nor {one_line(str(path.parent))} can be written to ({error.strerror}); "
            "name a file for the notes with --notes."
        ) from error
    return path, f"{one_line(str(root))} cannot be written to; notes are kept in {one_line(str(path))}."


def left_elsewhere(root: Path, paths: Paths) -> Path | None:
    """The notes of the library at ``root`` that were kept elsewhere, now that it can be written to."""
    away = paths.notes_elsewhere(root)
    return away if away.exists() and notes_path(root, paths) != away else None


def bring_back(root: Path, paths: Paths) -> str | None:
    """Let whoever opens the notes of the library take in those kept elsewhere; why they cannot, as a sentence."""
    away = left_elsewhere(root, paths)
    if away is None:
        return None
    from reader.lock import HinderedError  # noqa: PLC0415 - for the few who need it
    from reader.store.handover import hand_over  # noqa: PLC0415 - as above

    try:
        hand_over(away, _began(away), paths.data / UNSAVED, root / NOTES)
    except (OSError, HinderedError) as error:
        name, reason = one_line(str(away)), getattr(error, "strerror", None) or error
        return f"The notes that were kept in {name} cannot be brought back ({reason}); see to that, and start again."
    return None


def _began(away: Path) -> Path:
    """What the notes that are kept elsewhere started from."""
    return away.with_name("began.json")


def references(root: Path) -> list[Path]:
    """Translation memories: the user's own in the library first, then the one that ships with the program."""
    return [*sorted(root.glob("*.tmx")), *sorted(shipped("seeds").glob("*.tmx"))]
