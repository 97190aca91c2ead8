"""The memory: everything kept, nothing mixed up, whatever happens to the file or the program."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from reader.model import Provenance, Translation
from reader.translation import Memory, TmxMemory, TranslationService
from reader.translation.google import Google

AT = "2026-01-01T00:00:00.000000Z"


def made(source: str, text: str = "", engine: str = "google", version: str = "1", at: str = AT) -> Translation:
    return Translation(source, text or f"EN: {source}", Provenance(engine, version, "online", at, "a note"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "translations.sqlite"


class TestKeeping:
    def test_gives_back_what_was_kept_with_its_provenance(self, memory):
        memory.keep([made("Een zin.")], "nl", "en")

        assert memory.lookup(["Geen.", "Een zin."], "nl", "en") == [None, made("Een zin.")]

    def test_holds_over_a_restart(self, path):
        first, second = Memory(path), Memory(path)
        first.keep([made("Een zin.")], "nl", "en")
        first.agree("google")
        first.close()

        assert second.lookup(["Een zin."], "nl", "en") == [made("Een zin.")]
        assert second.agreed("google")
        second.close()

    def test_tells_pairs_of_languages_apart(self, memory):
        memory.keep([made("Een zin.")], "nl", "en")

        assert memory.lookup(["Een zin."], "nl", "de") == memory.lookup(["Een zin."], "af", "en") == [None]

    def test_knows_a_sentence_however_it_is_spaced(self, memory):
        memory.keep([made("Een  zin\nover Tripoli.")], "nl", "en")

        (hit,) = memory.lookup(["Een zin over Tripoli."], "nl", "en")

        assert hit.source == "Een zin over Tripoli."

    def test_answers_for_thousands_of_sentences(self, memory):
        sentences = [f"Zin {i}." for i in range(3000)]
        memory.keep(map(made, sentences), "nl", "en")

        assert memory.lookup(sentences[::-1], "nl", "en") == [made(sentence) for sentence in sentences[::-1]]

    def test_keeps_every_engines_and_prefers_the_wanted_then_the_newest(self, memory):
        later = "2026-02-02T00:00:00.000000Z"
        memory.keep([made("Een zin.", "old", "deepl"), made("Een zin.", "new", "google", at=later)], "nl", "en")
        memory.keep([made("Een zin.", "newer model", "deepl", "2", "2026-01-15T00:00:00.000000Z")], "nl", "en")

        def best(*engines: str) -> str:
            return memory.lookup(["Een zin."], "nl", "en", engines)[0].text

        assert best() == "new"
        assert best("deepl") == "newer model"
        assert best("mymemory", "google", "deepl") == "new"
        assert best("mymemory") == "new"

    def test_is_safe_in_threads(self, memory):
        def work(name: str) -> None:
            for i in range(50):
                memory.keep([made(f"{name} {i}")], "nl", "en")
                assert memory.lookup([f"{name} {i}"], "nl", "en") == [made(f"{name} {i}")]

        threads = [threading.Thread(target=work, args=(name,)) for name in ("Anna", "Bert", "Cees")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        sentences = [f"{name} {i}" for name in ("Anna", "Bert", "Cees") for i in range(50)]
        assert None not in memory.lookup(sentences, "nl", "en")
        assert memory.problems() == []

    def test_makes_no_file_before_there_is_something_to_keep(self, memory, path):
        assert memory.lookup(["Een zin."], "nl", "en") == [None]
        assert not memory.agreed("google")
        assert not path.parent.exists()

    def test_may_be_closed_while_other_threads_use_it(self, memory):
        def work() -> None:
            for i in range(200):
                memory.keep([made(f"Zin {i}.")], "nl", "en")

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        while memory.lookup(["Zin 10."], "nl", "en") == [None]:
            threads[0].join(0.001)
        memory.close()
        for thread in threads:
            thread.join()

        assert memory.problems() == []

    def test_after_closing_is_over(self, memory):
        memory.close()

        memory.keep([made("Een zin.")], "nl", "en")

        assert memory.problems() == []


class TestConsent:
    def test_is_given_and_taken_back_for_each_engine(self, memory):
        memory.agree("google")
        memory.agree("google")
        memory.agree("deepl")
        memory.revoke("google")

        assert not memory.agreed("google")
        assert memory.agreed("deepl")
        assert not memory.agreed("mymemory")

    def test_that_is_taken_back_is_gone_while_it_is_still_written(self, memory, monkeypatch):
        memory.agree("google")
        held: list[bool] = []
        monkeypatch.setattr(memory._database, "write", lambda _: held.append(memory.agreed("google")))

        memory.revoke("google")

        assert held == [False]

    def test_taken_back_leaves_the_translations(self, memory):
        memory.agree("google")
        memory.keep([made("Een zin.")], "nl", "en")
        memory.revoke("google")

        assert memory.lookup(["Een zin."], "nl", "en") == [made("Een zin.")]


class TestADamagedFile:
    @pytest.mark.parametrize("first", ["lookup", "keep"])
    def test_is_set_aside_and_said_once(self, memory, path, first):
        path.parent.mkdir()
        path.write_bytes(b"this is not a database" * 100)

        if first == "lookup":
            assert memory.lookup(["Een zin."], "nl", "en") == [None]
        memory.keep([made("Een zin.")], "nl", "en")

        assert memory.lookup(["Een zin."], "nl", "en") == [made("Een zin.")]
        (problem,) = memory.problems()
        (aside,) = path.parent.glob("*.damaged-*")
        assert aside.read_bytes().startswith(b"this is not")
        assert str(path) in problem
        assert aside.name in problem
        assert memory.problems() == []

    def test_while_it_is_open_is_set_aside_too(self, memory, path):
        memory.keep([made(f"Zin {i}.") for i in range(500)], "nl", "en")
        memory.close()
        with path.open("r+b") as file:
            file.seek(5000)
            file.write(b"\xff" * (path.stat().st_size - 5000))
        again = Memory(path)

        again.lookup([f"Zin {i}." for i in range(500)], "nl", "en")
        again.keep([made("Een zin.")], "nl", "en")

        assert again.lookup(["Een zin."], "nl", "en") == [made("Een zin.")]
        assert len(again.problems()) == 1
        again.close()

    def test_is_set_aside_by_one_of_several_threads(self, memory, path):
        path.parent.mkdir()
        path.write_bytes(b"this is not a database" * 100)

        threads = [threading.Thread(target=memory.keep, args=([made(f"Zin {i}.")], "nl", "en")) for i in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert None not in memory.lookup([f"Zin {i}." for i in range(8)], "nl", "en")
        assert len(list(path.parent.glob("*.damaged-*"))) == 1


class TestAFileThatCannotBeWritten:
    def test_keeps_for_as_long_as_the_program_runs_and_says_so_once(self, tmp_path):
        (tmp_path / "data").write_text("a file where the folder should be")
        memory = Memory(tmp_path / "data" / "translations.sqlite")

        memory.keep([made("Een zin.")], "nl", "en")
        memory.agree("google")

        assert memory.lookup(["Een zin."], "nl", "en") == [made("Een zin.")]
        assert memory.agreed("google")
        memory.revoke("google")
        assert not memory.agreed("google")
        (problem,) = memory.problems()
        assert "translations.sqlite cannot be used" in problem
        assert "kept only until the program ends" in problem
        memory.close()

    def test_is_written_as_soon_as_there_is_room_again(self, memory, path):
        memory.keep([made("Eerste zin.")], "nl", "en")
        connection = memory._database._line().connection
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count={pages}")

        memory.keep([made("Tweede zin.", "long " * 5000)], "nl", "en")
        meanwhile = memory.lookup(["Eerste zin.", "Tweede zin."], "nl", "en")
        (problem,) = memory.problems()
        connection.execute("PRAGMA max_page_count=100000")
        memory.keep([made("Derde zin.")], "nl", "en")

        assert None not in meanwhile
        assert "full" in problem
        other = Memory(path)
        assert None not in other.lookup(["Eerste zin.", "Tweede zin.", "Derde zin."], "nl", "en")
        other.close()

    def test_because_it_is_of_a_later_version_is_left_alone(self, memory, path):
        path.parent.mkdir()
        later = sqlite3.connect(path)
        later.execute("PRAGMA user_version=99")
        later.close()
        before = path.read_bytes()

        memory.keep([made("Een zin.")], "nl", "en")

        assert memory.lookup(["Een zin."], "nl", "en") == [made("Een zin.")]
        assert "written by a newer version" in memory.problems()[0]
        assert path.read_bytes() == before


RUN = """
import sys, pathlib
from reader.translation import Memory, TmxMemory, TranslationService
from reader.translation.google import Google
from reader.translation.pace import Clock
class Patient(Clock):
    def wait(self, seconds, unless): pass
