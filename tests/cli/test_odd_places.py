"""Odd places to read from and to write to: one clear sentence and exit code 2, and nothing of the user's is touched."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import reader

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a shell of POSIX is needed")

QUOTE = "Haftars troepen namen"
COMMANDS = [
    ("note", "list"),
    ("note", "list", "--json"),
    ("tag", "list"),
    ("export",),
    ("check",),
    ("check", "--json"),
    ("check", "--repair"),
]
SOME = [("note", "list"), ("export",), ("check", "--json")]
"""Those that print in different ways."""
FULL = pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="there is no /dev/full")


@pytest.fixture
def shell(samples):
    """Runs a command line of the shell; the command and what it is to do with the samples come first."""

    def run(arguments: tuple[str, ...], rest: str = "") -> subprocess.CompletedProcess[str]:
        command = shlex.join([sys.executable, "-m", "reader", "--library", str(samples), *arguments])
        environment = {**os.environ, "PYTHONPATH": str(Path(reader.__file__).parents[1])}
        return subprocess.run(
            ["/bin/sh", "-c", f"{command} {rest}"],
            capture_output=True,
            check=False,
            env=environment,
            text=True,
            timeout=60,
        )

    return run


@pytest.fixture
def pipe(tmp_path) -> Path:
    """A named pipe that nobody writes to: reading from it never ends."""
    os.mkfifo(tmp_path / "pipe")
    return tmp_path / "pipe"


@pytest.mark.parametrize(
    "command", [*COMMANDS, ("tag", "describe", "a", "b"), ("note", "add", "000", "--quote", QUOTE)]
)
def test_notes_that_are_no_file_are_refused_and_left_alone(process, samples, pipe, command):
    done = process(*command, "--library", samples, "--notes", pipe)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"pipe cannot be read (it is no file)" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert pipe.is_fifo()


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("place", "said"),
    [
        (("--notes", "/nosuch/folder/notes.json"), "There is no folder /nosuch/folder for the notes"),
        (("--notes", ""), "Invalid value for '--notes': the name is empty"),
        (("--library", " "), "Invalid value for '--library': the name is empty"),
    ],
)
def test_places_that_are_none_are_refused(run, samples, command, place, said):
    result = run("--library", samples, *command, *place)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1


@FULL
@pytest.mark.parametrize("command", SOME)
def test_output_that_cannot_be_written_is_one_sentence(shell, take, command):
    take("000", QUOTE, "--tag", "front")
    done = shell(command, "> /dev/full")
    assert done.returncode == 2
    assert done.stderr.startswith("libya-reader: The output cannot be written (No space left on device)")
    assert len(done.stderr.splitlines()) == 1


@FULL
def test_where_not_even_errors_can_be_written_the_exit_code_tells(shell):
    assert shell(("note", "show", "nosuch"), "2> /dev/full").returncode == 2
    assert shell(("note", "list"), "2> /dev/full").returncode == 0


@pytest.mark.parametrize("command", SOME)
def test_a_reader_that_has_seen_enough_is_no_error_to_speak_of(shell, take, command):
    take("000", QUOTE, "--tag", "front")
    assert shell(command, "| true").stderr == ""


@pytest.mark.parametrize("command", SOME)
@pytest.mark.parametrize("closed", ["<&-", "<&- >&- 2>&-"])
def test_closed_streams_trouble_nobody_who_does_not_need_them(shell, take, samples, command, closed):
    take("000", QUOTE, "--tag", "front")
    before = (samples / "notes.json").read_bytes()
    done = shell(command, closed)
    assert (done.returncode, done.stderr) == (0, "")
    assert (samples / "notes.json").read_bytes() == before


@pytest.mark.parametrize("command", [("note", "import", "-"), ("tag", "import", "-"), ("analyse", "-")])
def test_standard_input_that_is_closed_is_said(shell, command):
    done = shell(command, "<&-")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "libya-reader: Standard input is closed; name a file, or send something there.\n"


def test_a_note_of_ten_thousand_characters_with_controls_is_kept_and_shown_safely(in_library, take, records):
    text = "\x1b[31m" + "lang " * 2_000 + "\x07\x9b"
    uid = take("000", QUOTE, "--note", text)
    (note,) = records(in_library("note", "list", "--json"))
    assert (note["uid"], len(note["note"])) == (uid, len(text))
    shown = in_library("note", "list").stdout
    assert not any(sign in shown for sign in "\x1b\x07\x9b")


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("note", "list", "--tag", ""), "There are no such notes."),
        (("note", "list", "zzz"), "There are no such notes."),
    ],
)
def test_notes_that_a_filter_hides_are_not_said_to_be_missing(in_library, take, command, said):
    take("000", QUOTE)
    assert said in in_library(*command).stderr


def test_an_export_without_a_name_is_refused(in_library):
    result = in_library("export", "-o", "")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "The name after -o is empty" in result.stderr
