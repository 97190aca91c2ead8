"""Ways out: Escape goes back a step and never quits; whatever ends the program, the terminal and the notes are whole."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

OTHER_SCREEN, CURSOR, FOCUS, PASTE, MOUSE = 1049, 25, 1004, 2004, {1000, 1002, 1003, 1006, 1015, 1016}
ESC = b"\x1b"


def open_newest(terminal):
    terminal.wait_for("May 2020")
    terminal.press("\r")
    terminal.wait_for("sentence 1 of 25")


def filter_by(terminal, text):
    terminal.wait_for("May 2020")
    terminal.press("/")
    terminal.wait_for("words, #tag")
    terminal.press(text)
    terminal.wait_for(f"filter: {text}")


def escape(terminal):
    """Press Escape alone: with a key right behind it, it would be that key with Alt."""
    terminal.press(ESC)
    terminal.settle(0.3)


def test_escape_leaves_one_thing_at_a_time_and_never_quits(start):
    terminal = start()
    filter_by(terminal, "Haftar")
    terminal.press("\r")
    terminal.settle(0.3)  # the list looks the same before it has the focus
    open_newest(terminal)
    terminal.press("v")
    terminal.wait_for("extend")
    escape(terminal)
    terminal.wait_until_gone("extend")
    terminal.wait_for("sentence 1 of 25")
    escape(terminal)
    terminal.wait_for("filter: Haftar")
    escape(terminal)
    terminal.wait_until_gone("filter: Haftar")
    terminal.wait_for("of 3")
    escape(terminal)
    terminal.press("?")
    terminal.wait_for("Everywhere")


def test_escape_from_the_filter_goes_to_the_list_and_keeps_what_was_typed(start):
    terminal = start()
    filter_by(terminal, "Haftar")
    escape(terminal)
    terminal.wait_for("filter: Haftar")
    terminal.press("\r")
    terminal.wait_for("sentence 1 of 25")


def test_q_goes_back_to_the_list_and_from_there_quits(start):
    terminal = start()
    open_newest(terminal)
    terminal.press("q")
    terminal.wait_for("1 of 3")
    terminal.press("q")
    assert terminal.wait() == 0


def assert_given_back(terminal):
    """The terminal is as it was before the program started."""
    assert not terminal.modes & {OTHER_SCREEN, FOCUS, PASTE, *MOUSE}
    assert CURSOR in terminal.modes
    assert terminal.output.count(b"\x1b[>") == terminal.output.count(b"\x1b[<u")  # the kitty protocol's keys
    assert terminal.echoes


def test_quitting_gives_the_terminal_back_as_it_was(start):
    terminal = start()
    terminal.wait_for("May 2020")
    assert {OTHER_SCREEN, FOCUS, PASTE} <= terminal.modes
    assert not terminal.echoes
    terminal.press("q")
    assert terminal.wait() == 0
    assert_given_back(terminal)


@pytest.mark.parametrize(("ending", "code"), [("SIGTERM", 143), ("SIGHUP", 129), ("SIGINT", 130)])
def test_being_ended_gives_the_terminal_back_as_it_was(start, ending: str, code: int):
    terminal = start()
    open_newest(terminal)
    terminal.send(signal.Signals[ending])
    assert terminal.wait() == code
    assert_given_back(terminal)


def test_being_ended_does_not_wait_for_an_answer_to_a_dialog(start):
    terminal = start()
    open_newest(terminal)
    terminal.press("a")
    terminal.wait_for(r"ctrl\+s saves")
    terminal.press("unfinished")
    terminal.wait_for("unfinished")
    terminal.send(signal.SIGTERM)
    assert terminal.wait() == 143
    assert_given_back(terminal)


def test_a_program_whose_terminal_is_gone_ends_even_if_nobody_tells_it(start, tmp_path: Path):
    code = tmp_path / "code"
    terminal = start(under=["sh", "-c", f"""trap "" HUP; "$@"; echo $? > '{code}'""", "sh"])
    open_newest(terminal)
    terminal.hang_up()
    terminal.wait()
    assert code.read_text() == "129\n"


def test_being_stopped_gives_the_terminal_back_and_going_on_takes_it_again(start):
    terminal = start()
    open_newest(terminal)
    terminal.send(signal.SIGTSTP)
    terminal.wait_until_stopped()
    assert_given_back(terminal)
    before = len(terminal.output)
    terminal.send(signal.SIGCONT)
    terminal.press(")")
    terminal.wait_for("sentence 2 of 25")
    assert {OTHER_SCREEN, FOCUS, PASTE} <= terminal.modes
    assert not terminal.echoes
    assert b"bombardementen" in terminal.output[before:]


def test_one_can_go_to_the_shell_and_come_back(start):
    terminal = start(under=["sh", "-mc", '"$@"; echo "in the shell"; fg; echo "exit code $?"', "sh"])
    open_newest(terminal)
    terminal.press("Z")
    terminal.wait_for("in the shell")
    there = terminal.output.index(b"in the shell")
    terminal.settle(0.5)
    for part in ("May 2020", "bombardementen", "sentence 1 of 25", "Moskou mislukt"):
        assert part.encode() in terminal.output[there:], f"{part} is not painted again"
    terminal.press(")")
    terminal.wait_for("sentence 2 of 25")
    terminal.press("Q")
    terminal.wait_for("exit code 0")
    assert terminal.wait() == 0


@pytest.mark.parametrize("ending", ["SIGTERM", "SIGHUP", "a lost terminal"])
def test_a_note_that_is_being_saved_survives(start, samples: Path, ending: str):
    terminal = start()
    open_newest(terminal)
    terminal.press("a")
    terminal.wait_for(r"ctrl\+s saves")
    terminal.press("last words")
    terminal.wait_for("last words")
    terminal.press(b"\x13")
    terminal.wait_for("Note · sav")
    if ending == "a lost terminal":
        terminal.hang_up()
    else:
        terminal.send(signal.Signals[ending])
    terminal.wait()
    notes = json.loads((samples / "notes.json").read_bytes())["notes"].values()
    assert [note["note"] for note in notes] == ["last words"]
