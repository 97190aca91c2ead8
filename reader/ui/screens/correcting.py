"""Correcting a name, from whichever screen: the dialogs, and what becomes of their answers."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from textual.widget import Widget

from reader.library import Library
from reader.library.correcting import Subject, describe, passage
from reader.model import CORRECTED, LISTED, Entity, Label, Name, Span
from reader.text.clean import one_line
from reader.ui.screens.correction_dialog import Answer, CorrectionDialog

if TYPE_CHECKING:
    from reader.model import Article

Done: TypeAlias = Callable[[Callable[[], "Future[None]"]], object]
"""Makes a change and shows it, or says why it was refused."""

_SOURCES = {LISTED: "from a list of names", CORRECTED: "you said so"}


def in_text(
    library: Library, article: Article, entity: Entity | None, selected: Span | None
) -> tuple[Subject, Subject | None] | None:
    """What is to be corrected: the entity, and what is selected where that is not exactly it; None if nothing is."""
    chosen = passage(article, selected) if selected is not None else None
    words = Subject(chosen.of(article.body), article=article, span=chosen) if chosen and chosen.length else None
    if entity is None:
        return (words, None) if words else None
    found = library.names.mentions.at(article.digest, entity.span)
    name, guess = found or (Name(entity.name, entity.label), False)
    recogniser = library.names.reader_of(article.language)
    by = f"{recogniser.provenance.name}: {entity.source}, {entity.score:.0%} sure" if recogniser else ""
    source = _SOURCES.get(entity.source) or by
    source += " · a guess" * guess
    subject = Subject(entity.text, entity.label, name, article, entity.span, source)
    return subject, words if words and words.span != entity.span else None


def of_name(library: Library, name: Name) -> Subject:
    """A name of the library, with all the ways in which it is written."""
    forms = [written.text for written in library.names.mentions.written(name)]
    first = name.text if name.text in forms or not forms else forms[0]
    return Subject(first, name.label, name, also=tuple(form for form in forms if form != first))


def correct(owner: Widget, library: Library, subject: Subject, selected: Subject | None, done: Done) -> None:
    """Let the user say what a name is."""

    def on_answer(answer: Answer | None) -> None:
        if answer is not None:
            _Saying(owner, library, subject, selected, done).say(answer)

    owner.app.push_screen(CorrectionDialog(library, subject, selected), on_answer)


class _Saying:
    """What becomes of an answer."""

    def __init__(
        self, owner: Widget, library: Library, subject: Subject, selected: Subject | None, done: Done
    ) -> None:
        self._owner, self._library, self._done = owner, library, done
        self._subject, self._selected = subject, selected

    def say(self, answer: Answer) -> None:
        """Say it, after asking for the other name where there is one."""
        said, subject, here = self._library.corrections, self._subject, answer.here
        label: Label = answer.label or "MISC"
        if answer.verb == "call":
            self._do(lambda: said.call(subject, label, here=here))
        elif answer.verb == "bound" and self._selected is not None:
            new = self._selected
            self._do(lambda: said.bound(subject, new, label, here=here))
        elif answer.verb == "deny":
            self._do(lambda: said.deny(subject, here=here))
        elif answer.verb == "unite":
            self._unite(here=here)
        elif answer.verb == "part":
            self._part(here=here)

    def _unite(self, *, here: bool) -> None:
        from reader.ui.screens.name_picker import NamePicker  # noqa: PLC0415 - not before it is needed

        subject = self._subject
        whole = subject if subject.article else replace(subject, words=subject.name.text if subject.name else "")

        def on_name(name: Name | None) -> None:
            if name is not None:
                self._do(lambda: self._library.corrections.unite(whole, name, here=here))

        question = f"What does “{one_line(whole.words)}” stand for?"
        self._owner.app.push_screen(NamePicker(self._library, question, whole.words, subject.label), on_name)

    def _part(self, *, here: bool) -> None:
        subject = self._subject
        if subject.name is None:
            return
        if subject.article is not None:
            other = subject.name
            self._do(lambda: self._library.corrections.part(subject, other, here=here))
            return
        from reader.ui.screens.dialogs import AskChoice  # noqa: PLC0415 - not before it is needed

        name, label = subject.name, subject.label
        forms = [form for form in (subject.words, *subject.also) if form != name.text][:9]
        choices = [(str(number), one_line(form)) for number, form in enumerate(forms, 1)]

        def on_form(key: str | None) -> None:
            if key is not None:
                form = Subject(forms[int(key) - 1], label)
                self._do(lambda: self._library.corrections.part(form, name, here=False))

        question = f"Which of its forms does not stand for {one_line(name.text)}?"
        self._owner.app.push_screen(AskChoice(question, choices), on_form)

    def _do(self, change: Callable[[], Future[None]]) -> None:
        self._done(change)


def latest(library: Library) -> str:
    """What was said last, with how to take it back."""
    return f"{describe(library.corrections.all()[0][1])} · u takes it back"
