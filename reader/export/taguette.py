"""Tags from Taguette: its codebook as CSV."""

from __future__ import annotations

import csv
import io

from reader.errors import InputError
from reader.text.clean import neutralise, one_line

_NAMES = ("tag", "name", "path")
"""What the column of the tags may be called, in Taguette and in tables made for it."""
_BESIDE = {"description", "parent"}
"""Other tables have names and paths, too: only beside one of these they are those of tags."""
_OF_NOTES = {"quote", "note", "tags"}
"""Columns of our own tables of notes."""


def read(text: str, *, name: str = "the file") -> tuple[dict[str, str], list[str]]:
    """What each tag means, by its name, and a sentence for the user for each row without a tag.

    A tag with a parent is nested in it.

    Args:
        text: What is in the file.
        name: What to call it.

    Raises:
        InputError: it is no table, or none of its columns has tags.
    """
    shown = one_line(name)
    try:
        header, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    except (csv.Error, ValueError):
        raise InputError(f"{shown} is not a CSV table; export the codebook as CSV and try again.") from None
    columns = [cell.strip().lower() for cell in header]
    names = _NAMES if _BESIDE.intersection(columns) else _NAMES[:1]
    column = next((name for name in names if name in columns), None)
    if column is None:
        of_notes = _OF_NOTES.issubset(columns)
        remedy = "it holds notes, which “export --format jsonl” and “note import” carry over"
        other = "export the codebook of Taguette as CSV"
        raise InputError(f"{shown} has no column “tag”; {remedy if of_notes else other}.")
    parents: dict[str, str] = {}
    meanings: dict[str, str] = {}
    problems: list[str] = []
    for number, row in enumerate(rows, start=2):
        cells = dict(zip(columns, row, strict=False))
        tag = one_line(cells.get(column, ""))
        if tag:
            parents[tag] = one_line(cells.get("parent", ""))
            meanings[tag] = neutralise(cells.get("description", "")).strip()
        elif any(row):
            problems.append(f"Row {number} of {shown} is left out: it has no tag.")
    return {_nested(tag, parents): meaning for tag, meaning in meanings.items()}, problems


def _nested(tag: str, parents: dict[str, str]) -> str:
    """The tag with its parents in front, unless they are in its name or in a circle."""
    seen = [tag]
    while (parent := parents.get(seen[0], "")) and parent not in seen:
        seen.insert(0, parent)
    path = seen[0]
    for child in seen[1:]:
        path = child if child.startswith(f"{path}/") else f"{path}/{child}"
    return path
