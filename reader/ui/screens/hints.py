"""The keys that make sense next, for the status line."""

from __future__ import annotations

_LIST = [("Enter", "read"), ("/", "filter"), ("D", "date"), ("m", "star"), ("?", "help"), ("q", "quit")]
_READING = [("t", "translation"), ("a", "note"), ("#", "tag"), ("v", "select"), ("?", "help"), ("q", "back")]
_SELECTING = [("w b ) }", "extend"), ("o", "other end"), ("a", "note"), ("#", "tag"), ("Esc", "cancel")]
_NOTES = [("Enter", "go there"), ("e", "edit"), ("#", "tags"), ("x", "delete"), ("u", "undo"), ("Esc", "back")]


def hints(pane: str, *, selecting: bool, width: int, opened: bool) -> list[tuple[str, str]]:
    """Keys with a word each, as many as fit in the status line of a screen ``width`` cells wide."""
    if pane == "list":
        keys = [*_LIST[:1], ("Tab", "article"), *_LIST[1:]] if opened else _LIST
    elif pane == "notes":
        keys = _NOTES
    else:
        keys = _SELECTING if selecting else _READING
    room = width * 3 // 5
    shown: list[tuple[str, str]] = []
    for key, name in keys:
        room -= len(key) + len(name) + 4
        if room >= 0:
            shown.append((key, name))
    return shown
