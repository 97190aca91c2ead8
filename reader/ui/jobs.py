"""Runs long work: a generator of steps in a thread, its results handed to the event loop one by one.

A superseded or cancelled job is asked no further; a thread cannot be killed, so what a job waits for must have a
deadline of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from textual.message import Message
from textual.widget import Widget
from textual.worker import Worker, WorkerState, get_current_worker

from reader.errors import ReaderError
from reader.model import Step


@dataclass
class JobStepped(Message):
    """A job has a result, or a problem, or got further."""

    job: str
    """What the job is called."""
    subject: str
    """What it works on: the id of an article, or empty."""
    step: Step[Any]


@dataclass
class JobEnded(Message):
    """A job is over."""

    job: str
    subject: str
    problem: str | None
    """Why it ended early; None when it did not."""


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
            problem = f"{job}: an error in libya-reader stopped this ({type(error).__name__}: {error})."
        finally:
            close = getattr(iterator, "close", None)
            if close:
                close()
        if not worker.is_cancelled:
            owner.post_message(JobEnded(job, subject, problem))

    return owner.run_worker(work, name=job, group=job, thread=True, exclusive=True, exit_on_error=False)


def is_running(owner: Widget, job: str) -> bool:
    """Whether a job of this name is under way."""
    return any(w.group == job and w.state in (WorkerState.PENDING, WorkerState.RUNNING) for w in owner.workers)
