"""``python -m benchmarks.notes``: how long a note takes until it would survive a power cut, and who waits for it.

In one run, by turns: a note is taken and its acknowledgement awaited; and the bytes of the same file are written
in the barest way that is as durable, ``write``, ``fsync``, ``rename``, ``fsync`` of the folder. Then an event loop is
watched, at rest and while notes are saved one after the other.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

from benchmarks.figures import Budget, Figure, ratios
from benchmarks.program import FOLDER
from reader.model import Anchor, ArticleRef, Note, Span
from reader.store.notes import Edit, NotesFile

SIZES = {100: Budget(15, 10), 10_000: Budget(100, 50)}
"""Notes in the file, and milliseconds to the acknowledgement of one more (95th percentile)."""
CALL, LATE = Budget(1, 0.2), Budget(30, 15)
"""Milliseconds that the caller waits, and by which the event loop is late at most."""

_TICK = 0.005
_ARTICLE = ArticleRef("a1b2c3d4e5f6", "2019/artikel 1.txt", "Haftars troepen bij Tripoli", "2019-04-07")
_QUOTE = "De troepen van generaal Haftar rukken op naar de hoofdstad. " * 3
_ANCHOR = Anchor(Span(1000, 1000 + len(_QUOTE)), _QUOTE, "x" * 32, "y" * 32, "d" * 64)
_TEXT = "Vergelijk de berichten van een week eerder over hetzelfde front. " * 3


class Notes:
    """A file of so many notes, and the barest file of the same bytes beside it."""

    def __init__(self, count: int) -> None:
        self.folder = FOLDER / "notes"
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.file = NotesFile(self.folder / "notes.json")
        notes = [self.new() for _ in range(count)]
        self.file.apply(Edit("", tuple((note.uid, note) for note in notes))).result()
        self._latest = notes[-1]

    def new(self) -> Note:
        """A note of the usual length."""
        return self.file.new(_ARTICLE, _ANCHOR, _TEXT, ("front", "mil/itie"))

    def change(self) -> Future[None]:
        """Edit a note: the file keeps its size."""
        text = f"{time.perf_counter_ns():020} {_TEXT}"
        return self.file.apply(Edit("", ((self._latest.uid, replace(self._latest, text=text)),)))

    def write_barely(self, data: bytes) -> None:
        """Replace a file, durably."""
        temporary, folder = self.folder / "bare.tmp", os.open(self.folder, os.O_RDONLY)
        file = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.write(file, data)
        os.fsync(file)
        os.close(file)
        temporary.rename(self.folder / "bare.json")
        os.fsync(folder)
        os.close(folder)

    @property
    def content(self) -> bytes:
        """What is in the file."""
        return Path(self.file.path).read_bytes()


def main() -> None:
    """Measure, and print figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7, help="rounds of each measurement (default: 7)")
    parser.add_argument("--times", type=int, default=40, help="notes in a round (default: 40)")
    options = parser.parse_args()
    for count, budget in SIZES.items():
        notes = Notes(count)
        _measure_saving(notes, count, budget, options.rounds, options.times)
        asyncio.run(_measure_loop(notes, count, options.rounds))
        notes.file.close()
    shutil.rmtree(FOLDER / "notes")


def _measure_saving(notes: Notes, count: int, budget: Budget, rounds: int, times: int) -> None:
    data = notes.content
    middle: list[float] = []
    slow: list[float] = []
    call: list[float] = []
    bare: list[float] = []
    bare_slow: list[float] = []
    for _ in range(rounds):
        ours, waits, barest = [], [], []
        for _ in range(times):
            barest.append(_milliseconds(lambda: notes.write_barely(data)))
            began = time.perf_counter()
            saved = notes.change()
            waits.append(1000 * (time.perf_counter() - began))
            saved.result()
            ours.append(1000 * (time.perf_counter() - began))
        middle.append(statistics.median(ours))
        slow.append(_p95(ours))
        call.append(_p95(waits))
        bare.append(statistics.median(barest))
        bare_slow.append(_p95(barest))
    name = f"{count:,} notes"
    Figure(f"{name}: barest durable write of {len(data):,} bytes, p50", "ms", bare).print()
    Figure(f"{name}: the same, p95", "ms", bare_slow).print()
    Figure(f"{name}: acknowledged durable, p50", "ms", middle, also=_times(middle, bare)).print()
    Figure(f"{name}: acknowledged durable, p95", "ms", slow, budget, also=_times(slow, bare_slow)).print()
    Figure(f"{name}: the caller's own wait, p95", "ms", call, CALL).print()


async def _measure_loop(notes: Notes, count: int, rounds: int) -> None:
    """How late an event loop is at rest, and while one note after the other is saved."""
    rest: list[float] = []
    busy: list[float] = []
    for _ in range(rounds):
        rest.append(max(await _lateness(1.0)))
        saving = asyncio.create_task(_keep_saving(notes))
        busy.append(max(await _lateness(1.0)))
        saving.cancel()
        await asyncio.gather(saving, return_exceptions=True)
        notes.file.flush(10)
    ratio = statistics.median(busy) / statistics.median(rest)
    Figure(f"{count:,} notes: event loop late at rest, max", "ms", rest).print()
    name = f"{count:,} notes: event loop late while saving, max"
    Figure(name, "ms", busy, LATE, also={"x_rest": round(ratio, 2)}).print()


async def _keep_saving(notes: Notes) -> None:
    while True:
        await asyncio.wrap_future(notes.change())


async def _lateness(seconds: float) -> list[float]:
    """Milliseconds by which each tick came too late."""
    found, end = [], time.perf_counter() + seconds
    while (began := time.perf_counter()) < end:
        await asyncio.sleep(_TICK)
        found.append(1000 * (time.perf_counter() - began - _TICK))
    return found


def _times(ours: Sequence[float], bare: Sequence[float]) -> dict[str, float]:
    """How many times the barest write in the same round."""
    return {"x_bare_write": statistics.median(ratios(ours, bare))}


def _milliseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - began)


def _p95(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


if __name__ == "__main__":
    main()
