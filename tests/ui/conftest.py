"""Somebody at the keyboard of the app, and what they see."""

from __future__ import annotations

import re
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path

import pytest
from rich.style import Style
from textual._compositor import Compositor
from textual.events import Key, MouseScrollDown, MouseScrollUp
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.worker import WorkerError

from reader.library import Library
from reader.model import Span
from reader.paths import Paths
from reader.settings import Settings
from reader.text.place import Place
from reader.translation.engine import Failed, Limits, Ok, Outcome
from reader.ui.app import ReaderApp
from reader.ui.screens.desk import Desk

LETTERS = str.maketrans("", "", "ᴾᴼᴸᴹ")
"""Takes the letters of entities out of a text."""


class User:
    """Presses keys and clicks, waits until the app has dealt with that, and reads the screen."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.pilot = pilot
        self.app = pilot.app
        assert isinstance(self.app, ReaderApp)
        self.library = self.app.library

    # What they do

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other, each when what the one before started is over."""
        for key in keys:
            await self.tap(key)
            await self._finish_jobs()

    async def tap(self, *keys: str) -> None:
        """Press keys, and do not wait for jobs that they start."""
        for key in keys:
            await self.app._press_keys([key])
            await quiet(self.pilot)

    async def burst(self, *keys: str) -> None:
        """Press keys that all reach the app in one read, as from a macro, and wait until what they started is over."""
        for key in keys:
            name = _character_to_key(key) if len(key) == 1 else key
            self.app.post_message(Key(name, key if len(key) == 1 else None))
        await self.settle()

    async def until(self, text: str) -> None:
        """Wait until a job has brought ``text`` to the screen."""
        for _ in range(2_000):
            if self.shows(text):
                return
            await self.pilot.pause(0.001)
        raise AssertionError(f"“{text}” never came:\n{self.text}")

    async def go_to(self, words: str) -> None:
        """Make ``words``, where they stand first in the article, the passage."""
        self.desk.article.go_to_span(span_of(self.place.document.body, words))
        await self.settle()

    async def type(self, text: str) -> None:
        """Press the key of each character."""
        await self.press(*text)

    async def click(self, text: str, times: int = 1, on: int = 0) -> None:
        """Click on the ``on``-th occurrence of ``text``, from above."""
        await self.pilot.click(offset=self.place_of(text, on), times=times)
        await self.settle()

    async def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Drag the mouse."""
        await self.pilot.mouse_down(offset=start)
        await self.pilot.hover(offset=end)
        await self.pilot.mouse_up(offset=end)
        await self.settle()

    async def wheel(self, turns: int) -> None:
        """Turn the wheel of the mouse over the middle of the screen, towards oneself when positive."""
        event = MouseScrollDown if turns > 0 else MouseScrollUp
        middle = {"offset": (self.app.size.width * 2 // 3, self.app.size.height // 2)}
        for _ in range(abs(turns)):
            await self.pilot._post_mouse_events([event], button=0, **middle)
        await self.settle()

    async def resize(self, width: int, height: int) -> None:
        """Give the terminal another size."""
        await self.pilot.resize_terminal(width, height)
        while self.app.screen._compositor.size != (width, height):  # it follows after a moment
            await self.pilot.pause(0.001)
        await self.settle()

    async def settle(self) -> None:
        """Wait until jobs are over and messages dealt with."""
        await quiet(self.pilot)
        await self._finish_jobs()

    async def _finish_jobs(self) -> None:
        while pending := [worker for worker in self.app.workers if not worker.is_finished]:
            for worker in pending:
                with suppress(WorkerError):
                    await worker.wait()
            await quiet(self.pilot)

    async def saved(self) -> None:
        """Wait until what was changed is on disk, and the screen says so."""
        self.library.notebook.file.flush(10)
        await self.settle()
        while "saving …" in self.status:
            await self.pilot.pause()

    # What they see

    @property
    def lines(self) -> list[str]:
        """The rows of the screen, without spaces at their ends."""
        return [strip.text.rstrip() for strip in self.app.screen._compositor.render_strips()]

    @property
    def text(self) -> str:
        """The whole screen."""
        return "\n".join(self.lines)

    @property
    def status(self) -> str:
        """The bottom line."""
        return self.lines[-1]

    def shows(self, text: str) -> bool:
        """Whether ``text`` stands on one row of the screen."""
        return text in self.text

    def place_of(self, text: str, occurrence: int = 0) -> tuple[int, int]:
        """Column and row of ``text`` on the screen, whatever letters of entities stand in it."""
        pattern = re.compile("[ᴾᴼᴸᴹ]?".join(map(re.escape, text)))
        found = [(match.start(), y) for y, line in enumerate(self.lines) for match in pattern.finditer(line)]
        assert found, f"“{text}” is not on the screen:\n{self.text}"
        return found[occurrence]

    def look(self, text: str, occurrence: int = 0) -> Style:
        """The style in which the first character of ``text`` is painted."""
        return self.look_at(*self.place_of(text, occurrence))

    def look_at(self, x: int, y: int) -> Style:
        """The style of a cell."""
        strip = self.app.screen._compositor.render_strips()[y]
        cell = next(iter(strip.crop(x, x + 1)))
        return cell.style or Style()

    def marked(self, mark: str, columns: range = range(1000)) -> str:
        """The text on the background of a ``mark`` (``sentence``, ``note``), without letters of entities."""
        reading = self.desk.article.reading
        views = reading.source, reading.translation
        wanted = {view.get_component_rich_style(f"text-view--{mark}").bgcolor for view in views}
        rows = []
        for strip in self.app.screen._compositor.render_strips():
            segments = strip.crop(columns.start, min(columns.stop, strip.cell_length))
            painted = (s.text for s in segments if s.style and s.style.bgcolor in wanted)
            rows.append("".join(painted).translate(LETTERS).strip())
        return " ".join(row for row in rows if row)

    def rows_of(self, view: str) -> dict[int, str]:
        """What stands on each row of the screen in the view with this id, without letters of entities."""
        region = self.desk.query_one(f"#{view}").scrollable_content_region
        lines = self.lines
        rows = {y: lines[y][region.x : region.right] for y in region.line_range}
        return {y: row.translate(LETTERS).strip() for y, row in rows.items()}

    # Where they are

    @property
    def desk(self) -> Desk:
        """The screen below all dialogs."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, Desk))

    @property
    def place(self) -> Place:
        """Where in the article they are."""
        return self.desk.article.reading.place

    @property
    def passage(self) -> str:
        """The text that a note would be put on."""
        return self.place.passage.of(self.place.document.body)

    @property
    def sentence(self) -> int:
        """Number of the current sentence, as the status line counts."""
        return self.place.sentence + 1

    def row_of_passage(self) -> int:
        """Row of the screen on which the current sentence starts, by its first words."""
        return self.place_of(self.passage[:18])[1]

    def rows_of_passage(self) -> tuple[int, int]:
        """First and last row of the passage in its view, whose rows count from 0; outside of them, out of view."""
        reading = self.desk.article.reading
        first, last = reading._spread.rows_of(self.place.passage)
        top = reading.lead.scroll_offset.y
        return first - top, last - top

    def notes(self) -> list[tuple[str, str, tuple[str, ...]]]:
        """Quote, text and tags of every note, oldest first."""
        return [(note.anchor.exact, note.text, note.tags) for note in self.library.notebook.notes]


