"""Plain text: a body, with at most a date in front of it."""

from __future__ import annotations

import re

from reader.intake.dates import is_date
from reader.intake.draft import Draft
from reader.intake.encoding import decode
from reader.model import Date
from reader.text.clean import canonical

_HEADER = re.compile(r"\s*date(?:[^\S\n]*:[^\S\n]*|[^\S\n]+)([0-9]{4}(?:-[0-9]{2}){0,2})(?!\S)", re.IGNORECASE)


def read_plain(data: bytes, name: str) -> Draft:
    """Read a plain text file.

    A date header may stand at the very start, on the first line of the text or on a line of its own:
    ``date 2019-04``, ``date: 2019-04-07``, ``date 2019``. What is not a possible date is no header.

    Args:
        data: All bytes of the file.
        name: What to call the file in an error, fit to be shown.

    Raises:
        InputError: The bytes are no text.
    """
    text = canonical(decode(data, name=name))
    header = _HEADER.match(text)
    if header is None or not is_date(header[1]):
        return Draft(text.strip())
    return Draft(text[header.end() :].strip(), Date(header[1], "text"))
