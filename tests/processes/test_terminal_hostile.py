"""Nothing in an article, nor in its name, reaches the terminal as a command."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

CLIPBOARD = b"\x1b]52;c;aGFja2Vk\x07"
PAYLOADS = {
    "an OSC that writes to the clipboard": CLIPBOARD,
    "an OSC that names the window": b"\x1b]0;hacked\x1b\\",
    "a CSI that clears the screen": b"\x1b[2J",
    "a CSI that asks for an answer": b"\x1b[6n",
    "a DCS": b'\x1bP$q"p\x1b\\',
    "a bell": b"\x07",
    "a backspace": b"\x08",
    "a C1 CSI": "\x9b2J".encode(),
    "a C1 OSC": "\x9d52;c;aGFja2Vk\x9c".encode(),
    "an override of the direction": "\u202e".encode(),
}


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A library with payloads in a body, in a title, in the name of an article and in that of a broken file."""
    library = tmp_path / "hostile"
    library.mkdir()
    payload = b" rood ".join(PAYLOADS.values())
    text = b"date 2024-05 Kop " + payload + b" van het stuk.\n\nEen zin met " + payload + b" erin. Nog een zin."
    (library / "plain.txt").write_bytes(text)
    (library / os.fsdecode(b"naam" + CLIPBOARD + b"\x1b[2J.txt")).write_bytes(b"date 2024-04 Met een gewone tekst.")
    (library / os.fsdecode(b"stuk" + CLIPBOARD + b".txt")).write_bytes(bytes(range(256)) * 9)
    return library


@pytest.fixture
def benign(tmp_path: Path) -> Path:
    """The same without payloads: what the program writes of its own accord."""
    library = tmp_path / "benign"
    library.mkdir()
    (library / "plain.txt").write_bytes(b"date 2024-05 Kop van het stuk.\n\nEen zin met erin. Nog een zin.")
    (library / "naam.txt").write_bytes(b"date 2024-04 Met een gewone tekst.")
    (library / "stuk.txt").write_bytes(bytes(range(256)) * 9)
    return library


def tour(start, library: Path) -> bytes:
    """All that the program writes while everything that shows text of others is shown."""
    terminal = start(library)
    terminal.wait_for("May 2024")
    terminal.wait_for(r"stuk\S*\.txt")
    terminal.press("\r")
    terminal.wait_for("sentence 1 of")
    terminal.press("t")
    terminal.wait_for("English")
    terminal.press("a")
    terminal.wait_for(r"ctrl\+s saves")
    terminal.press("gelezen")
    terminal.wait_for("gelezen")
    terminal.press(b"\x13")
    terminal.wait_for("saved")
    terminal.press("A")
    terminal.wait_for("“Kop")
    terminal.press("J")
    terminal.wait_for("sentence 1 of 1")
    terminal.press("Q")
    assert terminal.wait() == 0
    return bytes(terminal.output)


def test_no_control_sequence_of_an_article_or_of_its_name_is_written_to_the_terminal(start, hostile, benign):
    ours, theirs = tour(start, benign), tour(start, hostile)
    let_through = [what for what, payload in PAYLOADS.items() if payload in theirs and payload not in ours]
    assert let_through == []
    assert b"aGFja2Vk\x07" not in theirs
    assert commands(theirs) <= commands(ours)


def commands(output: bytes) -> set[bytes]:
    """The kinds of control sequences in what was written: final bytes of CSI, and whether there is OSC or DCS."""
    kinds = {match[1] for match in re.finditer(rb"\x1b\[[0-?]*[ -/]*([@-~])", output)}
    return kinds | set(re.findall(rb"\x1b[^\[]", output)) | set(re.findall(rb"\xc2[\x80-\x9f]", output))


def test_the_names_and_texts_are_shown_nevertheless(start, hostile):
    terminal = start(hostile)
    terminal.wait_for("Kop .*rood")
    terminal.press("\r")
    terminal.wait_for("␛]52;c;aGFja2Vk␇")


@pytest.fixture(autouse=True)
def _posix_names(tmp_path: Path) -> None:
    """Some file systems refuse such names."""
    try:
        probe = tmp_path / "probe\x1b\x07"
        probe.touch()
    except OSError:
        pytest.skip("this file system refuses control characters in names")
    shutil.rmtree(probe, ignore_errors=True)
