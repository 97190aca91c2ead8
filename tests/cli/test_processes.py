"""The program as the shell sees it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys

import pytest

QUOTE = "Haftars troepen namen"


def test_from_the_list_to_the_export(process, home):
    (article,) = [json.loads(line) for line in process("list", "--json", "date:2019").stdout.splitlines()]
    shown = json.loads(process("show", article["id"][:6], "--json").stdout)
    assert QUOTE in shown["body"]
    added = process("note", "add", article["path"], "--quote", QUOTE, "--note", "valt", "--tag", "front")
    assert (added.returncode, added.stderr) == (0, b"")
    (note,) = [json.loads(line) for line in process("note", "list", "--json").stdout.splitlines()]
    assert note["uid"] == added.stdout.decode().strip()
    assert shown["body"][note["anchor"]["start"] : note["anchor"]["end"]] == QUOTE
    exported = process("export", "--format", "markdown").stdout.decode()
    assert f"> {QUOTE}" in exported
    assert "Haftar’s troops" in exported
    checked = process("check")
    assert (checked.returncode, checked.stdout.decode().strip().endswith("all is well.")) == (0, True)
    assert (home / "data" / "library" / "notes.json").exists()


@pytest.mark.parametrize(
    ("command", "absent"),
    [
        (["list"], ["textual", "pycrfsuite", "requests", "deep_translator"]),
        (["list", "--json"], ["textual", "rich", "pycrfsuite", "requests", "deep_translator"]),
        (["--help"], ["textual", "rich", "pycrfsuite", "requests", "reader.library"]),
        (["keys"], ["textual", "pycrfsuite", "requests", "reader.library"]),
        (["nosuch"], ["textual", "rich", "reader.library"]),
    ],
)
def test_a_command_loads_no_more_than_it_needs(command, absent):
    code = (
        "import sys\nfrom reader.cli import main\n"
        f"sys.argv[1:] = {command!r}\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"sys.exit(', '.join(sorted(set({absent!r}) & set(sys.modules))) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr


def test_a_reader_that_goes_away_is_no_error_to_speak_of():
    command = [sys.executable, "-m", "reader", "keys"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        running.stdout.close()
        assert running.stderr.read() == b""


@pytest.mark.usefixtures("heed_interrupts")
@pytest.mark.skipif(os.name != "posix", reason="signals differ")
def test_an_interrupt_is_quiet():
    command = [sys.executable, "-m", "reader", "analyse", "-", "--json"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        fill = b"x" * 1_000_000
        running.stdin.write(fill)  # more than a pipe holds: when this returns, the program reads
        running.send_signal(signal.SIGINT)
        out, error = running.communicate()
    assert (running.returncode, out, error.strip()) == (130, b"", b"")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_any_encoding_will_do_and_json_is_always_utf_8(process, samples, encoding, monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("NO_COLOR", "1")
    for command in (["list"], ["show", "004", "--translation"], ["--help"], ["keys"]):
        done = process(*command, "--library", samples)
        assert (done.returncode, done.stderr) == (0, b"")
        assert b"\x1b" not in done.stdout
    assert "zwaarste" in process("list", "--json", "--library", samples).stdout.decode()


def test_the_version_is_told(process):
    from reader import __version__

    assert process("--version").stdout.decode() == f"libya-reader {__version__}\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_can_complete_commands(process, monkeypatch, shell):
    monkeypatch.setenv("_LIBYA_READER_COMPLETE", f"{shell}_source")
    assert b"_LIBYA_READER_COMPLETE" in process().stdout
    for name, value in {"COMP_WORDS": "libya-reader ent", "COMP_CWORD": "ent" if shell == "fish" else "1"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("_LIBYA_READER_COMPLETE", f"{shell}_complete")
    assert b"entities" in process().stdout
