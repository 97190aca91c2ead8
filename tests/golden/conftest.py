"""Screens as plain text, compared with what they were. ``GOLDEN_UPDATE=1`` writes them anew: read the diff."""

from __future__ import annotations

import difflib
import os
import re
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual._context import visible_screen_stack
from textual.app import App
from textual.strip import Strip

from reader.library import Library
from reader.model import Span
from reader.paths import Paths
from reader.settings import Settings
from reader.ui.app import ReaderApp

SCREENS = Path(__file__).parent / "screens"
_SEAL = re.compile(r"\b\d+\+[0-9a-f]{8}\b")
"""The version of the recogniser, which changes with every word of its code."""
NOTES = [
    ("Dankzij Turkse militaire steun", "The drones turned the tide.", ("actors/turkey", "front/west")),
    ("Rusland heeft vorige week acht gevechtsvliegtuigen", "", ("actors/russia",)),
    ("Turkse posities en belangen", "A threat,\nnot yet an act.", ()),
]

Stage = Callable[..., AbstractAsyncContextManager[App[None]]]


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal with all colours, whatever the tests run in."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def stage(library: Library, samples: Path, paths: Paths) -> Stage:
    """``async with stage(size, keys, theme) as app``: the samples with a few notes, after some keys."""
    opened = library.open(library.find("5560909b2723"))
    for quote, text, tags in NOTES:
        start = opened.article.body.index(quote)
        library.notebook.write(opened.article, Span(start, start + len(quote)), text=text, tags=tags)
    library.entities(opened)
    library.close()
    shutil.rmtree(samples / ".notes.json.backups", ignore_errors=True)  # there is one if the disk was slow

    @asynccontextmanager
    async def staged(size: tuple[int, int], keys: list[str], theme: str = "") -> AsyncIterator[App[None]]:
        again = Library(samples, paths, Settings(theme=theme))
        async with ReaderApp(again).run_test(size=size) as pilot:
            while not pilot.app.screen.query("#side"):
                await pilot.pause()
            for key in ["", *keys]:
                await pilot.press(*([key] if key else []))
                await pilot.app.workers.wait_for_complete()
                await pilot.pause()
            yield pilot.app
        again.close()

    return staged


def strips(app: App[None]) -> list[Strip]:
    """The screen with whatever shows below a dialog."""
    visible_screen_stack.set(app._background_screens)
    return app.screen._compositor.render_strips()


@pytest.fixture
def screen() -> Callable[[App[None]], str]:
    """The screen of an app as plain text."""
    return lambda app: _SEAL.sub("0+00000000", "\n".join(strip.text.rstrip() for strip in strips(app))) + "\n"


@pytest.fixture
def painted() -> Callable[[App[None]], list[Strip]]:
    """The rows of the screen of an app, with their styles."""
    return strips


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compare a text with the one kept under a name."""

    def compare(name: str, now: str) -> None:
        path = SCREENS / f"{name}.txt"
        if os.environ.get("GOLDEN_UPDATE"):
            path.write_text(now, encoding="utf-8")
        then = path.read_text(encoding="utf-8") if path.exists() else ""
        if now != then:
            lines = difflib.unified_diff(then.splitlines(), now.splitlines(), "as it was", "as it is", lineterm="")
            pytest.fail(f"{name} looks different; if that is right, run `make golden`.\n" + "\n".join(lines), False)

    return compare
