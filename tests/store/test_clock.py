"""The times in the notes file."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.store.clock import Clock, modified

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_a_time_is_utc_with_microseconds_whatever_the_zone_and_the_fraction() -> None:
    amsterdam = timezone(timedelta(hours=1))
    assert Clock(lambda: NOON.astimezone(amsterdam)).tick() == "2026-11-22T12:00:00.000000Z"


@given(st.lists(st.integers(0, 10**15).map(lambda shift: NOON + timedelta(microseconds=shift)), min_size=1))
def test_times_grow_however_the_clock_jumps(readings: list[datetime]) -> None:
    source = iter(readings)
    clock = Clock(lambda: next(source))
    times = [clock.tick() for _ in readings]
    assert times == sorted(set(times))
    assert times[0] == readings[0].strftime("%Y-%m-%dT%H:%M:%S.%fZ")


@pytest.mark.parametrize("seen", ["2027-01-01T00:00:00.000000Z", "2999-12-31T23:59:59.999999Z"])
def test_times_seen_in_the_file_are_passed(seen: str) -> None:
    clock = Clock(lambda: NOON)
    clock.see(seen)
    assert clock.tick() > seen


@pytest.mark.parametrize("value", [None, 5, "", "yesterday", "2026-11-22", "2026-11-22T12:00:00Z", "9" * 27, [1]])
def test_what_is_no_time_of_ours_is_before_all_times(value: object) -> None:
    assert modified({"modified": value}) == ""
    assert modified({}) == ""


def test_a_day_that_no_month_has_does_not_stop_the_clock() -> None:
    clock = Clock(lambda: NOON)
    clock.see("2027-02-31T00:00:00.000000Z")
    assert clock.tick() >= "2027-02-31T00:00:00.000000Z"
