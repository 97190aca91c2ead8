"""``python -m benchmarks.memory``: what the program keeps in RAM, when it has come to rest."""

from __future__ import annotations

import argparse

from benchmarks import corpus, program
from benchmarks.figures import Budget, Figure
from benchmarks.scenarios import press
from benchmarks.terminal import Terminal
from benchmarks.usage import resident_megabytes, wait_until_idle


def main() -> None:
    """Measure, and print figures."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    with program.start(program.BARE, {}) as terminal:
        bare = _at_rest(terminal)
    Figure("memory, bare Textual app", "MB", [bare]).print()
    with _start(corpus.samples()) as terminal:
        _print("the list of the samples", _at_rest(terminal), Budget(40, 36), bare)
    with _start(corpus.many_articles()) as terminal:
        _print(f"the list of {corpus.MANY:,} articles", _at_rest(terminal), Budget(50, 45), bare)
        press(terminal, b"\r")
        _print("and an article of 20,000 words", _at_rest(terminal), Budget(60, 50), bare)
        press(terminal, b"t")
        _print("and its translation", _at_rest(terminal), None, bare)


def _start(home: corpus.Home) -> Terminal:
    return program.start(("reader", str(home.library)), home.environment)


def _at_rest(terminal: Terminal) -> float:
    wait_until_idle(terminal)
    return resident_megabytes(terminal.pid)


def _print(what: str, value: float, budget: Budget | None, bare: float) -> None:
    Figure(f"memory, {what}", "MB", [value], budget, {"x bare": value / bare}).print()


if __name__ == "__main__":
    main()
