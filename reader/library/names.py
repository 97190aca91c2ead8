"""The entities of articles, and the names of a whole library that they stand for.

What a recogniser finds in a body is kept in the index. Over it lie the names that the user gives in
``gazetteer.tsv``, and over both the user's corrections; what comes of all are the mentions, kept in the index too,
and grouped by name over all articles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

from reader.errors import EngineError, InputError
from reader.library.following import follow
from reader.library.ownnames import OWN, OwnNames
from reader.library.pool import spread
from reader.model import Mention, Name, Step
from reader.names import Form, NameTable, resolve
from reader.store.mentions import Settled, Tally

if TYPE_CHECKING:
    from reader.entities import EntityRecogniser
    from reader.filters import Term
    from reader.library.shelf import Shelf
    from reader.model import Article, ArticleRow, Entity, Span
    from reader.recognisers import Recognisers
    from reader.settings import Settings
    from reader.store.bodies import Reading
    from reader.store.mentions import Mentions
    from reader.text.segments import Document

__all__ = ["OWN", "Names", "Tally"]

_SETTLED: Final = "names settled"
_BATCH: Final = 500


class Names:
    """Entities and names of one library; for any number of threads."""

    def __init__(self, shelf: Shelf, recognisers: Recognisers, settings: Settings, own: OwnNames) -> None:
        self._shelf = shelf
        self._recognisers = recognisers
        self._settings = settings
        self.own = own
        """What the user says of names."""
        self._settling = Lock()

    @property
    def mentions(self) -> Mentions:
        """Where names are mentioned, as far as articles were read."""
        return self._shelf.index.mentions

    @property
    def table(self) -> NameTable:
        """The names that are known beforehand, with the user's own as they are now."""
        return self.own.table

    def reads(self, language: str) -> bool:
        """Whether there is a recogniser for a language (BCP 47); without one only listed names are found."""
        return self._recognisers.reading(language) is not None

    def loading(self, language: str) -> str:
        """Whose loading, before names can be found in a language, takes seconds; empty where nobody's does."""
        recogniser = self._recognisers.reading(language)
        slow = recogniser is not None and not getattr(recogniser, "ready", True)
        return recogniser.provenance.name if recogniser and slow else ""

    def reader_of(self, language: str) -> EntityRecogniser | None:
        """The recogniser for a language (BCP 47)."""
        return self._recognisers.reading(language)

    # One article

    def known(self, article: Article) -> tuple[Entity, ...] | None:
        """The entities of an article, where they need not be looked for; None where they have to be."""
        if self.mentions.state(article.digest) != self.state(article.language):
            return None
        found = self.kept(article.digest, article.language)
        return None if found is None else self._as_said(found, article)

    def entities(self, article: Article, document: Document) -> tuple[Entity, ...]:
        """The entities of an article, from the index or found now. Slow when they have to be found."""
        state = self.state(article.language)
        raw = self.kept(article.digest, article.language)
        if raw is None:
            recogniser = self._recognisers.reading(article.language)
            assert recogniser is not None
            raw = recogniser.recognise(document)
            self._shelf.index.keep_entities(article.digest, recogniser.provenance, raw)
        entities = self._as_said(raw, article)
        if self.mentions.state(article.digest) != state:
            self.mentions.put(article.digest, state, entities)
        return entities

    def look_for(self, article: Article, document: Document) -> Iterator[Step[tuple[Entity, ...]]]:
        """The entities of an article, as a job; then it is settled which names they stand for."""
        yield Step(0, 1)
        yield Step(1, 1, self.entities(article, document))
        self.settle()

    def state(self, language: str) -> str:
        """What the mentions in an article of this language are made by: its last word is the corrections' digest."""
        recogniser = self._recognisers.reading(language)
        by = recogniser.provenance if recogniser else None
        finder = f"{by.name} {by.version}" if by else f"names {len(self.table.all)}"
        return f"{finder} {self.table.digest} {self.own.corrections.digest}"

    def kept(self, digest: str, language: str) -> tuple[Entity, ...] | None:
        """What the recogniser found in a body; None if it never looked, nothing where there is none."""
        recogniser = self._recognisers.reading(language)
        return () if recogniser is None else self._shelf.index.entities(digest, recogniser.provenance)

    def _as_said(self, found: tuple[Entity, ...], article: Article) -> tuple[Entity, ...]:
        """What was found in an article, with the user's list and corrections laid over it."""
        raw = found if self.reads(article.language) else None
        return self.own.said.applied(raw, article.body, article.id, article.digest)

    # All articles

    def unread(self) -> list[Reading]:
        """The bodies whose mentions are not known, or not as they would be found now."""
        states: dict[str, str] = {}
        bodies = self.mentions.bodies()
        for language in {body.language for body in bodies}:
            states[language] = self.state(language)
        return [body for body in bodies if body.state != states[body.language]]

    def follow(self) -> Iterator[Step[list[str]]]:
        """Bring all articles that were read up to the user's corrections; steps say which were looked into."""
        yield from follow(self)

    def gather(self, workers: int = 1) -> Iterator[Step[str]]:
        """Find the names in all articles where that was not done: a step for each body, and at the end all settled.

        What was done stays done when it is stopped. With more ``workers`` than one, they are processes.
        """
        self.mentions.forget_gone()
        yield from (Step(step.done, step.total, problem=step.problem) for step in follow(self))
        unread = self.unread()
        yield from (Step(0, len(unread), problem=problem) for problem in self.own.problems)
        work = ((self._shelf.root, row, self._is_new(row), self._settings) for row in self._rows(unread))
        for done, (row, digest, found) in enumerate(spread(_recognised, work, workers), 1):
            problem = found if isinstance(found, str) else None
            recogniser = self._recognisers.reading(row.language)
            if isinstance(found, tuple) and recogniser is not None:
                self._shelf.index.keep_entities(digest, recogniser.provenance, found)
            problem = problem or self.read(row)
            yield Step(done, len(unread), None if problem else row.path, problem)
        self.settle(anew=bool(unread))

    @property
    def root(self) -> Path:
        """The folder of the articles."""
        return self._shelf.root

    def rows(self, numbers: Sequence[int]) -> list[ArticleRow]:
        """The articles with these row numbers; those that are gone are left out."""
        return self._shelf.index.rows(numbers)

    def _rows(self, bodies: Sequence[Reading]) -> Iterator[ArticleRow]:
        for start in range(0, len(bodies), _BATCH):
            yield from self.rows([body.article for body in bodies[start : start + _BATCH]])

    def _is_new(self, row: ArticleRow) -> bool:
        return self.kept(row.digest, row.language) is None

    def read(self, row: ArticleRow) -> str | None:
        """Keep the mentions in an article whose entities are kept; what went wrong, if anything did."""
        kept = self.kept(row.digest, row.language)
        state = self.state(row.language)
        if self.reads(row.language) and not self.table.own and not self.own.corrections and kept is not None:
            self.mentions.put(row.digest, state, kept)
            return None
        try:
            article = self._shelf.read(row)
            kept = self.kept(article.digest, article.language)
            if kept is not None:
                self.mentions.put(article.digest, state, self._as_said(kept, article))
                return None
            from reader.text.segments import Document  # noqa: PLC0415 - where an article has changed meanwhile

            self.entities(article, Document.of(article.body))
        except (InputError, EngineError) as error:
            return str(error)
        return None

    def settle(self, *, anew: bool = False) -> None:
        """Say of every form what it stands for, where that is not known or the user's list has changed."""
        with self._settling:
            index, table, corrections = self._shelf.index, self.table, self.own.corrections
            said = f"{table.digest} {corrections.digest}"
            if not anew and index.recall(_SETTLED) == said and not self.mentions.unsettled():
                return
            counted = self.mentions.counted()
            forms = {Form(each.text, each.stands_for, each.label): each for each in counted}
            resolved = corrections.regrouped(resolve({form: each.times for form, each in forms.items()}, table))
            settled = (
                Settled(
                    each.number, Name(found.name, found.label), found.guess, f"{found.name}\n{form.text}".casefold()
                )
                for form, each in forms.items()
                for found in [resolved[form]]
            )
            self.mentions.settle(list(settled))
            index.remember(_SETTLED, said)

    # Asking

    def all(self, among: Sequence[int] | None = None) -> list[Tally]:
        """Every name in the articles that were read, or in those ``among`` them, the most frequent first."""
        self.settle()
        return self.mentions.names(among)

    def at(self, article: Article, span: Span) -> tuple[Name, bool] | None:
        """The name of the entity at ``span``, and whether it is a guess; None where no entity is known."""
        self.settle()
        return self.mentions.at(article.digest, span)

    def after(self, name: Name, here: Mention) -> Mention | None:
        """The next mention of a name in the order of dates, after the last the first; None if there is no other."""
        found = self.mentions.of(name)
        if here not in found:
            return found[0] if found else None
        following = found[(found.index(here) + 1) % len(found)]
        return None if following == here else following

    def named(self, terms: Sequence[Term]) -> dict[str, frozenset[int]]:
        """Row numbers of the articles with the names that ``terms`` of a filter ask for; slow where they are many."""
        return {term.value: self.mentioning(term.value) for term in terms if term.kind == "name"}

    def called(self, words: str) -> list[Name]:
        """The names that are ``words``, in whatever case, or else those that are written so somewhere."""
        self.settle()
        return self.mentions.called(" ".join(words.split()).casefold())

    def mentioning(self, words: str) -> frozenset[int]:
        """Row numbers of the articles in which a name with ``words`` (casefolded) in it is mentioned."""
        return self.mentions.mentioning(words)


def _recognised(
    work: tuple[Path, ArticleRow, bool, Settings],
) -> tuple[ArticleRow, str, tuple[Entity, ...] | str | None]:
    """For an article that is new: its digest and its entities, or a sentence for what went wrong.

    May run in another process.
    """
    root, row, new, settings = work
    if not new:
        return row, row.digest, None
    from reader import intake  # noqa: PLC0415 - in a process of its own
    from reader.recognisers import choose  # noqa: PLC0415 - as above
    from reader.text.segments import Document  # noqa: PLC0415 - as above

    recogniser = choose(settings.recogniser, settings.recognisers).reading(row.language)
    try:
        article = intake.read_article(root, row.path, row.language)
        found = recogniser.recognise(Document.of(article.body)) if recogniser else ()
    except (InputError, EngineError) as error:
        return row, row.digest, str(error)
    return row, article.digest, found
