"""Runs long work: a generator of steps in a thread, its results handed to the event loop one by one.

A superseded or cancelled job is asked no further; a thread cannot be killed, so what a job waits for must have a
deadline of its own.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.widget import Widget
from textual.worker import Worker, WorkerState, get_current_worker

from reader.errors import ReaderError
from reader.text.clean import one_line

if TYPE_CHECKING:
    from reader.model import Step


_SOON, _USUAL = 0.001, sys.getswitchinterval()
"""Seconds after which a thread has to let another one go on."""
VERY_MANY = 20_000
"""From so many new things on, the collector is spared them for good: looking through them would hold up the app."""
_PACE = 0.1
"""Seconds between two times that it is told how far a job is."""


class JobStepped(Message):
    """A job has a result, or a problem, or got further."""

    def __init__(self, job: str, subject: str, step: Step[Any]) -> None:
        """``job`` is what the job is called, ``subject`` what it works on: the id of an article, or empty."""
        super().__init__()
        self.job, self.subject, self.step = job, subject, step


class JobEnded(Message):
    """A job is over."""

    def __init__(self, job: str, subject: str, problem: str | None) -> None:
        """``problem`` says why it ended early; None when it did not."""
        super().__init__()
        self.job, self.subject, self.problem = job, subject, problem


def run(owner: Widget, job: str, subject: str, steps: Callable[[], Iterator[Step[Any]]]) -> Worker[None]:
    """Consume ``steps`` in a thread, posting its results to ``owner``; a job of the same name is superseded."""

    def work() -> None:
        worker = get_current_worker()
        problem: str | None = None
        iterator = steps()
        try:
            for step in iterator:
                if worker.is_cancelled:
                    break
                owner.post_message(JobStepped(job, subject, step))
        except ReaderError as error:
            problem = str(error)
        except Exception as error:  # noqa: BLE001 - a job's defect must be seen, and must not end the reading
            what = one_line(f"{type(error).__name__}: {error}")  # it may hold anything that is in a file
            problem = f"{job}: an error in libya-reader stopped this ({what})."
        finally:
            close = getattr(iterator, "close", None)
            if close:
                close()
        if not worker.is_cancelled:
            owner.post_message(JobEnded(job, subject, problem))

    return owner.run_worker(work, name=job, group=job, thread=True, exclusive=True, exit_on_error=False)


def stop(anyone: Widget, job: str) -> None:
    """Ask a job of this name no further, whoever its owner is."""
    for worker in list(anyone.workers):
        if worker.group == job:
            worker.cancel()


def is_running(owner: Widget, job: str) -> bool:
    """Whether ``owner`` has a job of this name under way."""
    under_way = (WorkerState.PENDING, WorkerState.RUNNING)
    return any(w.group == job and w.node is owner and w.state in under_way for w in owner.workers)


def now_and_then(tell: Callable[[int, int], None]) -> Callable[[int, int], None]:
    """The same, but so seldom that whoever is told has time for other things; always of the first of several."""
    told = [-_PACE]

    def sometimes(done: int, total: int) -> None:
        if total > 1 and time.monotonic() - told[0] >= _PACE:
            told[0] = time.monotonic()
            tell(done, total)

    return sometimes


@contextmanager
def sparing() -> Iterator[None]:
    """Let a thread that makes very many things at once give way soon, and spare all the collector meanwhile.

    It would look through all of them again and again, for tenths of a second; they refer to nothing that refers to
    them, so that it would find nothing. Where they are very many it never looks at anything again that is there now:
    a screen that holds such things has to let go of them itself when it is left.
    """
    sys.setswitchinterval(_SOON)
    gc.disable()
    try:
        yield
    finally:
        if gc.get_count()[0] > VERY_MANY:
            gc.freeze()
        gc.enable()
        sys.setswitchinterval(_USUAL)
