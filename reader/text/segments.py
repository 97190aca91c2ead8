"""Cuts a body into paragraphs, sentences and tokens, all as spans of code points.

The rules are for Dutch news (abbreviations, initials, „…” and ‘…’ quotes, dashes, captions without a full
stop) and hold well enough for its neighbours. A paragraph always ends a sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from reader.model import Paragraph, ParagraphKind, Sentence, Span

_TITLES = frozenset(
    (
        "dhr mevr mej mw mr mrs ms dr drs ir ing prof ds jhr hr zr gen brig kol kapt kpt lt sgt maj adm pres st sr"
        " jr gebr chr joh jac th ph wm mgr"
    ).split(),
)
"""Abbreviations that stand before a name, lower case or with a capital ("ING" is a bank)."""
_INNER = frozenset(
    (
        "bijv bv nl blz pp p nr vgl ca resp min max incl excl jan feb mrt apr jun jul aug sep sept okt nov dec art"
        " afd red fig hfst par plm tel vs v zgn aant gld mln mld evt ong geb overl vnl"
    ).split(),
)
"""Abbreviations that stand inside a sentence, lower case only ("Jan." may well end one)."""
_BEFORE_NUMBER = _INNER | frozenset("no bj ma di wo do vr za".split())
"""Abbreviations that stand before a number, in either case ("Nr. 5", "Chanel No. 5")."""
_FINAL = frozenset("etc enz ed jl".split())
"""Abbreviations that end a sentence when a capital follows."""
_DOTTED_FINAL = frozenset(("e.d.", "e.a.", "e.v.", "c.s.", "o.i.d.", "a.u.b.", "n.Chr.", "v.Chr."))

_TOKEN = re.compile(
    r"""https?://\S*[\w/]|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+
    |(?:[^\W\d_]\.){2,}
    |\d+(?:[.,:]\d+)*(?:%|(?:e|ste|de)(?!\w))?
    |['’][stnkm](?!\w)
    |[^\W\d_]+(?:['’](?=[^\W\d_])[^\W\d_]+)*(?:[-‐‑/&](?:[^\W_]+(?:['’][^\W_]+)*))*
    |\.\.\.|…|[^\w\s]|\w+""",
    re.VERBOSE,
)
_LINE_END = re.compile(r"\n")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_WORD = re.compile(r"\w[\w'’.-]*")
_STOP = re.compile(r"""(?<![.!?…])[.!?…]++["'”“’»«)\]]*+(?=\s++(\S))""")
_BEFORE = re.compile(r"(?<![\w.])(?:(?:[^\W\d_]\.)*[^\W\d_]+|\d+(?:\.\d+)*)$")
_BEFORE_REACH = 24
_ENUMERATOR = re.compile(r"[a-z]|[IVX]+")
_AFTER_LIST_MARK = re.compile(r"[:;,)]\s$")
_APOSTROPHE_WORD = re.compile(r"’[stn](?!\w)")
_DASHES = frozenset("-–—")
_OPENERS = frozenset("„“‘\"'«([•*…€$£#@¿¡") | _DASHES
_NAME = r"(?:(?:[^\W\d_]\.)+[^\s.!?]*|[^\W\d_][^\s.!?]*)"
_CREDIT = re.compile(
    r"(?:^|[\s(])(?:(?:Beeld|BEELD|Foto(?:grafie|[’']s)?|FOTO|Illustratie|Infographic)(?!\w)|©)"
    rf"\s*([:/]?\s*(?:\d{{4}}\s+)?{_NAME}(?:\s+(?:/\s+)?{_NAME}){{0,5}})\)?$",
)
_CREDIT_REACH = 80
_HARD_WRAP_WIDTHS = range(40, 121)
_HEADING_LIMIT = 90
_QUESTION_LIMIT = 140


def paragraphs(body: str) -> tuple[Paragraph, ...]:
    """The paragraphs of ``body`` in order, each with its kind.

    Paragraphs are separated by blank lines; single line ends separate them too, unless the whole body was
    wrapped at a fixed width, as old files and mail are.
    """
    breaks = _BLANK_LINE if _is_hard_wrapped(body) else _LINE_END
    ends = [0, *(offset for m in breaks.finditer(body) for offset in m.span()), len(body)]
    pieces = (_strip(body, Span(a, b)) for a, b in zip(ends[::2], ends[1::2], strict=True))
    spans = [span for span in pieces if span.length]
    last = len(spans) - 1
    return tuple(Paragraph(span, _kind(span.of(body), last=i == last)) for i, span in enumerate(spans))


def _strip(body: str, span: Span) -> Span:
    text = span.of(body)
    left = len(text) - len(text.lstrip())
    return Span(span.start + left, max(span.start + left, span.start + len(text.rstrip())))


def _is_hard_wrapped(body: str) -> bool:
    """Whether single line ends stand where a greedy wrap at the longest line's width would put them."""
    lines = [line.strip() for line in body.split("\n")]
    width = max((len(line) for line in lines if " " in line), default=0)  # an address alone cannot be wrapped
    pairs = [(a, b) for a, b in pairwise(lines) if a and b]
    if len(pairs) < 3 or width not in _HARD_WRAP_WIDTHS:  # noqa: PLR2004 - fewer prove nothing
        return False
    full = sum(len(a) + 1 + len(b.split(None, 1)[0]) > width for a, b in pairs)
    return full >= 0.8 * len(pairs)


