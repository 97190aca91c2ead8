"""Which way a text is read."""

from __future__ import annotations

import unicodedata

RIGHT_TO_LEFT_MARK = "\u200f"
"""Takes no room; a terminal that orders text by direction then puts signs beside it where they belong."""


def is_right_to_left(text: str) -> bool:
    """Whether ``text`` is read from the right: its first letter of a direction says so (UAX 9, P2)."""
    if text.isascii():
        return False
    kinds = map(unicodedata.bidirectional, text)
    return next((kind in ("R", "AL") for kind in kinds if kind in ("L", "R", "AL")), False)
