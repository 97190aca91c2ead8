"""The dialog that brings in notes or tags from a file, and first shows what the file would bring."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.suggester import Suggester
from textual.widgets import Input, Static

from reader.library import Library
from reader.model import Step
from reader.paths import named
from reader.text.clean import one_line
from reader.ui import jobs
from reader.ui.screens.changes import Made

if TYPE_CHECKING:  # loaded in a thread
    from reader.library.arrivals import Arrival

LOOK, BRING = "reading what is to be brought in", "bringing in"
"""Names of the jobs that read the file, and that write what it brings."""
_QUESTION = (
    "Bring in notes (JSON lines, Web Annotations, Hypothesis) or tags (REFI-QDA codebook, CSV of Taguette) from"
)
_LOOK, _BRING = "Enter looks at it, → completes its name · Esc cancels", "Enter brings it in · Esc cancels"
_PROBLEMS = 5
"""How many are told."""


class ImportDialog(ModalScreen[Made | None]):
    """Returns what was brought in, and when it is durable; None when nothing was."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", show=False)]

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._arrival: Arrival | None = None

    def compose(self) -> ComposeResult:
        """The name of the file, what is in it, and what the keys do."""
        with Vertical(classes="dialog"):
            yield Static(_QUESTION, markup=False)
            yield Input(placeholder="~/Downloads/notes.jsonl", id="import-file", suggester=Paths(self._library.root))
            yield Static(id="import-found", markup=False)
            yield Static(_LOOK, id="import-hint", markup=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        """What was found belongs to another name."""
        event.stop()
        self._arrival = None
        self._tell("", _LOOK)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Look at the file; the second time, bring in what is in it."""
        event.stop()
        arrival, path = self._arrival, place(event.value, self._library.root)
        if jobs.is_running(self, BRING) or not event.value.strip():
            return
        if arrival is None:
            jobs.run(self, LOOK, event.value, lambda: self._look(path))
        elif arrival.new or arrival.changed:
            jobs.run(self, BRING, event.value, lambda: self._bring(arrival))

    def _look(self, path: Path) -> Iterator[Step[Arrival]]:
        from reader.library.arrivals import look  # noqa: PLC0415 - in a thread, so that nothing waits for it

        yield from look(self._library, path)

    def _bring(self, arrival: Arrival) -> Iterator[Step[Made]]:
        from reader.library.arrivals import bring_in  # noqa: PLC0415 - loaded by now

        made = bring_in(self._library, arrival)
        self._library.catch_up()
        yield Step(1, 1, made)

    def on_job_stepped(self, event: jobs.JobStepped) -> None:
        """Show how far it is, then what was found; close when that is brought in."""
        step = event.step
        if event.job == BRING and step.item is not None:
            self.dismiss(step.item)
        elif event.subject == self.query_one(Input).value:
            if step.item is None:
                self._tell(f"{step.done:,} of {step.total:,}", _LOOK)
            else:
                self._show(step.item)

    def on_job_ended(self, event: jobs.JobEnded) -> None:
        """Say what went wrong, if anything did."""
        if event.problem:
            self._tell(event.problem, _LOOK)

    def _show(self, arrival: Arrival) -> None:
        self._arrival = arrival
        lines = [f"{arrival.form}: {arrival.told}.", *arrival.problems[:_PROBLEMS]]
        more = len(arrival.problems) - _PROBLEMS
        lines += [f"And {more:,} more like these."] if more > 0 else []
        self._tell(
            "\n".join(lines), _BRING if arrival.new or arrival.changed else "Nothing to bring in · Esc cancels"
        )

    def _tell(self, found: str, hint: str) -> None:
        self.query_one("#import-found", Static).update(found)
        self.query_one("#import-hint", Static).update(hint)

    def action_cancel(self) -> None:
        """Close; nothing is brought in."""
        if not jobs.is_running(self, BRING):
            self.dismiss(None)


def place(text: str, root: Path) -> Path:
    """The file that a name stands for: ``~`` is the home folder, other names begin at the library."""
    return root / named(text.strip())


class Paths(Suggester):
    """Completes the name of a file."""

    def __init__(self, root: Path) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._root = root

    async def get_suggestion(self, value: str) -> str | None:
        """The first name in the folder that begins so; a folder ends in a slash."""
        return await asyncio.to_thread(self._complete, value) if value else None

    def _complete(self, value: str) -> str | None:
        head, slash, begun = value.rpartition("/")
        try:
            paths = sorted(place(head + slash, self._root).iterdir())
        except OSError:
            return None
        for path in paths:
            hidden = path.name.startswith(".") and not begun
            if path.name.startswith(begun) and not hidden and path.name == one_line(path.name):
                return f"{head}{slash}{path.name}{'/' * path.is_dir()}"
        return None
