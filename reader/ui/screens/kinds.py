"""How the screens about names call the kinds of them, and ask for the articles with one."""

from __future__ import annotations

from reader.model import Label, Name
from reader.text.clean import one_line

HEADINGS: dict[Label, str] = {"PER": "Persons", "ORG": "Organisations", "LOC": "Places", "MISC": "Other names"}


def query_for(name: Name) -> str:
    """The filter that asks for the articles with a name."""
    return f'name:"{one_line(name.text).replace(chr(34), "")}"'
