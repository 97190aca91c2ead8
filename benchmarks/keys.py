"""``python -m benchmarks.keys``: what a key costs, from the keyboard to the last byte of what it changes on screen.

Processor time is that of the program in all its threads, compared with the bare app's for a key of its own in the
same round; so are instructions. Milliseconds are wall time through a pty.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from typing import NamedTuple

from benchmarks import callgrind, corpus, program
from benchmarks.figures import BARE, Figure, ratios
from benchmarks.scenarios import LONG, MANY, PAINTED, SCENARIOS, Effect, Scenario, play, press
from benchmarks.terminal import Terminal
from benchmarks.usage import cpu_seconds, wait_until_idle

_COUNTED = 4
"""Rounds of each scenario under valgrind."""


def main() -> None:
    """Measure, and print figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", metavar="TEXT", help="only what has this in its name")
    parser.add_argument("--no-instructions", action="store_true", help="leave valgrind out: quicker")
    parser.add_argument("--no-times", action="store_true", help="instructions only")
    options = parser.parse_args()
    scenarios = _needed(options.only)
    programs = {scenario.program for scenario in scenarios}
    makers = {MANY: corpus.many_articles, LONG: corpus.long_articles}
    homes = {name: make() for name, make in makers.items() if name in programs}
    if not options.no_times:
        measure(scenarios, homes, options.only)
    if options.no_instructions:
        return
    if callgrind.is_available():
        count(scenarios, homes, options.only)
    else:
        print("  valgrind is not installed: instructions are not counted", flush=True)


def _needed(only: str) -> list[Scenario]:
    """The scenarios to play: those asked for, and those before them in the same program, which lead up to them."""
    last = {s.program: i for i, s in enumerate(SCENARIOS) if only in s.name}
    return [s for i, s in enumerate(SCENARIOS) if i <= last.get(s.program, -1)]


def measure(scenarios: Sequence[Scenario], homes: Mapping[str, corpus.Home], only: str = "") -> None:
    """Measure time and bytes, and print the figures that have ``only`` in their names."""
    with ExitStack() as stack:
        bare = stack.enter_context(program.start(program.BARE, {}))
        terminals = {name: stack.enter_context(_start(home)) for name, home in homes.items()}
        for terminal in (bare, *terminals.values()):
            wait_until_idle(terminal)
        for scenario in scenarios:
            figures = _measure(scenario, terminals[scenario.program], bare)
            for figure in figures if only in scenario.name else ():
                figure.print()


def _start(home: corpus.Home) -> Terminal:
    home.prepare()
    return program.start(("reader", str(home.library)), home.environment)


def _measure(scenario: Scenario, terminal: Terminal, bare: Terminal) -> list[Figure]:
    """What a scenario costs."""
    ours: list[_Cost] = []
    yardstick: list[_Cost] = []

    def one(key: bytes) -> None:
        yardstick.append(_cost(bare, b"j"))
        ours.append(_cost(terminal, key))

    play(scenario, one, partial(press, terminal))
    cpu = ratios([cost.cpu for cost in ours], [cost.cpu for cost in yardstick])
    painted = [1000 * cost.effect.painted for cost in ours]
    settled = [1000 * cost.effect.settled for cost in ours]
    sent = [float(cost.effect.sent) for cost in ours]
    median = statistics.median
    also = {"ms painted": median(painted), "ms settled": median(settled), "bytes": median(sent)}
    if scenario.unit == BARE:
        figures = [Figure(f"{scenario.name}, cpu", BARE, cpu, scenario.budget, also)]
    else:
        wall = painted if scenario.unit == PAINTED else settled
        bare_wall = [1000 * cost.effect.settled for cost in yardstick]
        also = {"x bare": median(ratios(wall, bare_wall)), "x bare cpu": median(cpu), **also}
        figures = [Figure(f"{scenario.name}, wall", "ms", wall, scenario.budget, also)]
    if scenario.sent:
        figures.append(Figure(f"{scenario.name}, sent", "bytes", sent, scenario.sent))
    return figures


class _Cost(NamedTuple):
    cpu: float
    """Seconds."""
    effect: Effect


def _cost(terminal: Terminal, key: bytes) -> _Cost:
    before = cpu_seconds(terminal.pid)
    effect = press(terminal, key)
    return _Cost(cpu_seconds(terminal.pid) - before, effect)


def count(scenarios: Sequence[Scenario], homes: Mapping[str, corpus.Home], only: str = "") -> None:
    """Count instructions, and print the figures that have ``only`` in their names."""
    with callgrind.Counter() as counter:
        (bare,) = _count(counter, program.BARE, {}, [Scenario("", "", (b"j",) * 2 * _COUNTED, SCENARIOS[0].budget)])
    Figure("key of the bare app, instructions", "M", [bare / 1e6]).print()
    for name, home in homes.items():
        mine = [scenario for scenario in scenarios if scenario.program == name]
        home.prepare()
        with callgrind.Counter() as counter:
            counts = _count(counter, ("reader", str(home.library)), home.environment, mine)
        for scenario, instructions in zip(mine, counts, strict=True):
            if only in scenario.name and scenario.unit == BARE:
                Figure(f"{scenario.name}, instructions", BARE, [instructions / bare], scenario.budget).print()


def _count(
    counter: callgrind.Counter,
    module: Sequence[str],
    environment: Mapping[str, str],
    scenarios: Sequence[Scenario],
) -> list[float]:
    """Instructions that a key of each scenario takes, in the median; 0 where the budget is in milliseconds."""
    counts: list[float] = []
    with program.start(module, {**environment, **callgrind.ENVIRONMENT}, counter.command) as terminal:

        def act(key: bytes) -> None:
            press(terminal, key)
            wait_until_idle(terminal, callgrind.PATIENCE, callgrind.FRAME)

        for scenario in scenarios:
            rounds: list[int] = []

            def one(key: bytes, rounds: list[int] = rounds) -> None:
                rounds.append(counter.during(terminal, lambda: act(key)))

            if scenario.unit == BARE:
                wait_until_idle(terminal, callgrind.PATIENCE, callgrind.FRAME)
                play(scenario, one, act, _COUNTED)
            else:
                play(scenario, one, partial(press, terminal), 0)
            counts.append(statistics.median(rounds or [0]))
    return counts


if __name__ == "__main__":
    main()
