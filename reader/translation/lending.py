"""Lets deep-translator ask through a transport of ours.

deep-translator brings no timeouts, keeps its query in the object (so that a shared one swaps sentences between
threads), follows redirects and prints the text in its errors. Here every call has its own translator, what it asks
goes through ``Transport``, and nothing of its errors passes.
"""

from __future__ import annotations

import importlib
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING, Protocol

from reader.translation.transport import ExchangeError, Page, Question, Transport

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import ModuleType

_transport: ContextVar[Transport] = ContextVar("transport")


class Translator(Protocol):
    """One of deep-translator's."""

    _base_url: str

    def translate(self, text: str) -> object:
        """What the service answers; of any type."""


class Requests(Protocol):
    """Stands where a module of deep-translator's expects ``requests``."""

    def get(self, url: str, *, params: Mapping[str, str], **_: object) -> Page:
        """Ask for a page."""


def asked(translator: Translator, address: str, text: str, transport: Transport) -> object:
    """What ``translator`` makes of ``text``, asking at ``address``; None if it cannot read the answer.

    Raises:
        ExchangeError: there is no answer.
    """
    translator._base_url = address  # noqa: SLF001 - the constructor takes no address; a test pins the attribute
    try:
        with _lent(transport):
            return translator.translate(text)
    except ExchangeError:
        raise
    except Exception:  # noqa: BLE001 - its errors hold the text, so nothing of them may pass
        return None


def version() -> str:
    """Who asks: deep-translator in this version."""
    from importlib import metadata  # noqa: PLC0415 - not needed for the first screen

    return f"deep-translator {metadata.version('deep-translator')}"


def page(url: str, params: Mapping[str, str]) -> Page:
    """What the transport lent to this thread brings; proxies come from the environment alone."""
    return _transport.get().ask(Question(url, params))


@cache
def module(name: str, requests: Requests) -> ModuleType:
    """One of deep-translator's modules, loaded on first use (about a second), its ``requests`` replaced."""
    found = importlib.import_module(f"deep_translator.{name}")
    vars(found)["requests"] = requests  # the name it calls; a test pins it
    return found


@contextmanager
def _lent(transport: Transport) -> Iterator[None]:
    """While it lasts, what deep-translator asks in this thread goes through ``transport``."""
    token = _transport.set(transport)
    try:
        yield
    finally:
        _transport.reset(token)
