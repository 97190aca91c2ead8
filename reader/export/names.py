"""Names of files that Obsidian, links and every file system can bear."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.text.clean import one_line, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.export.sections import Source

_UNFIT = re.compile('[\\[\\]#^|\\\\/:<>"?*`%\u2400-\u2421\ufffd]+')
_LONGEST_TITLE = 60
"""Code points of a title in a name."""
_MOST_BYTES = 160
"""Bytes of it in UTF-8: names of more than 255 bytes in all cannot be written."""
_PAGE = re.compile(r"(?:^|.* )([0-9A-Za-z]+)\.md")


def fit(text: str) -> str:
    """``text`` as a part of a file's name; empty when nothing of it can be."""
    words = " ".join(_UNFIT.sub(" ", one_line(text)).split())
    short = shorten(words, _LONGEST_TITLE).encode()[:_MOST_BYTES].decode(errors="ignore")
    return short.strip(" .…")


def page(article: Source) -> str:
    """The name of an article's page: date, title, and the id that tells it from all others."""
    identifier = re.sub("[^0-9A-Za-z]", "", article.id)
    parts = [fit(article.date) or "undated", fit(article.title), f"{identifier}.md"]
    return " ".join(filter(None, parts))


def pages(articles: Iterable[Source], existing: Iterable[str]) -> dict[str, str]:
    """Names of pages by article id; a page among ``existing`` keeps its name, whatever its title is now."""
    known = {match[1]: name for name in existing if (match := _PAGE.fullmatch(name))}
    return {article.id: known.get(article.id, page(article)) for article in articles}
