"""When two sentences count as the same, for every memory of translations."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from reader.text.clean import one_line

NORMALISER = 1
"""Version of ``fold``; part of every stored key, so that a change of the rule cannot mix up sentences."""


@lru_cache(4096)
def fold(sentence: str) -> str:
    """The form in which sentences are compared: canonical, white space folded to single spaces.

    Quotation marks, case and dashes stay as they are: they may change the translation.
    """
    return one_line(sentence)


def digest(sentence: str) -> bytes:
    """The key of a sentence in a store: 32 bytes of SHA-256 over its folded form and the rule's version."""
    return hashlib.sha256(f"{NORMALISER}\0{fold(sentence)}".encode()).digest()


def primary(language: str) -> str:
    """The language of a BCP 47 tag without script and region: ``nl`` of ``nl-BE``."""
    return language.replace("_", "-").partition("-")[0].lower()
