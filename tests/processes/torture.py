"""``python tests/processes/torture.py``: what notes survive.

Kills processes that take notes at random times and at every step of writing, lets the disk get full, lets others
write, damages files; and compares each time what was promised with what is there. The same is done to TinyDB's own
storage, which must be caught, or the comparison would prove nothing. Prints one line of JSON and one for people.

    --short          a few rounds of each, for every commit
    --only NAME...   these scenarios
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import damaging
import killing
import meddling
import pressing
from verdict import Verdict

Scenario = Callable[[Path, bool], Verdict]
"""What to do in an empty folder, the long or the short way."""

SCENARIOS: dict[str, Scenario] = {
    "kills": lambda folder, short: killing.at_random("ours", folder, 25 if short else 600),
    "steps": lambda folder, short: killing.at_every_step("ours", folder / "steps", stride=3 if short else 1),
    "system-calls": lambda folder, short: killing.at_every_system_call(
        "ours", folder / "calls", changes=1 if short else 3, everywhere=not short
    ),
    "limit": lambda folder, short: pressing.under_a_limit("ours", folder, 4 if short else 60),
    "full-disk": lambda folder, short: pressing.on_a_small_disk("ours", folder / "disk", 2 if short else 20),
    "only-disk": lambda folder, short: pressing.on_a_small_disk(
        "ours", folder / "disk", 1 if short else 20, alone=True
    ),
    "two-writers": lambda folder, short: meddling.two_writers(
        "ours", folder, 2 if short else 12, changes=30 if short else 150
    ),
    "foreign-writer": lambda folder, short: meddling.a_foreign_writer(folder, writes=100 if short else 400),
    "damage": lambda folder, short: damaging.in_all_ways(folder, 3 if short else 50),
}

CONTROLS: dict[str, Scenario] = {
    "stock-steps": lambda folder, _: killing.at_every_step("stock", folder / "steps"),
    "stock-system-calls": lambda folder, _: killing.at_every_system_call(
        "stock", folder / "calls", changes=2, everywhere=False
    ),
    "stock-limit": lambda folder, short: pressing.under_a_limit("stock", folder, 4 if short else 20),
    "stock-full-disk": lambda folder, short: pressing.on_a_small_disk("stock", folder / "disk", 2 if short else 20),
    "stock-two-writers": lambda folder, _: meddling.two_writers("stock", folder, 4, changes=150),
    "stock-damage": lambda folder, _: damaging.stock_in_all_ways(folder),
}
"""TinyDB's own storage under the same conditions, which must be caught."""


def main() -> int:
    """Run the scenarios and print what became of the notes; 1 if any is lost, or a control was not caught."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--only", nargs="+", choices=[*SCENARIOS, *CONTROLS], default=[*SCENARIOS, *CONTROLS])
    options = parser.parse_args()
    began, found = time.monotonic(), dict[str, Verdict]()
    for name in options.only:
        with tempfile.TemporaryDirectory(prefix="torture-") as folder:
            (Path(folder) / name).mkdir()
            found[name] = (SCENARIOS | CONTROLS)[name](Path(folder) / name, options.short)
            _say(f"{name}: {found[name].told}")
    ours = {name: verdict for name, verdict in found.items() if name in SCENARIOS}
    stock = {name: verdict for name, verdict in found.items() if name in CONTROLS}
    missed = [name for name, verdict in stock.items() if verdict.good and not verdict.skipped]
    total = sum(ours.values(), Verdict())
    seconds = round(time.monotonic() - began)
    print(  # noqa: T201 - the result
        json.dumps(
            {
                "torture": "short" if options.short else "long",
                **{name: getattr(total, name) for name in ("kills", "acknowledged", "aside", "lost", "corrupt")},
                "scenarios": {name: verdict.told for name, verdict in ours.items()},
                "controls": {name: verdict.told for name, verdict in stock.items()},
                "controls_missed": missed,
                "python": sys.version.split()[0],
                "seconds": seconds,
            }
        )
    )
    caught = sum(not verdict.good for verdict in stock.values())
    print(  # noqa: T201 - the result
        f"{total.kills:,} kills, {total.acknowledged:,} acknowledged changes and {total.aside:,} kept aside: "
        f"{total.lost} lost, {total.corrupt} files corrupt; TinyDB's own storage was caught in {caught} of "
        f"{sum(not verdict.skipped for verdict in stock.values())} scenarios; {seconds} s"
    )
    return int(not total.good or bool(missed))


def _say(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # So that what is mounted is unmounted.
    sys.exit(main())
