"""How wide text is on a terminal, in cells, and where its characters may be parted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len, split_graphemes

_PLAIN = re.compile(
    "[ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0590\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2500-\u25fc\u25ff]*",
)
"""Ranges in which every code point is one cell wide: Latin, Greek, Cyrillic, typographic punctuation, boxes."""

_FLAG_LETTER = re.compile("[\U0001f1e6-\U0001f1ff]")
"""Letters of which two make a flag."""


def flat(text: str) -> str:
    """``text`` as it is drawn: line ends and tabs as spaces, one for one."""
    return text.replace("\n", " ").replace("\t", " ")


def is_plain(text: str) -> bool:
    """Whether every code point of ``text`` is known to be one cell wide (a fast test that may say no wrongly)."""
    return text.isascii() or _PLAIN.fullmatch(text) is not None


def width_of(text: str) -> int:
    """Cells that ``text`` takes."""
    return len(text) if is_plain(text) else cell_len(flat(text))


def graphemes(text: str) -> list[tuple[int, int, int]]:
    """What a reader takes for single characters: start, end (code points) and cells of each."""
    if is_plain(text):
        return [(i, i + 1, 1) for i in range(len(text))]
    found = split_graphemes(flat(text))[0]
    return list(_with_flags(text, found)) if _FLAG_LETTER.search(text) else found


def whole(text: str, start: int, end: int) -> tuple[int, int]:
    """The range grown so that it parts no character, looking at what stands on its line."""
    low, high = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line = text[low : high if high >= 0 else len(text)]
    touched = [(a, b) for a, b, _ in graphemes(line) if a < end - low and b > start - low]
    return (low + touched[0][0], low + touched[-1][1]) if touched else (start, end)


def _with_flags(text: str, found: list[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Join every two letters of a flag; Rich, which draws them one by one, leaves them apart."""
    half: tuple[int, int, int] | None = None
    for start, end, cells in found:
        letter = _FLAG_LETTER.match(text, start) is not None
        if half and letter:
            yield half[0], end, half[2] + cells
            half = None
            continue
        if half:
            yield half
        half = (start, end, cells) if letter else None
        if not letter:
            yield start, end, cells
    if half:
        yield half


def offset_at(text: str, x: int) -> int:
    """Offset of the character of ``text`` that covers cell ``x``; ``len(text)`` beyond its end."""
    if is_plain(text):
        return min(x, len(text))
    at = 0
    for start, _end, cells in graphemes(text):
        at += cells
        if x < at:
            return start
    return len(text)


def fit(text: str, width: int) -> str:
    """``text`` in at most ``width`` cells, with an ellipsis where it had to be cut."""
    if width_of(text) <= width:
        return text
    return text[: offset_at(text, width - 1)].rstrip() + "…" if width > 0 else ""


def wrap(text: str, width: int) -> list[int]:
    """Offsets at which the lines of ``text`` start when it is filled into lines of ``width`` cells.

    Lines break at white space, which hangs at the end of the line; a word longer than a line is cut where it
    must be, never inside a character. Line ends and tabs inside ``text`` count as spaces.
    """
    drawn, width = flat(text), max(1, width)
    return _wrap_plain(drawn, width) if is_plain(drawn) else _wrap_cells(drawn, width)


def _wrap_plain(text: str, width: int) -> list[int]:
    starts, at, size = [0], 0, len(text)
    while size - at > width:
        cut = at + width if text[at + width] == " " else text.rfind(" ", at, at + width)
        if cut < at:
            at += width
        else:
            at = cut + 1
            while at < size and text[at] == " ":
                at += 1
        if at >= size:
            break
        starts.append(at)
    return starts


def _wrap_cells(text: str, width: int) -> list[int]:
    starts, x = [0], len(text) - len(text.lstrip(" "))
    for match in re.finditer(r"[^ ]+ *", text):
        word = match[0].rstrip(" ")
        cells = width_of(word)
        if x and x + cells > width:
            starts.append(match.start())
            x = 0
        if cells > width:
            x = _cut_word(word, match.start(), width, starts)
            x += len(match[0]) - len(word)
        else:
            x += cells + len(match[0]) - len(word)
    return starts


def _cut_word(word: str, at: int, width: int, starts: list[int]) -> int:
    x = 0
    for start, _end, cells in graphemes(word):
        if x + cells > width and x:
            starts.append(at + start)
            x = 0
        x += cells
    return x
