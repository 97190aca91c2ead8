"""Which form a notes file has, and whether this program may write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

    from reader.store.lines import Document
    from reader.store.merge import Tables

TABLE: Final = "meta"
UID: Final = "schema"
"""Where the file says what it is: the table, and the uid of the one document in it."""

_SCHEMA = 1
"""The form that this program writes."""


def description() -> Document:
    """What a file of ours says of itself."""
    return {"uid": UID, "schema": _SCHEMA, "program": "libya-reader"}


def newer_schema(tables: Tables, path: Path) -> str | None:
    """The sentence that refuses to write a file of a form we do not know; None if we know it."""
    for document in tables.get(TABLE, {}).values():
        schema = document.get("schema")
        if isinstance(schema, int) and schema > _SCHEMA:
            return (
                f"{path} was written by a newer libya-reader (form {schema}, this one knows {_SCHEMA}): "
                "it can be read but not changed; update libya-reader."
            )
    return None
