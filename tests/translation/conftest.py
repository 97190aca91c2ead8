"""A stand-in for every service on 127.0.0.1 that misbehaves on request, and a clock that never waits."""

from __future__ import annotations

import html
import json
import socket
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from reader.translation import Memory, TmxMemory, TranslationService
from reader.translation.deepl import DeepL
from reader.translation.google import Google
from reader.translation.libretranslate import LibreTranslate
from reader.translation.mymemory import MyMemory
from reader.translation.online import OnlineEngine
from reader.translation.pace import Clock
from reader.translation.tmx_format import Tmx, Unit, Variant, render
from reader.translation.transport import Deadlines

Fault = tuple[Any, ...]
"""Name of a method of ``_Handler`` without its underscore, and its arguments."""

HASTY = Deadlines(connect=0.2, read=0.2, total=0.3, body=100_000)
"""For faults that are a matter of time; a proper answer takes a few milliseconds."""


def english(line: str) -> str:
    """What the stand-in makes of a Dutch line."""
    return f"EN: {line}"


class Stub(ThreadingHTTPServer):
    """Counts and remembers what it is asked; answers the next fault of ``plan``, or properly if there is none."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.plan: deque[Fault] = deque()
        self.lock = threading.Lock()
        self.released = threading.Event()
        self.texts: list[str] = []
        self.agents: set[str | None] = set()
        self.asked: list[dict[str, Any]] = []
        self.authorized = 0
        self.glossaries: dict[str, Any] = {}
        self.gone: set[str | None] = set()
        self.glossary_requests: list[str] = []
        self.connections = 0
        self.most_at_once = 0
        self.at_once = 0
        self.translate: Callable[[str], str] = lambda text: "\n".join(map(english, text.split("\n")))

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    @property
    def address(self) -> str:
        """Where it is Google."""
        return f"{self.root}/m"

    @property
    def lines(self) -> list[str]:
        """Every sentence it was asked for."""
        return [line for text in self.texts for line in text.split("\n")]

    def process_request(self, request: Any, client_address: Any) -> None:
        self.connections += 1
        super().process_request(request, client_address)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that hang up are the point."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Stub

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name it is called by
        """Keep quiet."""

    def do_POST(self) -> None:
        self.do_GET()

    def do_DELETE(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        stub = self.server
        asked = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        if length := int(self.headers.get("Content-Length", 0)):
            asked |= json.loads(self.rfile.read(length))
        text = asked.get("q", asked.get("text", ""))
        text = "\n".join(text) if isinstance(text, list) else text
        with stub.lock:
            name, *arguments = stub.plan.popleft() if stub.plan else ("translation",)
            stub.texts.append(text)
            stub.asked.append(asked)
            stub.agents.add(self.headers["User-Agent"])
            stub.authorized += "Authorization" in self.headers
            stub.at_once += 1
            stub.most_at_once = max(stub.most_at_once, stub.at_once)
        try:
            getattr(self, f"_{name}")(text, *arguments)
        finally:
            with stub.lock:
                stub.at_once -= 1

    def _send(
        self, status: int, body: bytes, headers: dict[str, str] | None = None, length: int | None = None
    ) -> None:
        with self.server.lock:
            self.server.at_once -= 1  # the client may ask again as soon as it has the last byte
        self.send_response(status)
        headers = {"Content-Type": "text/html; charset=utf-8", **(headers or {})}
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()
        with self.server.lock:
            self.server.at_once += 1

    def _translation(self, text: str) -> None:
        if "/glossaries" in self.path:
            self._glossary()
        elif self.server.asked[-1].get("glossary_id") in self.server.gone:
            self._status(text, 404)
        else:
            self._answer(text, self.server.translate(text))

    def _glossary(self) -> None:
        kept, asked = self.server.glossaries, self.server.asked[-1]
        self.server.glossary_requests.append(self.command)
        if self.command == "POST":
            kept[f"glossary-{len(self.server.glossary_requests)}"] = asked
        if self.command == "DELETE":
            self.server.gone.add(identity := self.path.rpartition("/")[2])
            self._status("", 204 if kept.pop(identity, None) else 404)
            return
        about = [
            {
                "glossary_id": identity,
                "name": each["name"],
                "creation_time": "2026-11-22T12:00:00.000Z",
                "dictionaries": [],
            }
            for identity, each in kept.items()
        ]
        self._json("", about[-1] if self.command == "POST" else {"glossaries": about})

    def _answer(self, _text: str, answer: str, encoding: str = "utf-8") -> None:
        self._send(200, self._written(answer).encode(encoding))

    def _written(self, answer: str) -> str:
        """An answer as the service at this path writes it."""
        path = urlsplit(self.path).path
        lines = answer.split("\n")
        if path == "/m":
            return f'<html><body><div class="result-container">{html.escape(answer)}</div></body></html>'
        forms = {
            "/get": {"responseData": {"translatedText": answer}, "responseStatus": 200, "matches": []},
            "/translate": {"translatedText": lines},
            "/v2/translate": {"translations": [{"text": line, "billed_characters": len(line)} for line in lines]},
        }
        return json.dumps(forms[path], ensure_ascii=False)

    def _json(self, _text: str, answer: object) -> None:
        self._send(200, json.dumps(answer).encode())

    def _cut(self, text: str) -> None:
        written = self._written(self.server.translate(text))
        self._send(200, written[: len(written) // 2].encode())

    def _container(self, _text: str, inner: str) -> None:
        self._page(_text, f'<html><body><div class="result-container">{inner}</div></body></html>')

    def _page(self, _text: str, page: str) -> None:
        self._send(200, page.encode())

    def _raw(self, _text: str, body: bytes, headers: dict[str, str] | None = None) -> None:
        self._send(200, body, headers)

    def _status(self, _text: str, status: int, headers: dict[str, str] | None = None) -> None:
        self._send(status, b"" if status == 204 else b"<html>no</html>", headers)

    def _echo(self, text: str) -> None:
        self._answer(text, text)

    def _short_body(self, text: str) -> None:
        self._send(200, b'<div class="result-container">', length=5000)
        self.close_connection = True

    def _hang(self, _text: str) -> None:
        self.server.released.wait(20)
        self.close_connection = True

    def _drip(self, _text: str) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        while not self.server.released.wait(0.05):
            self.wfile.write(b" ")
            self.wfile.flush()
        self.close_connection = True

    def _drip_header(self, _text: str) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not self.server.released.wait(0.05):
            self.wfile.write(b"X-A: b\r\n")
            self.wfile.flush()
        self.close_connection = True

    def _reset(self, _text: str) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        self._close(_text)

    def _close(self, _text: str) -> None:
        self.close_connection = True
        self.connection.close()


class PatientClock(Clock):
    """A clock on which waiting takes no time."""

    def __init__(self) -> None:
        self.passed = 0.0
        self.waits: list[float] = []

    def now(self) -> datetime:
        return datetime(2026, 11, 22, 14, 0, tzinfo=UTC) + timedelta(seconds=self.passed)

    def monotonic(self) -> float:
        return self.passed

    def wait(self, seconds: float, unless: threading.Event) -> None:
        self.waits.append(seconds)
        self.passed += seconds


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIBYA_READER_NO_NETWORK", "1")
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@contextmanager
def serving() -> Iterator[Stub]:
    with Stub() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.released.set()
        server.shutdown()
        thread.join()


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stub]:
    """The stand-in; with it, and only with it, the network (127.0.0.1) is allowed."""
    monkeypatch.delenv("LIBYA_READER_NO_NETWORK")
    with serving() as server:
        yield server


@pytest.fixture
def clock() -> PatientClock:
    return PatientClock()


@pytest.fixture
def google(stub: Stub, clock: PatientClock) -> Iterator[Google]:
    """An engine that has seconds of patience."""
    engine = Google(stub.address, clock=clock)
    yield engine
    engine.close()


@pytest.fixture
def hasty(stub: Stub, clock: PatientClock) -> Iterator[Google]:
    """An engine that gives up within a fraction of a second."""
    engine = Google(stub.address, HASTY, clock)
    yield engine
    engine.close()


ENGINES: dict[str, Callable[..., OnlineEngine]] = {
    "google": lambda stub, *rest: Google(stub.address, *rest),
    "mymemory": lambda stub, *rest: MyMemory(f"{stub.root}/get", *rest),
    "libretranslate": lambda stub, *rest: LibreTranslate(stub.root, *rest, key="sesame"),
    "deepl": lambda stub, *rest: DeepL(stub.root, *rest, key="sesame:fx"),
}
"""How to make each engine that asks the stand-in."""


@pytest.fixture(params=ENGINES)
def any_hasty(request: pytest.FixtureRequest, stub: Stub, clock: PatientClock) -> Iterator[OnlineEngine]:
    """Each of our engines, giving up within a fraction of a second."""
    engine = ENGINES[request.param](stub, HASTY, clock)
    yield engine
    engine.close()


@pytest.fixture(params=ENGINES)
def any_engine(request: pytest.FixtureRequest, stub: Stub, clock: PatientClock) -> Iterator[OnlineEngine]:
    """Each of our engines, with seconds of patience."""
    engine = ENGINES[request.param](stub, None, clock)
    yield engine
    engine.close()


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    kept = Memory(tmp_path / "data" / "translations.sqlite")
    yield kept
    kept.close()


@pytest.fixture
def service(memory: Memory, google: Google, clock: PatientClock) -> TranslationService:
    """Google behind the service, with the user's agreement."""
    memory.agree("google")
    return TranslationService(memory, TmxMemory([]), {"google": google}, "google", clock.now)


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A file like the one that comes with the samples."""
    unit = Unit((Variant("nl", "Een zin."), Variant("en", "One sentence.")))
    note = "reference translation shipped with libya-reader"
    path = tmp_path / "nl-en.tmx"
    path.write_bytes(render(Tmx((unit,), "nl", note, at="2026-11-22T02:19:43.000000Z")))
    return path


REFERENCE = {
    "Haftars troepen namen donderdag de stad Gharyan in, op een kleine 80 kilometer van Tripoli.": (
        "On Thursday Haftar’s troops took the town of Gharyan, just under 80 kilometres from Tripoli."
    ),
    "Niemand had verwacht dat het zo snel zou gaan.": "Nobody had expected that it would go so fast.",
    "In 2011 viel het bewind van Kadhafi na acht maanden oorlog.": (
        "In 2011 the regime of Kadhafi fell after eight months of war."
    ),
}
"""Sentences of a paragraph, and their translations."""


def by_reference(text: str) -> str:
    """What a careful engine makes of a text."""
    for dutch, english in REFERENCE.items():
        text = text.replace(dutch, english)
    return text
