"""The cited articles for reference managers: CSL-JSON, as Zotero and pandoc read it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from reader import __version__
from reader.export.plain_json import dumps
from reader.export.sections import Source, sections
from reader.text.clean import neutralise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model import Excerpt

_SOURCE = "libya-reader"
_OURS = re.compile(
    rb'\[\s+\{\s+"id": "article-[^"]*",\s+"type": "article-newspaper",\s+"source": "%s ' % _SOURCE.encode()
)
"""How a file of ours begins; a reference manager that took items over from one writes them otherwise."""


def written_by_us(head: bytes) -> bool:
    """Whether a file that begins with ``head`` (512 bytes will do) is an export of ours, fit to be replaced."""
    return head.strip() == b"[]" or _OURS.match(head) is not None


def render(excerpts: Sequence[Excerpt]) -> str:
    """An item for each article that has a note among ``excerpts``."""
    return dumps([_item(section.source) for section in sections(excerpts)], indent=2) + "\n"


def _item(article: Source) -> dict[str, Any]:
    note = "Title derived from the text." if article.derived else ""
    item = {
        "id": f"article-{article.id}",
        "type": "article-newspaper",
        "source": f"{_SOURCE} {__version__}",
        "title": article.title or article.path,
        "language": article.language,
        "archive_location": article.path,
        "note": note,
    }
    shown: dict[str, Any] = {name: neutralise(value) for name, value in item.items() if value}
    if article.date:
        shown["issued"] = {"date-parts": [[int(part) for part in article.date.split("-")]]}
    return shown
