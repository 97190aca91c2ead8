"""Finds listed names in a text: the user's own in every language, all of them where there is no recogniser."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from reader.model import LISTED, Entity, Span
from reader.names.table import Listed

_WORD = re.compile(r"[^\W_]+")


def find(body: str, names: Iterable[Listed], source: str = LISTED) -> tuple[Entity, ...]:
    """The places in ``body`` where ``names`` stand as whole words, exactly as written; the longest at each."""
    opening: defaultdict[str, list[tuple[str, Listed]]] = defaultdict(list)
    for listed in names:
        for form in (listed.name, *listed.forms):
            first = _WORD.search(form)
            if first is not None and first.start() == 0:
                opening[first[0]].append((form, listed))
    for forms in opening.values():
        forms.sort(key=lambda each: -len(each[0]))  # stable: of equal forms the first one listed wins
    return tuple(_found(body, opening, source)) if opening else ()


def _found(body: str, opening: dict[str, list[tuple[str, Listed]]], source: str) -> Iterator[Entity]:
    free = 0
    for word in _WORD.finditer(body):
        start = word.start()
        for form, listed in opening.get(word[0], ()) if start >= free else ():
            free = start + len(form)
            if body.startswith(form, start) and not body[free : free + 1].isalnum():
                yield Entity(Span(start, free), listed.label, form, 1.0, listed.name, source)
                break
            free = start


class Disjoint:
    """Entities in the order of the text, no two of which overlap, to be asked what touches a span."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        """Of entities that overlap, the first is taken, and the longest of those that begin together."""
        self.entities: list[Entity] = []
        for each in sorted(entities, key=lambda entity: (entity.span.start, -entity.span.end)):
            if each.span.length and (not self.entities or self.entities[-1].span.end <= each.span.start):
                self.entities.append(each)
        self._starts = [each.span.start for each in self.entities]

    def touching(self, span: Span) -> Sequence[Entity]:
        """The entities that share a code point with ``span``."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        last = bisect_right(self._starts, span.end - 1)
        return [each for each in self.entities[first:last] if each.span.overlaps(span)]


def overlaid(entities: Iterable[Entity], found: Iterable[Entity]) -> tuple[Entity, ...]:
    """``entities`` corrected by those ``found`` by name, which go before all but the longer ones they are part of."""
    others, new = Disjoint(entities), Disjoint(found).entities
    while True:  # a longer one that has to go may have hidden others
        kept = Disjoint(each for each in new if not _is_part(each, others))
        left = [old for old in others.entities if not kept.touching(old.span)]
        if len(left) == len(others.entities):
            return tuple(Disjoint([*left, *kept.entities]).entities)
        others = Disjoint(left)


def _is_part(entity: Entity, others: Disjoint) -> bool:
    """Whether an entity is inside a longer one."""
    return any(o.span.covers(entity.span) and o.span != entity.span for o in others.touching(entity.span))