sentences = [f"Zin nummer {i} over Tripoli." for i in range(200)]
memory = Memory(pathlib.Path(sys.argv[1]))
engine = Google(sys.argv[2], clock=Patient())
service = TranslationService(memory, TmxMemory([]), {"google": engine}, "google")
steps = service.translate(sentences, "nl", "en", paragraphs=[i // 4 for i in range(200)])
print(len([step for step in steps if step.item]))
service.close()
"""


class TestOtherCopiesOfTheProgram:
    def test_killed_in_the_middle_lose_at_most_one_batch(self, stub, memory, path, clock):
        memory.agree("google")
        stub.plan.extend([("translation",)] * 30 + [("hang",)])
        child = subprocess.Popen([sys.executable, "-c", RUN, str(path), stub.address], stdout=subprocess.DEVNULL)
        while len(stub.texts) < 31 and child.poll() is None:
            threading.Event().wait(0.01)
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        engine = Google(stub.address, clock=clock)
        service = TranslationService(memory, TmxMemory([]), {"google": engine}, "google")
        sentences = [f"Zin nummer {i} over Tripoli." for i in range(200)]
        asked = len(stub.lines)

        survived = [hit for hit in service.known(sentences, "nl", "en") if hit]
        steps = list(service.translate(sentences, "nl", "en", paragraphs=[i // 4 for i in range(200)]))

        assert len(survived) == 120
        assert asked == 124
        assert len(stub.lines) - asked == 80
        assert {step.item[0]: step.item[1].text for step in steps} == {i: f"EN: {s}" for i, s in enumerate(sentences)}
        engine.close()

    def test_at_the_same_time_share_what_they_learn(self, stub, memory, path):
        memory.agree("google")
        command = [sys.executable, "-c", RUN, str(path), stub.address]
        children = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]

        assert [child.communicate(timeout=60)[0] for child in children] == ["200\n", "200\n"]
        assert None not in memory.lookup([f"Zin nummer {i} over Tripoli." for i in range(200)], "nl", "en")
        assert memory.problems() == []
