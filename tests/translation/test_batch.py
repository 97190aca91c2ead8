"""``translate``: many articles, from the command line, against a server that counts what it is asked."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from reader.cli.program import program

FIELDS = ["article", "start", "end", "text", "translation", "provenance", "state", "remarks"]


@pytest.fixture
def config(tmp_path: Path, stub) -> Path:
    path = tmp_path / "settings.toml"
    path.write_text(
        f'engine = "libretranslate"\ntarget = "fr"\n[engines.libretranslate]\nurl = "{stub.root}"\n', encoding="utf-8"
    )
    return path


@pytest.fixture
def translate(samples, config):
    def run(*arguments: object, name: str = "translate"):
        return CliRunner().invoke(program, [name, *map(str, arguments), f"--library={samples}", f"--config={config}"])

    return run


def sentences(result) -> list[dict]:
    return [json.loads(line) for line in result.stdout.splitlines()]


class TestAsking:
    def test_without_agreement_sends_nothing_and_says_how_to_agree(self, stub, translate):
        result = translate("000")

        assert (result.exit_code, stub.texts) == (1, [])
        assert "--agree lets sentences be sent to libretranslate at 127.0.0.1:" in result.stderr
        assert (
            "LibreTranslate is a server on this computer: no sentence is sent to it until you agree" in result.stderr
        )

    def test_once_agreed_to_needs_no_further_agreement(self, stub, translate):
        assert translate("000", "--agree").exit_code == 0
        first = len(stub.texts)

        assert translate("004").exit_code == 0
        assert len(stub.texts) > first

    def test_after_the_agreement_was_taken_back_sends_nothing(self, stub, translate):
        translate("000", "--agree")
        asked = len(stub.texts)

        assert "No more text is sent to libretranslate at 127.0.0.1" in translate("--revoke").stdout
        assert translate("004").exit_code == 1
        assert len(stub.texts) == asked
        assert translate("--revoke", "--engine", "babel").exit_code == 2

    def test_says_the_cost_first_and_keeps_it_where_nothing_goes_wrong(self, stub, translate):
        result = translate("--all", "--agree")

        requests = len(stub.texts)
        characters = sum(len(line) for line in stub.lines)
        assert result.exit_code == 0, result.stderr
        assert (
            f"{len(stub.lines)} sentences without a translation: {characters:,} characters in at least {requests}"
            " requests to libretranslate." in result.stderr
        )
        assert result.stdout.splitlines()[-1].startswith(f"{len(stub.lines)} new translations;")

    def test_for_the_cost_asks_nobody(self, stub, translate):
        result = translate("--all", "--cost")

        assert (result.exit_code, stub.texts, result.stdout) == (0, [], "")
        assert "sentences without a translation" in result.stderr

    def test_again_asks_nobody(self, stub, translate):
        translate("--all", "--agree")
        asked = len(stub.texts)

        result = translate("--all")

        assert (result.exit_code, len(stub.texts), result.stderr) == (0, asked, "")
        assert "0 new translations;" in result.stdout

    def test_prints_each_sentence_in_order_as_json(self, translate, stub):
        found = sentences(translate("000", "--agree", "--json"))

        assert [list(each) for each in found] == [FIELDS] * len(found)
        assert {each["state"] for each in found} == {"translated"}
        assert [each["start"] for each in found] == sorted(each["start"] for each in found)
        assert found[0]["translation"] == f"EN: {found[0]['text']}"
        assert found[0]["provenance"]["engine"] == "libretranslate"

    def test_says_which_sentences_are_missing(self, translate, stub):
        found = sentences(translate("000", "--json"))

        assert {each["state"] for each in found} == {"missing"}
        assert found[0]["translation"] is found[0]["provenance"] is None

    def test_of_known_sentences_needs_no_engine(self, translate, stub):
        result = translate("--all", "--target", "en", "--engine", "")

        assert (result.exit_code, stub.texts) == (0, [])
        assert "0 new translations; 88 of 88 sentences have one now." in result.stdout

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            ((), "Name the articles"),
            (("000", "--all"), "Name the articles"),
            (("000", "--engine", "babel"), "There is no translation engine babel"),
            (("000", "--target", "a language"), "is no language"),
            (("nosuch",), "No article"),
        ],
    )
    def test_badly_is_refused(self, translate, stub, arguments, said):
        result = translate(*arguments)

        assert result.exit_code == 2
        assert said in result.stderr
        assert stub.texts == []

    def test_while_the_network_is_forbidden_asks_nobody(self, translate, stub, monkeypatch):
        monkeypatch.setenv("LIBYA_READER_NO_NETWORK", "1")

        result = translate("000", "--agree")

        assert (result.exit_code, stub.texts) == (1, [])
        assert "LIBYA_READER_NO_NETWORK is set" in result.stderr


class TestTrouble:
    def test_that_would_meet_the_next_article_too_ends_the_run(self, stub, translate):
        stub.plan.extend([("translation",), ("translation",), ("status", 429)])

        result = translate("--all", "--agree", "--json")

        assert (result.exit_code, len(stub.texts)) == (1, 3)
        assert "LibreTranslate refused requests from this network" in result.stderr
        states = [each["state"] for each in sentences(result)]
        assert states.count("translated") > 1
        assert len(states) == 88

    def test_of_every_answer_ends_the_run(self, stub, translate):
        stub.translate = lambda text: "\n".join("No." for _ in text.split("\n"))

        result = translate("--all", "--agree")

        assert result.exit_code == 1
        assert "3 requests in a row brought nothing" in result.stderr
        assert "0 new translations; 0 of 88" in result.stdout

    def test_of_one_file_leaves_the_others(self, stub, translate, samples):
        (samples / "broken.txt").write_bytes(b"\0\1\2" * 100)

        result = translate("--all", "--agree")

        assert result.exit_code == 1
        assert "broken.txt" in result.stderr
        assert "88 of 88 sentences" in result.stdout

    @pytest.mark.usefixtures("heed_interrupts")
    @pytest.mark.skipif(os.name != "posix", reason="signals differ")
    def test_stopped_by_hand_says_how_much_is_kept_and_how_to_go_on(self, stub, samples, config):
        command = [sys.executable, "-m", "reader", "translate", "000", "--agree"]
        command += [f"--library={samples}", f"--config={config}"]
        stub.plan.extend([("translation",)] * 2 + [("hang",)])
        with subprocess.Popen(
            command,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            while len(stub.texts) < 3 and process.poll() is None:
                stub.released.wait(0.01)
            process.send_signal(signal.SIGINT)
            _, said = process.communicate()
        kept = sum(len(text.splitlines()) for text in stub.texts[:2])
        assert process.returncode == 130
        assert f"Stopped, with {kept} sentences kept; run it again to go on." in said.decode()
        assert "Traceback" not in said.decode()

    def test_killed_in_the_middle_costs_one_request_at_most(self, stub, samples, config):
        command = [sys.executable, "-m", "reader", "translate", "--all", "--agree"]
        command += [f"--library={samples}", f"--config={config}"]
        root = str(Path(__file__).parents[2])
        stub.plan.extend([("translation",)] * 7 + [("hang",)])
        with subprocess.Popen(
            command, env={**os.environ, "PYTHONPATH": root}, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            while len(stub.texts) < 8 and process.poll() is None:
                stub.released.wait(0.01)
            process.send_signal(signal.SIGKILL)
            process.communicate()
        before = list(stub.texts)
        again = subprocess.run(command, env={**os.environ, "PYTHONPATH": root}, capture_output=True, check=True)

        twice = [text for text in stub.texts if stub.texts.count(text) > 1]
        assert len(before) == 8
        assert set(twice) == {before[-1]}
        assert b"88 of 88 sentences have one now." in again.stdout
