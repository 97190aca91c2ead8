"""Work that is spread over several processes."""

from __future__ import annotations

import os

import pytest

from reader.errors import EngineError
from reader.library.pool import spread

MUCH = range(100)


@pytest.mark.parametrize(("items", "workers"), [(MUCH, 1), (MUCH, 2), (range(3), 2), ((), 2)])
def test_results_come_in_order_however_many_are_at_work(items, workers):
    assert list(spread(abs, items, workers)) == list(items)


def test_a_process_that_the_system_ends_is_told_of_in_a_sentence():
    with pytest.raises(EngineError, match=r"memory runs out.*try again"):
        list(spread(os._exit, MUCH, 2))
