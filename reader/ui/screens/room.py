"""Which panes there is room for, and how wide a column of text may be, on a screen of so many cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # reading comes after the first frame
    from reader.text.spread import Arrangement

WIDE, BROAD = 100, 150
"""Columns from which there is room for two panes, and for three."""
BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide"), (BROAD, "-broad")]
"""Classes of the screen for the styles, each from so many columns on."""


def shown(pane: str, width: int, *, parallel: bool, notes: bool) -> frozenset[str]:
    """What is on the screen of ``list``, ``reading``, ``translation`` and ``notes`` while the reader is in ``pane``.

    ``parallel`` and ``notes`` say whether notes and a column for the translation are wanted at all. On a narrow
    screen there is one pane at a time; on a wide one the translation takes the list's place, until the reader goes
    back to the list.
    """
    below = {"notes"} if notes else set()
    if width < WIDE:
        return frozenset({pane} if pane in ("list", "notes") else {pane} | below)
    side = {"translation"} if parallel and (width >= BROAD or pane != "list") else set()
    listed = set() if side and width < BROAD else {"list"}
    return frozenset({"reading"} | below | side | listed)


def breakpoint_class(width: int) -> str:
    """The class that the screen has at this width."""
    return next(name for least, name in reversed(BREAKPOINTS) if width >= least)


def column_width(width: int, arrangement: Arrangement) -> int:
    """Cells that a column of text has when its translation is shown: beside it, or in the same column."""
    if width < WIDE:
        return width
    if arrangement != "beside":
        return width - _list_width(width)
    if width < BROAD:
        return width // 2
    return (width - _list_width(width)) // 2


def _list_width(width: int) -> int:
    """Cells that the list has beside the text, as ``styles/browse.tcss`` says."""
    return min(46, max(32, width * 3 // 10))
