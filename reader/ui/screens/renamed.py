"""Lets what was written on an article follow it to another file, and tells it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.widget import Widget

from reader.library import Library
from reader.model import Step
from reader.ui import jobs
from reader.ui.messages import Changed

if TYPE_CHECKING:
    from reader.library.heirs import Followed

_SECONDS = 12


def follow(owner: Widget, library: Library, job: str) -> None:
    """Let notes and marks follow articles that were renamed and edited; ``owner`` gets the job's steps."""
    jobs.run(owner, job, "", lambda: _steps(library))


def _steps(library: Library) -> Iterator[Step[Followed]]:
    from reader.library import heirs  # noqa: PLC0415 - in a thread, so that nothing waits for it

    yield from heirs.follow(library)


def tell(owner: Widget, step: Step[Followed]) -> None:
    """Tell what a step of that job has done."""
    if step.item is not None:
        owner.notify(f"{step.item.told} u undoes that.", timeout=_SECONDS, markup=False)
        owner.post_message(Changed(step.item.label, step.item.saved))