def skip_painting(compositor: Compositor, *_: object, **__: object) -> None:
    """Paint when a test looks, not at every change for a terminal that is not there."""
    compositor._dirty_regions.clear()


async def at_once(*_: float) -> None:
    """In place of Pilot's waiting, which sleeps until the CPU seems idle."""


async def quiet(pilot: Pilot[None]) -> None:
    """Wait until every message is dealt with, and those it led to."""
    app, calm = pilot.app, 0
    while calm < 2 and await pilot._wait_for_screen():
        pumps = [app, *app.screen.walk_children(with_self=True)]
        if app.typeahead.busy or any(pump._next_callbacks or pump._message_queue.qsize() for pump in pumps):
            calm = 0
        else:
            calm += 1
            app.screen._on_timer_update()


SitDown = Callable[..., AbstractAsyncContextManager[User]]
OpenLibrary = Callable[..., Library]


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal with all colours, whatever the tests run in."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def sit_down(library: Library, monkeypatch: pytest.MonkeyPatch) -> SitDown:
    """``async with sit_down() as user``: open the app on the samples, or on another library."""

    monkeypatch.setattr("textual._compositor.Compositor.render_update", skip_painting)

    @asynccontextmanager
    async def opened(at: Library = library, size: tuple[int, int] = (120, 40)) -> AsyncIterator[User]:
        async with ReaderApp(at).run_test(size=size, notifications=True) as pilot:
            for module in ("app", "pilot"):
                monkeypatch.setattr(f"textual.{module}.wait_for_idle", at_once)
            user = User(pilot)
            while not user.desk.query("#side"):
                await pilot.pause(0.001)
            await user.settle()
            yield user

    return opened


