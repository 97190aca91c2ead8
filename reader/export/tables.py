"""Notes as a table for spreadsheets and statistics: CSV as RFC 4180 has it.

What a spreadsheet would take for a formula gets an apostrophe in front, unless the table is for a machine.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from reader.export.credit import finder, translator
from reader.export.sections import in_order, position, source
from reader.text.clean import neutralise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.model import Excerpt, Recogniser

COLUMNS = (
    *("uid", "article_id", "title", "date", "path", "start", "end", "quote", "english", "provenance", "note"),
    *("tags", "entities", "recogniser", "state", "created", "modified"),
)

_BYTE_ORDER_MARK = "\ufeff"
_FORMULA = re.compile("[=+\\-@\t\r\n\0＝＋－＠]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def written_by_us(head: bytes) -> bool:
    """Whether a file that begins with ``head`` (512 bytes will do) is an export of ours, fit to be replaced.

    One to which somebody has added a column is not.
    """
    return head.removeprefix(_BYTE_ORDER_MARK.encode()).startswith(f"{','.join(COLUMNS)}\r\n".encode())


def render(
    excerpts: Sequence[Excerpt],
    *,
    recogniser: Recogniser | None,
    raw: bool = False,
    byte_order_mark: bool = False,
) -> str:
    """The table: a header, then a row for each note, with CRLF line ends.

    Several tags, entities and sources of a translation stand in one cell, with semicolons.

    Args:
        excerpts: The notes.
        recogniser: Who found the entities.
        raw: Leave cells as they are: no apostrophes, and no control character replaced. For machines only.
        byte_order_mark: Begin with one, without which Excel does not take the file for UTF-8.
    """
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for excerpt in in_order(excerpts):
        writer.writerow([_exact(cell) if raw else safe_cell(cell) for cell in _row(excerpt, recogniser)])
    return (_BYTE_ORDER_MARK if byte_order_mark else "") + table.getvalue()


def _row(excerpt: Excerpt, recogniser: Recogniser | None) -> Iterator[str]:
    note, article, span = excerpt.note, source(excerpt), position(excerpt)
    yield from (note.uid, article.id, article.title, article.date, article.path, str(span.start), str(span.end))
    yield note.anchor.exact
    yield " ".join(translation.text for translation in excerpt.translations)
    yield "; ".join(dict.fromkeys(translator(translation.provenance) for translation in excerpt.translations))
    yield note.text
    yield ";".join(note.tags)
    yield ";".join(dict.fromkeys(f"{entity.name} ({entity.label})" for entity in excerpt.entities))
    by = finder(excerpt.entities, recogniser)
    yield f"{by.name} {by.version}" if by and excerpt.entities else ""
    yield from (excerpt.placing.state, note.created, note.modified)


def safe_cell(cell: str) -> str:
    """``cell`` as a spreadsheet takes it for text: no formula, no control characters."""
    return neutralise(f"'{cell}" if _FORMULA.match(cell) else cell)


def _exact(cell: str) -> str:
    """The cell without what UTF-8 has no bytes for."""
    return _SURROGATE.sub("\ufffd", cell)
