"""A process that translates, and the pipes to it: one question at a time, each with a deadline."""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

_HOST = Path(__file__).with_name("host.py")
_LOADING = 30.0
"""Seconds for a model to be loaded; the large ones take one or two."""
_GRACE = 5
"""Seconds after a deadline at which a process whose program is gone ends by itself."""
_CHUNK = 65_536


class LostError(Exception):
    """The process ended, or it did not answer in time and was ended; the text is a remark of a few words."""

    def __init__(self, why: str, *, late: bool = False) -> None:
        super().__init__(why)
        self.late = late
        """Whether it was ended for taking too long, and would again."""


class RefusedError(Exception):
    """The process is sound and has no translation of this sentence; the text is a remark of a few words."""


class UnusableError(Exception):
    """The process says that its model cannot be used; the text is a remark of a few words."""


class Child:
    """A running process with one model. It ends with the program that started it, whatever ends that."""

    def __init__(self, engine: str, folder: Path, seconds: float, *, random_too: bool = False) -> None:
        """Start it on the model in ``folder``, and do not wait until it is loaded.

        ``seconds`` is the longest that one answer may take.

        Raises:
            LostError: it cannot be started.
        """
        self._seconds = seconds
        self._is_loaded = False
        self._asked = 0
        self._received = b""
        command = [sys.executable, "-P", str(_HOST), engine, str(folder), str(int(seconds) + _GRACE)]
        command.append("random" if random_too else "real")
        try:
            self._process = subprocess.Popen(  # noqa: S603 - a program of ours
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        except OSError as error:
            raise LostError(f"it cannot be started, {error.strerror}") from None
        # Somebody waits for it all the time, so that it is never left a zombie, whenever it ends.
        threading.Thread(target=self._process.wait, name="offline engine", daemon=True).start()

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def is_running(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def ask(self, text: str) -> str:
        """The translation of ``text``.

        Raises:
            RefusedError: there is none.
            LostError: there is none, and the process has ended.
            UnusableError: the model cannot be used, and the process has ended.
        """
        self.load()
        self._asked += 1
        question = json.dumps({"id": self._asked, "text": text}) + "\n"
        try:
            self._stdin.write(question.encode())
            self._stdin.flush()
        except OSError:
            raise self._lost("it ended") from None
        answer = self._answer(self._seconds)
        if answer.get("id") != self._asked:
            raise self._lost("it answered something else")
        if "error" in answer:
            raise RefusedError(str(answer["error"]))
        if not isinstance(answer.get("text"), str):
            raise self._lost("it answered something else")
        return str(answer["text"])

    def load(self) -> None:
        """Wait until the model is loaded.

        Raises:
            LostError: the process has ended.
            UnusableError: the model cannot be used, and the process has ended.
        """
        if self._is_loaded:
            return
        hello = self._answer(_LOADING)
        if "unusable" in hello:
            self.close()
            raise UnusableError(str(hello["unusable"]))
        self._is_loaded = True

    def kill(self) -> None:
        """End it at once, from any thread; who waits for an answer is told that it is lost."""
        with suppress(ProcessLookupError):
            self._process.kill()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(1)

    def close(self) -> None:
        """End it, and let go of the pipes. Nobody may be waiting for an answer."""
        self.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()

    @property
    def _stdin(self) -> Any:  # noqa: ANN401 - a pipe, which Popen may lack but for the arguments above
        return self._process.stdin

    def _lost(self, why: str, *, late: bool = False) -> LostError:
        self.close()
        return LostError(why, late=late)

    def _answer(self, seconds: float) -> dict[str, Any]:
        """The next answer.

        Raises:
            LostError: there is none within ``seconds``, or it is none; the process has ended.
        """
        deadline = time.monotonic() + seconds
        assert self._process.stdout is not None
        pipe = self._process.stdout.fileno()
        with selectors.DefaultSelector() as selector:
            selector.register(pipe, selectors.EVENT_READ)
            while b"\n" not in self._received:
                if not selector.select(max(0.0, deadline - time.monotonic())):
                    raise self._lost(f"no answer within {seconds:g} s", late=True)
                received = os.read(pipe, _CHUNK)
                if not received:
                    raise self._lost("it ended")
                self._received += received
        line, _, self._received = self._received.partition(b"\n")
        try:
            answer = json.loads(line)
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            raise self._lost("it answered something else")
        return answer
