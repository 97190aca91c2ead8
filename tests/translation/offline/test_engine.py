"""The engines on this computer: a process for each, which comes back when it is lost and never outlives the program."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from reader.translation import Reason, TmxMemory, TranslationService, available, choose
from reader.translation.engine import Failed, Ok, explain
from reader.translation.offline import child as process
from reader.translation.offline.engine import CRASHES, CTranslate2, Fxtranslate, OfflineEngine

from .conftest import is_gone, relist

SENTENCES = ["Vandaag gaat de opmars verder.", "42", "Haftar wil Tripoli innemen."]


@pytest.fixture
def start(root, clock):
    """Make an engine, which is closed at the end."""
    engines = []

    def make(kind=Fxtranslate, **more):
        engines.append(kind(root, clock=clock, **more))
        return engines[-1]

    yield make
    for engine in engines:
        engine.close()


def pid_of(engine: OfflineEngine) -> int:
    assert engine._child is not None
    return engine._child[1].pid


def texts(outcomes):
    assert all(isinstance(outcome, Ok) for outcome in outcomes), outcomes
    return [outcome.text for outcome in outcomes]


@pytest.mark.parametrize("kind", [Fxtranslate, CTranslate2])
class TestAModel:
    def test_answers_each_sentence_in_order_and_always_the_same(self, installed, start, kind):
        installed(kind.id)
        engine = start(kind)

        together = engine.translate(SENTENCES, "nl", "en")

        alone = [engine.translate([sentence], "nl", "en")[0] for sentence in SENTENCES]
        assert texts(together) == texts(alone)
        assert texts(together)[1] == "42"

    def test_works_in_a_process_of_its_own(self, installed, start, kind):
        installed(kind.id)
        engine = start(kind)
        engine.translate(SENTENCES, "nl", "en")

        command = Path(f"/proc/{pid_of(engine)}/cmdline")

        assert pid_of(engine) != os.getpid()
        assert not command.exists() or b"host.py" in command.read_bytes()

    def test_is_ended_with_the_engine_and_leaves_no_zombie(self, installed, start, kind):
        installed(kind.id)
        engine = start(kind)
        engine.translate(SENTENCES, "nl", "en")
        pid = pid_of(engine)

        engine.close()

        assert is_gone(pid)
        assert engine.translate(["Een zin."], "nl", "en") == [Failed(Reason.CANCELLED)]


def test_ctrl_c_is_for_the_program_and_not_for_the_process(installed, start):
    installed()
    engine = start()
    expected = texts(engine.translate(SENTENCES, "nl", "en"))
    pid = pid_of(engine)

    os.kill(pid, signal.SIGINT)

    assert texts(engine.translate(SENTENCES, "nl", "en")) == expected
    assert pid_of(engine) == pid


class TestAProcessThatIsLost:
    def test_in_the_middle_of_a_sentence_comes_back_and_answers(self, installed, start):
        installed()
        engine = start()
        expected = texts(engine.translate(SENTENCES, "nl", "en"))
        first = pid_of(engine)
        os.kill(first, signal.SIGSTOP)  # so that it is surely in the middle
        answers = []
        asking = threading.Thread(target=lambda: answers.extend(engine.translate(SENTENCES, "nl", "en")))
        asking.start()
        os.kill(first, signal.SIGKILL)
        asking.join(20)

        assert texts(answers) == expected
        assert pid_of(engine) != first
        assert is_gone(first)

    def test_between_two_sentences_is_not_missed(self, installed, start, clock):
        installed()
        engine = start()
        expected = texts(engine.translate(SENTENCES, "nl", "en"))
        child = engine._child[1]
        os.kill(child.pid, signal.SIGKILL)
        child._process.wait(10)

        assert is_gone(child.pid)
        assert texts(engine.translate(SENTENCES, "nl", "en")) == expected
        assert clock.waits == []

    def test_again_and_again_is_not_started_for_ever(self, installed, start, clock, monkeypatch):
        installed()
        monkeypatch.setattr(process, "_HOST", Path(__file__).with_name("dying_host.py"))
        engine = start()

        outcomes = [engine.translate(["Een zin."], "nl", "en")[0] for _ in range(CRASHES)]

        assert [outcome.reason for outcome in outcomes] == [Reason.ENGINE_CRASHED, Reason.SETUP, Reason.SETUP]
        assert clock.waits == [1.0, 4.0]
        assert "start libya-reader again" in explain(outcomes[-1], engine)

    def test_because_it_takes_too_long_costs_that_sentence_only(self, installed, start):
        installed()
        engine = start(seconds=0.2)
        engine.translate(["Een zin."], "nl", "en")
        pid = pid_of(engine)
        os.kill(pid, signal.SIGSTOP)

        late, good = (engine.translate([sentence], "nl", "en")[0] for sentence in SENTENCES[::2])

        assert late == Failed(Reason.ENGINE_CRASHED, "no answer within 0.2 s")
        assert isinstance(good, Ok)
        assert is_gone(pid)

    def test_by_closing_the_engine_is_a_cancellation(self, installed, start):
        installed()
        engine = start()
        engine.translate(["Een zin."], "nl", "en")
        os.kill(pid_of(engine), signal.SIGSTOP)
        answers = []
        asking = threading.Thread(target=lambda: answers.extend(engine.translate(["Een zin."], "nl", "en")))
        asking.start()
        engine.close()
        asking.join(20)

        assert answers == [Failed(Reason.CANCELLED)]


def test_a_sentence_on_which_the_model_fails_costs_neither_the_process_nor_the_engine(
    installed, start, clock, monkeypatch
):
    installed()
    monkeypatch.setattr(process, "_HOST", Path(__file__).with_name("refusing_host.py"))
    engine = start()
    engine.translate(["Een zin."], "nl", "en")
    pid = pid_of(engine)

    outcomes = [engine.translate(["De brug is kapot."], "nl", "en")[0] for _ in range(CRASHES + 1)]

    assert outcomes == [Failed(Reason.ENGINE_CRASHED, "ValueError")] * (CRASHES + 1)
    assert engine.translate(["Een zin."], "nl", "en") == [Ok("EN: Een zin.")]
    assert pid_of(engine) == pid
    assert clock.waits == []


class TestAModelThatIsNoTranslator:
    def test_because_its_weights_are_random_is_refused(self, installed, start, monkeypatch):
        installed()
        monkeypatch.setattr(OfflineEngine, "accepts_random", False)
        engine = start()

        (outcome,) = engine.translate(["Een zin."], "nl", "en")

        assert outcome.reason == Reason.SETUP
        assert "random weights" in explain(outcome, engine)

    def test_is_tried_once_and_not_for_each_sentence(self, installed, start, monkeypatch):
        installed()
        monkeypatch.setattr(OfflineEngine, "accepts_random", False)
        started = []

        def counted(*arguments, **more):
            started.append(arguments)
            return process.Child(*arguments, **more)

        monkeypatch.setattr("reader.translation.offline.engine.Child", counted)

        outcomes = start().translate(["Een zin.", "Nog een zin.", "En nog een."], "nl", "en")

        assert {outcome.reason for outcome in outcomes} == {Reason.SETUP}
        assert len(started) == 1

    def test_because_a_file_has_changed_is_refused(self, installed, start):
        model = installed()
        path = next(model.folder.glob("model.nlen*"))
        path.write_bytes(path.read_bytes()[:-1] + b"x")
        engine = start()

        (outcome,) = engine.translate(["Een zin."], "nl", "en")

        assert outcome.detail == (
            f"its file {path.name} is damaged: libya-reader translate --setup installs it again"
        )

    def test_because_a_file_is_gone_is_not_listed(self, installed, start):
        model = installed()
        next(model.folder.glob("vocab*")).unlink()

        assert start().models == {}

    def test_because_it_has_no_list_is_not_there(self, root, start):
        (root / "fxtranslate" / "nl-en").mkdir(parents=True)

        assert start().models == {}

    def test_for_other_languages_is_not_asked(self, installed, start):
        installed()
        engine = start()

        assert engine.supports("nl-BE", "en")
        assert not engine.supports("fr", "en")
        assert engine.translate(["Une phrase."], "fr", "en") == [Failed(Reason.UNSUPPORTED, "from fr to en")]


def test_an_engine_without_a_model_says_how_to_get_one(start):
    engine = start()

    assert engine.supports("nl", "en")
    assert engine.lack is not None
    assert "libya-reader" in explain(engine.lack, engine)


def test_a_long_sentence_is_asked_in_pieces(installed, start):
    installed()
    engine = start()

    (outcome,) = engine.translate(["De opmars gaat verder, en de strijd is zwaar; " * 30], "nl", "en")

    assert isinstance(outcome, Ok)
    assert len(outcome.text) > 600


def test_two_programs_use_one_model_at_once(installed, start):
    installed()
    one, other = start(), start()
    answers = {}
    threads = [
        threading.Thread(
            target=lambda e=engine, n=n: answers.__setitem__(n, texts(e.translate(SENTENCES * 20, "nl", "en")))
        )
        for n, engine in enumerate((one, other))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert pid_of(one) != pid_of(other)
    assert answers[0] == answers[1]
    assert len(answers[0]) == 60


def test_several_threads_get_their_own_answers(installed, start):
    installed()
    engine = start()
    sentences = [f"Zin {letter} over Tripoli." for letter in "abcdefgh"]
    expected = texts(engine.translate(sentences, "nl", "en"))
    answers = {}

    def ask(number):
        answers[number] = [texts(engine.translate([sentences[number]], "nl", "en"))[0] for _ in range(10)]

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(len(sentences))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert answers == {number: [text] * 10 for number, text in enumerate(expected)}


class TestTheMemory:
    def test_is_keyed_by_engine_and_version_of_the_model(self, installed, start, memory):
        model = installed()
        engine = start()
        service = TranslationService(memory, TmxMemory([]), {engine.id: engine}, engine.id)

        (step,) = service.translate(["Vandaag gaat de opmars verder."], "nl", "en")

        by = step.item[1].provenance
        assert (by.engine, by.version, by.kind) == ("fxtranslate", model.version, "offline")
        assert "not revised" in by.note

    def test_keeps_the_answers_of_two_models_apart(self, installed, start, memory):
        versions = []
        for seed in (0, 1):
            installed(seed=seed)
            engine = start()
            versions.append(engine.version_of("nl", "en"))

        assert len(set(versions)) == 2

    def test_holds_what_came_before_the_program_was_closed(self, installed, start, memory):
        installed()
        engine = start()
        service = TranslationService(memory, TmxMemory([]), {engine.id: engine}, engine.id)
        sentences = [f"Zin {letter} gaat over de opmars." for letter in "abcdefgh"]
        steps = service.translate(sentences, "nl", "en")
        first = next(steps).item[0]
        engine.close()

        rest = list(steps)

        known = service.known(sentences, "nl", "en")
        assert known[first] is not None
        assert sum(hit is not None for hit in known) == 1 + sum(step.item is not None for step in rest)


class TestTheChoice:
    def test_is_google_where_there_is_no_model(self, root):
        assert choose("auto", available({}, root)) == "google"

    def test_is_the_engine_with_a_model(self, installed, root):
        installed()

        assert choose("auto", available({}, root)) == "fxtranslate"

    def test_stays_with_it_where_its_package_is_gone(self, installed, root, monkeypatch):
        installed()
        monkeypatch.setattr("reader.translation.offline.engine.find_spec", lambda _: None)
        engines = available({}, root)

        chosen = choose("auto", engines)

        assert chosen == "fxtranslate"
        assert "pip install 'libya-reader[offline]'" in explain(engines[chosen].lack, engines[chosen])

    @pytest.mark.parametrize(("wish", "chosen"), [("deepl", "deepl"), ("", None), ("nobody", "nobody")])
    def test_is_the_users_where_they_made_one(self, installed, root, wish, chosen):
        installed()

        assert choose(wish, available({}, root)) == chosen


PROGRAM = """
import os, pathlib, sys
from reader.translation.offline.engine import Fxtranslate, OfflineEngine
OfflineEngine.accepts_random = True
engine = Fxtranslate(pathlib.Path(sys.argv[1]))
engine.translate(["Een zin."], "nl", "en")
print(engine._child[1].pid, flush=True)
sys.stdin.read()
"""


def test_the_process_ends_when_the_program_is_killed(installed, root):
    installed()
    ours = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=ours
    )
    with program:
        pid = int(program.stdout.readline())
        program.kill()
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and _lives(pid):
        threading.Event().wait(0.01)

    assert not _lives(pid)


def _lives(pid: int) -> bool:
    """Whether a process that is not our child runs; its new parent may not have taken note of its end."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_the_engines_libraries_are_never_loaded_into_the_program(installed, root):
    installed()
    program = PROGRAM.replace(
        "sys.stdin.read()", "print({'fxtranslate', 'ctranslate2', 'numpy'} & {*sys.modules})\nengine.close()"
    )
    ours = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}

    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program, str(root)],
        capture_output=True,
        text=True,
        env=ours,
        check=True,
    )

    assert done.stdout.splitlines()[-1] == "set()"
    assert done.stderr == ""


def test_a_list_that_was_tampered_with_is_no_model(installed, root, start):
    model = installed()
    relist(model, files={})

    (outcome,) = start().translate(["Een zin."], "nl", "en")

    assert outcome.reason == Reason.SETUP
