"""Notes survive kills at any moment, full disks, other writers and damage; ``make torture`` does it at length."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import reader

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="SIGKILL and fork are of POSIX")

TORTURE = Path(__file__).with_name("torture.py")


def torture(name: str) -> dict[str, Any]:
    """The verdict of one scenario, the short way."""
    home = {**os.environ, "PYTHONPATH": str(Path(reader.__file__).parents[1])}
    command = [sys.executable, str(TORTURE), "--short", "--only", name]
    done = subprocess.run(command, env=home, check=False, capture_output=True, text=True, timeout=300)
    assert done.stdout, done.stderr
    told = json.loads(done.stdout.splitlines()[0])
    verdict = {**told["scenarios"], **told["controls"]}[name]
    if verdict.get("skipped"):
        pytest.skip(verdict["skipped"])
    assert done.returncode == 0, (verdict, done.stderr)
    assert isinstance(verdict, dict)
    return verdict


@pytest.mark.parametrize(
    ("name", "kills", "acknowledged"),
    [
        ("kills", 25, 50),
        ("steps", 25, 10),
        ("system-calls", 5, 1),
        ("limit", 4, 10),
        ("full-disk", 2, 20),
        ("only-disk", 1, 20),
        ("two-writers", 1, 50),
        ("foreign-writer", 0, 105),
        ("damage", 33, 100),
    ],
)
def test_nothing_that_was_promised_is_lost(name: str, kills: int, acknowledged: int) -> None:
    verdict = torture(name)
    assert verdict.get("kills", 0) >= kills
    assert verdict["acknowledged"] >= acknowledged
    assert not {"lost", "corrupt", "unclean"} & verdict.keys()
    if name in {"limit", "full-disk", "only-disk"}:
        assert verdict["aside"] >= 1


@pytest.mark.parametrize(
    "name",
    [
        "stock-steps",
        "stock-system-calls",
        "stock-limit",
        "stock-full-disk",
        "stock-two-writers",
        "stock-damage",
    ],
)
def test_the_same_harness_catches_tinydbs_own_storage(name: str) -> None:
    """The negative control: were it not caught, this file would prove nothing."""
    verdict = torture(name)
    assert verdict.get("corrupt", 0) + verdict.get("lost", 0) > 0


def test_every_scenario_is_in_these_lists() -> None:
    helped = subprocess.run(
        [sys.executable, str(TORTURE), "--help"],
        env={**os.environ, "PYTHONPATH": str(Path(reader.__file__).parents[1])},
        check=True,
        capture_output=True,
        text=True,
    )
    listed = Path(__file__).read_text("utf-8")
    names = helped.stdout.split("{", 1)[1].split("}", 1)[0].split(",")
    assert all(f'"{name.strip()}"' in listed for name in names)
