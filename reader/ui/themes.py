"""Our two themes, the colours every theme must have for reading, and the choice of one by the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.theme import Theme

DARK, LIGHT = "ink", "paper"
"""Names of our own themes."""
ANSI_DARK, ANSI_LIGHT = "ansi-dark", "ansi-light"
"""Textual's themes for terminals with few colours."""

_INK = {
    "per": "#e6b673",
    "loc": "#7fc4c9",
    "org": "#c9b0ea",
    "misc": "#a3bf8a",
    "sentence": "#2b313b",
    "note-sign": "#d9b44a",
    "selection": "#2f5d8c",
    "selection-text": "#ffffff",
}
_PAPER = {
    "per": "#824600",
    "loc": "#005f68",
    "org": "#6b3fa0",
    "misc": "#38611b",
    "sentence": "#ece5d3",
    "note-sign": "#876000",
    "selection": "#b9d4f0",
    "selection-text": "#10243a",
}
_ANSI = {
    "per": "ansi_yellow",
    "loc": "ansi_cyan",
    "org": "ansi_magenta",
    "misc": "ansi_green",
    "sentence": "ansi_default",
    "note-sign": "ansi_yellow",
    "selection": "ansi_blue",
    "selection-text": "ansi_bright_white",
}

THEMES = (
    Theme(
        name=DARK,
        primary="#6ea8d8",
        secondary="#8fb3a5",
        accent="#d9a86c",
        warning="#e0b25b",
        error="#e07a6b",
        success="#8fbf7f",
        foreground="#d8d4ca",
        background="#1b1e24",
        surface="#1f232a",
        panel="#262b33",
        dark=True,
        variables=_INK,
    ),
    Theme(
        name=LIGHT,
        primary="#2f6690",
        secondary="#4f7a68",
        accent="#8a4f0c",
        warning="#8f6200",
        error="#b3362b",
        success="#3d7a35",
        foreground="#2c2a26",
        background="#faf7f0",
        surface="#f5f1e7",
        panel="#ebe5d6",
        dark=False,
        variables=_PAPER,
    ),
)


def reading_colours(theme: Theme) -> dict[str, str]:
    """The reading colours of a theme that does not name its own."""
    if theme.ansi:
        return _ANSI
    return _INK if theme.dark else _PAPER


def choose(wanted: str, environment: Mapping[str, str], colours: str | None) -> str:
    """The theme to start with: the wanted one, or one that the terminal can show (``colours`` as Rich says)."""
    if environment.get("NO_COLOR") or colours not in ("256", "truecolor"):
        return wanted if wanted in (ANSI_DARK, ANSI_LIGHT) else ANSI_DARK
    return wanted or DARK


class Colourless(LineFilter):
    """Takes every colour out of what is painted, so that none is sent; bold, underline and reverse stay.

    Textual's own filters would send black and white, or the codes for the default colours.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's
        """``segments`` without colours."""
        return [Segment(text, style and _colourless(style), control) for text, style, control in segments]


@lru_cache(1024)
def _colourless(style: Style) -> Style:
    return style.without_color + Style.from_meta(style.meta)
