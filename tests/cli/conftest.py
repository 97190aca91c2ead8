"""A home of its own for every test, the samples as a library, and the program as a function."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from reader.cli.program import program

ROOT = Path(__file__).parent.parent.parent
SEEDS = ROOT / "seeds"


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch) -> Path:
    for name in ("data", "cache", "config"):
        monkeypatch.setenv(f"LIBYA_READER_{name.upper()}", str(tmp_path / name))
    monkeypatch.setenv("LIBYA_READER_NO_NETWORK", "1")
    monkeypatch.delenv("LIBYA_READER_DEBUG", raising=False)
    return tmp_path


@pytest.fixture
def library(tmp_path) -> Path:
    """A library of the three samples."""
    folder = tmp_path / "library"
    shutil.copytree(SEEDS, folder)
    return folder


@pytest.fixture
def run() -> Callable[..., Result]:
    """Runs a command in this process."""

    def invoke(*arguments: object, stdin: bytes | None = None) -> Result:
        return CliRunner().invoke(program, [str(each) for each in arguments], input=stdin)

    return invoke


@pytest.fixture
def in_library(run, library) -> Callable[..., Result]:
    """Runs a command on the library of the samples."""
    return lambda *arguments: run("--library", library, *arguments)


@pytest.fixture
def process() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Runs the program as the shell would."""

    def start(*arguments: object, **options: Any) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "reader", *map(str, arguments)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        return subprocess.run(command, capture_output=True, check=False, env=environment, timeout=60, **options)

    return start


@pytest.fixture
def records() -> Callable[[Result], list[dict[str, Any]]]:
    """The objects that a command printed, one a line."""
    return lambda result: [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def take(in_library) -> Callable[..., str]:
    """Takes a note and gives its uid."""

    def add(article: str, quote: str, *options: str) -> str:
        result = in_library("note", "add", article, "--quote", quote, *options)
        assert result.exit_code == 0, result.stderr
        return result.stdout.strip()

    return add
