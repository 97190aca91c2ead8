"""``where``: where everything is."""

from __future__ import annotations

import os
from pathlib import Path

import click

from reader.cli.commands import Command, as_json
from reader.cli.printing import line, record, table
from reader.cli.session import Session
from reader.errors import ReaderError
from reader.text.clean import one_line


@click.command(cls=Command)
@as_json
@click.pass_obj
def where(session: Session, *, as_json: bool) -> None:
    """Say where the library, the notes and all other files are, and whether they exist."""
    rows = [(name, path, path.exists()) for name, path in _places(session)]
    if as_json:
        for name, path, exists in rows:
            record({"name": name, "path": str(path), "exists": exists})
    else:
        told = [[name, one_line(str(path)) + ("" if exists else "  (not there)")] for name, path, exists in rows]
        for text in table(told):
            line(text)


def _places(session: Session) -> list[tuple[str, Path]]:
    from reader.paths import shipped  # noqa: PLC0415 - not for --help

    library, paths = session.folder.absolute(), session.paths
    try:
        session.lay_out_samples()
    except ReaderError as error:
        session.tell(str(error))
    return [
        ("library", library),
        ("notes", _notes(session, library)),
        ("index", paths.index(library)),
        ("translations", paths.translations),
        ("settings", session.settings_file),
        ("styles", shipped("styles")),
        ("samples", shipped("seeds")),
    ]


def _notes(session: Session, library: Path) -> Path:
    """The notes file: the one that was named, the library's, or for one that cannot be written to another."""
    if session.notes is not None:
        return session.notes.absolute()
    inside = library / "notes.json"
    places = [library, inside] if inside.exists() else [library]
    fixed = library.is_dir() and not all(os.access(place, os.W_OK) for place in places)
    return session.paths.notes_elsewhere(library) if fixed else inside