@pytest.fixture
async def user(sit_down: SitDown) -> AsyncIterator[User]:
    """Somebody who has opened the app on the samples."""
    async with sit_down() as somebody:
        yield somebody


@pytest.fixture
def open_library(paths: Paths) -> Iterator[OpenLibrary]:
    """Open a folder as the next run of the program would."""
    opened: list[Library] = []

    def open_one(root: Path, settings: Settings | None = None) -> Library:
        opened.append(Library(root, paths, settings or Settings()))
        return opened[-1]

    yield open_one
    for library in opened:
        library.close()


@pytest.fixture
def folder(tmp_path: Path) -> Callable[[Mapping[str, str]], Path]:
    """Make a library folder of texts by file name."""

    def make(files: Mapping[str, str]) -> Path:
        root = tmp_path / "folder"
        root.mkdir()
        for name, text in files.items():
            (root / name).write_text(text, encoding="utf-8")
        return root

    return make


class Parrot:
    """An engine that repeats every sentence behind "EN:", and says that it does."""

    id = "parrot"
    version = "1"
    kind = "online"
    note = "repeated by a parrot, not translated"
    limits = Limits(max_chars=2_000, max_sentences=2)

    def __init__(self) -> None:
        self.asked: list[str] = []
        """Every sentence that was sent to it."""
        self.trouble: Failed | None = None
        """What it answers instead, if anything."""
        self._gate: threading.Semaphore | None = None

    def hold(self) -> None:
        """Answer no request from now on."""
        self._gate = threading.Semaphore(0)

    def let(self, requests: int) -> None:
        """Answer so many requests."""
        if self._gate:
            self._gate.release(requests)

    def supports(self, source: str, target: str) -> bool:
        return (source, target) == ("nl", "en")

    def translate(self, sentences: Sequence[str], source: str, target: str) -> list[Outcome]:
        self.asked += sentences
        assert self._gate is None or self._gate.acquire(timeout=10)
        return [self.trouble or Ok(f"EN: {sentence}") for sentence in sentences]


@pytest.fixture
def parrot(monkeypatch: pytest.MonkeyPatch) -> Iterator[Parrot]:
    """The only engine of libraries opened from now on; the network is allowed, which it does not use."""
    engine = Parrot()
    monkeypatch.delenv("LIBYA_READER_NO_NETWORK")
    monkeypatch.setattr("reader.translation.available", lambda *_: {"parrot": engine})
    yield engine
    engine.let(1_000)


def span_of(body: str, quote: str) -> Span:
    """Where ``quote`` stands in ``body``."""
    start = body.index(quote)
    return Span(start, start + len(quote))
