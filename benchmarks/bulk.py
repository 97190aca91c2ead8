"""``python -m benchmarks.bulk``: whether changing 20,000 notes at once holds up whoever reads on.

The app runs without a terminal on a library of 400 articles in which a name stands 20,000 times. It is tagged
everywhere, the tag is renamed and deleted, all notes are tagged and deleted in their browser, and each is undone, by
the keys that a reader presses, while a ticking task sees how late the event loop is from the key until it is saved.
How late it is at rest says how busy the machine is with other things; where the system tells, what is left of the
lateness without the time for which the loop was ready to go on, and had to wait for a processor, is told, too.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

os.environ["TEXTUAL_ANIMATIONS"] = "none"

from benchmarks.figures import Budget, Figure
from benchmarks.program import FOLDER
from reader.library import Library
from reader.paths import Paths
from reader.settings import Settings
from reader.ui.app import ReaderApp
from reader.ui.widgets.status_line import StatusLine

LATE = Budget(50, 30)
"""Milliseconds by which the event loop is late at most."""
_ARTICLES, _TIMES = 400, 50
_SENTENCE = "Volgens bericht {} trekken de troepen van Haftar op naar de stad, zoals ooggetuigen melden. "
_TICK = 0.002
_PATIENCE = 120
_SCHEDULED = Path("/proc/thread-self/schedstat")

STEPS: Sequence[tuple[str, Sequence[str], str]] = (
    ("tagging {} passages", ("#", *"front", "enter"), "#front on"),
    ("undoing that", ("u",), "Undid"),
    ("redoing it", ("U",), "Redid"),
    ("", ("escape", "M"), "1 of 1 tags"),
    ("renaming their tag", ("r", *"line", "enter"), "#front is #line"),
    ("undoing that", ("u",), "Undid"),
    ("redoing it", ("U",), "Redid"),
    ("deleting the tag", ("x",), "deleted"),
    ("undoing that", ("u",), "Undid"),
    ("showing their notes", ("enter",), "{} of {} notes"),
    ("sorting them", ("s",), "by tag"),
    ("tagging them again", ("a", "#", *"city", "enter"), "#city"),
    ("deleting them", ("x",), "notes deleted"),
    ("undoing that", ("u",), "Undid"),
)
"""What is done, with which keys, and what the status line says of it."""


def main() -> None:
    """Measure, and print figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=_ARTICLES, help=f"articles (default: {_ARTICLES})")
    asyncio.run(_measure(parser.parse_args().articles))


def _library(articles: int) -> Library:
    folder = FOLDER / "bulk"
    shutil.rmtree(folder, ignore_errors=True)
    root = folder / "library"
    root.mkdir(parents=True)
    for number in range(articles):
        body = "".join(_SENTENCE.format(f"{number}-{i}") for i in range(_TIMES))
        (root / f"2019-{number % 12 + 1:02}-01-{number:04}.txt").write_text(f"Bericht {number}\n\n{body}\n", "utf-8")
    library = Library(
        root, Paths.of({f"LIBYA_READER_{n}": str(folder / n) for n in ("DATA", "CACHE", "CONFIG")}), Settings()
    )
    for _ in library.refresh():
        pass
    return library


async def _measure(articles: int) -> None:
    library = _library(articles)
    passages = f"{articles * _TIMES:,}"
    app = ReaderApp(library)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        while not app.screen.query("#side"):
            await pilot.pause(0.01)
        watch = _Watch()
        ticking = asyncio.create_task(watch.tick())
        for key in ("enter", "W", *"haftar", "enter", "tab"):
            await pilot.press(key)
        await _until(app, f"{passages} of {passages} passages", "looking for words")
        with watch.watching("at rest"):
            await asyncio.sleep(2)
        for name, keys, told in STEPS:
            for key in keys[:-1]:  # a dialog that opens is none of what is measured
                await pilot.press(key)
            with watch.watching(name.format(passages)):
                await pilot.press(keys[-1])
                await _until(app, told.format(passages, passages), name)
        ticking.cancel()
    library.close()


async def _until(app: ReaderApp, told: str, what: str) -> None:
    """Wait until the status line says ``told``, of what is saved."""
    end, status = time.monotonic() + _PATIENCE, ""
    while time.monotonic() < end:
        await asyncio.sleep(0.02)
        lines = app.screen.query(StatusLine)
        status = lines.first().text if lines else ""
        if told in status and "…" not in status:
            return
    raise TimeoutError(f"{what or told}: the status line says “{status}”.")


class _Watch:
    """How late the event loop was, and how much of that was its own doing."""

    def __init__(self) -> None:
        self._latest = self._busiest = self._without = 0.0

    async def tick(self) -> None:
        """Notice how late each tick is, and how much the loop did since the last one."""
        while True:
            began, worked, waited = time.perf_counter(), time.thread_time(), _waited()
            await asyncio.sleep(_TICK)
            late = time.perf_counter() - began - _TICK
            self._latest = max(self._latest, late)
            self._without = max(self._without, late - (_waited() - waited))
            self._busiest = max(self._busiest, time.thread_time() - worked)

    @contextmanager
    def watching(self, name: str) -> Iterator[None]:
        """Print how late it was at most meanwhile, and how long that took."""
        self._latest = self._busiest = self._without = 0.0
        began = time.perf_counter()
        yield
        if name:
            also = {
                "ms without waits for a processor": 1000 * self._without,
                "ms of CPU at once": 1000 * self._busiest,
                "s until saved": time.perf_counter() - began,
            }
            Figure(f"{name}: event loop late, max", "ms", [1000 * self._latest], LATE, also).print()


def _waited() -> float:
    """Seconds for which this thread was ready to go on, and no processor was free; 0 where that is not told."""
    try:
        return int(_SCHEDULED.read_text().split()[1]) / 1e9
    except OSError:
        return 0.0


if __name__ == "__main__":
    main()
