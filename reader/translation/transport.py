"""One polite request at a time to a web service, in a bounded time whatever the other side does.

Bounded means: connecting, waiting for each piece, and the whole exchange (name look-up included) each have a
deadline, and an answer has a largest size. A read timeout alone does not stop a server that drips.
"""

from __future__ import annotations

import json
import threading
from concurrent.futures import CancelledError, Future, InvalidStateError
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from reader import __version__
from reader.translation import checks
from reader.translation.engine import Reason

if TYPE_CHECKING:
    from collections.abc import Mapping

    import requests

    from reader.translation.wire import Wire

USER_AGENT = f"libya-reader/{__version__}"

_TOO_MANY_REQUESTS = 429
_STATUS = {
    401: Reason.AUTH,
    403: Reason.REFUSED_RATE,
    _TOO_MANY_REQUESTS: Reason.REFUSED_RATE,
    456: Reason.REFUSED_QUOTA,
    407: Reason.PORTAL,
    511: Reason.PORTAL,
}


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Bounds on one exchange."""

    connect: float = 4.0
    """Seconds to connect to one address."""
    read: float = 8.0
    """Seconds of silence."""
    total: float = 15.0
    """Seconds for the whole exchange."""
    body: int = 262_144
    """Bytes of the decoded answer: many times the longest there is, and soon looked through."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a page, or where there is something to post, an answer to that."""

    url: str
    params: Mapping[str, str] = field(default_factory=dict)
    post: dict[str, Any] | None = None
    """An object that is posted as JSON."""
    delete: bool = False
    """Whether the page is to be deleted."""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """An answer with a status of 200 to 299, in the shape in which deep-translator reads one of requests."""

    status_code: int
    text: str

    def json(self) -> dict[str, Any]:
        """The JSON object that it is.

        Raises:
            ExchangeError: it is none.
        """
        try:
            found = json.loads(self.text)
        except (ValueError, RecursionError):
            raise ExchangeError(checks.foreign_page(self.text), "another page came") from None
        if not isinstance(found, dict):
            raise ExchangeError(Reason.BAD_RESPONSE, "another answer came")
        return found

    def close(self) -> None:
        """Nothing is held."""


class ExchangeError(Exception):
    """An exchange that brought no page. Its text holds nothing of what was sent or received."""

    def __init__(
        self,
        reason: Reason,
        detail: str,
        *,
        again: bool = False,
        retry_after: float | None = None,
        status: int | None = None,
    ) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail
        self.again = again
        """Whether another try soon may succeed."""
        self.retry_after = retry_after
        """Seconds of silence that the service asked for."""
        self.status = status
        """The status of the answer, where that is what is wrong with it."""


class Transport:
    """A connection to one service, kept open between requests. For one request at a time."""

    def __init__(self, deadlines: Deadlines = Deadlines(), statuses: Mapping[int, Reason] = {}) -> None:
        """``statuses`` says what the service means by a status, where that is not the usual."""
        self._deadlines = deadlines
        self._statuses = {**_STATUS, **statuses}
        self._lock = threading.Lock()
        self._wire: Wire | None = None
        self._pending: Future[Page] | None = None
        self._closed = False

    def ask(self, question: Question) -> Page:
        """Ask, and wait for the whole answer.

        Raises:
            ExchangeError: there is no usable answer.
        """
        future: Future[Page] = Future()
        with self._lock:
            if self._closed:
                raise ExchangeError(Reason.CANCELLED, "")
            wire = self._wire = self._wire or _new_wire()
            self._pending = future
        # A thread of its own, because a name look-up cannot be given a deadline; nobody ever waits for it.
        work = (future, wire, question, self._deadlines, self._statuses)
        threading.Thread(target=_exchange, args=work, name="translation request", daemon=True).start()
        try:
            return future.result(self._deadlines.total)
        except TimeoutError:
            self._drop()
            detail = f"no full answer within {self._deadlines.total:g} s"
        except CancelledError:
            raise ExchangeError(Reason.CANCELLED, "") from None
        raise ExchangeError(Reason.TIMEOUT, detail, again=True)

    def close(self) -> None:
        """Give up the request under way, from any thread; every later one is cancelled."""
        with self._lock:
            self._closed = True
            if self._pending is not None:
                self._pending.cancel()
        self._drop()

    def _drop(self) -> None:
        with self._lock:
            wire, self._wire = self._wire, None
        if wire is not None:
            wire.cut()


def _new_wire() -> Wire:
    from reader.translation.wire import Wire  # noqa: PLC0415 - loads requests, so only when something is asked

    return Wire(USER_AGENT)


