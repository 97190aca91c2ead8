"""``entities``: the names in a library, with how often each is mentioned."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from reader.cli import fields
from reader.cli.articles import filtered, find_names
from reader.cli.commands import Command, as_json
from reader.cli.printing import document, line, many, record, say, table, width
from reader.cli.session import Session, refresh
from reader.errors import InputError
from reader.model import LABELS
from reader.text.clean import one_line
from reader.text.sparks import slots, sparkline

if TYPE_CHECKING:
    from reader.library import Library
    from reader.library.names import Tally
    from reader.model import Label, Name, Recogniser

_LEAST_NAME = 12
_COLUMNS = ("name", "label", "wikidata", "mentions", "articles", "first", "last", "forms", "recogniser")
_MOST_BARS = 36
_UNDATED = "undated"
Months = Mapping["Name", Sequence[tuple[str | None, int]]]


@click.command(cls=Command)
@click.argument("query", nargs=-1, metavar="[FILTER]...")
@click.option("--label", type=click.Choice(LABELS, case_sensitive=False), help="Only names with this label.")
@click.option("--csv", "as_csv", is_flag=True, help="Print a table for spreadsheets, with a column for each month.")
@as_json
@click.pass_obj
def entities(session: Session, query: tuple[str, ...], label: Label | None, *, as_csv: bool, as_json: bool) -> None:
    """List the names in all articles by label, the most often mentioned first.

    FILTER chooses articles, as in “list”. The first time, every article is read, on all cores; Ctrl+C stops that and
    keeps what was found.
    """
    if as_csv and as_json:
        raise InputError("--csv and --json exclude one another; choose one.")
    _ = session.recognisers  # to say at once what is missing of them
    with session.opened() as library:
        for problem in refresh(library):
            session.tell(problem)
        find_names(session, library)
        among = list(filtered(session, library, " ".join(query)).numbers) if query else None
        found = [tally for tally in library.names.all(among) if label in (None, tally.name.label)]
        months = library.names.mentions.all_months(among)
        if not found:
            say(f"There are no such names in {many(library.shelf.index.count(), 'article')}.")
        elif as_json:
            for row in _records(library, found, months, among):
                record(row)
        elif as_csv:
            document(_csv(list(_records(library, found, months, among))).encode())
        else:
            _print(found, months, library.provenance)


def _records(
    library: Library, found: Sequence[Tally], months: Months, among: Sequence[int] | None
) -> Iterator[fields.Fields]:
    written = library.names.mentions.all_written(among)
    by = asdict(library.provenance)
    for tally in found:
        listed = library.names.table.get(tally.name.text, tally.name.label)
        yield {
            "name": tally.name.text,
            "label": tally.name.label,
            "wikidata": (listed.wikidata or None) if listed else None,
            "mentions": tally.mentions,
            "articles": tally.articles,
            "first": tally.first,
            "last": tally.last,
            "months": {month or _UNDATED: times for month, times in months[tally.name]},
            "forms": [{"text": w.text, "mentions": w.times, "guess": w.guess} for w in written[tally.name]],
            "recogniser": by,
        }


def _csv(rows: Sequence[fields.Fields]) -> str:
    from reader.export.tables import safe_cell  # noqa: PLC0415 - for --csv only

    months = sorted({month for row in rows for month in row["months"]}, key=lambda month: (month == _UNDATED, month))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*_COLUMNS, *months])
    for row in rows:
        forms = "; ".join(form["text"] + "?" * form["guess"] for form in row["forms"])
        by = f"{row['recogniser']['name']} {row['recogniser']['version']}"
        cells = {**row, "forms": forms, "recogniser": by}
        counts = [row["months"].get(month, 0) for month in months]
        writer.writerow([safe_cell(str("" if (v := cells[c]) is None else v)) for c in _COLUMNS] + counts)
    return out.getvalue()


def _print(found: Sequence[Tally], months: Months, by: Recogniser) -> None:
    from reader.text.cells import fit  # noqa: PLC0415 - loads rich

    span = slots((month for tally in found for month, _ in months[tally.name]), _MOST_BARS)
    for label in LABELS:
        rows = [tally for tally in found if tally.name.label == label]
        if not rows:
            continue
        line(label)
        room = max(_LEAST_NAME, (width() or 10_000) - len(span) - 26)
        cells = [
            [
                "  " + fit(one_line(tally.name.text), room),
                f"{tally.mentions:,}",
                f"in {many(tally.articles, 'article')}",
                sparkline(dict(months[tally.name]), span),
            ]
            for tally in rows
        ]
        for text in table(cells, right={1}):
            line(text)
        line()
    when = f", {span[0]} to {span[-1]}" if span else ""
    line(f"{many(len(found), 'name')}{when}, found by {by.name} {by.version}")
