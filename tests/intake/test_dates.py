"""A date is a year, a month or a day that exists, written as ISO 8601 has it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.intake import is_date


@pytest.mark.parametrize("value", ["2019", "2019-04", "2019-04-07", "2020-02-29", "1999-12-31", "2000-01-01"])
def test_dates(value):
    assert is_date(value)


@pytest.mark.parametrize(
    "value",
    """
    2019-13 2019-00 2019-04-31 2019-04-00 2019-02-29 2019-4 2019-04-7 19 0000 0001-01 20190407 2019- 2019-04-
    2019-04-07T12:00 07-04-2019 april 2019/04 ٢٠١٩ 9999
    """.split(),
)
def test_other_things_are_no_dates(value):
    assert not is_date(value)


@pytest.mark.parametrize("value", ["", " 2019", "2019 ", "2019\n"])
def test_nothing_stands_around_a_date(value):
    assert not is_date(value)


@given(st.dates(min_value=dt.date(1000, 1, 1), max_value=dt.date(2999, 12, 31)))
def test_every_day_of_the_calendar_is_a_date_and_so_are_its_month_and_year(day):
    assert all(is_date(day.isoformat()[:length]) for length in (4, 7, 10))
