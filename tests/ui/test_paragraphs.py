"""A service that is given whole paragraphs, behind the app: what is uncertain is marked, and nothing is guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.settings import Settings
from tests.translation.conftest import REFERENCE, by_reference


def careless(text: str) -> str:
    """Makes one sentence of two where they stand together."""
    return by_reference(text).replace("fast. In", "fast, and in")


def shown(user) -> str:
    """The words of the translation on the screen."""
    return " ".join(filter(None, user.rows_of("translation").values()))


@pytest.fixture
def reading(folder, open_library, monkeypatch):
    """Open a library of one paragraph, to be translated by paragraph at an address."""
    monkeypatch.delenv("LIBYA_READER_NO_NETWORK")

    def at(address: str):
        settings = Settings(
            engine="libretranslate", engines={"libretranslate": {"url": address, "unit": "paragraph"}}
        )
        return open_library(folder({"a.txt": "Oorlog\n\n" + " ".join(REFERENCE)}), settings)

    return at


@pytest.fixture
def serving(monkeypatch):
    """The service."""
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2]))
    from benchmarks.faulty import serving

    return serving


async def test_a_sentence_placed_by_its_length_alone_is_marked_and_explained(sit_down, reading, serving):
    with serving("fine", by_reference) as service:
        async with sit_down(reading(service.address)) as user:
            await user.press("enter", "F", "y")
            assert "Tripoli. ≈ Nobody had expected that it would go so fast. In 2011" in shown(user)
            assert user.text.count("≈") == 1
            assert user.text.count("not revised") == 1

            await user.press(")", ")", "i")
            assert user.shows("found in the translation of its paragraph by length")


async def test_sentences_that_were_merged_are_asked_alone_and_not_marked(sit_down, reading, serving):
    with serving("fine", careless) as service:
        async with sit_down(reading(service.address)) as user:
            await user.press("enter", "F", "y")
            assert "Nobody had expected that it would go so fast. In 2011 the regime" in shown(user)
            assert "≈" not in user.text
