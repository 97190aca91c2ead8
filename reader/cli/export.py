"""``export``: notes for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from reader.cli.commands import Command
from reader.cli.notes import chosen
from reader.cli.printing import document, line, many
from reader.cli.session import Session, refresh
from reader.errors import InputError
from reader.text.clean import one_line

_FORMATS = ("markdown",)


def _known(_context: click.Context, _option: click.Parameter, value: str) -> str:
    if value not in _FORMATS:
        raise InputError(f"There is no export as “{one_line(value)}”; there is: {', '.join(_FORMATS)}.")
    return value


@click.command(cls=Command)
@click.option("--format", "form", default="markdown", callback=_known, metavar="FORMAT", help="markdown.")
@click.option("--article", help="Only the notes on this article.")
@click.option("--tag", help="Only the notes with this tag, or one below it.")
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to write; - is standard output.")
@click.pass_obj
def export(session: Session, form: str, article: str | None, tag: str | None, output: str) -> None:  # noqa: ARG001 - there is one format so far
    """Write notes with their passages, translations, tags and sources.

    Never writes over a file that libya-reader did not write.
    """
    with session.opened() as library:
        from reader.library import write_export  # noqa: PLC0415 - loaded by now

        refresh(library)
        excerpts = chosen(library, article, tag)
        text = library.markdown([excerpt.note for excerpt in excerpts])
        for problem in library.translations.problems():
            session.tell(problem)
        if output == "-":
            document(text)
        else:
            write_export(Path(output), text)
            line(f"{many(len(excerpts), 'note')} written to {one_line(output)}.")
