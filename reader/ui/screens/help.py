"""The keys, by place, with what they do; it filters as one types."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby, pairwise
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from reader.keynames import key_names
from reader.keys import COMMANDS, CONTEXTS, effective, places
from reader.keys.command import Command
from reader.text.cells import wrap

_INDENT = 19
"""Cells before the help on a command."""


class Help(ModalScreen[None]):
    """A table of the commands of a screen, and their keys as they are now."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1", "dismiss", show=False),
        Binding("down", "scroll(1)", show=False, priority=True),
        Binding("up", "scroll(-1)", show=False, priority=True),
        Binding("pagedown", "scroll(10)", show=False, priority=True),
        Binding("pageup", "scroll(-10)", show=False, priority=True),
    ]

    def __init__(self, keymap: Mapping[str, str], first: str) -> None:
        """``keymap`` holds the user's own keys; ``first`` is the place on the screen whose keys come first."""
        super().__init__()
        self._keymap, _ = effective(keymap)
        self._order = places(first)

    def compose(self) -> ComposeResult:
        """A filter and the table."""
        with Vertical(id="help", classes="dialog"):
            yield Input(placeholder="type to find a key or a command · Esc closes", id="help-filter")
            with VerticalScroll(can_focus=False):
                yield Static(id="help-table")

    def on_resize(self) -> None:
        """Show what matches, as wide as there is room for now."""
        self.call_after_refresh(self._show)

    def on_input_changed(self) -> None:
        """Show what matches."""
        self._show()

    def _show(self) -> None:
        wanted = self.query_one(Input).value.casefold().strip()
        lines: list[Content] = []
        for context in self._order:
            rows = [c for c in COMMANDS if c.context == context and wanted in self._text(c).casefold()]
            if rows:
                lines += [Content(""), Content.styled(CONTEXTS[context], "bold $accent")]
                lines += [self._row(list(same), help_) for help_, same in groupby(rows, key=lambda c: c.help)]
        self.query_one("#help-table", Static).update(Content("\n").join(lines or [Content("Nothing matches.")]))

    def _keys(self, command: Command) -> str:
        return key_names(self._keymap[command.id])

    def _text(self, command: Command) -> str:
        return f"{self._keys(command)} {command.name} {command.help}"

    def _row(self, same: list[Command], text: str) -> Content:
        """A command with its keys, or several that have the same help; its lines stand below each other."""
        width = self.query_one(VerticalScroll).scrollable_content_region.width - _INDENT
        starts = [*wrap(text, max(_INDENT, width)), len(text)]
        lines = [text[start:end].rstrip() for start, end in pairwise(starts)]
        keys = " … ".join(dict.fromkeys([self._keys(same[0]), self._keys(same[-1])]))
        keys = f"  {keys} ".ljust(_INDENT)
        return Content.assemble((keys, "bold"), ("\n" + " " * _INDENT).join(lines))

    def action_scroll(self, rows: int) -> None:
        """Scroll the table while the filter has the focus."""
        self.query_one(VerticalScroll).scroll_relative(y=rows, animate=False)
