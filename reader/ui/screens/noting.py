"""Writing a note and choosing its tags, from whichever screen: the dialogs, and what becomes of their answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING

from textual.widget import Widget

from reader.library import Library
from reader.library.tags import usable_tags
from reader.model import Entity, Note
from reader.store.drafts import Draft, Drafts
from reader.ui.widgets.columns import BADGES

if TYPE_CHECKING:
    from reader.translation.alike import Alike


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
        subject: What a new note is on, for its draft: the id of an article with a span.
        note: What there is already.
        quote: The passage.
        save: Stores the text; None when it was refused, and the text must not be lost.
    """
    write(owner, library, note.uid if note else subject, quote, note.text if note else "", save, note)


def write(
    owner: Widget,
    library: Library,
    subject: str,
    quote: str,
    text: str,
    save: Callable[[str], Future[None] | None],
    note: Note | None = None,
    look: Callable[[], Alike | None] | None = None,
) -> None:
    """Let the user write about ``quote``, beginning with ``text``; otherwise as ``edit``.

    ``look`` finds the translation of a sentence that is nearly the same, where one is to be offered.
    """
    from reader.ui.screens.note_editor import NoteEditor  # noqa: PLC0415 - not before the first frame
    from reader.ui.screens.translation_editor import TranslationEditor  # noqa: PLC0415 - as above

    key = f"{library.notebook.file.path.resolve()}:{subject}"
    draft = Draft(Drafts(library.drafts), key, quote)

    def on_text(new: str | None) -> None:
        if new is None:
            return
        saved = save(new)
        if saved is None:
            draft.text = new
            owner.app.run_worker(draft.keep, thread=True, group="draft", exit_on_error=False)
        else:
            saved.add_done_callback(lambda future: _settle(draft, future))

    tags = note.tags if note else ()
    editor = TranslationEditor(quote, draft, look) if look else NoteEditor(quote, text, tags, draft)
    owner.app.push_screen(editor, on_text)


def pick(
    owner: Widget,
    library: Library,
    subject: str,
    chosen: Sequence[str],
    take: Callable[[tuple[str, ...]], object],
    *,
    keys: Mapping[int, str] | None = None,
    names: Iterable[Entity] = (),
) -> None:
    """Let the user choose tags.

    Args:
        owner: Who asks.
        library: Whose tags there are to choose from.
        subject: What they are for, to be shown.
        chosen: Those that are on it.
        take: Does something with those that shall be, unless the user cancels.
        keys: The tags on digits.
        names: The entities in the passage.
    """
    from reader.ui.screens.tag_picker import Offer, TagPicker  # noqa: PLC0415 - not before the first frame

    notebook = library.notebook
    offer = Offer(
        [use.name for use in notebook.tags],
        notebook.tag_infos,
        keys or {},
        {tag: BADGES[entity.label] for entity in names for tag in usable_tags([entity.name])},
    )

    def on_tags(tags: tuple[str, ...] | None) -> None:
        if tags is not None:
            take(tags)

    owner.app.push_screen(TagPicker(subject, chosen, offer), on_tags)


def _settle(draft: Draft, saved: Future[None]) -> None:
    """Forget the draft of what is durable."""
    if saved.exception() is None:
        draft.forget()
