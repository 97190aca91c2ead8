"""Plain text: a body, with at most a date in front of it."""

from __future__ import annotations

import re

from reader.intake.dates import is_date
from reader.intake.draft import Draft
from reader.intake.encoding import decode
from reader.model import Date
from reader.text.clean import canonical

_LANGUAGE = re.compile(r"\s*language:[^\S\n]*([a-z]{2,3}(?:-[a-z0-9]{2,8})*)[^\S\n]*(?:\n|$)", re.IGNORECASE)
_HEADER = re.compile(r"\s*date(?:[^\S\n]*:[^\S\n]*|[^\S\n]+)([0-9]{4}(?:-[0-9]{2}){0,2})(?!\S)", re.IGNORECASE)


def read_plain(data: bytes, name: str) -> Draft:
    """Read a plain text file.

    A date header may stand at the very start, on the first line of the text or on a line of its own:
    ``date 2019-04``, ``date: 2019-04-07``, ``date 2019``. What is not a possible date stays in the text.
    Before or after it a line of its own may say the language: ``language: nl``.

    Args:
        data: All bytes of the file.
        name: What to call the file in an error, fit to be shown.

    Raises:
        InputError: The bytes are no text.
    """
    text = canonical(decode(data, name=name))
    text, before = _said(text)
    header = _HEADER.match(text)
    if header is None or not is_date(header[1]):
        return Draft(text.strip(), language=before)
    text, after = _said(text[header.end() :])
    return Draft(text.strip(), Date(header[1], "text"), before or after)


def false_date(body: str) -> str:
    """The header with which ``body`` begins although its date cannot be; empty where there is none."""
    header = _HEADER.match(body)
    return header[0] if header is not None and not is_date(header[1]) else ""


def _said(text: str) -> tuple[str, str | None]:
    """``text`` without a line at its beginning that says the language, and the language."""
    found = _LANGUAGE.match(text)
    return (text[found.end() :], found[1].lower()) if found else (text, None)
