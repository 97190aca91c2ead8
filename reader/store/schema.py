"""Which form a notes file has, whether this program may write it, and how an older form becomes ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.store import lines

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from reader.store.lines import Document, Tables

TABLE: Final = "meta"
UID: Final = "schema"
"""Where the file says what it is: the table, and the uid of the one document in it."""


def _as_it_is(tables: Tables) -> Tables:
    return tables


STEPS: tuple[Callable[[Tables], Tables], ...] = (_as_it_is,)
"""How each form becomes the next one, from 0, a TinyDB file that says nothing of itself. A step may not drop
anything; the file is backed up before the first write in the new form."""


def description() -> Document:
    """What a file of ours says of itself."""
    return {"uid": UID, "schema": len(STEPS), "program": "libya-reader"}


def form_of(tables: Mapping[str, Mapping[str, Document]]) -> int:
    """The form that a file says it has; 0 if it does not say."""
    said = (document.get("schema") for document in tables.get(TABLE, {}).values())
    return max((form for form in said if isinstance(form, int)), default=0)


def is_older(tables: Tables) -> bool:
    """Whether a file holds anything in a form from before ours."""
    return any(tables.values()) and form_of(tables) < len(STEPS)


def read(data: bytes) -> Tables:
    """The tables of a file, in our form; those of a newer one as they are.

    Raises:
        ValueError: it is not the JSON of a TinyDB file.
    """
    return migrated(lines.parse(data))


def migrated(tables: Tables) -> Tables:
    """The tables in our form."""
    form = form_of(tables)
    for step in STEPS[max(0, form) :]:
        tables = step(tables)
    if form >= len(STEPS) or TABLE not in tables:
        return tables
    ours = description()
    rows = {key: {**row, **ours} if row.get("uid") == UID else row for key, row in tables[TABLE].items()}
    return {**tables, TABLE: rows}


def newer_schema(tables: Mapping[str, Mapping[str, Document]], path: Path) -> str | None:
    """The sentence that refuses to write a file of a form we do not know; None if we know it."""
    form = form_of(tables)
    if form <= len(STEPS):
        return None
    return (
        f"{path} was written by a newer libya-reader (form {form}, this one knows {len(STEPS)}): "
        "it can be read but not changed; update libya-reader."
    )
