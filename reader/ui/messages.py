"""Messages that more than one widget or screen knows. They load nothing, so that the first frame need not wait."""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING, TypeAlias

from textual.message import Message

if TYPE_CHECKING:
    from reader.model import Mention, Note

Target: TypeAlias = "Mention | Note | str"
"""Where the reader may want to go: a mention, a note, or the articles that a filter lets through."""


class Told(Message):
    """There is something to say on the status line; an empty text says that it is over."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class Changed(Message):
    """The user changed notes or tags; ``saved`` is done when the change is durable."""

    def __init__(self, label: str, saved: Future[None]) -> None:
        super().__init__()
        self.label = label
        self.saved = saved


class Asked(Message):
    """The user wants something done with the open article as a whole: ``star`` or ``date``."""

    def __init__(self, verb: str) -> None:
        super().__init__()
        self.verb = verb


class Looked(Message):
    """The folder was looked through: articles may be new, changed or gone."""


class Renamed(Message):
    """Which names articles mention may have changed."""


class Wanted(Message):
    """The user wants to go to a mention or a note, or to the articles that a filter lets through."""

    def __init__(self, target: Target) -> None:
        super().__init__()
        self.target = target
