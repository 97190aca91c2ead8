"""Times as the notes file holds them: ISO 8601 in UTC with microseconds, which sort as text."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_TIME = re.compile(r"[12]\d{3}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d\.\d{6}Z")

_TICK = timedelta(microseconds=1)


def now() -> datetime:
    """The present time."""
    return datetime.now(UTC)


def modified(document: Mapping[str, object]) -> str:
    """When a document was changed last; the empty string, before all times, if it does not say so in our form."""
    value = document.get("modified")
    return value if isinstance(value, str) and _TIME.fullmatch(value) else ""


class Clock:
    """Gives out times that strictly increase, even when the machine's clock is set back."""

    def __init__(self, source: Callable[[], datetime]) -> None:
        self._source = source
        self._latest = ""

    def tick(self) -> str:
        """A time later than all that were given out or seen before."""
        time = _text(self._source().astimezone(UTC))
        self._latest = time if time > self._latest else _after(self._latest)
        return self._latest

    def see(self, time: str) -> None:
        """Take note of a time that stands in the file: from now on only later ones are given out."""
        self._latest = max(self._latest, time)

    def milliseconds(self) -> int:
        """The present time as a number, whatever was given out before."""
        return int(self._source().timestamp() * 1000)


def _after(time: str) -> str:
    try:
        return _text(datetime.fromisoformat(time) + _TICK)
    except ValueError:  # A day that no month has, written by hand: it still sorts.
        return time


def _text(time: datetime) -> str:
    return time.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
