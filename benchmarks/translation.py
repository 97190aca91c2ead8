"""``python -m benchmarks.translation``: whether translations, and services that misbehave, get in the way.

The heartbeat is how late the event loop of the app is at most, while sentences are asked for; what its threads
waited for a core of the machine is not ours, and told apart. A library whose articles are all translated is compared
with the same library without any.
"""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Sequence
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import Final, NamedTuple
from unittest.mock import patch

from benchmarks import corpus
from benchmarks.faulty import FAULTS, serving
from benchmarks.figures import Budget, Figure, ratios
from benchmarks.first_frame import Start
from benchmarks.program import start
from reader.filters import matching, parse
from reader.library import Library
from reader.paths import Paths
from reader.settings import Settings

HEARTBEAT, QUIT, OPENING, KEYSTROKE = Budget(100, 50), Budget(1000, 500), Budget(1.05, 1.02), Budget(120, 50)
_BEAT: Final = 0.005
_WATCHED: Final = 1.5
"""Seconds for which a fault is watched."""
_AGAIN: Final = 4
"""How often a fault is watched again that seemed to hold the program up."""
_ROUNDS: Final = 11
_ASKED: Final = ("en:army", "en:a", "en:the", 'en:"government troops"', "en:ceasefire date:2001")


def main() -> None:
    """Measure, and print figures."""
    _measure_heartbeat()
    for fault in ("hang", "drip", "a dripping header", "503"):
        Figure(f"quit during a request, {fault}, wall", "ms", [_quit(fault) for _ in range(3)], QUIT).print()
    translated, plain = corpus.translated_articles()
    _measure_opening(translated, plain)
    _measure_filter(translated)


def _measure_heartbeat() -> None:
    short, long = corpus.samples(), corpus.long_articles()
    rows = [("libretranslate", fault, short) for fault in FAULTS]
    rows += [("google", fault, short) for fault in ("hang", "429", "garbage")]
    rows += [("libretranslate", fault, long) for fault in ("an echo", "fine")]
    worst = 0.0
    for engine, fault, home in rows:
        rounds = [asyncio.run(_heartbeat(engine, fault, home))]
        if _ours(rounds[0]) > HEARTBEAT.aim:  # what is ours comes again
            rounds += [asyncio.run(_heartbeat(engine, fault, home)) for _ in range(_AGAIN)]
        beats = [beat for each in rounds for beat in each]
        also = {
            "ms by the wall": max(beat.late for beat in beats),
            "ms of work in one beat": max(beat.worked for beat in beats),
        }
        name = f"heartbeat, {home.folder.name}, {engine}: {fault}"
        figure = Figure(name, "ms", [_ours(each) for each in rounds], HEARTBEAT, also)
        figure.print()
        worst = max(worst, figure.value)
    Figure("heartbeat over all faults, at most", "ms", [worst], HEARTBEAT).print()


def _ours(beats: Sequence[Beat]) -> float:
    """How late the latest of them was for what the program did."""
    return max(beat.ours for beat in beats)


def _settings(engine: str, address: str) -> Settings:
    return Settings(engine=engine, target="fr", engines={"libretranslate": {"url": address}})


class Beat(NamedTuple):
    """One of many small sleeps of the event loop, in milliseconds."""

    late: float
    """How late it ended."""
    waited: float
    """How long the program's threads were ready to run and had no core."""
    worked: float
    """How long the program's threads ran."""

    @property
    def ours(self) -> float:
        """How late it was for what the program did: worked, or waited for something else than a core."""
        return min(self.late, max(self.late - self.waited, self.worked))


async def _heartbeat(engine: str, fault: str, home: corpus.Home) -> list[Beat]:
    """How the event loop fares while a service has ``fault``; with Google, deep-translator is loaded meanwhile."""
    from reader import translation  # noqa: PLC0415 - Textual reads the environment when it is imported
    from reader.translation.engines import available  # noqa: PLC0415 - as above
    from reader.translation.google import Google  # noqa: PLC0415 - as above
    from reader.ui.app import ReaderApp  # noqa: PLC0415 - as above

    beats: list[Beat] = []
    with ExitStack() as stack:
        server = stack.enter_context(serving(fault))
        google = Google(server.address)
        stack.enter_context(
            patch.object(translation, "available", lambda *given: {**available(*given), "google": google})
        )
        library = stack.enter_context(closing(_open(home, _settings(engine, server.address))))
        library.translations.agree()
        async with ReaderApp(library).run_test(size=(120, 40)) as pilot:
            await pilot.app.workers.wait_for_complete()
            await pilot.press("enter")
            await pilot.pause(_WATCHED / 3)
            heart = asyncio.create_task(_beat(beats))
            await pilot.press("t")
            await pilot.pause(_WATCHED)
            heart.cancel()
        assert server.asked.is_set()
    return beats


