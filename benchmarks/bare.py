"""The yardstick: the least that a Textual app can be. It shows a label, and j counts it up."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Static


class Bare(App[None]):
    """A label and a key."""

    BINDINGS: ClassVar[list[BindingType]] = [("j", "count", "Count")]

    count = 0

    def compose(self) -> ComposeResult:
        """Show the label."""
        yield Static("BARE 0", id="label")

    def action_count(self) -> None:
        """Count up."""
        self.count += 1
        self.query_one("#label", Static).update(f"BARE {self.count}")


if __name__ == "__main__":
    Bare().run()
