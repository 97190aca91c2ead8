"""From what a finder tells to entities: nothing that is not a proper range of the body, and no two that overlap."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from reader.model import Entity, Label, Span
from reader.recognisers.finder import Found
from reader.text.clean import one_line
from reader.text.segments import tokens

if TYPE_CHECKING:
    from reader.entities.knowledge import Knowledge
    from reader.text.segments import Document

_SOURCE = "model"


def entities(
    document: Document, found: Iterable[Found], labels: Mapping[str, Label], *, dutch: bool
) -> tuple[Entity, ...]:
    """What ``found`` comes to, sorted; in ``dutch`` texts each name with what it stands for in its article."""
    kept = tidied(document.body, found, labels)
    names = _stand_for(document, kept) if dutch and kept else {}
    return tuple(
        Entity(each.span, each.label, each.text, each.score, names.get(each.span, each.name), _SOURCE)
        for each in kept
    )


def tidied(body: str, found: Iterable[Found], labels: Mapping[str, Label]) -> list[Entity]:
    """Those of ``found`` that are names in ``body``, without white space around them.

    Of names that overlap, the surest is kept, then the longest, then the first.
    """
    proper = sorted(_proper(body, found, labels), key=lambda each: (-each.score, -each.span.length, each.span.start))
    starts: list[int] = []
    kept: list[Entity] = []
    for each in proper:
        place = bisect_left(starts, each.span.start)
        if any(other.span.overlaps(each.span) for other in kept[max(0, place - 1) : place + 1]):
            continue
        starts.insert(place, each.span.start)
        kept.insert(place, each)
    return kept


def _proper(body: str, found: Iterable[Found], labels: Mapping[str, Label]) -> Iterator[Entity]:
    for start, end, theirs, score in found:
        label = labels.get(theirs.upper())
        if label is None or not 0 <= start < end <= len(body):
            continue
        written = body[start:end]
        text = written.strip()
        name = one_line(text)
        if name:
            begin = start + len(written) - len(written.lstrip())
            sure = min(1.0, max(0.0, float(score))) if score == score else 0.0  # noqa: PLR0124 - NaN is not itself
            yield Entity(Span(begin, begin + len(text)), label, text, sure, name, _SOURCE)


def _stand_for(document: Document, kept: Sequence[Entity]) -> dict[Span, str]:
    """The name that each entity stands for in its article, where it begins and ends with words."""
    from reader.entities import names  # noqa: PLC0415 - only where another recogniser reads Dutch
    from reader.entities.acronyms import introductions  # noqa: PLC0415 - as above
    from reader.entities.mentions import Mention, TaggedSentence  # noqa: PLC0415 - as above

    spans: list[Span] = []
    named: list[names.Named] = []
    tagged: list[TaggedSentence] = []
    for members, row in _by_sentence(document, kept):
        words = tuple(span.of(document.body) for span in row)
        first = {span.start: i for i, span in enumerate(row)}
        last = {span.end: i + 1 for i, span in enumerate(row)}
        whole = [
            (each, Mention(first[each.span.start], last[each.span.end], each.label, each.score))
            for each in members
            if each.span.start in first and each.span.end in last
        ]
        for each, mention in whole:
            spans.append(each.span)
            following = "".join(words[mention.end : mention.end + 1])
            named.append(names.Named(mention.of(words), each.label, following))
        tagged.append(TaggedSentence(words, tuple(mention for _, mention in whole)))
    return dict(zip(spans, names.resolve(named, introductions(tagged), _knowledge()), strict=True))


def _by_sentence(document: Document, kept: Sequence[Entity]) -> Iterator[tuple[list[Entity], list[Span]]]:
    """The sentences that have entities, with those wholly inside, and the words of each sentence."""
    members: dict[int, list[Entity]] = {}
    for each in kept:
        sentence = document.sentence_at(each.span.start)
        if document.sentences[sentence].span.covers(each.span):
            members.setdefault(sentence, []).append(each)
    for sentence, inside in members.items():
        yield inside, tokens(document.body, document.sentences[sentence].span)


@cache
def _knowledge() -> Knowledge:
    from reader.entities.knowledge import Knowledge  # noqa: PLC0415 - as above
    from reader.entities.recogniser import DATA  # noqa: PLC0415 - as above

    return Knowledge.read(DATA)
