"""The one door to a library, for screens and commands alike: articles, notes, entities, translations, exports.

``Library`` is made of ``Parts``; what needs two of them is done here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, Unpack

from reader.library import marked
from reader.library.parts import Parts
from reader.library.places import notes_path
from reader.library.shelf import Shelf, parse_date
from reader.model import Step
from reader.text.clean import one_line

if TYPE_CHECKING:  # what the first frame does without is imported on first use
    from reader.filters import Facts, Term
    from reader.library.notebook import MarkChanges
    from reader.model import Article, ArticleRow, Entity, Excerpt, Note, Placing, Span
    from reader.text.segments import Document

__all__ = ["Library", "Opened", "Shelf", "notes_path", "parse_date"]


class Opened(NamedTuple):
    """An article ready to be read."""

    article: Article
    document: Document


class Library(Parts):
    """A folder of articles, and all that is known about them."""

    _homed: marked.Homes | None = None

    # Articles

    def refresh(self) -> Iterator[Step[str]]:
        """Bring the list of articles up to date with the folder."""
        yield from self.shelf.refresh()
        self._homed = None
        self.sync_dates()

    def rows(self, numbers: Sequence[int]) -> list[ArticleRow]:
        """The rows of the list with these numbers, with the user's marks once the notes are open."""
        rows = self.shelf.index.rows(numbers)
        return self._marked(rows) if self.is_made("notebook") else rows

    def all_rows(self) -> list[ArticleRow]:
        """Every row, newest first, undated last."""
        return self.rows(self.shelf.all().numbers)

    def find(self, name: str) -> ArticleRow:
        """The article called ``name``, with the user's marks.

        Raises:
            NotFoundError: when there is none, or more than one.
        """
        return self._marked([self.shelf.find(name)])[0]

    def open(self, row: ArticleRow) -> Opened:
        """Read and segment an article.

        Raises:
            InputError: when its file cannot be used.
        """
        from reader.text.segments import Document  # noqa: PLC0415 - not before the first frame

        article = self.shelf.read(row)
        return Opened(article, Document.of(article.body))

    def facts(self, terms: Sequence[Term], named: Mapping[str, frozenset[int]] | None = None) -> Facts:
        """What marks, notes and names say of articles, by row number, as far as ``terms`` ask for it."""
        index = self.shelf.index
        named = self.names.named(terms) if named is None else named
        languages = {term.value: index.in_language(term.value) for term in terms if term.kind == "lang"}
        english = {term.value: self.wordings.mentioning(term.value) for term in terms if term.kind == "english"}
        found = marked.facts(self.notebook.notes, index, self._homes)
        return replace(found, named=named, languages=languages, english=english)

    def mark(self, row: ArticleRow, **changes: Unpack[MarkChanges]) -> Future[None]:
        """Change what the user says of an article: ``read``, ``starred``, ``tags``."""
        return self._mark(row, f"the marks of “{one_line(row.title)}”", **changes)

    def mark_read(self, row: ArticleRow) -> None:
        """Note that an article was opened; no step that undo would take back."""
        self._mark(row, "reading", undoable=False, read=True)

    def _mark(
        self, row: ArticleRow, label: str, *, undoable: bool = True, **changes: Unpack[MarkChanges]
    ) -> Future[None]:
        return self.notebook.mark(row, label, known=self._homes.marks.get(row.id), undoable=undoable, **changes)

    def set_date(self, row: ArticleRow, text: str) -> Future[None]:
        """Give an article the user's own date, or with an empty one its file's again.

        Raises:
            InputError: when ``text`` is no date.
        """
        saved = self._mark(row, f"the date of “{one_line(row.title)}”", date=parse_date(text))
        self.sync_dates()
        return saved

    def sync_dates(self) -> None:
        """Let the list follow the user's dates."""
        self.shelf.index.set_dates(marked.dates(self._homes))

    def _marked(self, rows: list[ArticleRow]) -> list[ArticleRow]:
        return marked.rows(rows, self._homes)

    # Notes

    def open_notes(self) -> Iterator[Step[None]]:
        """Open the notes, as a job of one step, let the list follow the user's dates, and say what is unfinished."""
        from reader.library import unfinished  # noqa: PLC0415 - not before the first frame

        self.sync_dates()
        self.problems += unfinished.told(unfinished.unfinished(self))
        yield Step(1, 1)

    @property
    def _homes(self) -> marked.Homes:
        homed = self._homed
        if homed is None or homed.version != self.notebook.file.version:
            homed = self._homed = marked.homes(self.notebook, self.shelf.index)
        return homed

    def catch_up(self) -> None:
        """Work out what is asked after many notes have changed, so that nobody waits for it; takes a while."""
        _ = self.notebook.tags, self.notebook.tagged, self._homes

    @property
    def strays(self) -> frozenset[str]:
        """The ids of articles that are gone, though the user wrote something on them."""
        return self._homes.strays

    def home_of(self, note: Note) -> str | None:
        """The id of the article that ``note`` belongs to now; None when it is gone."""
        return self._homes.notes.get(note.uid)

    def notes_in(self, article: Article) -> list[tuple[Note, Placing]]:
        """The notes on an article with their passages, in text order, orphans last."""
        from reader.library import passages  # noqa: PLC0415 - not before the first frame

        homes = self._homes.notes
        return passages.placed(article, [note for note in self.notebook.notes if homes.get(note.uid) == article.id])

    def note_at(self, article: Article, span: Span) -> Note | None:
        """The note whose passage in ``article`` is now exactly ``span``, if there is one."""
        return next((note for note, placing in self.notes_in(article) if placing.span == span), None)

    def excerpts(self, notes: Sequence[Note] | None = None, *, bare: bool = False) -> list[Excerpt]:
        """Notes (all by default) with their places, and unless ``bare`` all that an export prints around them."""
        return [excerpt for step in self.gather(notes, bare=bare) for excerpt in step.item or ()]

    def gather(self, notes: Sequence[Note] | None = None, *, bare: bool = False) -> Iterator[Step[list[Excerpt]]]:
        """The same as a job: a step for each article."""
        from reader.library import passages  # noqa: PLC0415 - not before the first frame

        return passages.gather(self, self.notebook.notes if notes is None else notes, self._homes.notes, bare=bare)

    def quotation(self, opened: Opened, span: Span) -> str:
        """A passage as one would quote it: its words, their translation with who made it, and the source."""
        from reader.library import passages  # noqa: PLC0415 - not before the first frame

        return passages.quotation(self, opened, span)

    # Entities

    def known_entities(self, opened: Opened) -> tuple[Entity, ...] | None:
        """The entities of an article, where they need not be looked for; None where they have to be."""
        return self.names.known(opened.article)

    def entities(self, opened: Opened) -> tuple[Entity, ...]:
        """The entities of an article, from the index or found now. Slow when they have to be found."""
        return self.names.entities(*opened)
