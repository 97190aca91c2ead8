"""Makes text safe and canonical without moving a character more than it must.

A terminal obeys control characters wherever they come from, so everything that is shown (article text, file
names, tags, notes) passes through here first.
"""

from __future__ import annotations

import re
import unicodedata

_UNSAFE = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Compiled when the first text needs it, which takes a while: none of these is printable, and titles are."""
_LINE_END = re.compile("\r\n?|[\u2028\u2029]")
_NOT_LATIN = "[^\x00-\u02ff]{31,}"
_LONGEST_STACK = 30
_JOINER = "\u034f"


def _visible(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:  # noqa: PLR2004 - C0 controls have pictures at U+2400
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else "�"  # noqa: PLR2004 - DEL


def neutralise(text: str) -> str:
    """Replace, one for one, every character that a terminal or a bidi algorithm could obey.

    C0 controls other than tab and line feed become their control pictures (U+2400), DEL becomes U+2421; C1
    controls, bidi embeddings, overrides and isolates, the byte order mark, lone surrogates and tag characters
    become U+FFFD. LRM, RLM, ZWJ and ZWNJ stay: Arabic and emoji need them. Offsets stay valid.
    """
    return text if text.isprintable() else re.sub(_UNSAFE, _visible, text)


def canonical(text: str) -> str:
    """The form in which a body is stored, shown and measured: LF line ends, NFC, neutralised."""
    return neutralise(_compose(_LINE_END.sub("\n", text)))


def _compose(text: str) -> str:
    """NFC, in linear time.

    Normalising a run of combining marks takes the square of its length, so a run is first divided after every
    30, with the invisible grapheme joiner that the Stream-Safe Text Format (UAX 15) prescribes.
    """
    if unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", re.sub(_NOT_LATIN, _divide_stacks, text))


def _divide_stacks(match: re.Match[str]) -> str:
    out: list[str] = []
    stack = 0
    for char in match[0]:
        stack = stack + 1 if unicodedata.category(char).startswith("M") else 0
        if stack > _LONGEST_STACK:
            out.append(_JOINER)
            stack = 1
        out.append(char)
    return "".join(out)


def one_line(text: str) -> str:
    """A label for one line of a screen or a table: canonical, white space folded to single spaces."""
    return " ".join(canonical(text).split())


def shorten(text: str, limit: int) -> str:
    """At most ``limit`` code points of ``text``, cut at a word with an ellipsis where it was longer."""
    if len(text) <= limit:
        return text
    head = text[:limit]
    cut = head.rfind(" ")
    return head[: cut if cut > limit // 2 else limit - 1].rstrip(" ,;:-–—„“‘(") + "…"
