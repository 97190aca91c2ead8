"""Bytes to text: which encoding a file is in, and whether it is text at all."""

from __future__ import annotations

import codecs

from reader.errors import InputError

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WINDOWS_1252 = "".join(bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(256))
_CONTROLS = bytes(code for code in (*range(0x20), 0x7F) if chr(code) not in "\t\n\f\r")
_CONTROL_SHARE = 0.3
_UNUSED = _CONTROLS + b"\x81\x8d\x8f\x90\x9d"
"""Bytes that Windows-1252 has no use for in a text; of random bytes they are 13 in 100."""
_TRACE, _TRACE_SHARE = 2, 0.03
"""How many of them, and what share beside, a text may have that is not UTF-8, which any bytes could be."""


def decode(data: bytes, *, name: str = "This file") -> str:
    """The text in ``data``, without its byte order mark.

    A byte order mark decides; otherwise the bytes are UTF-8 if they can be, and Windows-1252 if not, with the
    five bytes that Windows-1252 leaves open read as Latin-1, as long as these and control characters are no more
    than a trace. Guessing by letter frequency is left out on
    purpose: it takes Dutch for Czech.

    Args:
        data: All bytes of the file.
        name: What to call the file in the error, fit to be shown.

    Raises:
        InputError: The bytes are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    refusal = InputError(f"{name} is not a text file; save it as plain text in UTF-8 and try again.")
    if b"\0" in data or _count(data, _CONTROLS) > _CONTROL_SHARE * len(data):
        raise refusal
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        if _count(data, _UNUSED) > _TRACE + _TRACE_SHARE * len(data):
            raise refusal from None
        return codecs.charmap_decode(data, "strict", _WINDOWS_1252)[0]


def _count(data: bytes, some: bytes) -> int:
    return len(data) - len(data.translate(None, some))
