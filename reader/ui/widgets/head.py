"""What stands above a column of text, flush with it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget

from reader.ui.widgets.text_view import TextView

_ROWS = 3
"""As ``styles/reading.tcss`` says: a new width lays nothing else out."""
_RIGHT = 2


class Head(Widget):
    """A title and lines about a text, at the lower edge; a long title takes a second row if one is free."""

    def __init__(self, text: TextView, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._text = text
        self._lines: Sequence[Content] = ()

    def say(self, title: Content, *lines: Content) -> None:
        """Replace what is said; each of ``lines`` has one row."""
        self._lines = (title, *lines)
        self.refresh()

    def render(self) -> Content:
        """The lines, cut where they do not fit."""
        if not self._lines:
            return Content()
        left = self._text.margin
        width = max(1, self.size.width - left - _RIGHT)
        title, *rest = self._lines
        room = max(1, _ROWS - len(rest))
        rows = title.wrap(width)
        if len(rows) > room:
            rest_of_title = Content(" ").join(rows[room - 1 :])
            rows = [*rows[: room - 1], rest_of_title.truncate(width, ellipsis=True)]
        rows = [*rows, *(line.truncate(width, ellipsis=True) for line in rest)]
        above = [Content()] * (_ROWS - len(rows))
        return Content("\n").join([*above, *(row.pad_left(left) for row in rows)])