def _exchange(
    future: Future[Page],
    wire: Wire,
    question: Question,
    deadlines: Deadlines,
    statuses: Mapping[int, Reason],
) -> None:
    with suppress(InvalidStateError):  # nobody waits any more
        try:
            future.set_result(_request(wire, question, deadlines, statuses))
        except ExchangeError as error:
            future.set_exception(error)
        except Exception as error:  # noqa: BLE001 - whatever a broken peer provokes belongs to the caller
            future.set_exception(_told(error))


def _request(wire: Wire, question: Question, deadlines: Deadlines, statuses: Mapping[int, Reason]) -> Page:
    with wire.session.request(
        "DELETE" if question.delete else "GET" if question.post is None else "POST",
        question.url,
        params=question.params,
        json=question.post,
        headers=question.headers,
        timeout=(deadlines.connect, deadlines.read),
        stream=True,
        allow_redirects=False,
    ) as response:
        if error := _status_error(response, question.url, statuses):
            raise error
        body = bytearray()
        for chunk in response.iter_content(16_384):
            body += chunk
            if len(body) > deadlines.body:
                raise ExchangeError(Reason.BAD_RESPONSE, "the answer is too large")
        return Page(response.status_code, body.decode(_charset(response), "replace"))


def _charset(response: requests.Response) -> str:
    """The declared encoding; UTF-8 where none is declared or it is unknown (requests assumes Latin-1)."""
    declared = response.headers.get("Content-Type", "").lower().partition("charset=")[2].strip(" \"';")
    try:
        "".encode(declared or "utf-8")
    except LookupError:
        return "utf-8"
    return declared or "utf-8"


def _status_error(response: requests.Response, url: str, statuses: Mapping[int, Reason]) -> ExchangeError | None:
    status = response.status_code
    if 200 <= status < 300:  # noqa: PLR2004 - the range of success
        return None
    if 300 <= status < 400:  # noqa: PLR2004 - the range of redirection
        return _redirect_error(response.headers.get("Location", ""), url)
    wish = _retry_after(response.headers.get("Retry-After", ""))
    reason = statuses.get(status, Reason.BAD_RESPONSE)
    again = status in {500, 502, 503, 504}
    return ExchangeError(reason, f"status {status}", again=again, retry_after=wish, status=status)


def _redirect_error(location: str, url: str) -> ExchangeError:
    """Redirects are never followed: the text would go where the user did not agree to send it."""
    if "/sorry" in location:
        return ExchangeError(Reason.REFUSED_RATE, "sent on to a block page")
    asked, other = (urlsplit(address).hostname or "" for address in (url, location))
    if other and other.split(".")[-2:] != asked.split(".")[-2:]:
        return ExchangeError(Reason.PORTAL, "sent on to another site")
    return ExchangeError(Reason.BAD_RESPONSE, "sent on to another page")


def _retry_after(value: str) -> float | None:
    """Seconds of a ``Retry-After`` header, given as seconds or as a date; None if absent or nonsense."""
    if value.strip().isdecimal():
        return float(value)
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - rarely needed

    try:
        moment = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds())


_KINDS = (
    ("ConnectTimeout", Reason.TIMEOUT, "no connection in time", True),
    ("Timeout", Reason.TIMEOUT, "no answer in time", True),
    ("SSLError", Reason.PORTAL, "its certificate was not accepted", False),
    ("ProxyError", Reason.OFFLINE, "the proxy does not answer", False),
    ("ChunkedEncodingError", Reason.BAD_RESPONSE, "the answer was cut short", True),
    ("ContentDecodingError", Reason.BAD_RESPONSE, "the answer cannot be unpacked", False),
    ("ReadTimeoutError", Reason.TIMEOUT, "no answer in time", True),
    ("MaxRetryError", Reason.OFFLINE, "no connection", False),
    ("ConnectionError", Reason.OFFLINE, "the connection was cut", True),
)
"""What errors of requests and urllib3 mean, by class, the most telling first, and whether another try may help."""


def _told(error: Exception) -> ExchangeError:
    """The error of an exchange without its own text, which holds the address and so the article."""
    names = {kind.__name__ for kind in type(error).__mro__}
    if error.args:
        names.add(type(error.args[0]).__name__)  # requests wraps urllib3's error, which tells more
    for name, reason, detail, again in _KINDS:
        if name in names:
            return ExchangeError(reason, detail, again=again)
    return ExchangeError(Reason.BAD_RESPONSE, "the answer cannot be read")
