"""Bars for the course of time."""

from __future__ import annotations

import pytest

from reader.text.sparks import slots, sparkline


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ([], []),
        ([None], []),
        (["2019-04-07"], ["2019-04"]),
        (["2020-01", "2019-11-30", None], ["2019-11", "2019-12", "2020-01"]),
        (["2019", "2020-03"], ["2019", "2020"]),
        (["2011-02", "2020-03"], [str(year) for year in range(2011, 2021)]),
    ],
)
def test_the_months_between_are_there_and_too_many_become_years(dates, expected):
    assert slots(dates, most=12) == expected


@pytest.mark.parametrize(
    ("counts", "over", "line"),
    [
        ({"2019-04": 1, "2019-06": 8}, ["2019-04", "2019-05", "2019-06"], "▁ █"),
        ({"2019-04": 3, "2019-06": 3, "2020-01": 1}, ["2019", "2020"], "█▂"),
        ({None: 4}, ["2019"], ""),
        ({}, [], ""),
    ],
)
def test_a_bar_is_as_high_as_its_share_and_never_hides_what_is_there(counts, over, line):
    assert sparkline(counts, over) == line
