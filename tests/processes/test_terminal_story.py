"""What a reader does in an hour, on a real terminal: read, translate, tag, write, leave, come back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.terminal import Terminal


def open_newest(terminal: Terminal) -> None:
    terminal.wait_for("May 2020")
    terminal.press("\r")
    terminal.wait_for(r"sentence 1 of 25")


def tag(terminal: Terminal, name: str) -> None:
    terminal.press("#")
    terminal.wait_for("tag, or a new one")
    terminal.press(name)
    terminal.wait_for(f"new tag #{name}")
    terminal.press("\r")
    terminal.wait_for(rf"#{name} · saved")


def write(terminal: Terminal, text: str) -> None:
    terminal.press("a")
    terminal.wait_for(r"ctrl\+s saves")
    terminal.press(text)
    terminal.wait_for(text)
    terminal.press(b"\x13")


def test_a_passage_is_tagged_and_noted_by_keyboard_and_found_again_after_a_restart(start):
    terminal = start()
    open_newest(terminal)
    terminal.press("t")
    terminal.wait_for("General Khalifa Haftar threatened on Thursday")
    terminal.press("v")
    terminal.wait_for("extend")
    terminal.press("ww")
    tag(terminal, "front")
    write(terminal, "the first threat by name")
    terminal.wait_for("Note · saved")
    terminal.press("Q")
    assert terminal.wait() == 0

    again = start()
    again.wait_for("✎1")
    again.wait_for("1 note")
    again.press("A")
    again.wait_for("the first threat by name")
    again.wait_for("“Generaal Khalifa Haftar”")
    again.wait_for("#front")


def test_what_was_said_to_be_saved_survives_a_kill(start, samples: Path):
    terminal = start()
    open_newest(terminal)
    write(terminal, "kept whatever happens")
    terminal.wait_for("Note · saved")
    terminal.kill()
    notes = json.loads((samples / "notes.json").read_bytes())["notes"].values()
    assert [note["note"] for note in notes] == ["kept whatever happens"]
