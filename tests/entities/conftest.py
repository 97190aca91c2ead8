"""A small world of names and words, and a notation for sentences with names: ``[PER Haftars] troepen``."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reader.entities import load
from reader.entities.gazetteer import Gazetteer
from reader.entities.knowledge import Knowledge
from reader.entities.lexicon import Lexicon
from reader.entities.mentions import Mention, TaggedSentence
from reader.entities.places import Places
from reader.entities.tables import Table

ROOT = Path(__file__).parents[2]

_MARKED = re.compile(r"\[(PER|LOC|ORG|MISC)(?::([\d.]+))? ([^\]]+)\]|(\S+)")


def tagged(text: str) -> TaggedSentence:
    """Read the notation; ``[PER:0.4 Haftar]`` carries a score (0.8 otherwise)."""
    words: list[str] = []
    mentions: list[Mention] = []
    for label, score, name, word in _MARKED.findall(text):
        start = len(words)
        words += (name or word).split()
        if label:
            mentions.append(Mention(start, len(words), label, float(score or 0.8)))
    return TaggedSentence(tuple(words), tuple(mentions))


def shown(sentence: TaggedSentence) -> str:
    """Write the notation, without scores."""
    words = list(sentence.words)
    for mention in sentence.mentions:
        words[mention.start] = f"[{mention.label} {words[mention.start]}"
        words[mention.end - 1] += "]"
    return " ".join(words)


@pytest.fixture(name="tagged", scope="session")
def _tagged():
    return tagged


@pytest.fixture(name="shown", scope="session")
def _shown():
    return shown


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    cities = "Aalst Bamako Gharyan Moskou Tripoli".split()
    countries = "Frankrijk Libië Nederland Nigeria Rusland".split()
    names = (
        dict.fromkeys(cities, "city")
        | dict.fromkeys(countries, "country")
        | {
            "New York": "city",
            "Willems": "last",
            "Constantijn": "first",
            "Washington": "city last",
            "Russische": "people",
        }
    )
    words = dict.fromkeys("de van komst chef expert troepen buitenlandse zaken weer".split(), "14")
    words |= {"zei": "15", "verklaarde": "14", "zeegebied": "13", "koning": "14", "vn": "4"}
    return Knowledge(
        Gazetteer(Table.of(names)),
        Lexicon(Table.of(words)),
        Places(Table.of(dict.fromkeys(cities, "city") | dict.fromkeys(countries, "country") | {"New York": "city"})),
    )


@pytest.fixture(scope="session")
def recogniser():
    found = load("nl")
    assert found
    return found


@pytest.fixture
def training(monkeypatch):
    """Make the folder ``training`` importable, which is not part of the installed package."""
    monkeypatch.syspath_prepend(str(ROOT))
    return ROOT / "training"
