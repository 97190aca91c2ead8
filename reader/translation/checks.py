"""Can this answer be the translation of that sentence? Pure questions, asked of every answer before it is kept.

The figures come from FLORES-200 (1,012 sentences of news and travel text, Dutch to English, human reference) and
from the outputs of four engines on it.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from typing import TYPE_CHECKING

from reader.text.clean import one_line
from reader.translation.engine import Reason

if TYPE_CHECKING:
    from collections.abc import Sequence

_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,6});")
_INVISIBLE = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")
_QUOTA = re.compile(
    r"MYMEMORY WARNING|YOU USED ALL AVAILABLE|QUERY LENGTH LIMIT"
    r"|^\W*(?i:(?:error\W+)?(?:daily |usage |free )*(?:quota|limit) (?:is |has been )?(?:exceeded|reached))\W*$",
)
_BLOCK = re.compile(r"unusual traffic from your|sending automated queries", re.IGNORECASE)
_MISUSE = re.compile(r"IS AN INVALID (?:SOURCE|TARGET) LANGUAGE|INVALID LANGUAGE PAIR|PLEASE SELECT TWO DISTINCT")
_BLOCK_PAGE = re.compile(
    r"unusual traffic|automated queries|captcha|too many requests|not a robot|/sorry/",
    re.IGNORECASE,
)
_LOGIN_PAGE = re.compile(r"""<form\b|http-equiv=["']?refresh|\blog[ -]?in\b|\bsign[ -]in\b""", re.IGNORECASE)
_TELLING = 32_768
"""Code points of an answer that are looked through for a notice: in a large one it would take all threads' time."""
_WIDE_FROM = 0x2E80
_WIDE_WORTH = 3
_SLACK = 12
_USUAL = (0.5, 1.7)
_POSSIBLE = (0.2, 4.0)
_ECHO_WORDS = 4
_TELLING_DIGITS = 3


def has_letters(sentence: str) -> bool:
    """Whether there is anything to translate: ``42``, ``…`` and ``- - -`` read the same in every language."""
    return any(map(str.isalpha, sentence))


def tidy(answer: str) -> str:
    """An answer in the form in which it is kept: entities resolved, canonical, one line, no bidi controls.

    Services that escape twice leave ``&quot;`` behind: it cost Google 1.7 BLEU on FLORES.
    """
    return one_line(_INVISIBLE.sub("", html.unescape(answer) if _ENTITY.search(answer) else answer))


def notice(answer: str, sentence: str = "") -> Reason | None:
    """The refusal that a service sent in place of a translation, with status 200 and all; None if it is none.

    MyMemory answers with its quota warning and with complaints about language codes as the translation, and
    Google with a page about unusual traffic. A phrase that stands in the sentence itself is no notice.
    """
    answer = answer[:_TELLING]
    for pattern, reason in (
        (_QUOTA, Reason.REFUSED_QUOTA),
        (_BLOCK, Reason.REFUSED_RATE),
        (_MISUSE, Reason.UNSUPPORTED),
    ):
        if pattern.search(answer) and not pattern.search(sentence):
            return reason
    return None


def foreign_page(page: str) -> Reason:
    """What an HTML page is that came instead of the expected one: a block, a log-in page, or merely bad."""
    page = page[:_TELLING]
    if _BLOCK_PAGE.search(page):
        return Reason.REFUSED_RATE
    return Reason.PORTAL if _LOGIN_PAGE.search(page) else Reason.BAD_RESPONSE


def wrong(sentence: str, answer: str) -> str | None:
    """Why ``answer`` cannot be the translation of ``sentence``, in a few words; None if it can.

    Bounds are wide, as this verdict is final: a length beyond 0.2 to 4 times the sentence's (where 0.70 to 1.13
    hold the middle 98 % of pairs), the sentence itself if it has four words or more, or not one digit left of
    three or more (single digits are often spelled out).
    """
    if not answer.strip():
        return "it is empty"
    if "\ufffd" in answer and "\ufffd" not in sentence:
        return "it has broken characters"
    if _is_echo(sentence, answer):
        return "it repeats the sentence"
    if not _length_within(_POSSIBLE, sentence, answer):
        return "its length is impossible"
    before, after = _digits(sentence), _digits(answer)
    if before.total() >= _TELLING_DIGITS and not before & after:
        return "its numbers are gone"
    return None


def doubtful(sentence: str, answer: str) -> str | None:
    """What is unusual about ``answer``, in a few words; None if nothing.

    Of pairs with digits, 200 in 216 right ones have the same digits, but only 4 once the lines are shifted by
    one; the length ratio is 0.90 with a standard deviation of 0.087. So it is a good alarm for several
    sentences answered together, and a remark on one that was asked alone.
    """
    if _digits(sentence) != _digits(answer):
        return "numbers differ from the source"
    if not _length_within(_USUAL, sentence, answer):
        return "length differs much from the source"
    return None


def misaligned(sentences: Sequence[str], answers: Sequence[str]) -> str | None:
    """Why ``answers`` may not belong to ``sentences`` one by one, in a few words; None if they seem to.

    3 to 6 % of engines' answers to several sentences change their number, and where sentences are merged and
    split, half of the answers with the right count are still misaligned: so every pair is looked at as well.
    """
    if len(sentences) != len(answers):
        return "the number of sentences differs"
    pairs = list(zip(sentences, answers, strict=True))
    return next((why for pair in pairs if (why := wrong(*pair) or doubtful(*pair))), None)


def _is_echo(sentence: str, answer: str) -> bool:
    return len(sentence.split()) >= _ECHO_WORDS and _bare(sentence) == _bare(answer)


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _digits(text: str) -> Counter[str]:
    return Counter(char for char in text if char.isdecimal())


def _length_within(bounds: tuple[float, float], sentence: str, answer: str) -> bool:
    low, high = bounds
    before, after = _size(sentence), _size(answer)
    return low * before - _SLACK <= after <= high * before + _SLACK


def _size(text: str) -> int:
    """Code points, with an East Asian one worth three, which is about what it says."""
    return sum(_WIDE_WORTH if ord(char) >= _WIDE_FROM else 1 for char in text)
