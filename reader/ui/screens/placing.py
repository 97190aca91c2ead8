"""Saying where a note belongs whose passage has moved or is gone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass

from textual.widget import Widget

from reader.errors import InputError
from reader.library import Library
from reader.model import Article, Excerpt, Note, Span
from reader.text.clean import one_line, shorten

_QUOTE = 150
IN_PLACE = "It is where it was; select another passage first to move the note."
ELSEWHERE = "Enter goes to its article; p in the notes panel puts it elsewhere."


def ask(
    owner: Widget,
    library: Library,
    notes: Sequence[Excerpt],
    selected: tuple[Article, Span] | None,
    take: Callable[[str, Callable[[], Future[None]]], object],
) -> str | None:
    """Ask where ``notes`` belong.

    Args:
        owner: Who asks.
        library: Where they are.
        notes: With where their passages are now.
        selected: A passage that one of them could be put on.
        take: Makes the change that it is given, with a name for it.

    Returns:
        Why there is nothing to ask; None when there is.
    """
    from reader.ui.screens.dialogs import AskChoice  # noqa: PLC0415 - not before it is needed

    choices = _choices(library, notes, selected)
    if not choices:
        return IN_PLACE if all(each.placing.state == "exact" for each in notes) else ELSEWHERE

    def on_answer(answer: str | None) -> None:
        if answer is not None:
            choice = choices[answer]
            take(choice.done, choice.change)

    answers = [(key, choice.text) for key, choice in choices.items()]
    owner.app.push_screen(AskChoice(_question(notes), answers), on_answer)
    return None


@dataclass(frozen=True, slots=True)
class _Choice:
    text: str
    """What it does."""
    done: str
    """What to say when it is done."""
    change: Callable[[], Future[None]]


def _choices(library: Library, notes: Sequence[Excerpt], selected: tuple[Article, Span] | None) -> dict[str, _Choice]:
    """What can be done, by key."""
    notebook = library.notebook
    moved = [each for each in notes if each.placing.state == "moved"]
    strays = [each.note for each in notes if each.placing.state != "exact" and not each.note.anchor.lost]
    lost = [each.note for each in notes if each.note.anchor.lost]
    out: dict[str, _Choice] = {}
    if moved:
        text = _confirming(library, moved)
        out["c"] = _Choice(text, "Place confirmed", lambda: notebook.attach(_places(library, moved)))
    if selected and len(notes) == 1:
        text = f"puts the note on what is selected: “{_short(selected[1].of(selected[0].body))}”"
        out["r"] = _Choice(text, "Note put there", lambda: notebook.attach([(notes[0].note, *selected)]))
    if strays:
        text = f"keeps {'the note' if len(strays) == 1 else f'{len(strays)} notes'} without a passage"
        out["k"] = _Choice(text, "Kept without a passage", lambda: notebook.give_up(strays))
    if lost:
        again = "looks for the passage again"
        out["f"] = _Choice(again, "Looked for again", lambda: notebook.give_up(lost, lost=False))
    return out


def _question(notes: Sequence[Excerpt]) -> str:
    if len(notes) > 1:
        return f"Where do these {len(notes)} notes belong?"
    state = {"exact": "is where it was", "moved": "has moved", "orphan": "was not found in the article as it is now"}
    return f"The passage “{_short(notes[0].note.anchor.exact)}” {state[notes[0].placing.state]}."


def _confirming(library: Library, moved: Sequence[Excerpt]) -> str:
    if len(moved) > 1:
        return f"confirms the places of {len(moved)} passages that have moved"
    return "".join(f"confirms that it is now: “{_short(span.of(a.body))}”" for _, a, span in _places(library, moved))


def _places(library: Library, moved: Sequence[Excerpt]) -> list[tuple[Note, Article, Span]]:
    """Where the passages are now, of those whose articles can be read."""
    out = []
    for each in moved:
        try:
            if each.article and each.placing.span:
                out.append((each.note, library.open(each.article).article, each.placing.span))
        except InputError:
            continue
    return out


def _short(text: str) -> str:
    return shorten(one_line(text), _QUOTE)
