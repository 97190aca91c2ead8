"""A service that does not answer holds up neither reading nor leaving."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.paths import Paths


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """A service that takes a request and never answers."""
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2]))
    from benchmarks.faulty import serving

    with serving("hang") as server:
        yield server


@pytest.fixture
def chosen(silent, paths: Paths) -> None:
    """The user chose that service."""
    config = Paths.of(os.environ).config
    config.mkdir(parents=True, exist_ok=True)
    text = f'engine = "libretranslate"\ntarget = "fr"\n[engines.libretranslate]\nurl = "{silent.address}"\n'
    (config / "settings.toml").write_text(text, encoding="utf-8")


def test_keys_work_and_the_program_ends_while_it_is_silent(start, silent, chosen):
    terminal = start(environment={"LIBYA_READER_NO_NETWORK": ""})
    terminal.wait_for("May 2020")
    terminal.press("\r")
    terminal.wait_for("sentence 1 of 25")
    terminal.press("F")
    terminal.wait_for("May they be sent?")
    terminal.press("y")
    terminal.wait_for("asking libretranslate")
    assert silent.asked.wait(30)
    terminal.press(")")
    terminal.wait_for("sentence 2 of 25")
    terminal.press("T")
    terminal.wait_for("below each paragraph")

    terminal.press("Q")

    assert terminal.wait(10) == 0
    assert not silent.released.is_set()
