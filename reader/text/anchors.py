"""How a note finds its passage again in an article that may have changed.

The order of trust: the same digest; the quote where it was; the quote elsewhere, chosen by its surroundings; the
nearest text that resembles it. Below the threshold the note is an orphan: it is never moved to a guess. The
scoring is that of the Hypothesis client (quote, prefix, suffix and position weigh 50, 20, 20 and 2).
"""

from __future__ import annotations

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, Levenshtein

from reader.model import Anchor, Placing, Span

CONTEXT = 32
"""Code points kept on either side of a quote."""
THRESHOLD = 0.7
"""The score under which a resemblance is no passage: of 165 deleted quotes none scored above it."""

ORPHAN = Placing("orphan", None)
"""The placing of an anchor whose passage is gone."""


def make(body: str, span: Span, digest: str) -> Anchor:
    """The anchor of the passage at ``span`` in ``body``."""
    return Anchor(
        span=span,
        exact=span.of(body),
        prefix=body[max(0, span.start - CONTEXT) : span.start],
        suffix=body[span.end : span.end + CONTEXT],
        digest=digest,
    )


def place(anchor: Anchor, body: str, digest: str) -> Placing:
    """Where the passage of ``anchor`` is in ``body``."""
    if anchor.digest == digest or (
        anchor.exact and anchor.span.of(body) == anchor.exact and _at_home(anchor, body)
    ):
        return Placing("exact", anchor.span)
    if not anchor.exact:
        return ORPHAN
    spans = _occurrences(body, anchor.exact) or _resembling(anchor, body)
    scored = max(((_score(anchor, body, span), span) for span in spans), default=None)
    if scored is None or scored[0] < THRESHOLD:
        return ORPHAN
    return Placing("exact" if scored[1] == anchor.span else "moved", scored[1])


def _at_home(anchor: Anchor, body: str) -> bool:
    """Whether some of the surroundings are still there, so that a short quote is not mistaken for another."""
    span = anchor.span
    before = body[max(0, span.start - CONTEXT) : span.start]
    after = body[span.end : span.end + CONTEXT]
    return before == anchor.prefix or after == anchor.suffix


def _occurrences(body: str, quote: str) -> list[Span]:
    found: list[Span] = []
    at = body.find(quote)
    while at >= 0:
        found.append(Span(at, at + len(quote)))
        at = body.find(quote, at + 1)
    return found


def _resembling(anchor: Anchor, body: str) -> list[Span]:
    """The stretch of ``body`` most like prefix + quote + suffix, cut to the quote through their alignment."""
    pattern = anchor.prefix + anchor.exact + anchor.suffix
    found = fuzz.partial_ratio_alignment(pattern, body)
    if found is None:
        return []
    low = max(0, found.dest_start - CONTEXT)
    window = body[low : found.dest_end + CONTEXT]
    start = end = None
    quote = range(len(anchor.prefix), len(anchor.prefix) + len(anchor.exact))
    for op in Levenshtein.opcodes(pattern, window):
        if op.tag in ("equal", "replace"):
            first = max(op.src_start, quote.start)
            last = min(op.src_end, quote.stop)
            if first < last:
                shift = op.dest_start - op.src_start
                start = first + shift if start is None else start
                end = last + shift
    return [] if start is None or end is None else [Span(low + start, low + min(end, len(window)))]


def _score(anchor: Anchor, body: str, span: Span) -> float:
    quote = Indel.normalized_similarity(anchor.exact, span.of(body))
    prefix = fuzz.ratio(body[max(0, span.start - CONTEXT) : span.start], anchor.prefix) / 100
    suffix = fuzz.ratio(body[span.end : span.end + CONTEXT], anchor.suffix) / 100
    position = 1 - abs(span.start - anchor.span.start) / max(1, len(body))
    return (50 * quote + 20 * prefix + 20 * suffix + 2 * position) / 92
