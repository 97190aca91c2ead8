"""The articles of a library: found on disk, read, and listed from the index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from reader.articles import Articles
from reader.errors import InputError
from reader.model import ArticleRow, Date, Step
from reader.store.index import Index, Record
from reader.text.clean import one_line

if TYPE_CHECKING:
    import os

    from reader.model import Article

_BATCH = 200
_LANGUAGE = "language"
"""Where it is remembered for which language articles were read, or how it was told."""
_DETECTED = "detected"


class Shelf:
    """The article files below a folder, and what the index remembers of them."""

    def __init__(self, root: Path, index: Index, language: str) -> None:
        self.root = root
        self.index = index
        self._language = language

    def refresh(self) -> Iterator[Step[str]]:
        """Bring the index up to date with the folder: one step for each file that is new or has changed.

        A file that cannot be used is a step with a problem each time, and is not listed until it can be. One that
        can, but of which something is doubtful, has both an item and a problem, when it is read.
        """
        from reader import intake  # noqa: PLC0415 - not before the first frame

        problems: list[str] = []
        recalled = self.index.recall(_LANGUAGE)
        told = self._language or f"{_DETECTED} {intake.DETECTION}"
        anew = recalled not in (None, told)  # the setting has changed
        changed, known = self._compare(intake.walk(self.root, problems.append), anew=anew)
        if known < self.index.count():
            found = {path for path, _ in intake.walk(self.root)}
            self.index.drop([path for path in self.index.files() if path not in found])
        if recalled is None:
            self.index.remember(_LANGUAGE, told)
        yield from (Step(0, len(changed), problem=trouble) for trouble in problems)
        batch: list[Record] = []
        for done, path in enumerate(changed, 1):
            problem = doubt = None
            try:
                article = intake.read_article(self.root, path, self._language)
            except InputError as error:
                problem = str(error)
                self.index.drop([path])
            else:
                doubt = intake.doubt(article)
                batch.append(_record(article, *changed[path]))
            if len(batch) == _BATCH or done == len(changed):
                self.index.put(batch)
                batch = []
            yield Step(done, len(changed), path if problem is None else None, problem or doubt)
        if anew:
            self.index.remember(_LANGUAGE, told)

    def _compare(
        self, files: Iterator[tuple[str, os.stat_result]], *, anew: bool
    ) -> tuple[dict[str, tuple[int, int]], int]:
        """Size and time of the files that are new or have changed, or of all, by path; how many are in the index.

        A batch at a time, as all paths of a large library together take tens of megabytes.
        """
        changed: dict[str, tuple[int, int]] = {}
        count = 0
        while batch := {path: (stat.st_size, stat.st_mtime_ns) for path, stat in islice(files, _BATCH)}:
            known = self.index.files([*batch])
            count += len(known)
            changed.update((path, file) for path, file in batch.items() if anew or known.get(path) != file)
        return changed, count

    def all(self) -> Articles:
        """Every article, newest first, the undated last."""
        return Articles(*self.index.listing())

    def first_sight(self, limit: int = 80) -> Articles:
        """The newest articles, enough for a first screen, at a cost that does not grow with the library."""
        return Articles(*self.index.first(limit))

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


def _record(article: Article, size: int, mtime_ns: int) -> Record:
    """What the index keeps of an article whose file has this size and time."""
    from reader.text.likeness import sketch  # noqa: PLC0415 - not before the first frame
    from reader.text.segments import count_words  # noqa: PLC0415 - as above

    row = ArticleRow(
        id=article.id,
        path=article.path,
        title=article.title,
        title_source=article.title_source,
        date=article.date,
        language=article.language,
        language_source=article.language_source,
        digest=article.digest,
        words=count_words(article.body),
    )
    return Record(row, size, mtime_ns, sketch(article.body))


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
