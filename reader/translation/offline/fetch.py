"""Fetches files over the network: taken up where it stopped, and kept only when the digest is right."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import requests

from reader.errors import EngineError
from reader.text.clean import one_line
from reader.translation.engine import NO_NETWORK, network_forbidden
from reader.translation.transport import USER_AGENT
from reader.translation.wire import Wire

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TIMEOUT = (5.0, 20.0)
"""Seconds to connect, and of silence."""
_CHUNK = 16_384
_LARGEST_LIST = 20_000_000
_PARTIAL, _UNSATISFIABLE = 206, 416
_AGAIN = "run the same command again to go on where it stopped."


def listing(url: str) -> Any:  # noqa: ANN401 - JSON is any of its types
    """The JSON at ``url``.

    Raises:
        EngineError: there is none, or the network may not be used.
    """
    response = _get(url, {})
    body = bytearray()
    with response:
        for chunk in _chunks(response):
            body += chunk
            if len(body) > _LARGEST_LIST:
                break
    try:
        return json.loads(body)
    except ValueError:
        raise EngineError(
            f"{_host(url)} answered with something else; is there a log-in page on this network?"
        ) from None


def fetch(url: str, path: Path, size: int, digest: str) -> Iterator[int]:
    """Fetch a file of ``size`` bytes to ``path``; yields how many bytes are there, again and again.

    What an earlier run left in ``path`` with the ending ``.part`` is taken up.

    Raises:
        EngineError: it could not be fetched whole, is another one, or the network may not be used.
    """
    part = path.with_name(path.name + ".part")
    there = part.stat().st_size if part.exists() else 0
    if there > size:
        part.unlink()
        there = 0
    yield there
    if there < size:
        yield from _rest(url, part, there, size)
    with part.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if part.stat().st_size != size or found != digest:
        part.unlink()
        raise EngineError(
            f"What {_host(url)} sent is not {path.name} as it is listed; it was thrown away: try again later."
        )
    part.replace(path)


def _rest(url: str, part: Path, there: int, size: int) -> Iterator[int]:
    response = _get(url, {"Range": f"bytes={there}-"} if there else {})
    with response, part.open("ab") as file:
        if response.status_code != _PARTIAL:  # the server sends the whole of it, or has not so much
            file.truncate(0)
            there = 0
        for chunk in _chunks(response) if response.status_code != _UNSATISFIABLE else ():
            file.write(chunk)
            there += len(chunk)
            yield there
            if there > size:
                break
    if there < size:
        raise EngineError(f"The connection to {_host(url)} ended early: {_AGAIN}")


def _get(url: str, headers: dict[str, str]) -> requests.Response:
    if network_forbidden():
        raise EngineError(f"Nothing is fetched because {NO_NETWORK} is set: unset it, or give a folder with --from.")
    session = Wire(USER_AGENT).session
    try:
        response = session.get(
            url,
            headers={"Accept-Encoding": "identity", **headers},
            timeout=_TIMEOUT,
            stream=True,
            allow_redirects=False,
        )
    except requests.RequestException:
        raise EngineError(
            f"{_host(url)} cannot be reached: try again when you are online, or give a folder with --from."
        ) from None
    if not 200 <= response.status_code < 300 and response.status_code != _UNSATISFIABLE:  # noqa: PLR2004 - success
        response.close()
        if response.is_redirect:
            raise EngineError(f"{_host(url)} sent us on elsewhere; is there a log-in page on this network?")
        raise EngineError(f"{_host(url)} refused with status {response.status_code}: try again later.")
    return response


def _chunks(response: requests.Response) -> Iterator[bytes]:
    try:
        yield from response.iter_content(_CHUNK)
    except (requests.RequestException, OSError):
        raise EngineError(f"The connection to {_host(response.url)} was cut: {_AGAIN}") from None


def _host(url: str) -> str:
    return one_line(url.partition("://")[2].partition("/")[0])
