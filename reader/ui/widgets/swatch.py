"""The colour of a tag as a small square; whoever shows it says the colour in words, too, or the tag beside it."""

from __future__ import annotations

from textual.color import Color, ColorParseError

SQUARE = "■"


def paint(colour: str) -> str:
    """A colour as styles write it; empty where the terminal library knows none of this name."""
    try:
        return Color.parse(colour).hex if colour else ""
    except ColorParseError:
        return ""
