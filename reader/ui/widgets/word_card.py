"""A small card at a word of the text: it floats over what is around it, and takes no room."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Offset, Region
from textual.message import Message
from textual.widgets import Static

from reader.ui.bindings import bindings


class WordCard(Static, can_focus=True):
    """Says what a word means while it has the focus; reports what the reader wants of it."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = bindings("word")

    class Stepped(Message):
        """The reader wants to go on by so many words."""

        def __init__(self, words: int) -> None:
            super().__init__()
            self.words = words

    class Closed(Message):
        """The reader has done with the card, or gone elsewhere."""

        def __init__(self, *, away: bool) -> None:
            """``away`` says that they are somewhere else already."""
            super().__init__()
            self.away = away

    def show_at(self, word: Region, content: Content) -> None:
        """Say ``content`` below ``word``, a region of the screen, or above it where there is no room below."""
        self.update(content)
        self.call_after_refresh(self._place, word)

    def _place(self, word: Region) -> None:
        screen, size = self.screen.size, self.outer_size
        below = word.bottom + size.height < screen.height
        y = word.bottom if below else max(0, word.y - size.height)
        x = max(0, min(word.x - 2, screen.width - size.width))
        self.absolute_offset = Offset(x, y)

    def on_blur(self) -> None:
        """Something else has the focus."""
        if self.display:
            self.post_message(self.Closed(away=True))

    def action_step(self, words: int) -> None:
        """Go to another word."""
        self.post_message(self.Stepped(words))

    def action_close(self) -> None:
        """Put the card away."""
        self.post_message(self.Closed(away=False))
