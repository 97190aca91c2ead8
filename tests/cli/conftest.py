"""The program as a function: in this process, on the samples, and as the shell runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from reader.cli.program import program

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def home(tmp_path) -> Path:
    """Where the user's folders are."""
    return tmp_path / "user"


@pytest.fixture
def run() -> Callable[..., Result]:
    """Runs a command in this process."""

    def invoke(*arguments: object, stdin: bytes | None = None) -> Result:
        return CliRunner().invoke(program, [str(each) for each in arguments], input=stdin)

    return invoke


@pytest.fixture
def in_library(run, samples) -> Callable[..., Result]:
    """Runs a command on the library of the samples."""
    return lambda *arguments: run("--library", samples, *arguments)


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
