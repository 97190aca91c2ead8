"""The translations of articles: what is known of each sentence, and asking for the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.library.glossary import OwnGlossary
from reader.library.places import GLOSSARY, references

if TYPE_CHECKING:
    from concurrent.futures import Future

    from reader.library.revisions import Revisions
    from reader.model import Step, Translation
    from reader.paths import Paths
    from reader.settings import Settings
    from reader.text.segments import Document
    from reader.translation import Cost, Status, TranslationService
    from reader.translation.alike import Alike
    from reader.translation.glossary import Entry


class Translations:
    """The translations of the sentences of documents into the user's language."""

    def __init__(
        self,
        service: TranslationService,
        target: str,
        revisions: Callable[[], Revisions],
        glossary: OwnGlossary,
        references: str = "",
    ) -> None:
        """``revisions`` are opened when they are first asked for."""
        self.references = references
        """Which translation memories there are, and in which state: another text when one was changed."""
        self._service = service
        self._target = target
        self._revisions = revisions
        self._glossary = glossary

    @property
    def engines(self) -> list[str]:
        """The ids of all engines that could be chosen."""
        return list(self._service.engines)

    def known(self, document: Document, language: str) -> list[Translation | None]:
        """What is known of the translation of each sentence, without asking anybody."""
        return self._service.known(document.texts, language, self._target)

    def said(self) -> frozenset[tuple[str, str, str]]:
        """The user's own translations: language, sentence (folded) and text of each."""
        return self._revisions().said(self._target)

    def warm(self, language: str) -> None:
        """Read what is read once, so that the first question is answered as fast as the others."""
        self._service.known([], language, self._target)
        self.glossary()

    def remarks(self, sentence: str, language: str, translation: Translation | None) -> tuple[str, ...]:
        """What a careful reader should look at in the translation of a sentence, each in a few words."""
        return self._remarks(self.glossary(), sentence, language, translation)

    def all_remarks(
        self, document: Document, language: str, known: Sequence[Translation | None]
    ) -> list[tuple[str, ...]]:
        """The same for each sentence of a document."""
        terms = self.glossary()
        pairs = zip(document.texts, known, strict=True)
        return [self._remarks(terms, sentence, language, hit) for sentence, hit in pairs]

    def _remarks(
        self, terms: Sequence[Entry], sentence: str, language: str, translation: Translation | None
    ) -> tuple[str, ...]:
        from reader.translation import checks, glossary  # noqa: PLC0415 - not before the first frame

        said = self._revisions().of(sentence, language, self._target)
        by_machine = translation is not None and translation.provenance.kind in {"online", "offline"}
        odd = checks.doubtful(sentence, translation.text) if translation and by_machine else None
        return (
            *(["you marked it doubtful"] if said and said.doubtful else []),
            *([odd] if odd else []),
            *(glossary.violations(terms, sentence, translation.text) if translation and terms else []),
        )

    def alike(self, sentence: str, language: str) -> Alike | None:
        """What is known of a sentence that is nearly the same, to be offered; slow where much is known."""
        own = self._revisions().sentences(language, self._target)
        return self._service.alike(sentence, language, self._target, own)

    def write(self, sentence: str, language: str, text: str) -> Future[None]:
        """Put the user's own translation of a sentence in the place of any other; an empty one takes it back."""
        return self._revisions().write(sentence, language, self._target, text)

    def doubt(self, sentence: str, language: str) -> tuple[bool, Future[None]]:
        """Mark the translation of a sentence doubtful, or take that back; which of the two it was."""
        said = self._revisions().of(sentence, language, self._target)
        doubtful = not (said and said.doubtful)
        return doubtful, self._revisions().doubt(sentence, language, self._target, doubtful=doubtful)

    def glossary(self) -> list[Entry]:
        """The user's glossary, as it is now."""
        return self._glossary.entries()

    def status(self, language: str) -> Status:
        """What the pane may promise: who could be asked, and what stands in the way."""
        return self._service.status(language, self._target)

    def cost(self, document: Document, language: str) -> Cost:
        """What asking for the sentences without a translation would cost."""
        paragraphs = [sentence.paragraph for sentence in document.sentences]
        return self._service.cost(document.texts, language, self._target, paragraphs)

    def ask(
        self, document: Document, language: str, order: Sequence[int] | None = None
    ) -> Iterator[Step[tuple[int, Translation]]]:
        """Ask for what is not known yet, sentences in ``order`` first."""
        paragraphs = [sentence.paragraph for sentence in document.sentences]
        return self._service.translate(document.texts, language, self._target, order, paragraphs)

    def bring_in(self, translations: Sequence[Translation], language: str) -> tuple[int, int]:
        """Keep translations from elsewhere; how many are new, and how many were known. The rest cannot be right."""
        return self._service.bring_in(translations, language, self._target)

    def agree(self) -> None:
        """Let sentences be sent to the engine in the settings from now on."""
        self._service.agree()

    def revoke(self) -> None:
        """Take that back."""
        self._service.revoke()

    def problems(self) -> list[str]:
        """Sentences for the user about trouble with the memory, the references and the glossary, each told once."""
        return [*self._service.problems(), *self._glossary.problems()]

    def close(self) -> None:
        """End requests under way, from any thread, and let go of everything."""
        self._service.close()


def opened(root: Path, paths: Paths, settings: Settings, revisions: Callable[[], Revisions]) -> Translations:
    """The translations of the articles in ``root``, by the engine of the settings; asks nobody."""
    from reader.translation import Memory, TmxMemory, TranslationService, available, choose  # noqa: PLC0415 - heavy

    memory, shipped = Memory(paths.translations), TmxMemory(references(root))
    glossary = OwnGlossary(root / GLOSSARY)
    engines = available(settings.engines, paths.models, glossary)
    service = TranslationService(
        memory, shipped, engines, choose(settings.engine, engines), own=lambda *asked: revisions().lookup(*asked)
    )
    return Translations(service, settings.target, revisions, glossary, shipped.state)
