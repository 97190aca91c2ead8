"""Bytes become text: by their mark, else as UTF-8, else as Windows-1252; what is no text is refused."""

from __future__ import annotations

import codecs
from contextlib import suppress
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import InputError
from reader.intake.encoding import decode

DUTCH = "Libië – „geïnterviewd” één €"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(DUTCH.encode(), id="UTF-8"),
        pytest.param(codecs.BOM_UTF8 + DUTCH.encode(), id="UTF-8 with a mark"),
        pytest.param(DUTCH.encode("cp1252"), id="Windows-1252"),
        pytest.param(codecs.BOM_UTF16_LE + DUTCH.encode("utf-16-le"), id="UTF-16, little end first"),
        pytest.param(codecs.BOM_UTF16_BE + DUTCH.encode("utf-16-be"), id="UTF-16, big end first"),
        pytest.param(codecs.BOM_UTF32_LE + DUTCH.encode("utf-32-le"), id="UTF-32, little end first"),
        pytest.param(codecs.BOM_UTF32_BE + DUTCH.encode("utf-32-be"), id="UTF-32, big end first"),
    ],
)
def test_dutch_is_read_in_any_usual_encoding(data):
    assert decode(data) == DUTCH


def test_bytes_that_windows_1252_leaves_open_are_latin_1():
    words = "een gewone tekst, " * 6
    assert decode(b"\xeb \x80 \x81\x8d\x8f\x90\x9d " + words.encode()) == f"ë € \x81\x8d\x8f\x90\x9d {words}"


NEWSPAPER = {
    "Dutch": "„Eén café”, zei premier Fayez al-Serraj – de geïnterviewde – over ’s lands coördinatie: 5 € à 6 €…",
    "French": "« À l’été, où l’on çà et là gêne l’œuvre », disait-il : « Noël, naïf, aïe ! »",
    "German": "„Grüße aus Köln“, heißt es; Österreichs Außenminister müsse das prüfen.",
    "Spanish": "¿Señor? ¡Mañana, según él, será aún más fácil! 3º año",
    "Danish": "På Ærø æder ål også blåbær – »én ø«.",
}


@pytest.mark.parametrize("language", NEWSPAPER)
@pytest.mark.parametrize("stray", [b"", b"\x1a", b"\x1b[1m", b"\x02\x03"], ids=["clean", "DOS end", "escape", "two"])
def test_newspaper_text_in_windows_1252_is_text_with_a_stray_control_character_too(language, stray):
    data = NEWSPAPER[language].encode("cp1252") + stray
    assert decode(data) == NEWSPAPER[language] + stray.decode()


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850", "cp1251"])
def test_text_in_other_old_encodings_is_not_taken_for_something_else(encoding):
    text = (
        "Привет из Триполи, где идут бои. " * 9
        if encoding == "cp1251"
        else (
            "Le général a refusé mercredi de signer l’accord de cessez-le-feu, où la Turquie et la Russie étaient très actives. "
            * 9
        )
    )
    assert len(decode(text.encode(encoding, "replace"))) == len(text)


@pytest.mark.parametrize("seed", range(150))
def test_random_bytes_are_refused_even_without_a_nul(seed):
    data = bytes(Random(seed).choices(range(1, 256), k=500))
    with pytest.raises(InputError, match="is not a text file"):
        decode(data)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (codecs.BOM_UTF8 + b"Libi\xeb", "Libi�"),
        (codecs.BOM_UTF16_LE + "Libië".encode("utf-16-le") + b"x", "Libië�"),
    ],
)
def test_a_damaged_text_with_a_mark_is_read_as_far_as_it_goes(data, text):
    assert decode(data) == text


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]) | st.sampled_from("\t\n\r\f")))
def test_utf_8_comes_back(text):
    assert decode(codecs.BOM_UTF8 + text.encode()) == text
    assert decode(text.encode()) == text.removeprefix("\ufeff")


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data):
    with suppress(InputError):
        assert isinstance(decode(data), str)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", id="a picture"),
        pytest.param("Libië".encode("utf-16-le"), id="UTF-16 without a mark"),
        pytest.param(bytes([*range(1, 9), 0x0E]) * 9 + b"tekst", id="mostly control characters"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data):
    with pytest.raises(InputError, match=r"^foto\.txt is not a text file; .+ UTF-8"):
        decode(data, name="foto.txt")


def test_a_text_with_some_control_characters_is_a_text():
    assert decode(b"\x1b]0;titel\x07 gewone tekst\r\n\f") == "\x1b]0;titel\x07 gewone tekst\r\n\f"
