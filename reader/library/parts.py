"""The parts that a library is made of. They do not know each other, but for what they are given here."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, Self, TypeVar, overload

from reader.library.places import UNSAVED, check_folder, prepare_notes
from reader.library.shelf import Shelf
from reader.model import ASSUMED_LANGUAGE
from reader.paths import Paths
from reader.settings import Settings
from reader.store.index import Index

if TYPE_CHECKING:  # what the first frame does without is imported on first use
    from reader.library.correcting import Correcting
    from reader.library.names import Names
    from reader.library.notebook import Notebook
    from reader.library.revisions import Revisions
    from reader.library.translations import Translations
    from reader.library.wordings import Wordings
    from reader.library.words import Words
    from reader.model import Recogniser
    from reader.recognisers import Recognisers


T = TypeVar("T")


class Part(cached_property[T]):
    """A part that is made once, by whichever thread asks for it first; the others wait for it."""

    def __init__(self, make: Callable[[Any], T]) -> None:
        super().__init__(make)
        self._making = RLock()

    @overload
    def __get__(self, instance: None, owner: type[Any] | None = None) -> Self: ...

    @overload
    def __get__(self, instance: object, owner: type[Any] | None = None) -> T: ...

    def __get__(self, instance: object, owner: type[Any] | None = None) -> Self | T:
        with self._making:
            return super().__get__(instance, owner)


class Parts:
    """The parts of a library, each made when it is first asked for."""

    def __init__(self, root: Path, paths: Paths, settings: Settings, notes: Path | None = None) -> None:
        """Open the library at ``root``; ``notes`` overrides where its notes are kept.

        Raises:
            InputError: when there is no such folder, or it cannot be read.
        """
        self.root = root
        self.settings = settings
        self.problems: list[str] = []
        """Sentences for the user about what was found on opening."""
        check_folder(root)
        self.shelf = Shelf(root, Index(paths.index(root)), settings.language)
        self._paths = paths
        self.drafts = paths.data / "drafts"
        """Where what is being written is kept until it is saved."""
        self._notes = notes
        if self.shelf.index.problem:
            self.problems.append(self.shelf.index.problem)

    def close(self) -> None:
        """Make what is pending durable and let go of the files.

        Raises:
            StoreError: when something could not be made durable.
        """
        try:
            if self.is_made("notebook"):
                self.notebook.file.close()
        finally:
            self.shelf.index.close()
            self.interrupt()

    def interrupt(self) -> None:
        """End recognisers at work and requests under way, from any thread, so that nothing has to wait for them."""
        if self.is_made("recognisers"):
            self.recognisers.close()
        if self.is_made("translations"):
            self.translations.close()

    def is_made(self, part: str) -> bool:
        """Whether anybody has asked for a part."""
        return part in self.__dict__

    @Part
    def notebook(self) -> Notebook:
        """The notes.

        Raises:
            StoreError: when they cannot be read.
        """
        from reader.library.notebook import Notebook  # noqa: PLC0415 - not before the first frame
        from reader.store.notes import NotesFile  # noqa: PLC0415 - as above

        path, problem = (self._notes, None) if self._notes else prepare_notes(self.root, self._paths)
        notebook = Notebook(NotesFile(path, spill=self._paths.data / UNSAVED))
        self.problems += [*([problem] if problem else []), *notebook.file.notices]
        return notebook

    @Part
    def translations(self) -> Translations:
        """The translations of articles."""
        from reader.library import translations  # noqa: PLC0415 - not before the first frame

        return translations.opened(self.root, self._paths, self.settings, lambda: self._revisions)

    @Part
    def words(self) -> Words:
        """What words of articles mean."""
        from reader.library.words import Words  # noqa: PLC0415 - not before the first frame

        return Words(self.settings, self.translations.glossary, self.language)

    @Part
    def _revisions(self) -> Revisions:
        from reader.library.revisions import Revisions  # noqa: PLC0415 - as above

        return Revisions(self.notebook.file)

    @Part
    def wordings(self) -> Wordings:
        """The words of translations, to find articles by."""
        from reader.library.wordings import Wordings  # noqa: PLC0415 - on first use

        return Wordings(self.shelf, self.translations, self.settings.target)

    @Part
    def recognisers(self) -> Recognisers:
        """Who finds the entities; what of it cannot be used, it says itself."""
        from reader.recognisers import choose  # noqa: PLC0415 - not before the first frame

        return choose(self.settings.recogniser, self.settings.recognisers)

    @property
    def provenance(self) -> Recogniser:
        """Who finds the entities of the library."""
        return self.recognisers.provenance

    @Part
    def names(self) -> Names:
        """The entities of all articles, and the names that they stand for."""
        from reader.library.names import Names  # noqa: PLC0415 - not before the first frame
        from reader.library.ownnames import OwnNames  # noqa: PLC0415 - as above

        return Names(self.shelf, self.recognisers, self.settings, OwnNames(self.root, lambda: self.notebook.file))

    @Part
    def corrections(self) -> Correcting:
        """What the user says of names, and the verbs to say it."""
        from reader.library.correcting import Correcting  # noqa: PLC0415 - not before the first frame

        return Correcting(self.notebook.file)

    @property
    def language(self) -> str:
        """The language to speak of where no article is meant: that of the settings, or of most articles."""
        return self.settings.language or next(iter(self.shelf.index.languages()), ASSUMED_LANGUAGE)
