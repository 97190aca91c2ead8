"""What the marks of names mean; each kind can be shown or hidden."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.model import LABELS, Label
from reader.ui.screens.kinds import KEYS, PLURALS
from reader.ui.widgets.columns import BADGES

_EXAMPLES: dict[Label, str] = {"MISC": " (peoples, events, works)"}


class Legend(ModalScreen[None]):
    """Letter, colour, meaning and number of each kind."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"kind('{label}')", show=False) for key, label in KEYS.items()),
        Binding("a", "all_kinds", show=False),
        Binding("escape,enter,q,L", "dismiss", show=False),
    ]

    def __init__(
        self,
        counts: Mapping[Label, int],
        hidden: frozenset[Label],
        by: str,
        hide: Callable[[frozenset[Label]], None],
    ) -> None:
        """``by`` says who found the names; ``hide`` is told which kinds are to be hidden."""
        super().__init__()
        self._counts, self._hidden, self._by, self._hide = counts, hidden, by, hide

    def compose(self) -> ComposeResult:
        """The kinds, and the keys."""
        with Vertical(classes="dialog"):
            yield Static(id="legend")
            yield Static("p, o, l, m show or hide one · a shows all · Esc closes", id="ask-hint", markup=False)

    def on_mount(self) -> None:
        """Show them."""
        self._show()

    def _show(self) -> None:
        lines = [Content.styled("Names in this article", "bold"), Content("")]
        for key, label in KEYS.items():
            colour = f"${label.lower()}"
            shown = "[ ]" if label in self._hidden else "[x]"
            mark = Content.assemble((PLURALS[label], f"{colour} underline"), (BADGES[label], colour))
            count = f"{self._counts.get(label, 0):>4}"
            key_and_count = (f"  {key}  ", "bold"), f"{shown} {count}  "
            lines.append(Content.assemble(*key_and_count, mark, _EXAMPLES.get(label, "")))
        lines += [Content(""), Content.styled(self._by, "$text-muted"), Content("")]
        self.query_one("#legend", Static).update(Content("\n").join(lines))

    def action_kind(self, label: Label) -> None:
        """Show or hide one kind."""
        self._set(self._hidden ^ {label})

    def action_all_kinds(self) -> None:
        """Show all kinds; hide them where all are shown."""
        self._set(frozenset() if self._hidden else frozenset(LABELS))

    def _set(self, hidden: frozenset[Label]) -> None:
        self._hidden = hidden
        self._show()
        self._hide(hidden)
