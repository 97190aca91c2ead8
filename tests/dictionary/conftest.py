"""Dictionaries of a few words, in the formats of the real ones."""

from __future__ import annotations

import gzip
import struct
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
ENTRIES = {
    "00databaseshort": "00-database-short\nDutch-English Freedict Dictionary ver. 0.2",
    "haven": "haven /havən/\n harbor, harbour, port",
    "krijgen": "krijgen /krɛiɣən/\n get, receive",
    "olie": "olie /oli/\n oil",
    "regen": "regen\n rain",
    "strijd": "strĳd /strɛit/\n1. battle\n2. struggle",
    "tafel": "tafel\n table",
    "overleg": "overleg\n deliberation",
    "zĳn": "zĳn\n be\n his",
}


def base64(number: int) -> str:
    return (base64(number // 64) if number > 63 else "") + DIGITS[number % 64]


@pytest.fixture
def dictd(tmp_path: Path) -> Callable[..., Path]:
    """Write a dictionary as dictd has them, where the system has them."""

    def write(entries: Mapping[str, str] = ENTRIES, name: str = "freedict-nld-eng", *, packed: bool = True) -> Path:
        folder = tmp_path / "dictd"
        folder.mkdir(exist_ok=True)
        data, lines = b"", []
        for headword, text in entries.items():
            lines.append(f"{headword}\t{base64(len(data))}\t{base64(len(text.encode()))}\n")
            data += text.encode() + b"\n"
        (folder / f"{name}.dict{'.dz' if packed else ''}").write_bytes(gzip.compress(data) if packed else data)
        (folder / f"{name}.index").write_text("".join(lines), encoding="utf-8")
        return folder / f"{name}.index"

    return write


@pytest.fixture
def stardict(tmp_path: Path) -> Callable[..., Path]:
    """Write a dictionary as StarDict has them."""

    def write(entries: Mapping[str, str], kind: str = "m") -> Path:
        data = index = b""
        for headword, text in entries.items():
            body = (b"" if kind else b"m") + text.encode()
            index += headword.encode() + b"\0" + struct.pack(">II", len(data), len(body))
            data += body
        (tmp_path / "own.idx").write_bytes(index)
        (tmp_path / "own.dict").write_bytes(data)
        told = f"StarDict's dict ifo file\nversion=2.4.2\nbookname=My own\nsametypesequence={kind}\n"
        (tmp_path / "own.ifo").write_text(told if kind else told.replace("sametypesequence=\n", ""), encoding="utf-8")
        return tmp_path / "own.ifo"

    return write
