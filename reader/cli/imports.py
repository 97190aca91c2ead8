"""``note import`` and ``tag import``: what other files hold, brought into the library."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from reader.cli.commands import Command, as_json
from reader.cli.printing import counted, line, many, record, standard_input
from reader.cli.session import Session, durable, refresh
from reader.errors import InputError
from reader.text.clean import one_line

_STDIN: Final = "-"


@click.command("import", cls=Command)
@click.argument("file")
@as_json
@click.pass_obj
def import_notes(session: Session, file: str, *, as_json: bool) -> None:
    """Bring in the notes of a file: JSON lines, W3C Web Annotations, or an export of Hypothesis.

    A note finds its article by id, path or text, and its passage by its quote. Notes that are here already stay
    as they are, unless those of the file are newer. “-” is standard input.
    """
    from reader.library import imports  # noqa: PLC0415 - not for --help

    data, name = _read(file)
    notes, problems = imports.read_notes(data, name)
    with session.opened() as library:
        refresh(library)
        steps = list(counted(imports.placed(library, notes), "placing notes"))
        found = [step.item for step in steps if step.item]
        if notes and not found:
            raise InputError(f"No note in {name} is on an article of the library; put its articles there first.")
        problems += [step.problem for step in steps if step.problem]
        new, changed, known, saved = library.notebook.bring_in(found)
        durable(saved)
    _tell(session, "note", (new, changed, known), problems, as_json=as_json)


@click.command("import", cls=Command)
@click.argument("file")
@as_json
@click.pass_obj
def import_tags(session: Session, file: str, *, as_json: bool) -> None:
    """Bring in the tags of a file, with what they mean: a REFI-QDA codebook (.qdc), or a CSV of Taguette.

    What you have said of a tag yourself stays. “-” is standard input.
    """
    from reader.library import imports  # noqa: PLC0415 - not for --help

    meanings, problems = imports.read_tags(*_read(file))
    with session.opened() as library:
        new, changed, known, saved = imports.bring_in_tags(library.notebook, meanings)
        durable(saved)
    _tell(session, "tag", (new, changed, known), problems, as_json=as_json)


def _read(file: str) -> tuple[bytes, str]:
    """What is in the file, and what to call it."""
    from reader.library import files  # noqa: PLC0415 - not for --help

    if file == _STDIN:
        return standard_input(), "Standard input"
    return files.read(Path(file)), one_line(file)


def _tell(
    session: Session, what: str, counts: tuple[int, int, int], problems: Sequence[str], *, as_json: bool
) -> None:
    new, changed, known = counts
    if as_json:
        record({"new": new, "changed": changed, "known": known, "problems": problems})
    else:
        line(f"{many(new, what)} brought in, {changed:,} changed, {known:,} here already.")
    for problem in problems:
        session.tell(problem)
