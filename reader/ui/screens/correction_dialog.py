"""The dialog in which a name is corrected: what is known of it, and a letter for each thing that can be said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal, NamedTuple, TypeAlias

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.library import Library
from reader.library.correcting import KINDS, Subject, reach
from reader.model import Label, Step
from reader.text.clean import one_line, shorten
from reader.ui import jobs
from reader.ui.screens.changing import many
from reader.ui.screens.kinds import KEYS
from reader.ui.widgets.columns import BADGES

Verb: TypeAlias = Literal["call", "deny", "bound", "unite", "part"]

_VERBS: dict[str, Verb] = {"x": "deny", "s": "unite", "d": "part", "b": "bound"}
_WORDS = 50
_REACH = "counting passages"
_COLUMN = 30
_SHORT = 24
"""Room for a name in the second column."""


class Answer(NamedTuple):
    """What the user says."""

    verb: Verb
    here: bool
    """Whether of this passage only."""
    label: Label | None = None


class CorrectionDialog(ModalScreen[Answer | None]):
    """Returns what the user says of the name, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"call('{label}')", show=False) for key, label in KEYS.items()),
        *(Binding(key, f"say('{verb}')", show=False) for key, verb in _VERBS.items()),
        Binding("tab,shift+tab", "scope", show=False, priority=True),
        Binding("escape,q,C", "cancel", show=False),
    ]

    def __init__(self, library: Library, subject: Subject, selected: Subject | None = None) -> None:
        """``selected`` is what the user selected where that is not exactly the ``subject``."""
        super().__init__()
        self._library, self._subject, self._selected = library, subject, selected
        self._here = False
        self._reach: str = "counting …"

    def compose(self) -> ComposeResult:
        """What is there now, what can be said of it, and of how many passages."""
        with Vertical(classes="dialog"):
            yield Static(_about(self._subject), id="correction-subject")
            yield Static(self._choices(), id="correction-choices")
            yield Static(id="correction-scope")
            where = "Tab chooses where · " if self._has_passage else ""
            yield Static(f"{where}Esc changes nothing · u takes a correction back", id="ask-hint", markup=False)

    def on_mount(self) -> None:
        """Count what would be touched."""
        self._show_scope()
        words = (self._selected or self._subject).words
        jobs.run(self, _REACH, "", lambda: self._count(words))

    def _count(self, words: str) -> Iterator[Step[tuple[int, int]]]:
        return reach(self._library, [words, *self._subject.also])

    def on_job_stepped(self, event: jobs.JobStepped) -> None:
        """Tell how much was found so far."""
        event.stop()
        if event.step.item is not None:
            passages, articles = event.step.item
            so_far = "" if event.step.done == event.step.total else " so far"
            self._reach = f"{many(passages, 'passage')} in {many(articles, 'article')}{so_far}"
            self._show_scope()

    def on_job_ended(self, event: jobs.JobEnded) -> None:
        """Nothing more to tell."""
        event.stop()

    @property
    def _has_passage(self) -> bool:
        return self._subject.article is not None

    def _choices(self) -> Content:
        """The letters, in two columns."""
        left = [(key, KINDS[label], BADGES[label]) for key, label in KEYS.items()]
        right = [(key, text, "") for key, verb, text in self._others() if verb]
        head = f"The selection “{shorten(one_line(self._selected.words), _WORDS)}” is" if self._selected else "It is"
        lines = [Content(""), Content(head)]
        for i in range(max(len(left), len(right))):
            parts = [_choice(*left[i]) if i < len(left) else Content(" " * _COLUMN)]
            parts += [_choice(*right[i])] if i < len(right) else []
            lines.append(Content("").join(parts))
        return Content("\n").join([*lines, Content("")])

    def _others(self) -> list[tuple[str, Verb | None, str]]:
        subject = self._subject
        named = subject.label is not None
        words = f"“{shorten(one_line(subject.words), _SHORT - 6)}” is " if self._selected else ""
        other = subject.name and subject.name.text != subject.words and subject.article
        parted = f"is not {shorten(one_line(subject.name.text), _SHORT)}" if other and subject.name else ""
        parted = parted or ("loses one of its forms …" if subject.also else "")
        return [
            ("x", "deny" if named else None, f"{words}no name"),
            ("s", "unite", "stands for another name …"),
            ("d", "part" if parted else None, parted),
            ("b", "bound" if self._selected and named else None, "is what is selected"),
        ]

    def _show_scope(self) -> None:
        marks = ("(•)", "( )") if self._here else ("( )", "(•)")
        text = f"  {marks[1]}  everywhere: {self._reach}\n"
        text += f"  {marks[0]}  only here\n" if self._has_passage else ""
        self.query_one("#correction-scope", Static).update(Content(text))

    def action_scope(self) -> None:
        """Of this passage, or everywhere."""
        if self._has_passage:
            self._here = not self._here
            self._show_scope()

    def action_call(self, label: Label) -> None:
        """It is a name of this kind."""
        self.dismiss(Answer("bound" if self._selected and self._subject.label else "call", self._here, label))

    def action_say(self, verb: Verb) -> None:
        """Say it, where it makes sense."""
        if any(verb == other for _, other, _ in self._others()):
            self.dismiss(Answer(verb, self._here, self._subject.label if verb == "bound" else None))

    def action_cancel(self) -> None:
        """Say nothing."""
        self.dismiss(None)


def _choice(key: str, text: str, badge: str) -> Content:
    gap = max(1, _COLUMN - len(text) - len(badge) - 5)
    return Content.assemble((f"  {key}", "bold $accent"), f"  {text}{badge}{' ' * gap}")


def _about(subject: Subject) -> Content:
    """The words, what they are, what they stand for, and who says so."""
    label, name = subject.label, subject.name
    what = KINDS[label] if label else "no name so far"
    stands = f"stands for {one_line(name.text)}" if name and name.text != subject.words else ""
    forms = f"also written {', '.join(map(one_line, subject.also[:4]))}" if subject.also else ""
    parts = [what, stands, forms, subject.source]
    title = Content.assemble((f"“{shorten(one_line(subject.words), _WORDS)}”", "bold"))
    return Content("\n").join([title, Content.styled(" · ".join(filter(None, parts)), "$text-muted")])
