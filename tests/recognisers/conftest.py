"""The recognisers that are installed here, each with what it takes to have it."""

from __future__ import annotations

import shutil
import sys
from importlib import util
from pathlib import Path

import pytest

from reader.recognisers import choose

HERE = Path(__file__).parent
GLINER = HERE / "gliner"
"""A model of GLiNER with random weights."""


def _frog(_: Path) -> str:
    if shutil.which("frog") is None:
        pytest.skip("the command frog is not installed")
    return "frog"


def stand_in(folder: Path, name: str = "frog") -> Path:
    """A command that answers as frog does; what begins with a capital is a name."""
    script = folder / name
    script.write_text(f"#!{sys.executable}\n" + (HERE / "standin.py").read_text(encoding="utf-8"))
    script.chmod(0o755)
    return script


def pipeline(folder: Path) -> Path:
    """A pipeline of spaCy that knows some names, in a folder; skips where there is no spaCy."""
    if util.find_spec("spacy") is None:
        pytest.skip("spaCy is not installed: pip install 'libya-reader[spacy]'")
    import spacy

    nlp = spacy.blank("nl")
    names = {"Khalifa Haftar": "PERSON", "Haftars": "PERSON", "Tripoli": "GPE", "NAVO": "ORG", "Libische": "NORP"}
    names |= {"maandag": "DATE", "طرابلس": "GPE", "é́lan": "LAW"}
    patterns = [{"label": label, "pattern": name} for name, label in names.items()]
    nlp.add_pipe("entity_ruler").add_patterns(patterns)
    nlp.meta["version"], nlp.meta["license"] = "1.2", "MIT"
    nlp.to_disk(folder / "pipeline")
    return folder / "pipeline"


def _gliner(_: Path) -> str:
    for module in ("onnxruntime", "tokenizers"):
        if util.find_spec(module) is None:
            pytest.skip(f"{module} is not installed: pip install 'libya-reader[gliner]'")
    return f"gliner:{GLINER}"


RECOGNISERS = {
    "crf-nl": lambda _: "crf-nl",
    "spacy": lambda folder: f"spacy:{pipeline(folder)}",
    "gliner": _gliner,
    "frog": _frog,
    "frog's protocol": lambda folder: f"frog:{stand_in(folder)}",
}


@pytest.fixture(scope="module", params=RECOGNISERS)
def recogniser(request, tmp_path_factory):
    """Each recogniser that is installed, by itself."""
    chosen = choose(RECOGNISERS[request.param](tmp_path_factory.mktemp("recogniser")))
    assert chosen.problems == ()
    yield chosen.members[0]
    chosen.close()


@pytest.fixture
def a_pipeline(tmp_path):
    return pipeline(tmp_path)


@pytest.fixture
def a_stand_in(tmp_path):
    return stand_in(tmp_path)


@pytest.fixture(autouse=True)
def chosen_anew(monkeypatch):
    """Nothing is left of what was chosen before."""
    monkeypatch.setattr("reader.recognisers._CHOSEN", {})
