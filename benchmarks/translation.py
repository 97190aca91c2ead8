"""``python -m benchmarks.translation``: whether translations, and services that misbehave, get in the way.

The heartbeat is how late the event loop of the app is at most, while sentences are asked for. A library whose
articles are all translated is compared with the same library without any.
"""

from __future__ import annotations

import asyncio
import statistics
import time
from contextlib import ExitStack, closing
from typing import Final

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
_ROUNDS: Final = 11
_ASKED: Final = ("en:army", "en:a", "en:the", 'en:"government troops"', "en:ceasefire date:2001")


def main() -> None:
    """Measure, and print figures."""
    late = {fault: asyncio.run(_heartbeat(fault)) for fault in FAULTS}
    worst = max(late.values())
    Figure("heartbeat over all faults, at most", "ms late", [worst], HEARTBEAT, late).print()
    Figure("quit while a request hangs, wall", "ms", [_quit() for _ in range(5)], QUIT).print()
    translated, plain = corpus.translated_articles()
    _measure_opening(translated, plain)
    _measure_filter(translated)


def _settings(address: str) -> Settings:
    return Settings(engine="libretranslate", target="fr", engines={"libretranslate": {"url": address}})


async def _heartbeat(fault: str) -> float:
    """Milliseconds by which the event loop is late at most while a service has ``fault``."""
    from reader.ui.app import ReaderApp  # noqa: PLC0415 - Textual reads the environment when it is imported

    home = corpus.samples()
    with serving(fault) as server, closing(_open(home, _settings(server.address))) as library:
        library.translations.agree()
        late: list[float] = []
        async with ReaderApp(library).run_test(size=(120, 40)) as pilot:
            await pilot.app.workers.wait_for_complete()
            await pilot.press("enter")
            await pilot.pause(_WATCHED / 3)
            heart = asyncio.create_task(_beat(late))
            await pilot.press("t")
            await pilot.pause(_WATCHED)
            heart.cancel()
        assert server.asked.is_set()
    return 1000 * max(late)


async def _beat(late: list[float]) -> None:
    """Note how late each of many small sleeps ends."""
    while True:
        began = time.perf_counter()
        await asyncio.sleep(_BEAT)
        late.append(time.perf_counter() - began - _BEAT)


def _open(home: corpus.Home, settings: Settings) -> Library:
    path = Paths.of(home.environment).translations  # nothing is kept from one fault to the next
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    return Library(home.library, Paths.of(home.environment), settings)


def _quit() -> float:
    """Milliseconds from the key to the end of the program, with a request under way that gets no answer."""
    home = corpus.samples()
    with serving("hang") as server, closing(_open(home, _settings(server.address))) as library:
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
