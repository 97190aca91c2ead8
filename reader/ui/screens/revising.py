"""The user's own word on the translation of the current sentence."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future

from textual.widget import Widget

from reader.library import Library
from reader.library.unfinished import subject_of_translation
from reader.text.place import Place
from reader.ui.messages import Changed, Told
from reader.ui.screens import noting
from reader.ui.screens.changes import attempt
from reader.ui.screens.translating import Translating


def write(owner: Widget, library: Library, translating: Translating, place: Place, show: Callable[[], None]) -> None:
    """Let the user write the translation of the sentence; an empty one takes their own back."""
    translating.look_up()
    index = place.sentence
    sentence = place.document.texts[index]
    hit = translating.known[index]

    def save(text: str) -> Future[None] | None:
        saved = attempt(owner, lambda: translating.write(index, text))
        if saved is not None:
            show()
            owner.post_message(Changed("Your translation" if text.strip() else "Your translation is gone", saved))
        return saved

    subject = subject_of_translation(library.settings.target, sentence)
    look = None if hit else lambda: translating.alike(index)
    noting.write(owner, library, subject, sentence, hit.text if hit else "", save, look=look)


def doubt(owner: Widget, translating: Translating, place: Place, show: Callable[[], None]) -> None:
    """Mark the translation of the sentence doubtful, or take that back."""
    done = attempt(owner, lambda: translating.doubt(place.sentence))
    if done is not None:
        doubtful, saved = done
        show()
        owner.post_message(Changed("Doubtful" if doubtful else "No longer doubtful", saved))


def tell(owner: Widget, translating: Translating, place: Place) -> None:
    """Tell who translated the sentence, and what to look at."""
    translating.look_up()
    owner.post_message(Told(translating.about(place.sentence)))
