"""The dialog in which the user writes a translation, with what there is for a sentence that is nearly the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static, TextArea

from reader.model import Step
from reader.text.clean import one_line
from reader.ui import jobs
from reader.ui.bindings import bindings
from reader.ui.screens.note_editor import NoteEditor

if TYPE_CHECKING:
    from reader.store.drafts import Draft
    from reader.translation.alike import Alike

_LOOK = "alike"
"""Name of the job that looks for such a sentence."""


class TranslationEditor(NoteEditor):
    """A note editor that offers a translation to begin with; it takes none by itself."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("editor", "offer")

    def __init__(self, sentence: str, draft: Draft, look: Callable[[], Alike | None]) -> None:
        """``look`` finds a sentence that is nearly the same, and may take its time."""
        super().__init__(sentence, "", (), draft)
        self._look = look
        self._offer: Alike | None = None

    def on_mount(self) -> None:
        """Look for a sentence that is nearly the same, while the user may write."""
        super().on_mount()
        jobs.run(self.query_one("#editor"), _LOOK, "", self._steps)

    def _steps(self) -> Iterator[Step[Alike]]:
        yield Step(1, 1, self._look())

    async def on_job_stepped(self, event: jobs.JobStepped) -> None:
        """Show what was found."""
        event.stop()
        self._offer = event.step.item
        if self._offer is None:
            return
        by = self._offer.translation.provenance
        shown = Content.assemble(
            ("Nearly the same: ", "bold"),
            one_line(self._offer.difference),
            "\n",
            (f"{one_line(by.note or by.engine)}: ", "bold"),
            one_line(self._offer.translation.text),
            "\n",
            ("ctrl+o takes this translation, to be corrected", "$accent"),
        )
        await self.query_one("#editor", Vertical).mount(Static(shown, id="editor-offer"), before="#editor-text")

    def action_take(self) -> None:
        """Begin with the translation that is offered; ctrl+z takes that back."""
        if self._offer is not None and not self.asking:
            area = self.query_one(TextArea)
            area.replace(self._offer.translation.text, (0, 0), area.document.end)
            area.move_cursor(area.document.end)
