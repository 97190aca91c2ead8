"""What a command of the app is."""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """Something the reader can do with a key."""

    id: str
    """Name for settings: ``reading.next_sentence``; the part before the dot is where it works."""
    keys: str
    """Default keys."""
    action: str
    """What it runs, as Textual writes actions."""
    name: str
    """Two or three words for the status line and the palette."""
    help: str
    """One sentence for help."""

    @property
    def context(self) -> str:
        """Where it works."""
        return self.id.partition(".")[0]
