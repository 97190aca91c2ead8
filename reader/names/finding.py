"""Finds listed names in a text: the user's own in every language, all of them where there is no recogniser."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from reader.model import Entity, Span
from reader.names.table import Listed

SOURCE = "gazetteer"
"""The ``source`` of entities that are found by their names."""

_WORD = re.compile(r"[^\W_]+")


def find(body: str, names: Iterable[Listed]) -> tuple[Entity, ...]:
    """The places in ``body`` where ``names`` stand as whole words, exactly as written; the longest at each."""
    opening: defaultdict[str, list[tuple[str, Listed]]] = defaultdict(list)
    for listed in names:
        for form in (listed.name, *listed.forms):
            first = _WORD.search(form)
            if first is not None and first.start() == 0:
                opening[first[0]].append((form, listed))
    for forms in opening.values():
        forms.sort(key=lambda each: -len(each[0]))  # stable: of equal forms the first one listed wins
    return tuple(_found(body, opening))


def _found(body: str, opening: dict[str, list[tuple[str, Listed]]]) -> Iterator[Entity]:
    free = 0
    for word in _WORD.finditer(body):
        start = word.start()
        for form, listed in opening.get(word[0], ()) if start >= free else ():
            free = start + len(form)
            if body.startswith(form, start) and not body[free : free + 1].isalnum():
                yield Entity(Span(start, free), listed.label, form, 1.0, listed.name, SOURCE)
                break
            free = start


def overlaid(entities: Sequence[Entity], found: Sequence[Entity]) -> tuple[Entity, ...]:
    """``entities`` corrected by those ``found`` by name, which go before all but the longer ones they are part of."""
    kept = [new for new in found if not any(old.span.covers(new.span) and old.span != new.span for old in entities)]
    others = [old for old in entities if not any(old.span.overlaps(new.span) for new in kept)]
    return tuple(sorted((*others, *kept), key=lambda entity: entity.span))
