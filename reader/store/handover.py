"""Notes that were kept elsewhere while their library could not be written to, on their way back into it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.lock import locked
from reader.store import lines, schema
from reader.store.backups import Backups
from reader.store.clock import now
from reader.store.durable import write_durably
from reader.store.merge import uids
from reader.store.spill import BEFORE, place

if TYPE_CHECKING:
    from pathlib import Path

    from reader.store.lines import Document

_PATIENCE: Final = 10.0
"""Seconds to wait for a program that writes the notes."""
_BEGINNING: Final = "elsewhere-"
"""How the names of such files begin among the unsaved changes."""


def hand_over(kept: Path, began: Path, folder: Path, notes: Path) -> None:
    """Make the notes file ``kept`` unsaved changes of ``notes``, which whoever opens that takes in.

    ``began`` is what it once started from, if there was anything; ``folder`` is that for unsaved changes of all. The
    file itself goes to its backups, after its content is durable in its new place.

    Raises:
        OSError: it cannot be read or written.
        HinderedError: another program keeps it locked.
    """
    with locked(kept.with_name(f".{kept.name}.lock"), _PATIENCE):
        data = kept.read_bytes()
        if not (began.exists() and began.read_bytes() == data):
            target = place(folder, notes)
            target.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_durably(target / f"{_BEGINNING}{place(folder, kept).name}.json", _changes(data, began))
        Backups(kept, now).store(kept, "returned")
        began.unlink(missing_ok=True)


def is_handed_over(path: Path) -> bool:
    """Whether a file of unsaved changes was a notes file elsewhere."""
    return path.name.startswith(_BEGINNING)


def _changes(data: bytes, began: Path) -> bytes:
    """A notes file as a file of unsaved changes; a damaged one as it is: whoever takes it in saves what is whole."""
    try:
        return lines.text({**lines.parse(data), BEFORE: _states(began)})
    except ValueError:
        return data


def _states(began: Path) -> dict[str, Document]:
    """What the notes started from, as files of unsaved changes tell it."""
    try:
        tables = schema.read(began.read_bytes())
    except (OSError, ValueError):
        return {}
    states: dict[str, Document] = {}
    for table in tables.keys() - {schema.TABLE}:
        for uid, key in uids(tables[table]).items():
            state = {"uid": f"{table}/{uid}", "table": table, "key": key, "doc": tables[table][key]}
            states[str(len(states) + 1)] = state
    return states
