"""Tags by month: the months that there are, and the time that passes between them."""

from __future__ import annotations

import pytest

from reader.notecards import timeline


@pytest.mark.parametrize(
    ("months", "line"),
    [
        ([], []),
        (["undated"], ["undated"]),
        (["2019"], ["2019"]),
        (["2019-11", "2020-02"], ["2019-11", "2019-12", "2020-01", "2020-02"]),
        (["2019", "2019-02", "2019-04", "undated"], ["2019", "2019-02", "2019-03", "2019-04", "undated"]),
        (["1019-11", "2020-02"], ["1019-11", "2020-02"]),
    ],
)
def test_a_timeline_has_the_months_between(months, line):
    assert timeline(months) == line
