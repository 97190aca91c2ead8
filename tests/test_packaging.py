"""The wheel holds the program with all that it needs, and nothing else."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from reader import __version__

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    """The wheel, as a package index would get it."""
    if find_spec("hatchling") is None:
        pytest.skip("hatchling is not installed, so no wheel can be built without the network")
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        yield archive


@pytest.fixture(scope="module")
def names(wheel: zipfile.ZipFile) -> set[str]:
    """The files in the wheel."""
    return set(wheel.namelist())


def below(folder: str, pattern: str = "**/*") -> set[str]:
    """The files below a folder of the checkout, without what Python leaves there."""
    paths = (path for path in (ROOT / folder).glob(pattern) if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(ROOT).as_posix() for path in paths}


def test_the_whole_package_is_in_it(names):
    assert below("reader") <= names
    assert "reader/py.typed" in names
    assert any(name.startswith("reader/entities/data/") for name in names)


@pytest.mark.parametrize("folder", ["styles", "seeds"])
def test_what_lies_beside_the_package_in_a_checkout_is_in_the_package(names, folder):
    assert below(folder)
    assert {f"reader/{name}" for name in below(folder)} <= names


@pytest.mark.parametrize("name", ["LICENSE", "NOTICE"])
def test_the_licence_and_the_notices_are_in_it(wheel, names, name):
    (inside,) = (path for path in names if path.endswith(f".dist-info/licenses/{name}"))
    assert wheel.read(inside) == (ROOT / name).read_bytes()


def test_nothing_else_is_in_it(names):
    wanted = below("reader") | {f"reader/{name}" for folder in ("styles", "seeds") for name in below(folder)}
    rest = {name for name in names if ".dist-info/" not in name}
    assert rest == wanted


def test_it_says_its_version_and_installs_the_command(wheel, names):
    (metadata,) = (name for name in names if name.endswith(".dist-info/METADATA"))
    (commands,) = (name for name in names if name.endswith(".dist-info/entry_points.txt"))
    assert f"\nVersion: {__version__}\n" in wheel.read(metadata).decode()
    assert "libya-reader = reader.cli:main" in wheel.read(commands).decode()


def test_it_depends_on_nothing_that_tests_alone_need(wheel, names):
    (metadata,) = (name for name in names if name.endswith(".dist-info/METADATA"))
    needed = re.findall(r"^Requires-Dist: ([\w-]+)(?!.*extra ==)", wheel.read(metadata).decode(), re.MULTILINE)
    assert "textual" in needed
    assert not {"pytest", "hypothesis", "mypy", "ruff", "pyte"} & set(needed)
