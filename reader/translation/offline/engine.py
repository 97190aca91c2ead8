"""The engines that translate on this computer, each by a process of its own that is started when it is asked."""

from __future__ import annotations

import threading
from importlib.util import find_spec
from typing import TYPE_CHECKING, ClassVar

from reader.text.clean import one_line
from reader.translation import checks
from reader.translation.engine import Failed, Limits, Ok, Outcome, Reason
from reader.translation.keys import primary
from reader.translation.offline.child import Child, LostError, RefusedError, UnusableError
from reader.translation.offline.models import Model, installed, pair_of
from reader.translation.pace import Clock
from reader.translation.together import resolve

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from reader.model import TranslationKind

DEADLINE = 15.0
"""Seconds for one sentence, or a piece of a long one; a slow machine needs one or two."""
CRASHES = 3
"""After so many losses of the process in a row it is not started again in this run of the program."""

_ALONE = Limits(max_chars=600, max_sentences=1)
"""What the models are given: they were made for single sentences, and lose words of very long ones."""


class OfflineEngine:
    """An engine with models on this computer. Nothing leaves it, so nobody has to agree.

    The process is ended and started again when it crashes or takes too long: after a pause that doubles, and with
    the sentence asked once more if it was not the sentence's fault.
    """

    id: ClassVar[str]
    name: ClassVar[str]
    """What people call it."""
    note: ClassVar[str]
    packages: ClassVar[tuple[str, ...]]
    """What its process imports."""
    extra: ClassVar[str]
    """The extra of ours that brings them."""
    given: ClassVar[str]
    """What the command that installs a model is given."""
    kind: TranslationKind = "offline"
    limits: ClassVar[Limits] = Limits(max_chars=1_200, max_sentences=4)
    accepts_random: ClassVar[bool] = False
    """Whether models with random weights may be used: in tests only."""

    def __init__(self, root: Path | None = None, seconds: float = DEADLINE, clock: Clock | None = None) -> None:
        """``root`` is the folder of all models; without one there are none."""
        self._root = root
        self._seconds = seconds
        self._clock = clock or Clock()
        self._one_at_a_time = threading.Lock()
        self._closed = threading.Event()
        self._child: tuple[Model, Child] | None = None
        self._crashes = 0

    @classmethod
    def attempt(cls, folder: Path, sentence: str) -> str | Failed:
        """What the model in ``folder``, which need not be in its place, makes of ``sentence``; or why nothing."""
        child = None
        try:
            child = Child(cls.id, folder, DEADLINE, random_too=cls.accepts_random)
            return child.ask(sentence)
        except (LostError, RefusedError, UnusableError) as error:
            return Failed(Reason.SETUP, str(error))
        finally:
            if child is not None:
                child.close()

    @property
    def models(self) -> Mapping[str, Model]:
        """Its models by pair, as they are now."""
        return installed(self._root, self.id) if self._root else {}

    @property
    def version(self) -> str:
        """Versions of all its models; ``version_of`` tells that of one."""
        return ", ".join(f"{pair} {model.version}" for pair, model in self.models.items())

    def version_of(self, source: str, target: str) -> str:
        """The version of the model between two languages: its answers are kept under it."""
        model = self.models.get(pair_of(source, target))
        return model.version if model else ""

    @property
    def lack(self) -> Failed | None:
        """The package, or a model."""
        if not all(map(find_spec, self.packages)):
            return Failed(Reason.SETUP, f"its package is missing: pip install 'libya-reader[{self.extra}]'")
        if not self.models:
            return Failed(Reason.SETUP, f"it has no model: libya-reader translate --setup {self.given}")
        return None

    def supports(self, source: str, target: str) -> bool:
        """Whether there is a model between two languages; without any model it is a matter of installing one."""
        models = self.models
        return primary(source) != primary(target) and (not models or pair_of(source, target) in models)

    def close(self) -> None:
        """End the process at once, from any thread."""
        self._closed.set()
        child = self._child
        if child is not None:
            child[1].kill()
            if self._one_at_a_time.acquire(timeout=1):  # who waited for an answer has been told
                child[1].close()
                self._one_at_a_time.release()

    def translate(self, sentences: Sequence[str], source: str, target: str) -> list[Outcome]:
        """One outcome for each sentence; those without letters are copied."""
        lines = [one_line(sentence) for sentence in sentences]
        model = self.models.get(pair_of(source, target))
        if (lack := self.lack) is not None:
            return [lack] * len(lines)
        if model is None:
            return [Failed(Reason.UNSUPPORTED, f"from {source} to {target}")] * len(lines)
        asked = [line for line in lines if checks.has_letters(line)]
        answers = iter(resolve(asked, lambda pieces: self._ask(pieces[0], model), _ALONE))
        return [next(answers) if checks.has_letters(line) else Ok(line) for line in lines]

    def _ask(self, text: str, model: Model) -> list[str] | Failed:
        with self._one_at_a_time:
            for again in (True, False):
                if self._closed.is_set():
                    return Failed(Reason.CANCELLED)
                if self._crashes >= CRASHES:
                    return Failed(Reason.SETUP, f"it failed {CRASHES} times in a row: start libya-reader again")
                try:
                    answer = self._running(model).ask(text)
                except RefusedError as error:
                    self._crashes = 0
                    return Failed(Reason.ENGINE_CRASHED, str(error))
                except UnusableError as error:
                    self._drop()
                    return Failed(Reason.SETUP, f"{error}: libya-reader translate --setup installs it again")
                except LostError as error:
                    self._drop()
                    if self._closed.is_set():
                        return Failed(Reason.CANCELLED)
                    self._crashes += 1
                    if not again or error.late:
                        return Failed(Reason.ENGINE_CRASHED, str(error))
                    self._clock.wait(0.5 * 2**self._crashes, self._closed)
                else:
                    self._crashes = 0
                    return [answer]
        raise AssertionError

    def _running(self, model: Model) -> Child:
        """The process with ``model``, started if it is not there: it ends by itself when it has long been idle."""
        if self._child is not None and (self._child[0] != model or not self._child[1].is_running):
            self._drop()
        if self._child is None:
            child = Child(self.id, model.folder, self._seconds, random_too=self.accepts_random)
            self._child = model, child
            if self._closed.is_set():
                child.kill()
        return self._child[1]

    def _drop(self) -> None:
        if self._child is not None:
            self._child[1].close()
        self._child = None


class Fxtranslate(OfflineEngine):
    """The engine ``fxtranslate``: the models with which Firefox translates."""

    id = "fxtranslate"
    name = "Firefox’s model"
    note = "machine translation on this computer by a Firefox model, not revised"
    packages = ("fxtranslate",)
    extra = "offline"
    given = "nl-en"


class CTranslate2(OfflineEngine):
    """The engine ``ctranslate2``: models of OPUS-MT and others that were converted for CTranslate2."""

    id = "ctranslate2"
    name = "CTranslate2"
    note = "machine translation on this computer by a CTranslate2 model, not revised"
    packages = ("ctranslate2", "sentencepiece")
    extra = "offline-ct2"
    given = "nl-en --from DIR"
