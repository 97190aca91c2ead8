"""The dialog in which a name of the library is chosen: it filters as one types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.fuzzy import Matcher
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from reader.library import Library
from reader.library.namelist import Line, lines
from reader.model import Label, Name, Step
from reader.text.clean import one_line
from reader.ui import jobs
from reader.ui.widgets.columns import BADGES

_NAMES = "known names"
_SHOWN = 10
_FUZZY = 1_000
"""So many of the most frequent names are looked through for those with the letters typed in order."""


class NamePicker(ModalScreen[Name | None]):
    """Returns the name that was chosen, one of the library or a new one; None when cancelled."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", show=False),
        Binding("down,ctrl+n", "move(1)", show=False, priority=True),
        Binding("up,ctrl+p", "move(-1)", show=False, priority=True),
        Binding("enter", "accept", show=False, priority=True),
    ]

    def __init__(self, library: Library, question: str, words: str, label: Label | None) -> None:
        """Names that resemble ``words`` come first; a new name would have ``label``."""
        super().__init__()
        self._library, self._question, self._words, self._label = library, question, words, label
        self._known: Sequence[Line] = ()
        self._listed = False
        """Whether the names are known."""
        self._offered: list[Name] = []
        self._offered_for: str | None = None
        """What was typed when these names were chosen."""

    def compose(self) -> ComposeResult:
        """The question, the filter, the names."""
        with Vertical(classes="dialog"):
            yield Static(self._question, markup=False)
            yield Input(placeholder="part of a name, or a new one")
            yield OptionList(id="picker-tags", markup=False)
            yield Static("Enter takes it · ↑ ↓ choose · Esc cancels", id="picker-hint", markup=False)

    def on_mount(self) -> None:
        """Ask for the names."""
        jobs.run(self, _NAMES, "", self._ask)

    def _ask(self) -> Iterator[Step[list[Line]]]:
        for step in lines(self._library, 0):
            known = [each for each in step.item or () if each.name.text != self._words]
            words = {word for word in self._words.casefold().split() if len(word) > 2}  # noqa: PLR2004 - no particles
            beginning = self._words.casefold()[:4]
            near = [each for each in known if beginning in each.key or any(word in each.key for word in words)]
            first = {each.name for each in near}
            yield Step(1, 1, [*near, *(each for each in known if each.name not in first)])

    def on_job_stepped(self, event: jobs.JobStepped) -> None:
        """Offer them."""
        event.stop()
        self._known = event.step.item or ()
        self._offer()

    def on_job_ended(self, event: jobs.JobEnded) -> None:
        """Take a name, if that was asked for before the names were known."""
        event.stop()
        self._listed = True
        field = self.query_one(Input)
        if field.disabled:
            field.disabled = False
            field.focus()
            self.action_accept()

    @property
    def _typed(self) -> str:
        return self.query_one(Input).value.strip()

    @on(Input.Changed)
    def _offer(self) -> None:
        typed, options = self._typed, self.query_one(OptionList)
        self._offered_for = typed
        found = list(self._matching(typed)) if typed else list(self._known[:_SHOWN])
        rows = [
            Option(Content(f"  {one_line(each.name.text)}{BADGES[each.name.label]}  {each.mentions:,}"))
            for each in found
        ]
        self._offered = [each.name for each in found]
        if typed and self._label and all(name.text != typed for name in self._offered):
            self._offered.append(Name(typed, self._label))
            rows.append(Option(Content(f"+ a new name: {one_line(typed)}{BADGES[self._label]}")))
        options.clear_options()
        options.add_options(rows)
        if rows:
            options.highlighted = 0

    def _matching(self, typed: str) -> Iterable[Line]:
        """The names that hold what was typed, then those that hold its letters in order."""
        wanted = typed.casefold()
        near: list[Line] = []
        for each in self._known:
            if wanted in each.key:
                near.append(each)
            if len(near) == _SHOWN:
                return near
        matcher, there = Matcher(typed), {each.name for each in near}
        far = [(matcher.match(each.name.text), each) for each in self._known[:_FUZZY] if each.name not in there]
        far = sorted((pair for pair in far if pair[0] > 0), key=lambda pair: -pair[0])
        return [*near, *(each for _, each in far)][:_SHOWN]

    def action_move(self, steps: int) -> None:
        """Point at another name while typing."""
        options = self.query_one(OptionList)
        if options.option_count:
            options.highlighted = ((options.highlighted or 0) + steps) % options.option_count

    def action_accept(self) -> None:
        """Take the name pointed at, by what is typed now; wait for the names, if they are not known yet."""
        if not self._listed:
            self.query_one(Input).disabled = True  # what is typed from now on is not meant for it
            return
        if self._typed != self._offered_for:
            self._offer()
        index = self.query_one(OptionList).highlighted
        if index is not None:
            self.dismiss(self._offered[index])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click takes a name."""
        event.stop()
        self.dismiss(self._offered[event.option_index])

    def action_cancel(self) -> None:
        """Choose none."""
        self.dismiss(None)
