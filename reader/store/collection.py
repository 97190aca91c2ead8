"""The values of one table of the notes file, found and set by uid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from reader.store.documents import Kind, Readings, overlay

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.store.changeset import Changeset
    from reader.store.lines import Document
    from reader.store.merge import Tables
    from reader.store.storage import NotesStorage
    from reader.store.table import DocumentTable
    from reader.store.underway import Underway

T = TypeVar("T")


class Collection(Generic[T]):
    """Notes, marks or tags; what stands in their documents besides is left as it is."""

    def __init__(self, kind: Kind[T], storage: NotesStorage) -> None:
        self._kind = kind
        self._storage = storage
        self._readings = Readings(kind.read)

    def all(self) -> list[T]:
        """The values of all documents that hold one."""
        with self._storage.lock:
            return self._readings.of(self._storage.rows(self._kind.table))

    def get(self, uid: str) -> T | None:
        """The value with this uid."""
        return self._read(self._storage, uid)

    def same(self, one: T | None, other: T | None) -> bool:
        """Whether two values have the same fields, whenever they were written."""
        return self._fields(one) == self._fields(other)

    def replace(
        self, changeset: Changeset, values: Sequence[tuple[str, T | None]], underway: Underway
    ) -> tuple[tuple[str, T | None], ...]:
        """Give values to uids, None to delete, once the changeset is carried out; what they had before."""
        if not values:
            return ()
        before = tuple((uid, self._read(changeset, uid)) for uid, _ in values)
        table = changeset.table(self._kind.table)
        for uid, value in underway.through(values):
            self._set(changeset, table, uid, self._fields(value))
        return before

    def read_ahead(self, changeset: Changeset) -> Callable[[], None]:
        """Read the values that a changeset brings; call the result when it is carried out, with the lock held."""
        swap = changeset.swaps.get(self._kind.table)
        read = self._readings.ahead(swap.documents if swap else {})
        return lambda: self._readings.take(read)

    def untouched(
        self, present: Sequence[tuple[str, T | None]], wanted: Sequence[tuple[str, T | None]]
    ) -> tuple[tuple[str, T | None], ...]:
        """The ``wanted`` values of those that still are as ``present`` says."""
        pairs = zip(present, wanted, strict=True)
        return tuple(new for (uid, old), new in pairs if self.same(self.get(uid), old))

    def differing(self, earlier: Tables) -> tuple[tuple[str, T], ...]:
        """The values of an earlier state that are not there now, or not the same."""
        documents = earlier.get(self._kind.table, {}).values()
        found = {str(document.get("uid")): self._kind.read(document) for document in documents}
        return tuple(
            (uid, value) for uid, value in found.items() if value is not None and not self.same(value, self.get(uid))
        )

    def _read(self, where: NotesStorage | Changeset, uid: str) -> T | None:
        key = where.key(self._kind.table, uid)
        document = where.rows(self._kind.table).get(str(key))
        return None if document is None else self._readings.read(str(key), document)

    def _fields(self, value: T | None) -> Document | None:
        return None if value is None else self._kind.fields(value)

    def _set(self, changeset: Changeset, table: DocumentTable, uid: str, fields: Document | None) -> None:
        key = changeset.key(self._kind.table, uid)
        if fields is None:
            table.remove(doc_ids=[] if key is None else [key])
            return
        fields = {**fields, "uid": uid}
        if key is not None:
            table.update(lambda document: overlay(document, fields), doc_ids=[key])
        else:
            # A document that comes back gets back the fields that are not ours, too.
            document = changeset.deleted(self._kind.table, uid)
            overlay(document, fields)
            table.insert(document)
