"""What a reader does in an hour, on a real terminal: read, translate, tag, write, leave, come back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from reader.paths import Paths

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


def watch(terminal: Terminal, happens: Callable[[], bool]) -> None:
    """Let the program go on until something has happened on the disk."""
    for _ in range(600):
        if happens():
            return
        terminal.read(0.05)
    raise AssertionError(f"it never happened:\n{terminal.text}")


def test_a_passage_is_tagged_and_noted_by_keyboard_and_found_again_after_a_restart(start):
    terminal = start()
    open_newest(terminal)
    terminal.press("t")
    terminal.wait_for("threatened on Thursday")
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


def test_what_was_being_written_survives_a_kill(start, paths: Paths):
    terminal = start()
    open_newest(terminal)
    terminal.press("a")
    terminal.wait_for(r"ctrl\+s saves")
    terminal.press("half a sentence")
    drafts = paths.data / "drafts"
    terminal.wait_for("half a sentence")
    watch(terminal, lambda: any("half a sentence" in draft.read_text() for draft in drafts.glob("*.json")))
    terminal.kill()

    again = start()
    again.wait_for("519 words")
    again.press("\r")
    again.wait_for("sentence 1 of 25")
    again.press("a")
    again.wait_for("Your unsaved draft of ")
    again.wait_for("half a sentence")
    again.press(b"\x13")
    again.wait_for("Note · saved")
    watch(again, lambda: not list(drafts.glob("*.json")))
