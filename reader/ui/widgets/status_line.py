"""The bottom line: where the reader is, and what happens or happened; else the keys that make sense next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.geometry import Region
from textual.notifications import Notification, Notify
from textual.strip import Strip

from reader.text.cells import fit, width_of
from reader.text.clean import one_line
from reader.ui.widgets.painter import Painter, strip_of

GAP = 3
"""Cells between two keys."""
PADDING = 2
"""Cells beside each of the two parts, in all."""
_PATIENCE = 30
"""Seconds for which something is shown above the line."""


class StatusLine(Painter):
    """Two parts of fixed width, so that a change in one never moves the other, nor paints it.

    Only what is told and is too long for its part has the whole line.
    """

    LOOKS = "status-line"
    COMPONENT_CLASSES: ClassVar[set[str]] = {"status-line--where", "status-line--key", "status-line--told"}

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._where = ""
        self._what: Sequence[tuple[str, str]] = ()
        self._above: Notification | None = None
        """What is shown above the line, because it is too long for it."""

    @property
    def text(self) -> str:
        """What it says, however little of it there is room for."""
        return " ".join([self._where, "".join(piece for piece, _ in self._what)])

    def where(self, text: str) -> None:
        """Say where the reader is."""
        text, old = one_line(text), self._where
        if text != old:
            self._where = text
            end = 1 + max(width_of(text), width_of(old))
            self._repaint(0, min(end, _middle(self.size.width)))

    def tell(self, text: str) -> None:
        """Say what is running, or what just happened; it stays until the reader moves on.

        What is too long for the whole line is shown in full above it, for as long, but not for ever.
        """
        pieces = [(one_line(text), "told")]
        if pieces == self._what:
            return
        self._say(pieces)
        if width_of(text) > self.size.width - PADDING:
            self._above = Notification(one_line(text), timeout=_PATIENCE, markup=False)
            self.app.post_message(Notify(self._above))

    def offer(self, hints: Sequence[tuple[str, str]]) -> None:
        """Offer keys, each with a word for what it does."""
        pieces = [piece for key, name in hints for piece in ((key, "key"), (f" {name}" + " " * GAP, ""))]
        self._say([*pieces[:-1], (pieces[-1][0].rstrip(), "")] if pieces else [])

    def _say(self, pieces: Sequence[tuple[str, str]]) -> None:
        if pieces != self._what:
            if self._above is not None:
                self.app.call_later(self.app._unnotify, self._above)  # noqa: SLF001 - else only all could go
                self._above = None
            whole = self._is_whole
            self._what = pieces
            self._repaint(0 if whole or self._is_whole else _middle(self.size.width), self.size.width)

    @property
    def _is_whole(self) -> bool:
        """Whether what is told has the whole line."""
        told = [text for text, style in self._what if style == "told"]
        return bool(told) and width_of(told[0]) > self.size.width - _middle(self.size.width) - PADDING

    def _repaint(self, start: int, end: int) -> None:
        self._shown.clear()
        self._kept.clear()
        self.refresh(Region(start, 0, end - start, 1))

    def paint(self, row: int, width: int) -> Strip:  # noqa: ARG002 - there is one
        """Where on the left, what on the right."""
        if self._is_whole:
            told = " " + fit(self._what[0][0], width - PADDING)
            return strip_of([Segment(told, self.look("told"))], width, self.look())
        middle = _middle(width)
        where = " " + fit(self._where, middle - PADDING)
        room, what = width - middle - PADDING, []
        for text, style in self._what:
            shown = fit(text, room)
            room -= width_of(shown)
            what.append(Segment(shown, self.look(style) if style else self.look()))
        gap = middle - width_of(where) + 1 + max(0, room)
        segments = [Segment(where, self.look("where")), Segment(" " * gap, self.look()), *what]
        return strip_of(segments, width, self.look())


def fitting(hints: Sequence[tuple[str, str]], width: int) -> list[tuple[str, str]]:
    """The last of some keys, which is help or the way out, and as many of the others as a line of ``width`` holds."""
    keys, room = list(hints), width - _middle(width) - PADDING
    while len(keys) > 1 and sum(len(key) + 1 + len(name) + GAP for key, name in keys) - GAP > room:
        del keys[-2]
    return keys


def _middle(width: int) -> int:
    """The cell at which the second part starts."""
    return width * 2 // 5