async def _beat(beats: list[Beat]) -> None:
    """Note how late each of many small sleeps ends."""
    before = _waited()
    while True:
        began, worked = time.perf_counter(), time.process_time()
        await asyncio.sleep(_BEAT)
        late, worked = time.perf_counter() - began - _BEAT, time.process_time() - worked
        now = _waited()
        beats.append(Beat(1000 * late, 1000 * max(0.0, now - before), 1000 * worked))
        before = now


def _waited() -> float:
    """Seconds that threads of this process were ready to run and had no core; 0 where the system does not tell.

    Those of all threads: the loop waits for Python's lock as well, whose holder may have no core.
    """
    told = 0
    for path in Path("/proc/self/task").glob("*/schedstat"):
        with suppress(OSError, IndexError):  # the thread has just ended
            told += int(path.read_text(encoding="ascii").split()[1])
    return told / 1e9


def _open(home: corpus.Home, settings: Settings) -> Library:
    path = Paths.of(home.environment).translations  # nothing is kept from one fault to the next
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    return Library(home.library, Paths.of(home.environment), settings)


def _quit(fault: str) -> float:
    """Milliseconds from the key to the end of the program, with a request under way that gets no good answer."""
    home = corpus.samples()
    with serving(fault) as server, closing(_open(home, _settings("libretranslate", server.address))) as library:
        library.translations.agree()
        library.close()
        config = Paths.of(home.environment).config
        config.mkdir(parents=True, exist_ok=True)
        (config / "settings.toml").write_text(
            f'engine = "libretranslate"\ntarget = "fr"\n[engines.libretranslate]\nurl = "{server.address}"\n'
        )
        with start(("reader", str(home.library)), home.environment) as terminal:
            terminal.wait_for(home.first_row.split()[0])
            terminal.press("\r")
            terminal.wait_for("sentence 1 of")
            terminal.press("t")
            server.asked.wait(30)
            began = time.perf_counter()
            terminal.press("Q")
            terminal.wait()
            return 1000 * (time.perf_counter() - began)


def _measure_opening(translated: corpus.Home, plain: corpus.Home) -> None:
    starts = [Start.of(home.folder.name, home) for home in (translated, plain)]
    for each in starts:
        each.wall()  # once for the caches
    times = [[each.wall() for each in starts] for _ in range(_ROUNDS)]
    with_, without = zip(*times, strict=True)
    name = f"first frame, {corpus.TRANSLATED:,} translated articles, wall"
    Figure(name, "x untranslated", ratios(with_, without), OPENING, {"ms": 1000 * statistics.median(with_)}).print()


def _measure_filter(home: corpus.Home) -> None:
    """What the list does for a keystroke in a filter by words of translations."""
    with ExitStack() as stack:
        library = stack.enter_context(closing(Library(home.library, Paths.of(home.environment), Settings())))
        began = time.perf_counter()
        looked = sum(1 for _ in library.wordings.gather())
        seconds = time.perf_counter() - began
        shown = library.shelf.all()
        keys = library.shelf.index.keys(shown.numbers)
        times: list[float] = []
        found = 0
        for query in _ASKED * 3:
            began = time.perf_counter()
            terms = parse(query)
            found = max(found, len(matching(shown, terms, keys, library.facts(terms))))
            times.append(1000 * (time.perf_counter() - began))
        also = {"found at most": found, "worst": max(times), "s to look through anew": seconds if looked else 0.0}
        Figure(f"filter by words of {corpus.TRANSLATED:,} translations", "ms", times, KEYSTROKE, also).print()


if __name__ == "__main__":
    main()
