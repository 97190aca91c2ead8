"""The translations of articles: what is known of each sentence, and asking for the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.model import Step, Translation
    from reader.text.segments import Document
    from reader.translation import Cost, Status, TranslationService


class Translations:
    """The translations of the sentences of documents into the user's language."""

    def __init__(self, service: TranslationService, target: str) -> None:
        self._service = service
        self._target = target

    @property
    def engines(self) -> list[str]:
        """The ids of all engines that could be chosen."""
        return list(self._service.engines)

    def known(self, document: Document, language: str) -> list[Translation | None]:
        """What is known of the translation of each sentence, without asking anybody."""
        return self._service.known(document.texts, language, self._target)

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
        """Sentences for the user about trouble with the memory and the reference files, each told once."""
        return self._service.problems()

    def close(self) -> None:
        """End requests under way, from any thread, and let go of everything."""
        self._service.close()
