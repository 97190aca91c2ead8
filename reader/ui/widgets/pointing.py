"""What the mouse does to a text: clicks, turns of the wheel, and drags, which scroll when they leave it."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

_SCROLL = 0.05
"""Seconds between two rows while a drag stays above or below the text."""


class Pointing(Widget):
    """Reports clicks and drags on a text as offsets in it; whoever owns the place scrolls."""

    @dataclass
    class Clicked(Message):
        """The user clicked on the text."""

        view: Pointing
        offset: int
        count: int
        """How many clicks it was in a row."""

        @property
        def control(self) -> Pointing:
            """The view that was clicked."""
            return self.view

    @dataclass
    class Dragged(Message):
        """The user dragged the mouse from one place of the text to another."""

        view: Pointing
        anchor: int
        head: int
        count: int
        """As how many clicks in a row it began."""

        @property
        def control(self) -> Pointing:
            """The view that was dragged in."""
            return self.view

    @dataclass
    class Wheeled(Message):
        """The user turned the wheel of the mouse, or holds a drag above or below the text."""

        rows: int
        """How far to scroll; negative is up."""

    _anchor: int | None = None
    _dragged = False
    _count = 1
    _clicked = (0.0, Offset(-1, -1), 0)
    _pointer = Offset(0, 0)
    _scrolling: Timer | None = None

    def offset_at(self, x: int, y: int) -> int:
        """The offset of the text drawn at cell ``x``, ``y`` of what is visible."""
        raise NotImplementedError

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Report it: whoever owns the place scrolls."""
        self._wheel(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Report it: whoever owns the place scrolls."""
        self._wheel(event, -1)

    def _wheel(self, event: events.MouseEvent, direction: int) -> None:
        event.stop()
        event.prevent_default()
        self.post_message(self.Wheeled(direction * max(1, round(self.app.scroll_sensitivity_y))))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin what may become a drag."""
        if event.button == 1:
            time, where, count = self._clicked
            again = event.screen_offset == where and event.time - time <= self.app.CLICK_CHAIN_TIME_THRESHOLD
            self._count = count + 1 if again else 1
            self._anchor, self._dragged = self.offset_at(event.x, event.y), False
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Extend a drag; go on scrolling while it is outside."""
        if self._anchor is None:
            return
        self._pointer = event.offset
        outside = not 0 <= event.y < self.size.height
        if outside and self._scrolling is None:
            self._scrolling = self.set_interval(_SCROLL, self._drag)
        elif not outside:
            self._stop_scrolling()
        self._drag()

    def _drag(self) -> None:
        x, y = self._pointer
        inside = min(max(y, 0), self.size.height - 1)
        if y != inside:
            self.post_message(self.Wheeled(-1 if y < 0 else 1))
        head = self.offset_at(x, inside)
        if self._anchor is not None and (head != self._anchor or self._dragged):
            self._dragged = True
            self.post_message(self.Dragged(self, self._anchor, head, self._count))

    def _stop_scrolling(self) -> None:
        if self._scrolling is not None:
            self._scrolling.stop()
            self._scrolling = None

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End a drag."""
        self._anchor = None
        self._stop_scrolling()
        self.release_mouse()
        event.stop()

    def on_click(self, event: events.Click) -> None:
        """Report a click, with how many in a row it is, unless it ended a drag."""
        self._clicked = event.time, event.screen_offset, event.chain
        if not self._dragged:
            self.post_message(self.Clicked(self, self.offset_at(event.x, event.y), event.chain))
