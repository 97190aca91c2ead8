"""How a note finds its passage again in an article that may have changed.

The order of trust: the same digest; the quote where it was; the quote elsewhere, chosen by its surroundings; the
nearest text that resembles it. Below the threshold the note is an orphan: it is never moved to a guess. The
scoring is that of the Hypothesis client (quote, prefix, suffix and position weigh 50, 20, 20 and 2), but a part
that is short weighs less: a single word is found in many places, and only its surroundings tell them apart.
"""

from __future__ import annotations

from reader.model import Anchor, Placing, Span

CONTEXT = 32
"""Code points kept on either side of a quote."""
THRESHOLD = 0.7
"""The score, from 0 to 1, under which a place is not the passage."""
_ALIKE = 0.02
"""Surroundings that differ less tell no places apart."""
LEAST = 0.6
"""How much of the quote must be left, from 0 to 1: surroundings alone are what a deleted passage leaves behind."""

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
    if anchor.lost:
        return ORPHAN
    if anchor.digest == digest or (anchor.exact and anchor.span.of(body) == anchor.exact and _at_home(anchor, body)):
        return Placing("exact", anchor.span)
    if not anchor.exact:
        return ORPHAN
    for find in (_occurrences, _resembling):
        scored = max(((_score(anchor, body, span), span) for span in find(anchor, body)), default=(0.0, None))
        if scored[1] is not None and scored[0] >= THRESHOLD:
            return Placing("exact" if scored[1] == anchor.span else "moved", scored[1])
    return ORPHAN


def rivals(anchor: Anchor, body: str) -> int:
    """How many places have the quote, with surroundings as much like those of ``anchor`` as any; 1 is no doubt."""
    likeness = [_likeness(anchor, body, span) for span in _occurrences(anchor, body)]
    return sum(max(likeness) - each < _ALIKE for each in likeness)


def _likeness(anchor: Anchor, body: str, span: Span) -> float:
    """How much the surroundings of ``span`` are those of the passage: twice 0 to 1."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - an unchanged article does without it

    before, after = body[max(0, span.start - CONTEXT) : span.start], body[span.end : span.end + CONTEXT]
    size = len(anchor.prefix), len(anchor.suffix)
    prefix = fuzz.ratio(before[-size[0] :], anchor.prefix) if size[0] else 0
    suffix = fuzz.ratio(after[: size[1]], anchor.suffix) if size[1] else 0
    return (prefix + suffix) / 100


def _at_home(anchor: Anchor, body: str) -> bool:
    """Whether the text on one side is still there, so that a short quote is not mistaken for another."""
    span = anchor.span
    before = body[max(0, span.start - CONTEXT) : span.start] == anchor.prefix
    after = body[span.end : span.end + CONTEXT] == anchor.suffix
    return (before and after) or (before and anchor.prefix != "") or (after and anchor.suffix != "")


def _occurrences(anchor: Anchor, body: str) -> list[Span]:
    """Every place of the quote as it was."""
    found: list[Span] = []
    at = body.find(anchor.exact)
    while at >= 0:
        found.append(Span(at, at + len(anchor.exact)))
        at = body.find(anchor.exact, at + 1)
    return found


def _resembling(anchor: Anchor, body: str) -> list[Span]:
    """The stretch of ``body`` most like prefix + quote + suffix, cut to the quote through their alignment."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - an unchanged article does without it
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - as above

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
    from rapidfuzz import fuzz  # noqa: PLC0415 - an unchanged article does without it
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - as above

    quote = Indel.normalized_similarity(anchor.exact, span.of(body))
    if quote < LEAST:
        return 0
    prefix = fuzz.ratio(body[max(0, span.start - CONTEXT) : span.start], anchor.prefix) / 100
    suffix = fuzz.ratio(body[span.end : span.end + CONTEXT], anchor.suffix) / 100
    position = max(0, 1 - abs(span.start - anchor.span.start) / max(1, len(body)))
    weights = (
        min(50, len(anchor.exact)),
        20 * len(anchor.prefix) / CONTEXT,
        20 * len(anchor.suffix) / CONTEXT,
        2,
    )
    return sum(w * x for w, x in zip(weights, (quote, prefix, suffix, position), strict=True)) / sum(weights)
