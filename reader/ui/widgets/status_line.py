"""The bottom line: where the reader is, what is running, and the keys that make sense next."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from reader.text.clean import one_line


class StatusLine(Horizontal):
    """Three cells that change often and never move anything else."""

    def compose(self) -> ComposeResult:
        """Where, what, and next."""
        yield Static(id="status-where", markup=False)
        yield Static(id="status-what", markup=False)
        yield Static(id="status-next", markup=False)

    def _set(self, part: str, content: Content | str) -> None:
        self.query_one(f"#status-{part}", Static).update(content, layout=False)

    def where(self, text: str) -> None:
        """Say where the reader is."""
        self._set("where", one_line(text))

    def what(self, text: str) -> None:
        """Say what is running, or what just happened."""
        self._set("what", one_line(text))

    def next(self, hints: list[tuple[str, str]]) -> None:
        """Offer keys, each with a word for what it does."""
        parts = [
            part for key, name in hints for part in ((key, "bold $accent"), (f" {name}   ", "$foreground 60%"))
        ]
        self._set("next", Content.assemble(*parts))
