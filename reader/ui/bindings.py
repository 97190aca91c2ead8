"""Textual bindings from the table of commands."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from reader.keys import commands


def bindings(*contexts: str) -> list[BindingType]:
    """The bindings of the commands of ``contexts``, in order: earlier contexts win a shared key while active."""
    return [
        Binding(c.keys, c.action, c.name, show=False, id=c.id, tooltip=c.help)
        for context in contexts
        for c in commands(context)
    ]
