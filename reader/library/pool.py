"""Spreads work over all cores, in processes of their own, and gives the results in order."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import Final, TypeVar

from reader.errors import EngineError

T = TypeVar("T")
R = TypeVar("R")

_AHEAD: Final = 8
"""How many items a process has waiting, so that none is idle and memory stays bounded."""
_WORTH_IT: Final = 16
"""From this many items on, starting processes costs less than it saves."""


def cores() -> int:
    """How many processes may run at the same time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(work: Callable[[T], R], items: Iterable[T], workers: int = 1) -> Iterator[R]:
    """``work`` of each item, in order; ``work``, the items and the results must be such as can be pickled.

    Few items, or one worker, are done in this process.

    Raises:
        EngineError: the system has ended one of the processes.
    """
    rest = iter(items)
    first = list(islice(rest, _WORTH_IT))
    every = chain(first, rest)
    if workers < 2 or len(first) < _WORTH_IT:  # noqa: PLR2004 - one is not several
        yield from map(work, every)
        return
    from concurrent.futures import Future, ProcessPoolExecutor  # noqa: PLC0415 - only for much work
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - as above
    from multiprocessing import get_context  # noqa: PLC0415 - as above

    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_leave_interrupts)
    waiting: deque[Future[R]] = deque()
    try:
        for each in every:
            waiting.append(pool.submit(work, each))
            if len(waiting) >= workers * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise EngineError(
            "The system has ended a process that was at work, as it does when memory runs out; what was found until "
            "then is kept. Close other programs and try again."
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _leave_interrupts() -> None:
    """Let Ctrl+C be dealt with where the work is given out."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
