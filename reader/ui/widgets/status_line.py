"""The bottom line: where the reader is, and what happens or happened; else the keys that make sense next."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from reader.text.clean import one_line

GAP = 3
"""Cells between two keys."""


class StatusLine(Horizontal):
    """Two cells of fixed width, so that a change in them never moves anything."""

    def compose(self) -> ComposeResult:
        """Where; and what, or what next."""
        yield Static(id="status-where", markup=False)
        yield Static(id="status-what", markup=False)

    def _set(self, part: str, content: Content) -> None:
        self.query_one(f"#status-{part}", Static).update(content, layout=False)

    def where(self, text: str) -> None:
        """Say where the reader is."""
        self._set("where", Content(one_line(text)))

    def tell(self, text: str) -> None:
        """Say what is running, or what just happened; it stays until the reader moves on."""
        self._set("what", Content.styled(one_line(text), "$accent"))

    def offer(self, hints: list[tuple[str, str]]) -> None:
        """Offer keys, each with a word for what it does."""
        keys = [Content.assemble((key, "bold $accent"), f" {name}") for key, name in hints]
        self._set("what", Content(" " * GAP).join(keys))
