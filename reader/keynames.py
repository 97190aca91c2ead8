"""Keys as Textual names them, and as people write them."""

from __future__ import annotations

import unicodedata

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

_MODIFIERS = {"alt", "ctrl", "hyper", "meta", "shift", "super"}
_OTHERS = {"backspace", "insert", "backslash", "at", "underscore", *(f"f{number}" for number in range(1, 25))}


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


def is_key(key: str) -> bool:
    """Whether a terminal may send a key of this name: a character, its name, or one such as ``ctrl+pagedown``."""
    *modifiers, last = key.split("+")
    if modifiers != sorted(set(modifiers)) or not _MODIFIERS.issuperset(modifiers):
        return False
    if len(last) == 1:
        return last.isprintable() and not (modifiers and last.isupper())
    return last in _NAMES or last in _OTHERS or _is_character(last)


def meant(key: str) -> str | None:
    """The key that is written ``key`` by people, or in another case; None where there is none."""
    words = {name.casefold(): key for key, name in _NAMES.items()}
    *modifiers, last = (part.strip().casefold() for part in key.replace("-", "+").split("+"))
    parts = [*sorted(modifiers), words.get(last, last)]
    found = words.get(key.casefold(), "+".join(parts))
    return found if found != key and is_key(found) else None


def _is_character(name: str) -> bool:
    """Whether ``name`` is that of a character that is no letter or digit, as Unicode has it, with low lines."""
    for words in (name.replace("_", " "), name.replace("_", "-"), name.replace("_", "-", 1).replace("_", " ")):
        try:
            return name.islower() and not unicodedata.lookup(words).isalnum()
        except KeyError:
            continue
    return False
