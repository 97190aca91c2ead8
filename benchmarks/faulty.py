"""A service on 127.0.0.1 that speaks as LibreTranslate does, and misbehaves as it is told."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

_LOGIN: Final = b"<html><form action='/login'>please log in <input type=password></form></html>"
_SORRY: Final = b"<html>Our systems have detected unusual traffic from your computer network.</html>"
_STATUSES: Final = (400, 401, 403, 404, 413, 429, 500, 502, 503, 504, 511)
_BODIES: Final[dict[str, tuple[bytes, dict[str, str]]]] = {
    "a log-in page": (_LOGIN, {}),
    "a block page": (_SORRY, {}),
    "garbage": (b"<html><<<div", {}),
    "an empty page": (b"", {}),
    "no answer in it": (b"{}", {}),
    "null": (b"null", {}),
    "an error in it": (b'{"error": "out of memory"}', {}),
    "a huge page": (b" " * 20_000_000, {}),
    "a page just not too large": (b"<div>" * 52_000, {}),
    "endless brackets": (b"[" * 260_000, {}),
    "a broken compression": (b"not gzip at all", {"Content-Encoding": "gzip"}),
}
_SAID: Final[dict[str, Callable[[list[str]], list[str]]]] = {
    "an echo": lambda lines: lines,
    "a line too few": lambda lines: [f"EN: {line}" for line in lines[1:]],
    "lines that are swapped": lambda lines: [f"EN: {line}" for line in lines[::-1]],
    "far too little": lambda lines: ["No" for _ in lines],
    "far too much": lambda lines: ["blah " * 400 for _ in lines],
    "a quota notice": lambda _: ["MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY"],
}
FAULTS: Final = (
    *("hang", "drip", "a dripping header", "close", "reset", "a short body", "cut"),
    *map(str, _STATUSES),
    *("302", "302 to a block page"),
    *_BODIES,
    *_SAID,
    *("1st fails, 2nd works", "fine"),
)
"""What it can be told to do with every request: the fault matrix of ``research/translation.md``; ``fine`` is none."""


class Faulty(ThreadingHTTPServer):
    """Does ``fault`` with every request, until it is released; says of a text what ``say`` makes of it."""

    daemon_threads = True

    def __init__(self, fault: str, say: Callable[[str], str] = lambda text: f"EN: {text}") -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.fault = fault
        self.say = say
        self.requests = 0
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

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it is called by
        """Keep quiet."""

    def do_GET(self) -> None:
        self._misbehave([])

    def do_POST(self) -> None:
        lines = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["q"]
        self._misbehave(lines if isinstance(lines, list) else [lines])

    def _misbehave(self, lines: list[str]) -> None:
        self.server.requests += 1
        self.server.asked.set()
        with suppress(OSError):
            self._do(self.server.fault, lines)
        self.close_connection = True

    def _do(self, fault: str, lines: list[str]) -> None:
        if fault == "1st fails, 2nd works":
            fault = "503" if self.server.requests % 2 else "fine"
        if fault == "hang":
            self.server.released.wait(60)
        elif fault.startswith(("drip", "a dripping")):
            self._drip(header="header" in fault)
        elif fault == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            self.connection.close()
        elif fault[0].isdigit():
            place = "https://www.google.com/sorry/index" if "block" in fault else "http://wifi.hotel.example/"
            self._send(int(fault[:3]), b"no", {"Location": place})
        elif fault in _BODIES:
            self._send(200, *_BODIES[fault])
        elif fault != "close":
            answers = _SAID[fault](lines) if fault in _SAID else list(map(self.server.say, lines))
            said = json.dumps({"translatedText": answers}).encode()
            part = {"cut": said[: len(said) // 2], "a short body": said[:20]}.get(fault, said)
            self._send(200, part, length=len(said) if fault == "a short body" else len(part))

    def _send(self, status: int, body: bytes, headers: Mapping[str, str] = {}, length: int | None = None) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def _drip(self, *, header: bool) -> None:
        if header:
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        else:
            self.send_response(200)
            self.send_header("Content-Length", "100000")
            self.end_headers()
        while not self.server.released.wait(0.02):
            self.wfile.write(b"X-A: b\r\n" if header else b" ")
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
