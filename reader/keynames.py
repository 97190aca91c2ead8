"""Keys as Textual names them, and as people write them."""

from __future__ import annotations

_NAMES = {
    "question_mark": "?",
    "exclamation_mark": "!",
    "colon": ":",
    "slash": "/",
    "number_sign": "#",
    "asterisk": "*",
    "full_stop": ".",
    "plus": "+",
    "minus": "-",
    "right_parenthesis": ")",
    "left_parenthesis": "(",
    "right_curly_bracket": "}",
    "left_curly_bracket": "{",
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "home": "Home",
    "end": "End",
    "delete": "Del",
}


def key_name(key: str) -> str:
    """A key as people write it: ``ctrl+down`` is "Ctrl+↓"."""
    if key in _NAMES:
        return _NAMES[key]
    modifier, plus, rest = key.rpartition("+")
    if plus:
        return f"{modifier.title()}+{_NAMES.get(rest, rest)}"
    return key.upper() if len(key) > 1 else key


def key_names(keys: str) -> str:
    """Several keys as people write them."""
    return " ".join(key_name(key.strip()) for key in keys.split(","))


def split(given: str) -> list[str]:
    """The single keys of a command."""
    return [key.strip() for key in given.split(",") if key.strip()]
