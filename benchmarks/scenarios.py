"""The keys that are measured, in which of the programs, and what they may cost."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from benchmarks.figures import BARE, Budget
from benchmarks.terminal import NotSeenError, Terminal

PAINTED, SETTLED = "ms painted", "ms"
"""Until the first frame is complete, and until all is quiet: what comes after the first frame may be the point."""
MANY, LONG = "100,000 articles", "20,000 words"
"""The two programs: one with the large library, one with the long article (and one of 500 words)."""
_ESC = b"\x1b"
_QUIET: Final = 0.15
"""Seconds without output after which a key has had its effect."""
_END_OF_FRAME: Final = b"\x1b[?2026l"
_PATIENCE: Final = 60


@dataclass(frozen=True)
class Scenario:
    """A key, or several in turn, pressed in one of the programs."""

    name: str
    program: str
    keys: tuple[bytes, ...]
    """Each is one round."""
    budget: Budget
    unit: str = BARE
    """What the budget is in: times the bare app's key, or ``PAINTED`` or ``SETTLED`` milliseconds."""
    sent: Budget | None = None
    """Budget of the bytes that a round sends to the terminal."""
    setup: tuple[bytes, ...] = ()
    """Keys before the first round."""
    lead: tuple[bytes, ...] = ()
    """Keys before each round."""
    teardown: tuple[bytes, ...] = ()
    """Keys after the last round."""


_CURSOR = Budget(1.3, 1.05)
_LINE, _LINES = Budget(3, 2.5), Budget(5, 4)
_PAGE, _PAGES = Budget(5, 4.5), Budget(9, 8)
_SENTENCES = (b")", b"(") * 10
_WORDS = (b"w",) * 20
_TYPED = (b"t", b"r", b"i", b"p", *(b"\x7f",) * 4, b"h", b"a", b"f")

SCENARIOS: Final = (
    Scenario(f"list cursor, {MANY}", MANY, (b"j",) * 20, Budget(1.3, 1.1), sent=Budget(1000, 600)),
    Scenario(f"list page, {MANY}", MANY, (b" ",) * 10, _PAGE),
    Scenario(
        f"filter keystroke, {MANY}", MANY, _TYPED, Budget(120, 50), SETTLED, setup=(b"g", b"/"), teardown=(_ESC, _ESC)
    ),
    Scenario("sentence cursor, 500 words", LONG, _SENTENCES, _CURSOR, setup=(b"G", b"\r")),
    Scenario("word cursor in a selection, 500 words", LONG, _WORDS, _CURSOR, setup=(b"v",), teardown=(_ESC,)),
    Scenario(
        f"open an article of {LONG}",
        LONG,
        (b"\r",) * 5,
        Budget(170, 120),
        SETTLED,
        setup=(b"q", b"k", b"\r"),
        lead=(b"q", b"j", b"\r", b"q", b"k"),
    ),
    Scenario(f"sentence cursor, {LONG}", LONG, _SENTENCES, _CURSOR),
    Scenario(f"word cursor in a selection, {LONG}", LONG, _WORDS, _CURSOR, setup=(b"v",), teardown=(_ESC,)),
    Scenario("Escape from a selection", LONG, (_ESC,) * 10, Budget(25, 20), PAINTED, lead=(b"v",)),
    Scenario(f"toggle highlights, {LONG}", LONG, (b"H",) * 10, Budget(2, 1.5)),
    Scenario(f"scroll a line, one pane, {LONG}", LONG, (b"j",) * 20, _LINE),
    Scenario(f"scroll a page, one pane, {LONG}", LONG, (b" ",) * 10, _PAGE),
    Scenario(f"toggle a known translation, {LONG}", LONG, (b"t",) * 10, Budget(60, 20), SETTLED),
    Scenario(f"sentence cursor, two panes, {LONG}", LONG, _SENTENCES, _CURSOR, setup=(b"t",)),
    Scenario(f"scroll a line, two panes, {LONG}", LONG, (b"j",) * 20, _LINES),
    Scenario(f"scroll a page, two panes, {LONG}", LONG, (b" ",) * 10, _PAGES, teardown=(b"t",)),
)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a key did to the terminal."""

    painted: float
    """Seconds until the first frame was complete."""
    settled: float
    """Seconds until the last byte of the last frame, the status line's for instance."""
    sent: int
    """Bytes."""


def press(terminal: Terminal, key: bytes) -> Effect:
    """Press a key, and read until it has had its effect.

    Raises:
        NotSeenError: when it has none.
    """
    began = time.perf_counter()
    terminal.press(key)
    first = terminal.read(_PATIENCE)
    if first is None:
        raise NotSeenError(f"{key!r} has no effect:\n{terminal.text}")
    chunks = [first, *terminal.settle(_QUIET)]
    painted = next((chunk for chunk in chunks if _END_OF_FRAME in chunk.data), chunks[-1])
    return Effect(painted.at - began, chunks[-1].at - began, sum(len(chunk.data) for chunk in chunks))


def play(
    scenario: Scenario, one: Callable[[bytes], object], around: Callable[[bytes], object], rounds: int = 1000
) -> None:
    """Press the keys of a scenario: its rounds (at most ``rounds``) with ``one``, the others with ``around``."""
    for key in scenario.setup:
        around(key)
    for key in scenario.keys[:rounds]:
        for leading in scenario.lead:
            around(leading)
        one(key)
    for key in scenario.teardown:
        around(key)
