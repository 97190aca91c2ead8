"""The engine on this computer behind the app, with a model of random weights that only tests accept."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import pytest

from reader.settings import Settings
from reader.translation.offline import install
from reader.translation.offline.engine import OfflineEngine

pytestmark = pytest.mark.skipif(find_spec("fxtranslate") is None, reason="fxtranslate is not installed")


@pytest.fixture
def model(tmp_path, paths, monkeypatch):
    """An installed model."""
    monkeypatch.syspath_prepend(str(Path(__file__).parents[1] / "translation" / "offline"))
    import random_models

    monkeypatch.setattr(OfflineEngine, "accepts_random", True)
    brought = tmp_path / "brought"
    brought.mkdir()
    (brought / "model.nlen.bin").write_bytes(random_models.marian())
    (brought / "vocab.nlen.spm").write_bytes(random_models.vocabulary())
    *_, last = install.from_folder(paths.models, brought, None)
    yield last.item.model
    sys.modules.pop("random_models", None)


@pytest.fixture
def reading(model, folder, open_library):
    """A library of one article without a translation; nobody was asked who is to translate."""
    sentences = [f"Zin {letter} gaat over de opmars naar Tripoli." for letter in "abcdefghijkl"]
    return open_library(folder({"a.txt": "De opmars\n\n" + " ".join(sentences)}), Settings())


def engine_of(user) -> OfflineEngine:
    return user.library.translations._service.engines["fxtranslate"]


async def test_an_article_is_translated_without_consent_and_without_a_network(sit_down, reading):
    async with sit_down(reading) as user:
        await user.press("enter", "t")
        assert user.shows("English · 13 of 13 sentences")
        assert user.shows("machine translation on this computer by a Firefox m")


async def test_leaving_the_app_ends_the_process(sit_down, reading):
    async with sit_down(reading) as user:
        await user.press("enter", "t")
        pid = engine_of(user)._child[1].pid
        os.kill(pid, 0)  # it is there
    reading.close()

    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


async def test_leaving_does_not_wait_for_a_sentence(sit_down, reading):
    async with sit_down(reading) as user:
        await user.press("enter", "t")
        pid = engine_of(user)._child[1].pid
        os.kill(pid, signal.SIGSTOP)
        asking = asyncio.to_thread(engine_of(user).translate, ["Een zin over Tripoli."], "nl", "en")
        waiting = asyncio.create_task(asking)
        await asyncio.sleep(0)
        reading.close()
        (outcome,) = await waiting
        assert outcome.reason == "cancelled"

    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


async def test_the_app_goes_on_while_it_translates(sit_down, reading):
    async with sit_down(reading) as user:
        await user.press("enter")
        beats, done = [], asyncio.Event()

        async def beat():
            while not done.is_set():
                beats.append(time.monotonic())
                await asyncio.sleep(0)

        beating = asyncio.create_task(beat())
        engine = engine_of(user)
        await asyncio.to_thread(
            engine.translate, ["De opmars gaat verder, en de strijd is zwaar; " * 20] * 3, "nl", "en"
        )
        done.set()
        await beating
        assert len(beats) > 50


async def test_a_model_with_random_weights_is_refused_and_nobody_else_is_asked(sit_down, reading, monkeypatch):
    monkeypatch.setattr(OfflineEngine, "accepts_random", False)
    async with sit_down(reading) as user:
        await user.press("enter", "t")
        assert user.shows("0 of 13 sentences")
        assert user.shows("random weights") or user.shows("is not set up")
