"""Terminals that can do less, and windows that change their size."""

from __future__ import annotations

import re

import pytest

SGR = re.compile(rb"\x1b\[([0-9;:]*)m")


def colours(output: bytes) -> set[str]:
    """The kinds of colour that were asked for: ``truecolor``, ``256``, ``16``, and the terminal's ``own``."""
    kinds = set()
    for match in SGR.finditer(output):
        codes = [int(code or 0) for code in re.split(rb"[;:]", match[1])]
        while codes:
            code = codes.pop(0)
            if code in (38, 48, 58):
                kinds.add("truecolor" if codes[0] == 2 else "256")
                del codes[: 4 if codes[0] == 2 else 2]
            elif code in (*range(30, 38), *range(40, 48), *range(90, 98), *range(100, 108)):
                kinds.add("16")
            elif code in (39, 49, 59):
                kinds.add("own")
    return kinds


def seen(start, environment: dict[str, str]) -> bytes:
    """What the program writes until it is left, with an article open."""
    terminal = start(environment=environment)
    terminal.wait_for("May 2020")
    terminal.press("\r")
    terminal.wait_for("sentence 1 of 25")
    terminal.press("vww")
    terminal.wait_for("extend")
    terminal.press("#")
    terminal.wait_for("tag, or a new one")
    terminal.press(b"\x1b")
    terminal.wait_until_gone("tag, or a new one")
    terminal.press("Q")
    assert terminal.wait() == 0
    return bytes(terminal.output)


def test_a_terminal_that_cannot_place_text_is_refused_with_a_sentence(start):
    terminal = start(environment={"TERM": "dumb"})
    assert terminal.wait() == 2
    assert re.search(r"TERM is dumb.*\.", " ".join(terminal.text.split()))
    assert b"\x1b[" not in terminal.output


@pytest.mark.parametrize(
    ("environment", "allowed"),
    [
        ({}, {"truecolor"}),
        ({"TERM": "xterm", "COLORTERM": ""}, {"16", "own"}),
        ({"TERM": "linux", "COLORTERM": ""}, {"16", "own"}),
        ({"TERM": "xterm-256color", "COLORTERM": ""}, {"16", "256", "own"}),
        ({"NO_COLOR": "1"}, set()),
        ({"TERM": "xterm", "COLORTERM": "", "NO_COLOR": "yes"}, set()),
        ({"NO_COLOR": ""}, {"truecolor"}),
    ],
    ids=["true colour", "16", "the console", "256", "NO_COLOR", "NO_COLOR and 16", "an empty NO_COLOR"],
)
def test_only_colours_that_the_terminal_can_and_may_show_are_asked_for(start, environment, allowed):
    found = colours(seen(start, environment))
    assert found <= allowed
    assert bool(found) == bool(allowed)


def test_the_sentence_being_read_stays_in_view_when_the_window_shrinks_and_grows(start):
    terminal = start(size=(120, 40))
    terminal.wait_for("May 2020")
    terminal.press("\r")
    terminal.wait_for("sentence 1 of 25")
    terminal.press(")" * 14)
    terminal.wait_for("sentence 15 of 25")
    for columns, rows in ((80, 24), (120, 40), (200, 60), (80, 24)):
        terminal.resize(columns, rows)
        terminal.wait_for("sentence 15 of 25")
        terminal.wait_for("De dichtstbijzijnde")


@pytest.mark.parametrize("key", ["a", "w"])
def test_what_is_being_written_is_wrapped_anew_as_soon_as_the_window_has_another_size(start, key):
    words = [f"w{i}{'x' * (i * 7 % 11)}." for i in range(40)]
    terminal = start(size=(120, 40))
    terminal.wait_for("May 2020")
    terminal.press("\rt")
    terminal.wait_for("sentence 1 of 25")
    terminal.press(key)
    terminal.wait_for("ctrl.s saves")
    terminal.press("\x01" + " ".join(words) + " ")
    terminal.wait_for(r"w39x*\.")
    for columns, rows in ((80, 24), (90, 24), (120, 40), (80, 40)):
        terminal.resize(columns, rows)
        terminal.settle(0.5)
        shown = re.findall(r"w\d+x*\.", terminal.text)
        assert shown == words[words.index(shown[0]) :], terminal.text
