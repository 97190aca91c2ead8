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
        "dhr mevr mw mr mrs ms dr drs ir ing prof ds jhr gen kol kapt kpt lt sgt maj st sr jr chr joh jac th ph"
        " wm mgr past"
    ).split(),
)
"""Abbreviations that stand before a name, in either case."""
_INNER = frozenset(
    (
        "bijv bv nl blz nr vgl ca resp jl min max incl excl jan feb mrt apr jun jul aug sep sept okt nov dec art"
        " afd red fig hfst lid par plm tel vs zgn aant gld mln mld evt ong geb overl"
    ).split(),
)
"""Abbreviations that stand inside a sentence, lower case only ("Jan." may well end one)."""
_FINAL = frozenset("etc enz ed".split())
"""Abbreviations that end a sentence when a capital follows."""
_DOTTED_FINAL = frozenset(("e.d.", "e.a.", "a.u.b.", "n.Chr.", "v.Chr."))

_TOKEN = re.compile(
    r"""https?://\S+|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+
    |(?:[^\W\d_]\.){2,}
    |\d+(?:[.,:]\d+)*(?:%|e|ste|de)?
    |['’][stnkm](?!\w)
    |[^\W\d_]+(?:['’](?=[^\W\d_])[^\W\d_]+)*(?:[-‐‑/&](?:[^\W_]+(?:['’][^\W_]+)*))*
    |\.\.\.|…|[^\w\s]|\w+""",
    re.VERBOSE,
)
_LINE_END = re.compile(r"\n")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_WORD = re.compile(r"\w[\w'’.-]*")
_STOP = re.compile(r"""(?<![.!?…])[.!?…]++["'”’»)\]]*+(?=\s++(\S))""")
_BEFORE = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]+$|\d+$")
_OPENERS = frozenset("„“‘\"'«([-–—•*")
_CREDIT = re.compile(
    r"(?:^|[\s(])(?:Beeld|Foto|Foto’s|Foto's|Illustratie|Infographic|©)(?:\s*[:/]\s*|\s+)"
    r"[^\W\d_][^\s.!?]*(?:(?:\s+/\s+|\s+)[^\W\d_][^\s.!?]*){0,5}\)?$",
)
_CREDIT_REACH = 80
_HARD_WRAP_LIMIT = 120
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
    lines = body.split("\n")
    width = max(map(len, lines))
    pairs = [(a, b) for a, b in pairwise(lines) if a.strip() and b.strip()]
    if len(pairs) < 3 or width > _HARD_WRAP_LIMIT:  # noqa: PLR2004 - fewer prove nothing
        return False
    soft = sum(len(a) + 1 + len(b.split(None, 1)[0]) > width for a, b in pairs)
    return soft >= 0.8 * len(pairs)


def _kind(text: str, *, last: bool) -> ParagraphKind:
    if _CREDIT.search(text, max(0, len(text) - _CREDIT_REACH)):
        return "caption"
    if last or "\n" in text:
        return "body"
    end = text.rstrip("\"'”’»)]")[-1:]
    if end == "?" and len(text) <= _QUESTION_LIMIT and not _STOP.search(text):
        return "heading"
    if end not in ".!?…:;," and len(text) <= _HEADING_LIMIT and not _STOP.search(text):
        return "heading"
    return "body"


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
    following = stop[1]
    if not (following.isupper() or following.isdigit() or following in _OPENERS):
        return False
    if stop[0][0] != "." or stop[0].startswith(".."):
        return True
    before = _BEFORE.search(text, max(start, stop.start() - 24), stop.start())
    if before is None:
        return True
    word = before[0]
    if word.isdigit():
        return before.start() > start  # "1. Eerste punt" is one sentence
    if "." in word:
        return word + "." in _DOTTED_FINAL
    if word in _FINAL:
        return True
    initial = len(word) == 1 and word.isupper()
    return not (initial or word in _INNER or word.lower() in _TITLES)


def tokens(text: str, span: Span) -> list[Span]:
    """The words, numbers and punctuation marks of ``text`` within ``span`` (one sentence), as spans.

    Apostrophes and inner hyphens stay in a word (``commando’s``, ``al-Serraj``, ``Libië-expert``), and an
    abbreviation keeps its full stop (``dr.``).
    """
    out: list[Span] = []
    for match in _TOKEN.finditer(text, span.start, span.end):
        start, end = match.span()
        if match[0] == "." and out and out[-1].end == start and _abbreviation(out[-1].of(text)):
            out[-1] = Span(out[-1].start, end)
        else:
            out.append(Span(start, end))
    return out


def _abbreviation(word: str) -> bool:
    initial = len(word) == 1 and word.isupper()
    return initial or word in _INNER or word in _FINAL or word.lower() in _TITLES


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
