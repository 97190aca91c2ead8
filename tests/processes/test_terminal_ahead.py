"""Keys that reach the program in one read, on a terminal of its own."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("keys", ["R\r", "Xj", "Bs", "B/", "Ms", "M/", "Nx", ":\x1b[B", "NCp", "?j", "Ij", "/x\r\rj"])
def test_no_key_is_too_early_for_the_screen_that_the_one_before_it_opens(start, keys):
    terminal = start()
    terminal.wait_for("May 2020")
    terminal.press("\r")
    terminal.wait_for("sentence 1 of 25")
    terminal.press("q")
    terminal.wait_for("1 of 3 ")
    terminal.press(keys)
    terminal.settle(0.3)
    terminal.press("\x11")
    terminal.settle(0.2)
    terminal.press("\x11\x11")
    assert terminal.wait() == 0
    assert b"Traceback" not in terminal.output


def test_what_a_macro_types_and_pastes_gets_into_the_note(start):
    terminal = start()
    terminal.wait_for("May 2020")
    terminal.press("\r")
    terminal.wait_for("sentence 1 of 25")
    terminal.press("aeen tekst, \x1b[200~en een geplakte\x1b[201~ daarbij\x13")
    terminal.wait_for("Note · saved")
    terminal.press("A")
    terminal.wait_for("een tekst, en een geplakte daarbij")
    terminal.press("qQjjja")
    assert terminal.wait() == 0
