"""``where``: where everything is."""

from __future__ import annotations

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
    from reader.library import notes_path  # noqa: PLC0415 - not for --help
    from reader.library.words import Words  # noqa: PLC0415 - not for --help
    from reader.paths import shipped  # noqa: PLC0415 - not for --help
    from reader.translation.offline.models import available_models  # noqa: PLC0415 - not for --help

    library, paths = session.folder.absolute(), session.paths
    try:
        session.lay_out_samples()
    except ReaderError as error:
        session.tell(str(error))
    return [
        ("library", library),
        ("notes", session.notes.absolute() if session.notes else notes_path(library, paths)),
        ("index", paths.index(library)),
        ("translations", paths.translations),
        ("models", paths.models),
        *((f"model {model.pair}", model.folder) for model in available_models(paths.models)),
        *(("dictionary", place) for place in Words(session.settings).places),
        ("settings", session.settings_file),
        ("styles", shipped("styles")),
        ("samples", shipped("seeds")),
    ]
