"""The dialog that exports all notes: it asks for a format, and shows how far the writing is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from reader.library import Library
from reader.library.formats import FORMATS, OF_NOTES, Format, default_path
from reader.model import Step
from reader.text.clean import one_line
from reader.ui import jobs

JOB = "export"
"""Name of the job that writes the file."""


class ExportDialog(ModalScreen[None]):
    """Writes all notes in the format that is chosen, and tells which file has them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "cancel", show=False),
        Binding("j", "move(1)", show=False),
        Binding("k", "move(-1)", show=False),
    ]

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._file = ""

    def compose(self) -> ComposeResult:
        """The formats, Markdown first, and what the keys do."""
        with Vertical(classes="dialog"):
            yield Static(f"Write all notes beside {one_line(self._library.notebook.file.path.name)} as", markup=False)
            yield OptionList(*map(self._option, OF_NOTES), id="export-formats", markup=False)
            yield Static("Enter writes it · Esc cancels", id="export-hint", markup=False)

    def _option(self, form: Format) -> Option:
        file = default_path(self._library, form).name
        return Option(Content.assemble(f"{file:<16}", (form.use, "$foreground 70%")), id=form.name)

    def action_move(self, steps: int) -> None:
        """Point at the next or the previous format."""
        formats = self.query_one(OptionList)
        if steps > 0:
            formats.action_cursor_down()
        else:
            formats.action_cursor_up()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Write it."""
        event.stop()
        form = FORMATS[event.option.id or ""]
        self._file = default_path(self._library, form).name
        event.option_list.disabled = True
        jobs.run(self, JOB, form.name, lambda: self._export(form))

    def _export(self, form: Format) -> Iterator[Step[str]]:
        from reader.library.exports import exported  # noqa: PLC0415 - in a thread, so that nothing waits for it

        yield from exported(self._library, form)

    def on_job_stepped(self, event: jobs.JobStepped) -> None:
        """Show how far it is; at the end, tell where the notes are."""
        step = event.step
        hint = f"{self._file}: {step.done} of {step.total} · Esc cancels"
        self.query_one("#export-hint", Static).update(hint)
        if step.item is not None:
            self.app.notify(step.item, markup=False)

    def on_job_ended(self, event: jobs.JobEnded) -> None:
        """Close; a file that could not be written is told of."""
        if event.problem:
            self.app.notify(event.problem, severity="error", timeout=10, markup=False)
        self.dismiss()

    def action_cancel(self) -> None:
        """Close; what is not written yet is not going to be."""
        self.dismiss()
