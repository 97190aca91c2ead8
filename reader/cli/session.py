"""One run of the program: where it is to look, what it opened, and what went wrong on the way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.printing import counted, say
from reader.errors import InputError, NotFoundError, ReaderError, StoreError
from reader.text.clean import one_line

if TYPE_CHECKING:
    from concurrent.futures import Future

    from reader.library import Library
    from reader.model import ArticleRow
    from reader.paths import Paths
    from reader.recognisers import Recognisers
    from reader.settings import Settings

_PATIENCE = 60
"""Seconds to wait for a change to become durable."""


class Session:
    """What the options say, and what follows from it. Nothing is read or made before it is asked for."""

    def __init__(self) -> None:
        self.library: Path | None = None
        """The folder that was named; None for the one of the settings or the default one."""
        self.notes: Path | None = None
        """The notes file that was named."""
        self.config: Path | None = None
        """The settings file that was named."""
        self.problems: list[str] = []
        """What the user was told of."""

    def tell(self, problem: str) -> None:
        """Name a problem on standard error; the exit code will say that there was one."""
        if problem not in self.problems:
            self.problems.append(problem)
            say(problem)

    @cached_property
    def paths(self) -> Paths:
        """The user's folders."""
        from reader.paths import Paths  # noqa: PLC0415 - not for --help

        return Paths.of()

    @property
    def settings_file(self) -> Path:
        """Where the settings are read from."""
        return self.config or self.paths.settings

    @cached_property
    def settings(self) -> Settings:
        """The user's choices; what cannot be used of them is told.

        Raises:
            InputError: there is no such file as was named.
        """
        from reader.settings import read  # noqa: PLC0415 - not for --help

        if self.config is not None and not self.config.is_file():
            raise InputError(f"There is no settings file {one_line(str(self.config))}; check the name.")
        settings, problems = read(self.settings_file)
        for problem in problems:
            self.tell(problem)
        return settings

    @property
    def folder(self) -> Path:
        """The library folder, which need not be there."""
        if self.library is not None:
            return self.library
        from reader.paths import named  # noqa: PLC0415 - not for --help

        return named(self.settings.library) if self.settings.library else self.paths.library

    @property
    def uses_default(self) -> bool:
        """Whether the library is the one in the user's data folder, because no other was named."""
        return self.library is None and not self.settings.library

    def lay_out_samples(self) -> None:
        """Put the samples into the default library, if that is the one in use and not there yet.

        Raises:
            InputError: the folder cannot be made.
        """
        from reader.paths import lay_out_samples  # noqa: PLC0415 - not for --help

        if self.uses_default:
            try:
                lay_out_samples(self.folder)
            except OSError as error:
                name = one_line(str(self.folder))
                raise InputError(
                    f"The samples cannot be put into {name} ({error.strerror or error}); "
                    "name another folder with --library."
                ) from error

    def open(self, *, notes: bool = True) -> Library:
        """The library, which is to be closed; with its ``notes`` opened, or left to be opened later.

        Raises:
            InputError: it cannot be used as it is.
        """
        from reader.library import Library  # noqa: PLC0415 - loads what many commands can do without

        self.lay_out_samples()
        if self.notes is not None and not self.notes.parent.is_dir():
            name = one_line(str(self.notes.parent))
            raise InputError(f"There is no folder {name} for the notes; make it, or name another file with --notes.")
        try:
            library = Library(self.folder, self.paths, self.settings, self.notes)
            if notes:
                self._open_notes(library)
        except StoreError as error:
            raise InputError(str(error)) from error
        except OSError as error:
            name = one_line(str(error.filename or self.folder))
            raise InputError(
                f"There is no place for the notes: {name} cannot be used ({error.strerror or error}); "
                "name a file with --notes."
            ) from error
        return library

    @staticmethod
    def _open_notes(library: Library) -> None:
        try:
            library.sync_dates()
        except (StoreError, OSError):
            library.close()
            raise

    @property
    def recognisers(self) -> Recognisers:
        """Who finds names.

        Raises:
            InputError: one that the settings name cannot be used.
        """
        from reader.recognisers import choose  # noqa: PLC0415 - for some commands only

        found = choose(self.settings.recogniser, self.settings.recognisers)
        if found.problems:
            raise InputError(found.problems[0])
        return found

    @contextmanager
    def opened(self, *, quiet: bool = False) -> Iterator[Library]:
        """The library for the length of a block; what was found amiss on opening is told, unless ``quiet``.

        Raises:
            InputError: it cannot be used as it is.
            StoreError: at the end, when a change could not be made durable.
        """
        library = self.open()
        try:
            if not quiet:
                self._tell_of(library)
            yield library
        except BaseException:
            with suppress(ReaderError):  # the first error is the one to tell
                library.close()
            raise
        library.close()

    def _tell_of(self, library: Library) -> None:
        problems = amiss(library)
        for sentence in library.problems:
            (self.tell if sentence in problems else say)(sentence)


def amiss(library: Library) -> list[str]:
    """What was found to be wrong on opening. That notes are kept elsewhere is worth saying, but no fault."""
    faults = {*library.notebook.file.notices, library.shelf.index.problem}
    return [sentence for sentence in library.problems if sentence in faults]


def refresh(library: Library, *, follow: bool = True) -> list[str]:
    """Bring the list of articles up to date; a sentence for each file that cannot be used.

    What is only doubtful of a file is left to ``check``, which says it each time. What was written on an article
    follows it to another file, which is told, unless told not to ``follow``.
    """
    from reader.library import heirs  # noqa: PLC0415 - not for --help

    steps = counted(library.refresh(), "reading articles")
    problems = [step.problem for step in steps if step.problem and step.item is None]
    for step in heirs.follow(library) if follow else ():
        if step.item:
            say(f"{step.item.told} “renamed undo” takes that back.")
    return problems


def find_article(library: Library, name: str) -> ArticleRow:
    """The article called ``name``: an id, a path, or the beginning of either; as a path, from here, too.

    Raises:
        InputError: there is none, there are several, or it is a file that cannot be used.
    """
    try:
        return library.find(name)
    except NotFoundError:
        path = _inside(library.root, name)
        if path is None:
            raise
        try:
            return library.find(path)
        except NotFoundError:
            from reader.intake import read_article  # noqa: PLC0415 - only to say what is wrong with a file

            read_article(library.root, path)
            raise


def _inside(root: Path, name: str) -> str | None:
    """The path within the library ``root`` of the file ``name``, if it is one."""
    for path in (root / name, Path(name)):
        with suppress(OSError, ValueError):
            if path.exists() and not path.is_dir():
                return path.absolute().relative_to(root.absolute()).as_posix()
    return None


def durable(saved: Future[None]) -> None:
    """Wait until a change would survive a power cut.

    Raises:
        StoreError: it cannot be made durable.
    """
    try:
        saved.result(_PATIENCE)
    except TimeoutError:
        raise StoreError(f"The change could not be saved within {_PATIENCE} seconds; try again.") from None