def _kind(text: str, *, last: bool) -> ParagraphKind:
    credit = _CREDIT.search(text, max(0, len(text) - _CREDIT_REACH))
    if credit and (credit.start() > 0 or not credit[1][0].islower()):  # "Beeld van een oorlog" is no credit
        return "caption"
    if last or "\n" in text or text[0] in _DASHES | {"•", "*"}:
        return "body"
    end = text.rstrip("\"'”“’»«)]")[-1:]
    if end == "?":
        heading = len(text) <= _QUESTION_LIMIT and _is_one_sentence(text)
    else:
        heading = end not in ".!…:;," and len(text) <= _HEADING_LIMIT and _is_one_sentence(text)
    return "heading" if heading else "body"


def _is_one_sentence(text: str) -> bool:
    return not any(_ends_sentence(text, 0, stop) for stop in _STOP.finditer(text))


def sentences(body: str, blocks: tuple[Paragraph, ...]) -> tuple[Sentence, ...]:
    """The sentences of ``body``, paragraph by paragraph (``blocks`` as ``paragraphs`` returned them)."""
    found: list[Sentence] = []
    for index, block in enumerate(blocks):
        text = block.span.of(body)
        start = 0
        for stop in _STOP.finditer(text):
            if _ends_sentence(text, start, stop):
                found.append(Sentence(Span(block.span.start + start, block.span.start + stop.end()), index))
                start = stop.start(1)
        found.append(Sentence(Span(block.span.start + start, block.span.end), index))
    return tuple(found)


def _ends_sentence(text: str, start: int, stop: re.Match[str]) -> bool:
    """Whether the sentence that began at ``start`` ends at ``stop``, a match of ``_STOP``."""
    if not _can_begin_sentence(text, stop.start(1)):
        return False
    if stop[0][0] != "." or stop[0].startswith(".."):
        return text[stop.start() - 1 : stop.start()] not in {"(", "["}  # "(…)" and "(!)" stand inside one
    before = _BEFORE.search(text, max(start, stop.start() - _BEFORE_REACH), stop.start())
    if before is None:
        return True
    listed = _AFTER_LIST_MARK.search(text, max(start, before.start() - 2), before.start()) is not None
    return _ends_with_word(before[0], stop[1], opening=before.start() == start, listed=listed)


def _ends_with_word(word: str, following: str, *, opening: bool, listed: bool) -> bool:
    """Whether ``word`` with a full stop ends a sentence before the character ``following``.

    ``opening`` says that it is the sentence's first word, ``listed`` that it comes after a comma or colon.
    """
    if word[0].isdigit():
        return not (opening or (listed and len(word) < 3))  # noqa: PLR2004 - "1. Eerste punt, 2. Tweede punt"
    if "." in word:
        return word + "." in _DOTTED_FINAL
    if word in _FINAL:
        return following not in _DASHES and following != "("
    if following.isdigit() and word.lower() in _BEFORE_NUMBER:
        return False
    if opening and (word.lower() in _INNER or _ENUMERATOR.fullmatch(word)):
        return False
    return not _is_abbreviation(word)


def _can_begin_sentence(text: str, offset: int) -> bool:
    char = text[offset]
    if char in _DASHES:
        rest = text[offset + 1 : offset + 3].lstrip()
        return not rest[:1].islower()
    if char in ",’":
        return text.startswith(",,", offset) or _APOSTROPHE_WORD.match(text, offset) is not None
    return char in _OPENERS or (char.isalnum() and not char.islower())


def _is_abbreviation(word: str) -> bool:
    """Whether a full stop after ``word`` belongs to it and leaves the sentence open."""
    if len(word) == 1 and word.isupper():
        return True  # an initial
    return word in _INNER or word in _TITLES or (word.istitle() and word.lower() in _TITLES)


def tokens(text: str, span: Span) -> list[Span]:
    """The words, numbers and punctuation marks of ``text`` within ``span`` (one sentence), as spans.

    Apostrophes and inner hyphens stay in a word (``commando’s``, ``al-Serraj``, ``Libië-expert``), and an
    abbreviation keeps its full stop (``dr.``).
    """
    out: list[Span] = []
    for match in _TOKEN.finditer(text, span.start, span.end):
        start, end = match.span()
        if match[0] == "." and out and out[-1].end == start and _keeps_stop(out[-1].of(text)):
            out[-1] = Span(out[-1].start, end)
        else:
            out.append(Span(start, end))
    return out


def _keeps_stop(word: str) -> bool:
    return word in _FINAL or _is_abbreviation(word)


def count_words(text: str) -> int:
    """Number of words, for lists and statistics."""
    return sum(1 for _ in _WORD.finditer(text))


@dataclass(frozen=True)
class Document:
    """A body with its paragraphs and sentences, and the questions a screen asks of them."""

    body: str
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Sentence, ...]

    @classmethod
    def of(cls, body: str) -> Document:
        """Segment ``body``."""
        blocks = paragraphs(body)
        return cls(body, blocks, sentences(body, blocks))

    @cached_property
    def texts(self) -> list[str]:
        """The text of each sentence."""
        return [sentence.span.of(self.body) for sentence in self.sentences]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.span.start for sentence in self.sentences]

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [paragraph.span.start for paragraph in self.paragraphs]

    def sentence_at(self, offset: int) -> int:
        """Index of the sentence that holds ``offset``, or of the nearest one before it (0 at the start)."""
        return max(0, bisect_right(self._sentence_starts, offset) - 1)

    def paragraph_at(self, offset: int) -> int:
        """Index of the paragraph that holds ``offset``, or of the nearest one before it (0 at the start)."""
        return max(0, bisect_right(self._paragraph_starts, offset) - 1)

    def sentences_in(self, span: Span) -> range:
        """Indexes of the sentences that share text with ``span``; an empty span counts as its place."""
        if not self.sentences:
            return range(0)
        return range(self.sentence_at(span.start), self.sentence_at(max(span.start, span.end - 1)) + 1)
