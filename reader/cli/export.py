"""``export``: notes for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from reader.cli.commands import Command
from reader.cli.notes import chosen
from reader.cli.printing import counted, document, line, many
from reader.cli.session import Session, find_article, refresh
from reader.errors import InputError
from reader.text.clean import one_line

if TYPE_CHECKING:
    from reader.library import Library
    from reader.library.exports import Material
    from reader.library.formats import Format

_STDOUT: Final = "-"
_CHOICES: Final = {
    "note": ("article", "tag"),
    "article": ("article", "tag"),
    "translation": ("article",),
    "tag": (),
    "correction": (),
}
"""The options that choose what is exported, by what it is."""


@click.command(cls=Command)
@click.option(
    "--format",
    "name",
    metavar="FORMAT",
    help="markdown, csv, jsonl, w3c, qdpx, qdc, csl, tmx, bilingual, html or gazetteer; by default what the name of"
    " FILE ends in, else markdown.",
)
@click.option("--template", type=click.Path(path_type=Path), metavar="FILE", help="Your own Jinja2 template instead.")
@click.option("--article", help="Only the notes on this article.")
@click.option("--tag", help="Only the notes with this tag, or one below it.")
@click.option("-o", "--output", metavar="FILE", help="Where to write; - is standard output, which is the default.")
@click.option("--pages", type=click.Path(path_type=Path), metavar="DIR", help="Markdown: a file for each article.")
@click.option(
    "--by", type=click.Choice(["article", "tag", "month", "entity"]), help="Markdown: what the headings are."
)
@click.option(
    "--context",
    type=click.Choice(["sentence", "paragraph"]),
    help="Markdown, template: show this much around a quote.",
)
@click.option("--user", metavar="NAME", help="W3C, QDPX: who took the notes.")
@click.option("--bom", is_flag=True, help="CSV: begin with the mark by which Excel knows UTF-8.")
@click.option("--raw", is_flag=True, help="CSV: leave cells that a spreadsheet takes for formulas as they are.")
@click.option("--crlf", is_flag=True, help="QDPX: end lines as MAXQDA counts them.")
@click.pass_obj
def export(session: Session, /, name: str | None, output: str | None, **options: Any) -> None:  # noqa: ANN401 - click's
    """Write notes with their passages, translations, tags and sources.

    Writes over its own files only, and keeps what you wrote into Markdown.
    """
    from reader.library import exports, formats  # noqa: PLC0415 - not for --help

    given = {option: value for option, value in options.items() if value}
    form = _format(name, output, given)
    choice = {option: given.pop(option, None) for option in _CHOICES["note"]}
    folder: Path | None = given.get("pages")
    wish = formats.Wish(**{**given, "pages": folder is not None})
    if form.subject != "translation":
        _ = session.recognisers  # to say at once what is missing of them
    with session.opened() as library:
        material = _material(session, library, form, choice)
        if folder is None and output in {None, _STDOUT}:
            document(exports.rendered(material, form, wish))
            return
        path = folder or Path(output or "")
        number = exports.write(material, form, wish, path)
        where = f"{many(number, 'page')} in {path}" if folder else str(path)
        line(f"{material.count(form)} written to {one_line(where)}.")


def _format(name: str | None, output: str | None, given: dict[str, Any]) -> Format:
    """The format that is meant; every other option has to fit it.

    Raises:
        InputError: there is no such format, or an option does not fit.
    """
    from reader.library.formats import FORMATS, TEMPLATE, by_ending  # noqa: PLC0415 - not for --help

    if name is not None and name not in FORMATS:
        raise InputError(f"There is no export as “{one_line(name)}”; there is: {', '.join(FORMATS)}.")
    if "template" in given and name is not None:
        raise InputError("A template is a format of its own; leave out --format or --template.")
    if output is not None and not output.strip():
        raise InputError("The name after -o is empty; name a file, or - for standard output.")
    if "pages" in given and output is not None:
        raise InputError("--pages writes files of its own into a folder; leave out -o.")
    if "pages" in given and given.get("by", "article") != "article":
        raise InputError(f"Pages are made by article; leave out --pages or --by {given['by']}.")
    form = TEMPLATE if "template" in given else FORMATS[name] if name else by_ending(Path(output or ""))
    fit = form.takes.union(_CHOICES[form.subject])
    for option in sorted(given.keys() - fit):
        raise InputError(f"--{option} does not go with {form.name}; leave it out.")
    return form


def _material(session: Session, library: Library, form: Format, choice: dict[str, str | None]) -> Material:
    """The notes that are wanted, with all that the format shows of them."""
    from reader.library.exports import Material  # noqa: PLC0415 - loaded by now

    refresh(library)
    if form.subject == "correction":
        return _corrections(session, library)
    if form.subject == "translation":
        return _parallels(session, library, choice["article"])
    notes = [excerpt.note for excerpt in chosen(library, choice["article"], choice["tag"])]
    steps = counted(library.gather(notes, bare=form.bare), "reading articles")
    material = Material(library, [excerpt for step in steps for excerpt in step.item or ()])
    if not form.bare:
        for problem in library.translations.problems():
            session.tell(problem)
    return material


def _corrections(session: Session, library: Library) -> Material:
    """What is said of names; that of single passages cannot be in it."""
    from reader.library.exports import Material  # noqa: PLC0415 - loaded by now

    material = Material(library, [])
    here = len(library.corrections.all()) - len(material.corrections)
    if here:
        session.tell(f"{many(here, 'correction')} of single passages cannot be in a gazetteer and are left out.")
    return material


def _parallels(session: Session, library: Library, article: str | None) -> Material:
    """One article with its translation, or all that have any."""
    from reader.library import parallels  # noqa: PLC0415 - not for --help
    from reader.library.exports import Material  # noqa: PLC0415 - loaded by now

    rows = [find_article(library, article)] if article else library.all_rows()
    found = []
    for step in counted(parallels.of(library, rows), "reading articles"):
        if step.problem:
            session.tell(step.problem)
        if step.item and (article or any(hit for block in step.item.blocks for hit in block.translations)):
            found.append(step.item)
    if not found:
        raise InputError("There are no translations to export; “libya-reader translate” asks for them.")
    for problem in library.translations.problems():
        session.tell(problem)
    return Material(library, [], found)
