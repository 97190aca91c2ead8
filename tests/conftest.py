"""What every test stands on: a home of its own, no network, and a library of the samples for those who ask."""

from __future__ import annotations

import ipaddress
import os
import shutil
import signal
import socket
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ["TEXTUAL_ANIMATIONS"] = "none"  # Textual reads it when it is imported

import pytest
from hypothesis import settings

from reader.paths import Paths, shipped
from reader.settings import Settings

if TYPE_CHECKING:
    from reader.library import Library

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(autouse=True)
def isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the user's folders lie in ``tmp_path``, in this process and in those it starts."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in [name for name in os.environ if name.startswith("XDG_")]:
        monkeypatch.delenv(name)
    for name in ("data", "cache", "config"):
        monkeypatch.setenv(f"LIBYA_READER_{name.upper()}", str(tmp_path / "user" / name))
    monkeypatch.setenv("LIBYA_READER_NO_NETWORK", "1")
    monkeypatch.setattr("reader.dictionary.books.SYSTEM", (tmp_path / "dictd",))


@pytest.fixture(autouse=True, scope="session")
def offline() -> Iterator[None]:
    """Refuse every connection that leaves this machine."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def guarded(self: socket.socket, address: Any) -> None:
        _refuse_strangers(self, address)
        connect(self, address)

    def guarded_ex(self: socket.socket, address: Any) -> int:
        _refuse_strangers(self, address)
        return connect_ex(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        patch.setattr(socket.socket, "connect_ex", guarded_ex)
        yield


def _refuse_strangers(connecting: socket.socket, address: Any) -> None:
    if connecting.family in {socket.AF_INET, socket.AF_INET6} and not _is_near(address[0]):
        raise RuntimeError(f"a test tried to reach {address[0]}")


def _is_near(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture
def paths() -> Paths:
    """The user's folders of this test."""
    return Paths.of()


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    """A library folder with the three sample articles and their translation."""
    return Path(shutil.copytree(shipped("seeds"), tmp_path / "library"))


@pytest.fixture
def library(samples: Path, paths: Paths) -> Iterator[Library]:
    """The samples as an open library with an index that is up to date."""
    from reader.library import Library

    opened = Library(samples, paths, Settings())
    deque(opened.refresh(), maxlen=0)
    yield opened
    opened.close()


@pytest.fixture
def heed_interrupts() -> Iterator[None]:
    """What a shell starts in the background ignores interrupts, and so would whatever that starts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
