"""TinyDB's table over documents held in memory: an operation costs what it changes, not what the file holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from typing import TYPE_CHECKING, Any, Protocol, cast

from tinydb import TinyDB
from tinydb.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from reader.store.lines import Document


class Rows(Protocol):
    """What a table needs of its storage."""

    lock: AbstractContextManager[Any]
    """Held during each operation."""

    def rows(self, table: str) -> Mapping[str, Document]:
        """The live documents of a table, by key."""
        ...

    def new_key(self, table: str) -> int:
        """A key that the table does not have."""
        ...

    def accept(self, table: str, changes: Mapping[str, Document | None]) -> None:
        """Make changed documents, None for removed ones, the new state."""
        ...


def copied(value: Any) -> Any:  # noqa: ANN401 - JSON is any of its types
    """A copy of a JSON value that shares nothing that could be changed; several times as fast as ``deepcopy``."""
    if isinstance(value, dict):
        return {name: copied(item) for name, item in value.items()}
    return [copied(item) for item in value] if isinstance(value, list) else value


class Draft(MutableMapping[int, "Document"]):
    """A table as TinyDB's updaters see it. What they do to it is collected; the table itself stays as it was."""

    def __init__(self, rows: Mapping[str, Document]) -> None:
        self._rows = rows
        self._touched: dict[str, Document | None] = {}

    @property
    def changes(self) -> dict[str, Document | None]:
        """The documents that differ from those of the table, by key; None for removed ones."""
        return {key: document for key, document in self._touched.items() if document != self._rows.get(key)}

    def __getitem__(self, key: int) -> Document:
        name = str(key)
        if name not in self._touched:
            self._touched[name] = copied(self._rows[name])
        document = self._touched[name]
        if document is None:
            raise KeyError(key)
        return document

    def __setitem__(self, key: int, document: Document) -> None:
        self._touched[str(key)] = document

    def __delitem__(self, key: int) -> None:
        if key not in self:
            raise KeyError(key)
        self._touched[str(key)] = None

    def __contains__(self, key: object) -> bool:
        name = str(key)
        return self._touched[name] is not None if name in self._touched else name in self._rows

    def __iter__(self) -> Iterator[int]:
        fresh = [name for name in self._touched if name not in self._rows]
        return (key for key in map(int, [*self._rows, *fresh]) if key in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class DocumentTable(Table):
    """A TinyDB table whose storage holds the documents and takes over changed ones only.

    Results share their nested values with the memory: read them, do not change them.
    """

    @property
    def _memory(self) -> Rows:
        return cast("Rows", self._storage)

    def _read_table(self) -> dict[str, Mapping[Any, Any]]:
        return cast("dict[str, Mapping[Any, Any]]", self._memory.rows(self.name))

    def _update_table(self, updater: Callable[[dict[int, Mapping[Any, Any]]], None]) -> None:
        with self._memory.lock:
            draft = Draft(self._memory.rows(self.name))
            updater(cast("dict[int, Mapping[Any, Any]]", draft))
            self._memory.accept(self.name, draft.changes)
        self.clear_cache()

    def _get_next_id(self) -> int:
        return self._memory.new_key(self.name)


class Database(TinyDB):
    """A TinyDB of such tables."""

    table_class = DocumentTable

    def table(self, name: str, **options: Any) -> DocumentTable:  # noqa: ANN401 - TinyDB's own signature
        """The table of this name, without TinyDB's query cache, which would hide changes by the writer."""
        return cast("DocumentTable", super().table(name, **{"cache_size": 0, **options}))
