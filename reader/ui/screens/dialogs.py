"""Small dialogs: a line of text, and a question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from reader.errors import InputError


class AskLine(ModalScreen[str | None]):
    """Asks for one line; returns it, or None when cancelled."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", show=False)]

    def __init__(self, question: str, value: str, placeholder: str, check: Callable[[str], object]) -> None:
        """``check`` raises an InputError, whose sentence is shown, for a line that cannot be taken."""
        super().__init__()
        self._question, self._value, self._placeholder, self._check = question, value, placeholder, check

    def compose(self) -> ComposeResult:
        """The question, the line, and what is wrong with it."""
        with Vertical(classes="dialog"):
            yield Static(self._question, markup=False)
            yield Input(self._value, placeholder=self._placeholder)
            yield Static("Enter keeps it · Esc cancels", id="ask-hint", markup=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the line, or say what is wrong."""
        event.stop()
        try:
            self._check(event.value)
        except InputError as error:
            self.query_one("#ask-hint", Static).update(str(error))
        else:
            self.dismiss(event.value)

    def action_cancel(self) -> None:
        """Close without a change."""
        self.dismiss(None)


class AskConsent(ModalScreen[bool]):
    """Asks a question that y answers with yes; anything else is no."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", show=False),
        Binding("n,escape,q", "answer(False)", show=False),
    ]

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        """The question and its two answers."""
        with Vertical(classes="dialog"):
            yield Static(self._question, markup=False)
            yield Static("y agrees · n or Esc does not", id="ask-hint", markup=False)

    def action_answer(self, answer: bool) -> None:  # noqa: FBT001 - it is the answer
        """Close with the answer."""
        self.dismiss(answer)


class AskChoice(ModalScreen[str | None]):
    """Asks what to do; each answer is a key with what it does."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "cancel", show=False)]

    def __init__(self, question: str, answers: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._question, self._answers = question, answers

    def compose(self) -> ComposeResult:
        """The question and its answers."""
        lines = [Content.assemble((f"  {key}", "bold $accent"), f"  {text}") for key, text in self._answers]
        with Vertical(classes="dialog"):
            yield Static(self._question, markup=False)
            yield Static(Content("\n").join([Content(""), *lines, Content("")]))
            yield Static("Esc changes nothing", id="ask-hint", markup=False)

    def on_key(self, event: events.Key) -> None:
        """Answer."""
        if any(event.key == key for key, _ in self._answers):
            event.stop()
            self.dismiss(event.key)

    def action_cancel(self) -> None:
        """Close without an answer."""
        self.dismiss(None)
