"""Bars of a row's height, for how often something happens in the course of time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

BARS = " ▁▂▃▄▅▆▇█"
_MONTH = len("2019-04")


def slots(dates: Iterable[str | None], most: int) -> list[str]:
    """Every month (``2019-04``) from the first to the last of ``dates``; every year where those were too many.

    Years, too, where of some date no month is known; None where there is no date at all says nothing.
    """
    known = sorted(date[:_MONTH] for date in dates if date)
    if not known:
        return []
    years = range(int(known[0][:4]), int(known[-1][:4]) + 1)
    months = [f"{year:04}-{month:02}" for year in years for month in range(1, 13)]
    within = [month for month in months if known[0] <= month <= known[-1]]
    if len(within) > most or any(len(date) < _MONTH for date in known):
        return [f"{year:04}" for year in years]
    return within


def sparkline(counts: Mapping[str | None, int], slots: Sequence[str]) -> str:
    """A bar for each of ``slots``, as high as its count is to the highest one, and nothing where there is none."""
    heights = [sum(count for date, count in counts.items() if date and date.startswith(slot)) for slot in slots]
    most = max(heights, default=0)
    return "".join(BARS[-(-height * (len(BARS) - 1) // most)] for height in heights) if most else ""
