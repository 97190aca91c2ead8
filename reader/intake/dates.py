"""Dates as articles and users write them."""

from __future__ import annotations

import datetime as dt
import re

_DATE = re.compile(r"([12][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def is_date(value: str) -> bool:
    """Whether ``value`` is a date in the form of ``Date.value``: ``2019``, ``2019-04`` or ``2019-04-07``."""
    match = _DATE.fullmatch(value)
    if match is None:
        return False
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True
