"""Frog, the Dutch toolkit of Nijmegen and Tilburg, as the command that is installed here.

``frog -n`` reads a sentence a line and answers each with a line a word and then an empty line: number, word, and so
on; the eighth column is the name, as ``B-PER``, ``I-PER`` or ``O``. The command is kept running, as it takes seconds
to start.
"""

from __future__ import annotations

import os
import re
import select
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from tempfile import gettempdir
from time import monotonic
from typing import IO, TYPE_CHECKING, Final

from reader.errors import EngineError
from reader.model import Label, Recogniser
from reader.recognisers.finder import Found
from reader.recognisers.labels import USUAL
from reader.text.segments import tokens

if TYPE_CHECKING:
    from reader.model import Span
    from reader.text.segments import Document

_COMMAND: Final = ("--skip=tlacmp", "-n", "--threads=1")
_PATIENCE: Final = 120.0
"""Seconds to wait for an answer, of which the first comes after everything was loaded."""
_LONGEST: Final = 150
"""Words in one line."""
_COLUMN: Final = 7
_ENDED: Final = "The command frog ended unexpectedly; run it in a terminal to see why."
_VERSION: Final = re.compile(r"frog\s+(\d[\w.]*)")


class Frog:
    """What the command ``frog`` finds."""

    languages = frozenset(("nl",))
    labels: Mapping[str, Label] = USUAL

    def __init__(self, command: str = "frog") -> None:
        """``command`` is the program.

        Raises:
            EngineError: it is not installed.
        """
        found = shutil.which(command)
        if found is None:
            raise EngineError(
                f"The recogniser frog needs the command “{command}”, which is not installed; on Debian and Ubuntu, "
                "“apt install frog frogdata uctodata” installs it."
            )
        self._program = found
        self._process: subprocess.Popen[bytes] | None = None
        self._rest = b""

    @cached_property
    def provenance(self) -> Recogniser:
        """Its version as it tells it."""
        try:
            told = subprocess.run(  # noqa: S603 - the user's own choice of program
                [self._program, "-V"],
                capture_output=True,
                text=True,
                errors="replace",
                timeout=_PATIENCE,
                cwd=gettempdir(),
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise EngineError(f"The command {self._program} cannot be run ({error}); install it anew.") from error
        version = _VERSION.search(told.stdout + told.stderr)
        return Recogniser("frog", version[1] if version else "unknown", "GPL-3.0")

    def open(self) -> None:
        """Start it, and wait until it answers: about four seconds."""
        self._process = subprocess.Popen(  # noqa: S603 - as above
            [self._program, *_COMMAND],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=gettempdir(),  # frog removes old debugging files from where it is started
        )
        self._rest = b""
        self._asked(["."])

    def find(self, document: Document) -> Iterator[Found]:
        """What it finds in each sentence."""
        for sentence in document.sentences:
            spans = tokens(document.body, sentence.span)
            for start in range(0, len(spans), _LONGEST):
                row = spans[start : start + _LONGEST]
                tags = self._asked([_word(span.of(document.body)) for span in row])
                yield from _names(row, tags)

    def close(self) -> None:
        """End it."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()

    def _asked(self, words: Sequence[str]) -> list[str]:
        """The tag of each word."""
        if self._process is None:
            self.open()
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            raise EngineError(_ENDED)
        try:
            process.stdin.write((" ".join(words) + "\n").encode())
            process.stdin.flush()
            answer = self._read(process.stdout)
        except (OSError, ValueError) as error:  # ValueError: it was closed meanwhile
            self.close()
            raise EngineError(_ENDED) from error
        tags = [line.split("\t")[_COLUMN] for line in answer.split("\n") if line.count("\t") >= _COLUMN]
        if len(tags) != len(words):
            self.close()
            raise EngineError(f"The command frog told of {len(tags)} words when asked about {len(words)}.")
        return tags

    def _read(self, pipe: IO[bytes]) -> str:
        """What it says up to the next empty line."""
        until = monotonic() + _PATIENCE
        while (end := self._rest.find(b"\n\n")) < 0:
            ready, _, _ = select.select([pipe], [], [], max(0.0, until - monotonic()))
            more = os.read(pipe.fileno(), 65_536) if ready else b""
            if not more:
                raise OSError("no answer")
            self._rest += more
        answer, self._rest = self._rest[:end], self._rest[end + 2 :]
        return answer.decode(errors="replace")


def _word(text: str) -> str:
    """A word in a form that stays one: frog parts words at any white space, and drops what is invisible."""
    return "".join(char if char.isprintable() and not char.isspace() else "_" for char in text)


def _names(row: Sequence[Span], tags: Sequence[str]) -> Iterator[Found]:
    """The names that BIO tags spell."""
    start: int | None = None
    for i, tag in enumerate([*tags, "O"]):
        goes_on = start is not None and tag[:2] == "I-" and tag[2:] == tags[start][2:]
        if start is not None and not goes_on:
            yield Found(row[start].start, row[i - 1].end, tags[start][2:])
            start = None
        if tag != "O" and not goes_on:
            start = i
