"""Which engines there are: ours, and those that other packages bring.

A package brings an engine with an entry point in the group ``libya_reader.translators``: its name is the engine's
id, its value a class or function that is called without arguments and gives an ``Engine``::

    [project.entry-points."libya_reader.translators"]
    example = "example_package:ExampleEngine"

It is loaded when the engine is first used.
"""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING

from reader.errors import EngineError
from reader.translation.deepl import DeepL
from reader.translation.engine import (
    Closable,
    Engine,
    Failed,
    Lacking,
    Limits,
    Outcome,
    Reason,
    Refusable,
    Versioned,
    recipient,
    scrubbed,
)
from reader.translation.google import Google
from reader.translation.libretranslate import LibreTranslate
from reader.translation.mymemory import MyMemory
from reader.translation.offline.engine import CTranslate2, Fxtranslate, OfflineEngine

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from importlib import metadata
    from pathlib import Path

    from reader.model import TranslationKind
    from reader.translation.glossary import Glossary

OPTIONS = {
    "google": ("unit",),
    "mymemory": ("email",),
    "libretranslate": ("url", "key", "unit"),
    "deepl": ("key", "glossary", "url"),
}
"""What the user can say of each engine, under ``[engines.…]`` in the settings."""
AUTO = "auto"
"""What settings say that leave the choice of an engine to us."""
GROUP = "libya_reader.translators"
"""The group of entry points in which other packages announce their engines."""


def available(
    options: Mapping[str, Mapping[str, str]] = {},
    models: Path | None = None,
    glossary: Glossary | None = None,
    environment: Mapping[str, str] = os.environ,
) -> dict[str, Engine]:
    """Every engine by its id, without loading those of other packages. Our own cannot be replaced by name.

    ``options`` are the user's for each engine (``OPTIONS``); a key in the environment goes before one in them.
    ``models`` is the folder of models for those that need no network, ``glossary`` the user's own.
    To be called once: each engine keeps its own distance between requests, and its own silence after a refusal.
    """
    from importlib import metadata  # noqa: PLC0415 - not needed for the first screen

    plugged = {entry.name: PluggedIn(entry) for entry in sorted(metadata.entry_points(group=GROUP))}
    own: tuple[Engine, ...] = (
        Fxtranslate(models),
        CTranslate2(models),
        Google(unit=_option("google", "unit", options)),
        MyMemory(email=_option("mymemory", "email", options)),
        LibreTranslate(
            _option("libretranslate", "url", options),
            unit=_option("libretranslate", "unit", options),
            key=_option("libretranslate", "key", options, environment),
        ),
        DeepL(
            _option("deepl", "url", options),
            key=_option("deepl", "key", options, environment),
            glossary=_option("deepl", "glossary", options),
            own=glossary,
        ),
    )
    return {**plugged, **{engine.id: engine for engine in own}}


def choose(wish: str, engines: Mapping[str, Engine]) -> str | None:
    """The id of the engine that ``wish`` in the settings stands for; None if it is for none.

    ``auto`` stands for the first of ours that has a model on this computer, whether or not it lacks something else:
    what the user installed to be private never gives way to a web service. Without any model it is Google.
    """
    if wish != AUTO:
        return wish or None
    ours = (engine for engine in engines.values() if isinstance(engine, OfflineEngine))
    return next((engine.id for engine in ours if engine.models), Google.id)


def _option(
    engine: str, name: str, options: Mapping[str, Mapping[str, str]], environment: Mapping[str, str] = {}
) -> str:
    given = environment.get(f"LIBYA_READER_{engine}_{name}".upper(), "") or options.get(engine, {}).get(name, "")
    return given.strip()


class PluggedIn:
    """An engine of another package, loaded when something is first asked of it.

    One that cannot be loaded answers every question with the reason; ``problem`` tells it for a list of engines.
    """

    def __init__(self, entry: metadata.EntryPoint) -> None:
        self.id = entry.name
        self._entry = entry

    @cached_property
    def _loaded(self) -> Engine | EngineError:
        try:
            engine: Engine = self._entry.load()()
            _ = (engine.version, engine.kind, engine.note, engine.limits, engine.supports, engine.translate)
        except Exception as error:  # noqa: BLE001 - somebody else's code may raise anything
            why = scrubbed(f"{type(error).__name__}: {error}")
            return EngineError(f"The engine {self.id} ({self._entry.value}) cannot be loaded: {why}.")
        return engine

    @property
    def problem(self) -> str | None:
        """Why the engine cannot be used, as a sentence for the user; None if it can. Loads it."""
        return str(self._loaded) if isinstance(self._loaded, EngineError) else None

    @property
    def version(self) -> str:
        """The engine's version; empty if it cannot be loaded."""
        return "" if isinstance(self._loaded, EngineError) else self._loaded.version

    def version_of(self, source: str, target: str) -> str:
        """The engine's version for two languages."""
        loaded = self._loaded
        return loaded.version_of(source, target) if isinstance(loaded, Versioned) else self.version

    @property
    def kind(self) -> TranslationKind:
        """The engine's kind; ``offline`` if it cannot be loaded, as it then sends nothing anywhere."""
        return "offline" if isinstance(self._loaded, EngineError) else self._loaded.kind

    @property
    def note(self) -> str:
        """The engine's note."""
        return "" if isinstance(self._loaded, EngineError) else self._loaded.note

    @property
    def limits(self) -> Limits:
        """The engine's limits."""
        return Limits(1, 1) if isinstance(self._loaded, EngineError) else self._loaded.limits

    @property
    def refused_until(self) -> datetime | None:
        """The end of the engine's silence, if it keeps one."""
        return self._loaded.refused_until if isinstance(self._loaded, Refusable) else None

    @property
    def recipient(self) -> str:
        """Who gets the text."""
        return self.id if isinstance(self._loaded, EngineError) else recipient(self._loaded)

    @property
    def lack(self) -> Failed | None:
        """What the engine lacks."""
        return self._loaded.lack if isinstance(self._loaded, Lacking) else None

    def supports(self, source: str, target: str) -> bool:
        """Whether the engine does; one that cannot be loaded says yes, so that its reason comes to light."""
        return isinstance(self._loaded, EngineError) or self._loaded.supports(source, target)

    def translate(self, sentences: Sequence[str], source: str, target: str) -> list[Outcome]:
        """The engine's outcomes."""
        if isinstance(self._loaded, EngineError):
            return [Failed(Reason.ENGINE_CRASHED, str(self._loaded))] * len(sentences)
        return self._loaded.translate(sentences, source, target)

    def close(self) -> None:
        """Close the engine, if it was ever loaded."""
        if "_loaded" in vars(self) and isinstance(self._loaded, Closable):
            self._loaded.close()
