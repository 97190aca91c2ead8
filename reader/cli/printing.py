"""What goes to the terminal: lines, tables, JSON and progress, all safe for it and in whatever encoding it has."""

from __future__ import annotations

import io
import shutil
import sys
import time
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, TextIO, TypeVar

import click

from reader.errors import InputError
from reader.text.clean import neutralise, one_line

if TYPE_CHECKING:
    from reader.model import Step

T = TypeVar("T")

MEASURE: Final = 72
"""Cells of a line of running text, if the terminal has as many."""
_OFTEN: Final = 0.1
"""Seconds between two looks at progress."""
_LONG: Final = 5
"""After so many seconds one wants to know how many are left."""


def say(sentence: str) -> None:
    """Print a sentence for the user on standard error, if anything can be printed there."""
    with suppress(OSError):
        click.echo(f"libya-reader: {one_line(sentence)}", err=True)


def line(text: str = "") -> None:
    """Print a line."""
    _put(neutralise(text))


def _put(text: str | bytes, *, nl: bool = True) -> None:
    """Write to standard output.

    Raises:
        InputError: that takes no more.
        BrokenPipeError: nobody reads it any more.
    """
    try:
        click.echo(text, nl=nl)
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = error.strerror or error
        raise InputError(f"The output cannot be written ({reason}); make room, or send it elsewhere.") from error


def standard_input(limit: int = -1) -> bytes:
    """What is on standard input, so many bytes of it at most.

    Raises:
        InputError: it is closed, or cannot be read.
    """
    try:
        if sys.stdin is not None:
            return sys.stdin.buffer.read(limit)
    except OSError as error:
        reason = error.strerror or error
        raise InputError(f"Standard input cannot be read ({reason}); name a file.") from error
    raise InputError("Standard input is closed; name a file, or send something there.")


def document(data: bytes) -> None:
    """Print what a file would hold: byte for byte, but on a terminal as text that is safe for it.

    Raises:
        InputError: it is no text, and the output is a terminal.
    """
    if _is_terminal(sys.stdout):
        if b"\0" in data:
            raise InputError("This format is not for a terminal; name a file with -o.")
        data = neutralise(data.decode(errors="replace").replace("\r\n", "\n")).encode()
    _put(data, nl=False)


def record(fields: dict[str, Any]) -> None:
    """Print an object as one line of JSON, in UTF-8."""
    import orjson  # noqa: PLC0415 - only for --json

    _put(orjson.dumps(_safe(fields)))


def _safe(value: Any) -> Any:  # noqa: ANN401 - JSON is any of its types
    """``value`` with all texts in it neutralised: file names may hold what neither terminals nor JSON can take."""
    if isinstance(value, str):
        return neutralise(value)
    if isinstance(value, dict):
        return {name: _safe(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_safe(item) for item in value]
    return value


def forgive() -> None:
    """Let a question mark stand for each character that the output's encoding does not have."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()


def width() -> int | None:
    """Cells of a line of the terminal; None when the output goes elsewhere."""
    return shutil.get_terminal_size().columns if _is_terminal(sys.stdout) else None


def fill(text: str, indent: str = "") -> Iterator[str]:
    """The lines of ``text`` filled to the measure."""
    from reader.text.cells import wrap  # noqa: PLC0415 - loads rich

    flat = " ".join(text.split())
    cells = max(20, min(MEASURE, width() or MEASURE) - len(indent))
    for start, end in pairwise([*wrap(flat, cells), len(flat)]):
        yield indent + flat[start:end].rstrip()


def table(rows: Sequence[Sequence[str]], right: Container[int] = ()) -> Iterator[str]:
    """Lines with the columns of ``rows`` aligned, those in ``right`` to the right."""
    from reader.text.cells import width_of  # noqa: PLC0415 - loads rich

    widths = [max(map(width_of, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        padding = [" " * (wide - width_of(cell)) for wide, cell in zip(widths, row, strict=True)]
        cells = (
            pad + cell if i in right else cell + pad for i, (cell, pad) in enumerate(zip(row, padding, strict=True))
        )
        yield "  ".join(cells).rstrip()


def many(number: int, one: str, several: str | None = None) -> str:
    """A number with its noun: "1 note", "2 notes"."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def counted(steps: Iterable[Step[T]], doing: str, keeps: str = "") -> Iterator[Step[T]]:
    """Pass ``steps`` on; while they take long, tell on the terminal how far they are.

    ``keeps`` is what each step has brought for good: Ctrl+C then says how many there are.
    """
    done = 0
    try:
        for step in _told(steps, doing) if _is_terminal(sys.stderr) else steps:
            done = step.done
            yield step
    except KeyboardInterrupt:
        if keeps:
            say(f"Stopped, with {many(done, keeps)} kept; run it again to go on.")
        raise


def _told(steps: Iterable[Step[T]], doing: str) -> Iterator[Step[T]]:
    shown, begun = "", time.monotonic()
    looked = begun
    try:
        for step in steps:
            _erase(shown)  # whoever takes the step may print
            yield step
            if time.monotonic() - looked > _OFTEN:
                shown, looked = f"{doing}: {step.done:,} of {step.total:,}", time.monotonic()
                shown += _left(step, looked - begun)
            click.echo(shown, nl=False, err=True)
    finally:
        _erase(shown)


def _left(step: Step[T], passed: float) -> str:
    """How long it will still take at the pace so far, where it takes long."""
    left = passed / step.done * (step.total - step.done) if step.done else 0.0
    if passed < _LONG or left < 1:
        return ""
    minutes, seconds = divmod(round(left), 60)
    return f", about {minutes:,} min left" if minutes else f", about {seconds} s left"


def _erase(shown: str) -> None:
    if shown:
        click.echo("\r" + " " * len(shown) + "\r", nl=False, err=True)
