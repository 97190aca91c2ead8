"""A session of requests whose socket can be cut from another thread. Importing this module loads requests."""

from __future__ import annotations

import logging
import socket
from contextlib import suppress
from http.cookiejar import DefaultCookiePolicy
from typing import TYPE_CHECKING

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

if TYPE_CHECKING:
    from collections.abc import Callable

# urllib3 logs every address it asks for, and with deep-translator the sentences are in the address.
logging.getLogger("urllib3.connectionpool").addFilter(lambda _: False)


class Wire:
    """A session that keeps its connection, says honestly who it is, and takes no cookies."""

    def __init__(self, agent: str) -> None:
        self._socket: socket.socket | None = None
        self._cut = False
        self.session = requests.Session()
        self.session.headers["User-Agent"] = agent
        self.session.auth = lambda request: request  # else requests looks for a password in ~/.netrc
        self.session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        adapter = HTTPAdapter(max_retries=0)
        adapter.poolmanager.pool_classes_by_scheme = _pools(self._opened)
        self.session.mount("http://", adapter)
        self.session.mount("https://", adapter)

    def cut(self) -> None:
        """End the exchange under way by shutting its socket, and let no new one begin."""
        self._cut = True
        if self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)
        self.session.close()

    def _opened(self, connected: socket.socket | None) -> None:
        self._socket = connected
        if self._cut:
            raise ConnectionAbortedError


def _pools(opened: Callable[[socket.socket | None], None]) -> dict[str, type[HTTPConnectionPool]]:
    """Connection pools that tell of every socket they open, before anything is sent over it."""

    class Plain(HTTPConnection):
        def connect(self) -> None:
            super().connect()
            opened(self.sock)

    class Secure(HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            opened(self.sock)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}
