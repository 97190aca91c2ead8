"""Writing a note and choosing its tags, from whichever screen: the dialogs, and what becomes of their answers."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future

from textual.widget import Widget

from reader.library import Library
from reader.model import Note
from reader.store.drafts import Draft


def edit(
    owner: Widget,
    library: Library,
    subject: str,
    note: Note | None,
    quote: str,
    save: Callable[[str], Future[None] | None],
) -> None:
    """Let the user write ``note``, or a new one on ``quote``.

    Args:
        owner: Who asks.
        library: Where the note is.
        subject: What the note is on, as ``Library.draft`` has it; a note that is there goes by its uid.
        note: What there is already.
        quote: The passage.
        save: Stores the text; None when it was refused, and the text must not be lost.
    """
    from reader.ui.screens.note_editor import NoteEditor  # noqa: PLC0415 - not before the first frame

    draft = library.draft(note.uid if note else subject)

    def on_text(text: str | None) -> None:
        if text is None:
            return
        saved = save(text)
        if saved is None:
            draft.text = text
            owner.app.run_worker(draft.keep, thread=True, group="draft", exit_on_error=False)
        else:
            saved.add_done_callback(lambda future: _settle(draft, future))

    owner.app.push_screen(NoteEditor(quote, note.text if note else "", note.tags if note else (), draft), on_text)


def _settle(draft: Draft, saved: Future[None]) -> None:
    """Forget the draft of what is durable."""
    if saved.exception() is None:
        draft.forget()
