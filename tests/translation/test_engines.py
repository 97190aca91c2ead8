"""Which engines there are, and that nothing heavy is loaded before one is asked."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import EntryPoint

import pytest

from reader.translation import Limits, Ok, Reason, TmxMemory, TranslationService, available, explain
from reader.translation import engines as registry
from reader.translation.engine import Failed
from reader.translation.engines import PluggedIn


class Louder:
    """An engine that another package could bring."""

    id = "louder"
    version = "1"
    kind = "offline"
    note = ""
    limits = Limits(100, 5)
    closed = False

    def supports(self, source, target):
        return True

    def translate(self, sentences, source, target):
        return [Ok(sentence.upper() + "!") for sentence in sentences]

    def close(self):
        Louder.closed = True


@pytest.fixture
def plugged(monkeypatch):
    """Pretend that other packages announce these engines."""

    def announce(**targets: object) -> None:
        def load(entry: EntryPoint) -> object:
            target = targets[entry.name]
            if isinstance(target, Exception):
                raise target
            return target

        monkeypatch.setattr(EntryPoint, "load", load)
        entries = [EntryPoint(name, f"{name}_package:Engine", registry.GROUP) for name in targets]
        monkeypatch.setattr("importlib.metadata.entry_points", lambda group: entries)

    return announce


def test_importing_the_package_loads_no_network_library_and_no_engine():
    program = (
        "import sys, pathlib, reader.translation as t\n"
        "e = t.available()\n"
        "m = t.Memory(pathlib.Path(sys.argv[1]))\n"
        "s = t.TranslationService(m, t.TmxMemory([]), e, 'google')\n"
        "s.known(['Een zin.'], 'nl', 'en'); s.status('nl', 'en'); list(s.translate(['Een zin.'], 'nl', 'en'))\n"
        "e['google'].translate(['Een zin.'], 'nl', 'en'); s.close()\n"
        "print([n for n in ('requests', 'urllib3', 'deep_translator', 'bs4', 'fxtranslate', 'ctranslate2') if n in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", program, "/nonexistent/m.sqlite"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert result.stdout == "[]\n"
    assert result.stderr == ""


def test_google_is_always_there_and_cannot_be_replaced_by_name(plugged):
    plugged(google=Louder, louder=Louder)

    engines = available()

    ours = {"fxtranslate", "ctranslate2", "google", "mymemory", "libretranslate", "deepl"}
    assert set(engines) == ours | {"louder"}
    assert engines["google"].kind == "online"
    assert engines["google"].supports("nl", "en")


class TestAnEngineOfAnotherPackage:
    def test_is_loaded_when_it_is_first_used_and_then_works(self, plugged, memory):
        Louder.closed = False
        plugged(louder=Louder)
        engines = available()
        service = TranslationService(memory, TmxMemory([]), engines, "louder")
        assert "_loaded" not in vars(engines["louder"])

        steps = list(service.translate(["Een zin over Tripoli"], "nl", "en"))

        assert "An answer of Louder did not fit its sentence (it repeats the sentence)" in steps[0].problem
        assert service.status("nl", "en").ready
        assert engines["louder"].problem is None
        service.close()
        assert Louder.closed

    @pytest.mark.parametrize(
        "target", [ImportError("no module named louder"), ValueError("bad"), object, lambda: 1 / 0, None]
    )
    def test_that_is_broken_is_a_sentence_that_names_it(self, plugged, memory, target):
        plugged(louder=target)
        engine = available()["louder"]
        service = TranslationService(memory, TmxMemory([]), {"louder": engine}, "louder")

        (step,) = service.translate(["Een zin."], "nl", "en")

        assert engine.problem.startswith("The engine louder (louder_package:Engine) cannot be loaded: ")
        assert "louder_package:Engine" in step.problem
        assert (engine.version, engine.note, engine.kind, engine.refused_until) == ("", "", "offline", None)
        service.close()


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_one_sentence_with_a_remedy(reason):
    sentence = explain(Failed(reason, "a detail"), available()["google"])

    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert sentence.count(". ") == 0
    assert "Google" in sentence


def test_a_plug_in_is_an_engine(plugged):
    plugged(louder=Louder)

    engine = available()["louder"]

    assert isinstance(engine, PluggedIn)
    assert engine.limits == Limits(100, 5)
