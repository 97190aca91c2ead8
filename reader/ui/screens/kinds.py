"""How the screens about names call the kinds of them, with which keys, and ask for the articles with one."""

from __future__ import annotations

from reader.model import Label, Name
from reader.text.clean import one_line

KEYS: dict[str, Label] = {"p": "PER", "o": "ORG", "l": "LOC", "m": "MISC"}
"""The letter that stands for each kind in dialogs."""
PLURALS: dict[Label, str] = {"PER": "persons", "ORG": "organisations", "LOC": "places", "MISC": "other names"}


def query_for(name: Name) -> str:
    """The filter that asks for the articles with a name."""
    return f'name:"{one_line(name.text).replace(chr(34), "")}"'
