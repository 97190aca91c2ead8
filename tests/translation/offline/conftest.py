"""Models with random weights for both engines, installed in a folder of the test; and what became of processes."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from reader.translation.offline import install
from reader.translation.offline.engine import CTranslate2, Fxtranslate, OfflineEngine
from reader.translation.offline.models import Model

from . import random_models

NEEDED = {engine.id: engine.packages for engine in (Fxtranslate, CTranslate2)}


def need(engine: str) -> None:
    """Skip the test where the engine's package is not installed."""
    missing = [name for name in NEEDED[engine] if find_spec(name) is None]
    if missing:
        pytest.skip(f"{' and '.join(missing)} cannot be imported here, so {engine} cannot be tried")


@pytest.fixture
def random_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the engines use models with random weights."""
    monkeypatch.setattr(OfflineEngine, "accepts_random", True)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folder of all models."""
    return tmp_path / "user" / "data" / "models"


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Write a model with random weights to a folder of its own, as a user would bring one."""

    def write(engine: str = "fxtranslate", pair: str = "nlen", seed: int = 0, **more: object) -> Path:
        need(engine)
        made = tmp_path / f"brought-{engine}-{pair}-{seed}"
        made.mkdir(exist_ok=True)
        if engine == "ctranslate2":
            random_models.ctranslate2(made)
        else:
            (made / f"model.{pair}.intgemm.alphas.bin").write_bytes(random_models.marian(seed, **more))
            (made / f"vocab.{pair}.spm").write_bytes(random_models.vocabulary())
        return made

    return write


@pytest.fixture
def installed(root: Path, folder: Callable[..., Path], random_too: None) -> Callable[..., Model]:
    """Install a model with random weights."""

    def install_one(engine: str = "fxtranslate", **more: object) -> Model:
        *_, last = install.from_folder(root, folder(engine, **more), "nl-en" if engine == "ctranslate2" else None)
        assert last.item is not None
        return last.item.model

    return install_one


def is_gone(pid: int) -> bool:
    """Whether a process has ended, and its parent has taken note of that."""
    return not Path(f"/proc/{pid}").exists()


def relist(model: Model, **changes: object) -> None:
    """Write other things into the list of a model's files."""
    path = model.folder / "model.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | changes), "utf-8")
