"""What LibreTranslate says of its server."""

from __future__ import annotations

import pytest

from reader.translation.engine import place_of
from reader.translation.libretranslate import LibreTranslate


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("http://127.0.0.1:5000", "a server on this computer"),
        ("http://localhost:5000/sub", "a server on this computer"),
        ("http://[::1]:5000", "a server on this computer"),
        ("http://192.168.1.9", "a server in your own network"),
        ("https://libretranslate.com", "an online service"),
        ("https://8.8.8.8", "an online service"),
        ("https://localhost.example.org", "an online service"),
        ("", "an online service"),
    ],
)
def test_a_server_is_called_what_it_is(address, place):
    assert place_of(LibreTranslate(address)) == place
