"""Recognisers that other packages bring.

A package brings one with an entry point in the group ``libya_reader.recognisers``: its name is what the setting
``recogniser`` says, its value a class or function that is called without arguments and gives a ``Finder``::

    [project.entry-points."libya_reader.recognisers"]
    example = "example_package:ExampleFinder"
"""

from __future__ import annotations

from importlib import metadata
from typing import TYPE_CHECKING, Final

from reader.errors import EngineError
from reader.text.clean import one_line

if TYPE_CHECKING:
    from reader.recognisers.finder import Finder

GROUP: Final = "libya_reader.recognisers"
"""The group of entry points in which other packages announce their recognisers."""


def names() -> list[str]:
    """The names of all that are announced; nothing is loaded."""
    return sorted({entry.name for entry in metadata.entry_points(group=GROUP)})


def plugged(name: str) -> Finder:
    """The finder that a package announces as ``name``.

    Raises:
        EngineError: there is none, or it cannot be loaded.
    """
    entry = next(iter(sorted(metadata.entry_points(group=GROUP, name=name), key=lambda each: each.value)), None)
    if entry is None:
        others = "".join(f", {each}" for each in names())
        raise EngineError(
            f"There is no recogniser “{one_line(name)}”; try crf-nl, spacy:PIPELINE, gliner:FOLDER, frog{others}."
        )
    try:
        finder: Finder = entry.load()()
        _ = (finder.provenance.version, finder.languages, finder.labels, finder.open, finder.find, finder.close)
    except Exception as error:
        told = one_line(f"{type(error).__name__}: {error}").rstrip(".")
        raise EngineError(f"The recogniser {one_line(name)} ({entry.value}) cannot be loaded: {told}.") from error
    return finder
