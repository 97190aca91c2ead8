"""One file to one article, by the format that its suffix names."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import TypeAlias

from reader.errors import InputError
from reader.intake.draft import Draft, derive_title
from reader.intake.plain import false_date, read_plain
from reader.model import ASSUMED_LANGUAGE, Article, LanguageSource
from reader.text.clean import one_line

Format: TypeAlias = Callable[[bytes, str], Draft]
"""Reads the bytes of a file; the second argument is its name for errors."""

FORMATS: Mapping[str, Format] = {".txt": read_plain}
"""Which suffixes (lower case) make a file an article of a library, and how it is read."""


def article_id(relative: str) -> str:
    """The id of the article at ``relative``, its path within the library with ``/``."""
    return hashlib.sha256(os.fsencode(relative)).hexdigest()[:12]


def parse(data: bytes, *, relative: str, language: str = "") -> Article:
    """The article that a file holds; a file without a known suffix is read as plain text.

    Args:
        data: All bytes of the file.
        relative: Where the file is, relative to the library, with ``/``.
        language: BCP 47 tag of a text that does not say its own; empty where it is to be told from the text.

    Raises:
        InputError: The bytes are no text, or there is nothing in it to read.
    """
    name = one_line(relative)
    draft = FORMATS.get(PurePosixPath(relative).suffix.lower(), read_plain)(data, name)
    if not draft.body:
        raise InputError(f"{name} has no text to read; put some in it, or take it out of the library.")
    tag, source = _language(draft, language)
    return Article(
        id=article_id(relative),
        path=relative,
        title=draft.title or derive_title(_told(draft.body)),
        title_source="given" if draft.title else "derived",
        date=draft.date,
        language=tag,
        language_source=source,
        body=draft.body,
        digest=hashlib.sha256(draft.body.encode()).hexdigest(),
    )


def doubt(article: Article) -> str | None:
    """What should be looked at in the file of an article that can be read, as a sentence; None if nothing."""
    date = false_date(article.body) if article.date.value is None else ""
    if not date:
        return None
    return (
        f"{one_line(article.path)} begins with “{one_line(date)}”, which is no date; "
        "correct it in the file (2019, 2019-04 or 2019-04-07), or give the article one with D in the app."
    )


def _told(body: str) -> str:
    """The text of an article, without a date that cannot be in front of it."""
    return body.removeprefix(false_date(body)).strip() or body


def _language(draft: Draft, given: str) -> tuple[str, LanguageSource]:
    """The language of a text, and who says so."""
    if draft.language or given:
        return draft.language or given, "given"
    from reader.intake.language import detect  # noqa: PLC0415 - only where texts are read

    found = detect(draft.body)
    return (found, "detected") if found else (ASSUMED_LANGUAGE, "assumed")
