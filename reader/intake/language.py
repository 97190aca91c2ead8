"""Tells the language of a text by its most frequent words; says nothing where they do not decide it.

Of some 40 languages the words that are used most are known, in the order of their frequency. Measured on texts of
a few hundred words in 80 languages it took none of the known ones for another; see ``training/README.md``.
"""

from __future__ import annotations

import gzip
import math
import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Final

TABLE: Final = Path(__file__).parent / "languages.txt.gz"
"""The frequent words: a line for each language, made by ``training/languages.py``."""
_READ: Final = 4_000
"""Code points from the beginning on that are looked at."""
_WORD: Final = re.compile(r"[^\s\d_.,;:!?\"“”„‘’'()«»…\[\]–—/|।،؛؟-]+")
_SCRIPTS: Final = {  # those whose words are not parted by spaces, or that write one language only
    "ja": re.compile("[\u3040-\u30ff]"),
    "ko": re.compile("[\uac00-\ud7a3]"),
    "th": re.compile("[\u0e00-\u0e7f]"),
    "zh": re.compile("[\u4e00-\u9fff]"),
}
_SHARE: Final = {"ja": 0.1, "zh": 0.3}
"""Share of letters from which on a script decides: Japanese is written with Chinese characters, too."""
_HALF: Final = 0.5
_RARE: Final = math.log(1 / 3_000)
"""How likely a word is that is not among the frequent ones."""
_FEWEST, _COVERED, _LEAD, _TIMES = 3, 0.2, 6.0, 1.1
"""The language of a text has at least three frequent words in it, and a fifth of its words; it is e⁶ times as likely
as the next one, and leads by a tenth."""


def detect(text: str) -> str | None:
    """The language of ``text`` as a BCP 47 tag; None where the text is too short or the language not known."""
    head = text[:_READ].casefold()
    letters = sum(map(str.isalpha, head))
    for language, script in _SCRIPTS.items():
        if letters and len(script.findall(head)) > _SHARE.get(language, _HALF) * letters:
            return language
    words, known = _WORD.findall(head), _known()
    gains: defaultdict[str, float] = defaultdict(float)
    hits: defaultdict[str, int] = defaultdict(int)
    for word in words:
        for language, gain in known.get(word, ()):
            gains[language] += gain
            hits[language] += 1
    first, second = sorted([*gains.items(), ("", 0.0), ("", 0.0)], key=lambda each: (-each[1], each[0]))[:2]
    language, most = first
    sure = most - second[1] >= _LEAD and most >= _TIMES * second[1]
    return language if sure and hits[language] >= max(_FEWEST, _COVERED * len(words)) else None


@cache
def _known() -> dict[str, tuple[tuple[str, float], ...]]:
    """For each frequent word the languages that have it, with how much it speaks for them."""
    gains: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for line in gzip.decompress(TABLE.read_bytes()).decode().split("\n"):
        language, *words = line.split(" ")
        for rank, word in enumerate(words, 2):
            gains[word].setdefault(language, max(0.3, math.log(0.1 / rank) - _RARE))
    return {word: tuple(each.items()) for word, each in gains.items()}
