"""What the user says of names, laid over what was found in a text and over how the forms of names are grouped.

It wins over every recogniser and every list. What is said of one passage goes before what is said of words wherever
they stand, and of two things that exclude one another the later one holds.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from operator import attrgetter
from typing import TypeAlias

from reader.model import CORRECTED, Correction, Entity, Label, Name, Span
from reader.names.finding import find, overlaid
from reader.names.grouping import Form, Resolved
from reader.names.table import Listed
from reader.text import anchors

Placed: TypeAlias = tuple[Span, Correction]
"""A correction of a passage, and where that is."""
_Who: TypeAlias = tuple[str, bool]
"""Words, and whether they are a person: a person and a place may be written alike."""


class Corrections:
    """All that the user says of names, ready to be applied."""

    def __init__(self, said: Iterable[Correction] = ()) -> None:
        self.all = tuple(sorted(said, key=attrgetter("modified")))
        """Everything, the latest last."""
        everywhere = [each for each in self.all if each.everywhere]
        what = {each.words: each for each in everywhere if each.says in ("name", "none")}
        self._names = [Listed(w, each.label) for w, each in what.items() if each.says == "name" and each.label]
        self._none = {words for words, each in what.items() if each.says == "none"}
        self._called = {(each.words, each.label) for each in self.all if each.says == "name"}
        self._same = _acyclic(each for each in everywhere if each.says == "same")
        self._apart: defaultdict[_Who, set[str]] = defaultdict(set)
        for each in everywhere:
            if each.says == "apart" and each.label and each.other and each.words != each.other.text:
                self._apart[_who(each.words, each.label)].add(each.other.text)

    def __bool__(self) -> bool:
        """Whether anything is said."""
        return bool(self.all)

    @cached_property
    def digest(self) -> str:
        """Changes with everything that is said; empty where nothing is."""
        said = "\n".join(repr(replace(each, modified="")) for each in self.all)
        return hashlib.sha256(said.encode(errors="surrogatepass")).hexdigest()[:16] if self.all else ""

    # A text

    def placed(self, article: str, body: str, digest: str) -> list[Placed]:
        """What is said of passages of an article (an id) with this body, and where they are now, the latest last."""
        found = (
            (anchors.place(each.anchor, body, digest).span, each)
            for each in self.all
            if each.article and each.anchor and (each.article.id == article or each.anchor.digest == digest)
        )
        return [(span, each) for span, each in found if span is not None and span.length]

    def applied(self, entities: Iterable[Entity], body: str, here: Sequence[Placed] = ()) -> tuple[Entity, ...]:
        """The entities of ``body`` as the user has them: sorted, not overlapping; applying twice is applying once."""
        if not self.all:
            return tuple(entities)
        who = [(span, each) for span, each in here if each.says in ("same", "apart")]
        found = self._bounded(entities, body, _latest(here))
        others = {each.span: self._identified(each, who) for each in found if each.source != CORRECTED}
        full = _FullNames(each for each in others.values() if not any(span.overlaps(each.span) for span, _ in who))
        own = (replace(each, name=full.of(each)) for each in found if each.source == CORRECTED)
        named = others | {each.span: self._identified(each, who) for each in own}
        return tuple(named[each.span] for each in found)

    def _bounded(self, entities: Iterable[Entity], body: str, places: Sequence[Placed]) -> tuple[Entity, ...]:
        """What is a name, from where to where, and of which kind."""

        def is_free(entity: Entity) -> bool:
            return not any(span.overlaps(entity.span) for span, _ in places)

        found = (each for each in entities if each.text not in self._none and is_free(each))
        kept = overlaid(found, filter(is_free, find(body, self._names, CORRECTED)))
        own = (
            Entity(span, each.label, span.of(body), 1, span.of(body), CORRECTED)
            for span, each in places
            if each.says == "name" and each.label
        )
        return tuple(sorted((*kept, *own), key=attrgetter("span")))

    def _identified(self, entity: Entity, here: Sequence[Placed]) -> Entity:
        """An entity with the name that it stands for."""
        name = self._standing_for(entity)
        for span, each in here:
            if each.other is not None and span.overlaps(entity.span):
                if each.says == "same":
                    name = self._end(_who(each.other.text, each.other.label)).text
                elif name == each.other.text:
                    name = entity.text
        return replace(entity, name=name) if name != entity.name else entity

    def _standing_for(self, entity: Entity) -> str:
        who = _who(entity.text, entity.label)
        if who in self._same:
            return self._end(who).text
        name = self._end(_who(entity.name, entity.label)).text if self._same else entity.name
        return entity.text if name in self._apart.get(who, ()) else name

    def _end(self, who: _Who, label: Label = "MISC") -> Name:
        """The name at the end of what words are said to stand for; themselves if nothing is said."""
        name = Name(who[0], label)
        while (other := self._same.get(who)) is not None:
            name, who = other, _who(other.text, other.label)
        return name

    # A library

    def regrouped(self, resolved: Mapping[Form, Resolved]) -> dict[Form, Resolved]:
        """What forms stand for in the library, as the user has it."""
        if not (self._same or self._apart or self._called):
            return dict(resolved)
        return {form: self._regrouped(form, found) for form, found in resolved.items()}

    def _regrouped(self, form: Form, found: Resolved) -> Resolved:
        who = _who(form.text, form.label)
        said = self._end(who)
        if who in self._same and said.text == form.name:  # else something else is said of the passage
            return Resolved(said.text, said.label)
        if (form.text, form.label) in self._called:  # a list may call it something else
            found = found._replace(label=form.label)
        if found.name != form.name and self._are_apart(form, found):
            found = Resolved(form.name, form.label)
        name = self._end(_who(found.name, found.label), found.label)
        return Resolved(name.text, name.label, found.guess)

    def _are_apart(self, form: Form, found: Resolved) -> bool:
        return any(found.name in self._apart.get(_who(words, form.label), ()) for words in (form.text, form.name))


class _FullNames:
    """The names in a text that a shorter form may stand for."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._known: dict[_Who, str] = {}
        for each in entities:
            for words in (each.text, *(_ends(each.text) if each.label == "PER" else ())):
                self._known.setdefault(_who(words, each.label), each.name)

    def of(self, entity: Entity) -> str:
        """The full name of an entity; its own words where the text has none."""
        return self._known.get(_who(entity.text, entity.label), entity.text)


def _ends(name: str) -> Iterator[str]:
    words = name.split(" ")
    return (" ".join(words[start:]) for start in range(1, len(words)))


def _who(words: str, label: Label) -> _Who:
    return words, label == "PER"


def _latest(here: Sequence[Placed]) -> list[Placed]:
    """What passages are said to be; of passages that overlap, the latest."""
    taken: list[Placed] = []
    for span, each in reversed(here):
        if each.says in ("name", "none") and not any(span.overlaps(other) for other, _ in taken):
            taken.append((span, each))
    return taken


def _acyclic(said: Iterable[Correction]) -> dict[_Who, Name]:
    """What words stand for; an earlier word that would lead back to where a later one begins counts no more."""
    links: dict[_Who, Name] = {}
    for each in reversed(list(said)):
        assert each.label is not None
        assert each.other is not None
        start, at = _who(each.words, each.label), _who(each.other.text, each.other.label)
        while at != start and at in links:
            at = _who(links[at].text, links[at].label)
        if at != start and start not in links:
            links[start] = each.other
    return links
