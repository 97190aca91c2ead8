"""How often a service may be asked: the clock, the pause after a refusal, the delay before another try."""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from threading import Event

FIRST_PAUSE = timedelta(minutes=15)
LONGEST_PAUSE = timedelta(hours=2)
LONGEST_WISH = timedelta(hours=24)
"""A service that asks for a longer silence than this (``Retry-After``) is asked once a day."""

_FIRST_DELAY = 0.5
_LONGEST_DELAY = 8.0


class Clock:
    """The machine's clock; tests have their own, so that they never wait."""

    def now(self) -> datetime:
        """The present time, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds since some moment, never set back."""
        return time.monotonic()

    def wait(self, seconds: float, unless: Event) -> None:
        """Return after ``seconds``, or as soon as ``unless`` is set."""
        unless.wait(seconds)


def stamp(moment: datetime) -> str:
    """A time as the model writes it: ISO 8601 in UTC with microseconds."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def delay_before(attempt: int, jitter: Callable[[float, float], float] = random.uniform) -> float:
    """Seconds to wait before try number ``attempt`` (the second is 1): full jitter under 0.5, 1, 2 … 8 s."""
    return jitter(0.0, min(_LONGEST_DELAY, _FIRST_DELAY * 2 ** (attempt - 1)))


class Circuit:
    """Keeps silent after a refusal: as long as the service asks for, else 15 minutes, doubling to 2 hours.

    Blocks last minutes to hours, and asking within seconds prolongs them.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._refusals = 0
        self._until: datetime | None = None

    def refuse(self, wish: float | None = None) -> datetime:
        """Note a refusal, with the seconds of silence it asked for; returns when it may be asked again."""
        pause = min(FIRST_PAUSE * (1 << min(self._refusals, 8)), LONGEST_PAUSE)
        if wish is not None and wish > 0:
            pause = timedelta(seconds=min(wish, LONGEST_WISH.total_seconds()))
        self._refusals += 1
        until = self._clock.now() + pause
        self._until = until
        return until

    def heal(self) -> None:
        """Note that the service answered."""
        self._refusals = 0
        self._until = None

    @property
    def until(self) -> datetime | None:
        """When the service may be asked again; None if it may be asked now.

        A clock that was set back by days does not prolong the silence.
        """
        until = self._until
        if until is None or not timedelta(0) < until - self._clock.now() <= LONGEST_WISH:
            return None
        return until
