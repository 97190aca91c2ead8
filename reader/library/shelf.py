"""The articles of a library: found on disk, read, and listed from the index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.articles import Articles
from reader.errors import InputError
from reader.model import ArticleRow, Date, Step
from reader.store.index import Index, Record
from reader.text.clean import one_line

if TYPE_CHECKING:
    from reader.model import Article

_BATCH = 200


class Shelf:
    """The article files below a folder, and what the index remembers of them."""

    def __init__(self, root: Path, index: Index, language: str) -> None:
        self.root = root
        self.index = index
        self._language = language

    def refresh(self) -> Iterator[Step[str]]:
        """Bring the index up to date with the folder: one step for each file that is new or has changed.

        A file that cannot be used is a step with a problem each time, and is not listed until it can be.
        """
        from reader import intake  # noqa: PLC0415 - not before the first frame

        known = self.index.files()
        problems: list[str] = []
        found = {path: (stat.st_size, stat.st_mtime_ns) for path, stat in intake.walk(self.root, problems.append)}
        changed = [path for path, signature in found.items() if known.get(path) != signature]
        self.index.drop([path for path in known if path not in found])
        yield from (Step(0, len(changed), problem=trouble) for trouble in problems)
        batch: list[Record] = []
        for done, path in enumerate(changed, 1):
            problem: str | None = None
            try:
                article = intake.read_article(self.root, path, self._language)
            except InputError as error:
                problem = str(error)
                self.index.drop([path])
            else:
                batch.append(Record(_row(article), *found[path]))
            if len(batch) == _BATCH or done == len(changed):
                self.index.put(batch)
                batch = []
            yield Step(done, len(changed), path if problem is None else None, problem)

    def all(self) -> Articles:
        """Every article, newest first, the undated last."""
        listing = self.index.listing()
        return Articles(listing.numbers, listing.months, listing.undated)

    def first_sight(self, limit: int = 200) -> Articles:
        """The newest articles, enough for a first screen, at a cost that does not grow with the library."""
        rows = self.index.first(limit + 1)
        if len(rows) <= limit:
            return self.all()
        rows = rows[:limit]
        numbers = self.index.numbers([row.id for row in rows])
        months = [row.date.month for row in rows]
        return Articles([numbers[row.id] for row in rows], months, months.count(None))

    def find(self, name: str) -> ArticleRow:
        """The article called ``name``: an id, a path, or the beginning of either.

        Raises:
            NotFoundError: when there is none, or more than one.
        """
        return self.index.find(name)

    def read(self, row: ArticleRow) -> Article:
        """The article of ``row`` as its file is now, with the user's own date.

        Raises:
            InputError: when the file is gone or can no longer be used.
        """
        from reader import intake  # noqa: PLC0415 - not before the first frame

        article = intake.read_article(self.root, row.path, self._language)
        own = row.date if row.date.source == "user" else article.date
        return replace(article, date=own)


def _row(article: Article) -> ArticleRow:
    from reader.text.segments import count_words  # noqa: PLC0415 - not before the first frame

    return ArticleRow(
        id=article.id,
        path=article.path,
        title=article.title,
        title_source=article.title_source,
        date=article.date,
        language=article.language,
        digest=article.digest,
        words=count_words(article.body),
    )


def parse_date(text: str) -> str | None:
    """A date the user typed, as kept: ``2019``, ``2019-04`` or ``2019-04-07``; None for none.

    Raises:
        InputError: for anything else.
    """
    value = one_line(text)
    if not value:
        return None
    from reader import intake  # noqa: PLC0415 - not before the first frame

    if not intake.is_date(value):
        raise InputError(f"“{value}” is no date; write it as 2019, 2019-04 or 2019-04-07.")
    return Date(value, "user").value
