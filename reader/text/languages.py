"""What languages are called, and whether a tag can be that of a language."""

from __future__ import annotations

import re
from typing import Final

from reader.text.clean import one_line

_NAMES: Final = {
    "af": "Afrikaans", "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech",
    "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "fa": "Persian",
    "fi": "Finnish", "fil": "Filipino", "fr": "French", "fy": "Frisian", "he": "Hebrew", "hi": "Hindi",
    "hu": "Hungarian", "id": "Indonesian", "is": "Icelandic", "it": "Italian", "ja": "Japanese", "ko": "Korean",
    "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "ms": "Malay", "nb": "Norwegian", "nl": "Dutch",
    "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sh": "Serbo-Croatian",
    "sk": "Slovak", "sl": "Slovenian", "sv": "Swedish", "ta": "Tamil", "th": "Thai", "tr": "Turkish",
    "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
_TAG: Final = re.compile(r"[a-z]{2,3}(-[a-z0-9]{1,8})*", re.IGNORECASE | re.ASCII)


def language_name(tag: str) -> str:
    """A language in words, where we know one."""
    return _NAMES.get(tag.partition("-")[0].lower(), one_line(tag))


def no_language(tag: str) -> str | None:
    """Why ``tag`` cannot be one of BCP 47, with the remedy, as the beginning of a sentence; None where it can."""
    if _TAG.fullmatch(tag):
        return None
    meant = next((code for code, name in _NAMES.items() if name.casefold() == tag.strip().casefold()), None)
    return f"“{one_line(tag)}” is no language; give its tag, " + (
        f'"{meant}"' if meant else "such as nl, en or pt-BR"
    )
