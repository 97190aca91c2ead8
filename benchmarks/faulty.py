"""A service on 127.0.0.1 that speaks as LibreTranslate does, and misbehaves as it is told."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

FAULTS: Final = ("hang", "drip", "429", "403", "500", "302", "garbage", "cut", "empty", "echo", "close", "fine")
"""What it can be told to do with every request; ``fine`` is none."""


class Faulty(ThreadingHTTPServer):
    """Does ``fault`` with every request, until it is released; says of a text what ``say`` makes of it."""

    daemon_threads = True

    def __init__(self, fault: str, say: Callable[[str], str] = lambda text: f"EN: {text}") -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.fault = fault
        self.say = say
        self.asked = threading.Event()
        self.released = threading.Event()

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as the base class says
        """Keep quiet: clients that hang up are the point."""


class _Handler(BaseHTTPRequestHandler):
    server: Faulty

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it is called by
        """Keep quiet."""

    def do_POST(self) -> None:
        lines = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["q"]
        self.server.asked.set()
        fault = self.server.fault
        with suppress(OSError):
            if fault == "hang":
                self.server.released.wait(60)
            elif fault == "drip":
                self._drip()
            elif fault.isdigit():
                self._send(int(fault), b"no")
            elif fault != "close":
                self._send(200, self._answer(fault, lines if isinstance(lines, list) else [lines]))
        self.close_connection = True

    def _answer(self, fault: str, lines: list[str]) -> bytes:
        said = lines if fault == "echo" else list(map(self.server.say, lines))
        answer = json.dumps({"translatedText": said}).encode()
        return {"garbage": b"<html><<<", "cut": answer[: len(answer) // 2], "empty": b"{}"}.get(fault, answer)

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Location", "http://wifi.hotel.example/")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        while not self.server.released.wait(0.02):
            self.wfile.write(b" ")
            self.wfile.flush()


@contextmanager
def serving(fault: str, *say: Callable[[str], str]) -> Iterator[Faulty]:
    """The service, with a fault; and with another way to translate."""
    with Faulty(fault, *say) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield server
        server.released.set()
        server.shutdown()
        thread.join()
