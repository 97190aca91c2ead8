"""``python -m benchmarks.first_frame``: how long it takes until the list of articles is on the screen.

Wall time through a pty, and instructions, from the start of Python to the frame that shows the first row.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass, field

from benchmarks import callgrind, corpus, program
from benchmarks.figures import BARE, Budget, Figure, ratios
from benchmarks.terminal import NotSeenError

WALL, INSTRUCTIONS = Budget(1.25, 1.10), Budget(1.35, 1.25)
_PATIENCE = 60


@dataclass(frozen=True)
class Start:
    """A program to start, and what its first frame says."""

    name: str
    mark: str
    module: tuple[str, ...]
    """Its name and arguments."""
    environment: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, name: str, home: corpus.Home) -> Start:
        """The program itself in ``home``."""
        return cls(name, home.first_row, ("reader", str(home.library)), home.environment)

    def wall(self) -> float:
        """Seconds from the start to the read that completes the mark."""
        with program.start(self.module, self.environment) as terminal:
            while chunk := terminal.read(_PATIENCE):
                if self.mark.encode() in terminal.output:
                    terminal.wait_for(self.mark)  # on the screen, too
                    return chunk.at - terminal.started
            raise NotSeenError(f"{self.name}: {self.mark!r} never came:\n{terminal.text}")

    def instructions(self) -> int:
        """Instructions from the start to the frame with the mark."""
        return callgrind.instructions_until(self.mark, self.module, self.environment)


def main() -> None:
    """Measure, and print figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=11, help="starts of each program (default: 11)")
    parser.add_argument("--no-instructions", action="store_true", help="leave valgrind out: quicker")
    options = parser.parse_args()
    bare = Start("bare Textual app", "BARE 0", program.BARE)
    starts = [
        Start.of("3 samples", corpus.samples()),
        Start.of(f"{corpus.MANY:,} articles", corpus.many_articles()),
    ]
    _measure_wall(bare, starts, options.rounds)
    if options.no_instructions:
        return
    if not callgrind.is_available():
        print("  valgrind is not installed: instructions are not counted", flush=True)
        return
    yardstick = bare.instructions()
    Figure("first frame, bare Textual app, instructions", "M", [yardstick / 1e6]).print()
    for start in starts:
        name = f"first frame, {start.name}, instructions"
        Figure(name, BARE, [start.instructions() / yardstick], INSTRUCTIONS).print()


def _measure_wall(bare: Start, starts: list[Start], rounds: int) -> None:
    for start in (bare, *starts):
        start.wall()  # once for the caches
    yardstick: list[float] = []
    times: dict[str, list[float]] = {start.name: [] for start in starts}
    for _ in range(rounds):
        yardstick.append(bare.wall())
        for start in starts:
            times[start.name].append(start.wall())
    Figure("first frame, bare Textual app, wall", "ms", [1000 * t for t in yardstick]).print()
    for name, values in times.items():
        Figure(f"first frame, {name}, wall", BARE, ratios(values, yardstick), WALL).print()


if __name__ == "__main__":
    main()
