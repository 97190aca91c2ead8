"""The keys that make sense next, for the status line."""

from __future__ import annotations

from reader.ui.widgets.status_line import fitting

WELCOME = "Enter reads an article\n\n/ filters the list    ? shows the keys"
"""What stands in the place of an article while none is open."""

_LIST = [("Enter", "read"), ("/", "filter"), ("D", "date"), ("m", "star"), ("q", "quit"), ("?", "help")]
_READING = [("t", "translation"), ("a", "note"), ("#", "tag"), ("v", "select"), ("q", "back"), ("?", "help")]
_SELECTING = [
    ("w b ) }", "extend"),
    ("a", "note"),
    ("#", "tag"),
    ("1-9", "recent tag"),
    ("o", "other end"),
    ("Esc", "cancel"),
]
_COUNTING = [*_SELECTING[:3], ("2-9", "count"), *_SELECTING[4:]]
_NOTES = [("Enter", "go there"), ("e", "edit"), ("#", "tags"), ("x", "delete"), ("u", "undo"), ("Esc", "back")]


def hints(pane: str, *, selecting: bool, counting: bool, width: int, opened: bool) -> list[tuple[str, str]]:
    """Keys with a word each, as many as fit in the status line of a screen ``width`` cells wide."""
    if pane == "list":
        keys = [*_LIST[:1], ("Tab", "article"), *_LIST[1:]] if opened else _LIST
    elif pane == "notes":
        keys = _NOTES
    else:
        keys = _COUNTING if counting else _SELECTING if selecting else _READING
    return fitting(keys, width)
