"""The names in the article being read: which of them are marked, what is known of one, and its next mention."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from itertools import takewhile
from typing import TYPE_CHECKING

from textual.containers import Vertical

from reader.model import Mention, Name, Step
from reader.text.clean import one_line
from reader.ui import jobs
from reader.ui.messages import Changed, Renamed, Target, Told, Wanted
from reader.ui.screens.changes import attempt
from reader.ui.widgets.reading import Reading

if TYPE_CHECKING:
    from reader.library import Library, Opened
    from reader.model import Entity, Label, Span

NAME, NEXT = "name here", "next mention"
"""Names of the jobs that look up a name, and its next mention."""
CORRECTED, FOLLOW = "names as corrected", "following corrections"
"""Names of the jobs that find the names of the article as the user has them now, and those of all others."""


class Naming(Vertical):
    """What an article's pane does about names."""

    library: Library
    opened: Opened | None
    reading: Reading
    _entities: Sequence[Entity] = ()
    _hidden: frozenset[Label] = frozenset()
    _beside: dict[int, tuple[str, Sequence[Entity]]] = {}  # noqa: RUF012 - replaced with the entities, never changed
    """The translations of sentences in which names were looked for, and these."""
    _said: str | None = None
    """Digest of the corrections that are shown; None before anything is."""

    def forget_names(self) -> None:
        """Know nothing of the names of an article, as another one takes its place."""
        self._entities, self._beside, self._said = (), {}, None

    def show_entities(self, entities: Sequence[Entity]) -> None:
        """Mark the entities of the article, but for the kinds that are hidden."""
        self._entities = entities
        self._beside = {}
        self.reading.names_beside = self._names_beside
        self.reading.show_entities([entity for entity in entities if entity.label not in self._hidden])

    def _names_beside(self, index: int, translation: str) -> Sequence[Entity]:
        """The names in the translation of a sentence, found once."""
        known = self._beside.get(index)
        if known is None or known[0] != translation:
            from reader.names.translated import in_translation  # noqa: PLC0415 - not before the first frame

            assert self.opened is not None
            span = self.opened.document.sentences[index].span
            first = bisect_right(self._entities, span.start, key=lambda each: each.span.end)
            here = takewhile(lambda each: each.span.start < span.end, self._entities[first:])
            shown = (each for each in here if each.label not in self._hidden)
            known = self._beside[index] = translation, in_translation(shown, translation, self.library.names.table)
        return known[1]

    def renew_names(self) -> None:
        """Show the names as the user has them now, if that has changed, and let all other articles follow."""
        said, before = self.library.names.own.corrections.digest, self._said
        self._said, opened = said, self.opened
        if opened is not None and before not in (None, said):
            jobs.run(self, CORRECTED, opened.article.id, lambda: self._corrected(opened))

    def action_correct(self) -> None:
        """Let the user say what the name here is, or the selection."""
        from reader.ui.screens import correcting  # noqa: PLC0415 - not before the first frame

        if self.opened is None:
            return
        selected = self.reading.place.passage if self.reading.place.selection else None
        here = correcting.in_text(self.library, self.opened.article, self._entity(), selected)
        if here is None:
            self.post_message(Told("No name here; e goes to the next one, v selects words."))
        else:
            correcting.correct(self, self.library, *here, self._make_correction)

    def _make_correction(self, change: Callable[[], Future[None]]) -> None:
        from reader.ui.screens import correcting  # noqa: PLC0415 - loaded by now

        saved = attempt(self, change)
        if saved is None:
            return
        self.reading.go(self.reading.place.settle())
        self.renew_names()
        said = correcting.latest(self.library)
        self.notify(said, markup=False)
        self.post_message(Changed(said, saved))

    def action_labels(self) -> None:
        """Say what the letters mean, and let the kinds of names be shown or hidden."""
        from reader.ui.screens.legend import Legend  # noqa: PLC0415 - not before the first frame

        if self.opened is not None:
            counts = Counter(entity.label for entity in self._entities)
            shown = self._hidden if self.reading.highlights else frozenset(counts)
            self.app.push_screen(Legend(counts, shown, self._by, self._hide))

    @property
    def _by(self) -> str:
        """Who found the names."""
        assert self.opened is not None
        language = self.opened.article.language
        recogniser = self.library.names.reader_of(language)
        if recogniser is None:
            return f"there is no recogniser for “{one_line(language)}”: only listed names are marked"
        by = recogniser.provenance
        instead = "".join(f"\n{problem}" for problem in self.library.recognisers.problems)
        return f"found by {by.name} {by.version}{f' ({by.licence})' if by.licence else ''}{instead}"

    def _hide(self, hidden: frozenset[Label]) -> None:
        self._hidden = hidden
        self.reading.highlights = True
        self.show_entities(self._entities)

    def go_to_span(self, span: Span) -> None:
        """Make a passage of the article the current one; one that is no longer there is left alone."""
        if self.opened is not None and span.end <= len(self.opened.article.body):
            self.reading.place = self.reading.place.select(span).settle()

    def _entity(self) -> Entity | None:
        """The entity that the passage is, or the first one in it."""
        here = self.reading.place.passage
        return next((entity for entity in self._entities if entity.span.overlaps(here)), None)

    def action_name(self) -> None:
        """Show what is known of the name here."""
        self._ask(NAME)

    def action_next_mention(self) -> None:
        """Go to the next mention of the name here, in this article or in a later one."""
        self._ask(NEXT)

    def _ask(self, job: str) -> None:
        opened, entity = self.opened, self._entity()
        if opened is None or entity is None:
            self.post_message(Told("No name here; e goes to the next one."))
        else:
            jobs.run(self, job, opened.article.id, lambda: self._answer(opened, entity, onward=job == NEXT))

    def _answer(self, opened: Opened, entity: Entity, *, onward: bool) -> Iterator[Step[Name | Mention]]:
        names = self.library.names
        found = names.at(opened.article, entity.span)
        if found is None:
            return
        if not onward:
            yield Step(1, 1, found[0])
            return
        number = self.library.shelf.index.numbers([opened.article.id]).get(opened.article.id, 0)
        yield Step(1, 1, names.after(found[0], Mention(number, entity.span)))

    def on_job_stepped(self, event: jobs.JobStepped) -> None:
        """Show the name or the names, or go to the mention."""
        found = event.step.item
        if event.job == CORRECTED and isinstance(found, tuple):
            if self.opened and event.subject == self.opened.article.id:
                self.show_entities(found)
            self.call_after_refresh(self._follow)  # first of all this article is painted
        if event.job == NAME and isinstance(found, Name):
            from reader.ui.screens.name_card import Card  # noqa: PLC0415 - not before the first frame

            self.app.push_screen(Card(self.library, found), self._go_to)
        elif event.job == NEXT:
            if found is None:
                self.post_message(Told(f"No other mention is known.{self._unread()}"))
            else:
                self._go_to(found)

    def _corrected(self, opened: Opened) -> Iterator[Step[tuple[Entity, ...]]]:
        """The entities of the article as the user has them now; what they stand for is settled with all others."""
        yield Step(1, 1, self.library.entities(opened))

    def _follow(self) -> None:
        jobs.run(self, FOLLOW, "", self.library.names.follow)

    def on_job_ended(self, event: jobs.JobEnded) -> None:
        """Say that articles mention other names now."""
        if event.job == FOLLOW:
            self.post_message(Renamed())

    def _unread(self) -> str:
        unread = len(self.library.names.unread())
        return f" N reads the {unread:,} articles that were not read for names yet." if unread else ""

    def _go_to(self, target: Target | None) -> None:
        if target is not None:
            self.post_message(Wanted(target))
