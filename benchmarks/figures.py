"""What a benchmark has to say: figures with their budgets, each as a line of JSON and a line for people."""

from __future__ import annotations

import json
import os
import platform
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version

BARE = "x bare"
"""The unit of a ratio to the bare Textual app."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What a figure has to stay below, and what we aim at."""

    must: float
    aim: float


@dataclass(frozen=True, slots=True)
class Figure:
    """Something measured, in several rounds."""

    name: str
    """What was measured, and on what."""
    unit: str
    """``x bare``, or ``ms``, ``MB``, ``bytes`` for what has a budget in itself."""
    rounds: Sequence[float]
    """The value of each round; what counts is their median."""
    budget: Budget | None = None
    also: Mapping[str, float] = field(default_factory=dict)
    """What else the same rounds showed."""

    @property
    def value(self) -> float:
        """The median."""
        return statistics.median(self.rounds)

    @property
    def verdict(self) -> str:
        """How the value compares with the budget; empty without one."""
        if self.budget is None:
            return ""
        if self.value > self.budget.must:
            return "OVER"
        return "good" if self.value <= self.budget.aim else "ok"

    def print(self) -> None:
        """Print one line of JSON, and one for people."""
        quarters = statistics.quantiles(self.rounds, n=4) if len(self.rounds) > 1 else [self.value] * 3
        told = {
            "figure": self.name,
            "unit": self.unit,
            "value": round(self.value, 3),
            "quartiles": [round(quarters[0], 3), round(quarters[2], 3)],
            "rounds": len(self.rounds),
            "must": self.budget.must if self.budget else None,
            "aim": self.budget.aim if self.budget else None,
            "verdict": self.verdict,
            **{name: round(value, 3) for name, value in self.also.items()},
            **_machine(),
            "load": round(os.getloadavg()[0], 2),
        }
        print(json.dumps(told, ensure_ascii=False))
        budget = f"must {self.budget.must:g}, aim {self.budget.aim:g}" if self.budget else ""
        also = ", ".join(f"{value:.4g} {name}" for name, value in self.also.items())
        print(f"  {self.name:58} {self.value:8.2f} {self.unit:6} {budget:22} {self.verdict:5} {also}", flush=True)


def ratios(values: Sequence[float], bare: Sequence[float]) -> list[float]:
    """Each value over that of the bare app in the same round."""
    return [value / yardstick for value, yardstick in zip(values, bare, strict=True)]


@cache
def _machine() -> dict[str, str]:
    return {"python": platform.python_version(), "textual": version("textual"), "system": platform.platform()}
