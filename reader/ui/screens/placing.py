"""Saying where a note belongs whose passage has moved or is gone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TypeAlias

from textual.widget import Widget

from reader.errors import InputError
from reader.library import Library
from reader.model import Article, ArticleRow, Excerpt, Note, Span, Step
from reader.text.clean import one_line, shorten

Offered: TypeAlias = tuple[Sequence[Excerpt], Sequence[ArticleRow]]

_QUOTE = 150
IN_PLACE = "It is where it was; select another passage first to move the note."
ELSEWHERE = "Enter goes to its article; p in the notes panel puts it elsewhere."


def ask(
    owner: Widget,
    library: Library,
    notes: Sequence[Excerpt],
    selected: tuple[Article, Span] | None,
    take: Callable[[str, Callable[[], Future[None]]], object],
    heirs: Sequence[ArticleRow] = (),
) -> str | None:
    """Ask where ``notes`` belong.

    Args:
        owner: Who asks.
        library: Where they are.
        notes: With where their passages are now.
        selected: A passage that one of them could be put on.
        take: Makes the change that it is given, with a name for it.
        heirs: What their article, which is gone, may be now.

    Returns:
        Why there is nothing to ask; None when there is.
    """
    from reader.ui.screens.dialogs import AskChoice  # noqa: PLC0415 - not before it is needed

    choices = {**_heirs(library, notes, heirs), **_choices(library, notes, selected)}
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


def offered(library: Library, notes: Sequence[Excerpt]) -> Iterator[Step[Offered]]:
    """Notes on one article that is gone, with what it may be now; takes a while in a large library."""
    from reader.library import heirs  # noqa: PLC0415 - not before it is needed

    id_ = notes[0].note.article.id
    yield Step(1, 1, (notes, heirs.offers(library, [id_])[id_]))


def _heirs(library: Library, notes: Sequence[Excerpt], rows: Sequence[ArticleRow]) -> dict[str, _Choice]:
    """What their article may be now, by key."""
    from reader.library.heirs import settle  # noqa: PLC0415 - not before it is needed

    def choice(row: ArticleRow) -> _Choice:
        was = notes[0].note.article
        done = f"{one_line(was.path)} is {one_line(row.path)} now"
        text = f"says that {done}: “{_short(row.title)}”"
        return _Choice(text, done, lambda: settle(library, [(was.id, row)]).saved)

    return {str(number): choice(row) for number, row in enumerate(rows, 1)}


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
