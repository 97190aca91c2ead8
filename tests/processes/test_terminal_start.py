"""What is on the screen first."""

from __future__ import annotations

_END_OF_FRAME = b"\x1b[?2026l"
_ALL = "1 of 30"
_LIST = slice(36)
"""The cells that the list has on a screen of 120."""


def test_the_first_frame_shows_the_list_as_it_stays(start, tmp_path):
    library = tmp_path / "thirty"
    library.mkdir()
    for number in range(30):
        (library / f"{number:02}.txt").write_text(f"date 2019-04\nBericht {number:02} over Tripoli.\n", "utf-8")
    start(library).wait_for(_ALL)  # which reads them
    terminal = start(library)
    while _END_OF_FRAME not in terminal.output.partition(b"filters the list")[2]:
        terminal.read(30)
    welcome = terminal.output.index(b"filters the list")
    end = terminal.output.index(_END_OF_FRAME, welcome)
    later = terminal.output[end:]
    del terminal.output[end:]
    first = terminal.text
    terminal.output += later
    terminal.wait_for(_ALL)
    assert "Bericht 00 over Tripoli" in first
    assert [line[_LIST] for line in first.splitlines()[:-1]] == [
        line[_LIST] for line in terminal.text.splitlines()[:-1]
    ]
