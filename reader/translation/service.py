"""Translates the sentences of an article: from what is known at once, and from one engine for the rest.

The engine is the one the user chose. It is asked only for what is missing, never without consent if it is
online, and never replaced by another one in silence.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeAlias

from reader.model import Provenance, Step, Translation
from reader.translation import alike, checks
from reader.translation.cost import Cost
from reader.translation.engine import (
    Closable,
    Engine,
    Failed,
    Limits,
    Ok,
    Reason,
    explain,
    recipient,
    scrubbed,
    version_of,
)
from reader.translation.pace import stamp
from reader.translation.status import Status, nobody, standing
from reader.translation.waiting import Waiting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from reader.translation.alike import Alike
    from reader.translation.memory import Memory
    from reader.translation.tmx import TmxMemory

Lookup: TypeAlias = "Callable[[Sequence[str], str, str], list[Translation | None]]"
"""Tells the translations of sentences that are known in a place, given the two languages."""

COPIED = Provenance("memory", "", "memory", "", "copied: nothing in it to translate")
"""Provenance of a sentence without letters, which reads the same in every language."""

_PATIENCE = 3
"""After so many requests in a row that brought nothing, no more are made."""


class TranslationService:
    """Everything a screen or a command needs to show and fetch translations. Knows no thread and no screen."""

    def __init__(
        self,
        memory: Memory,
        references: TmxMemory,
        engines: Mapping[str, Engine],
        engine: str | None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        own: Lookup = lambda sentences, _source, _target: [None] * len(sentences),
    ) -> None:
        """``own`` are the user's own translations."""
        self._memory = memory
        self._references = references
        self.engines = engines
        """Who could be chosen, by id."""
        self._chosen = engine
        self._now = now
        self._own = own

    def known(self, sentences: Sequence[str], source: str, target: str) -> list[Translation | None]:
        """What is known of each sentence: the user's own, else from references, else from the memory. Asks nobody."""
        preferred = (self._chosen,) if self._chosen else ()
        references = self._references.lookup(sentences, source, target)
        found = [own or hit for own, hit in zip(self._own(sentences, source, target), references, strict=True)]
        missing = [index for index, hit in enumerate(found) if hit is None]
        wanted = [sentences[index] for index in missing]
        for index, hit in zip(missing, self._memory.lookup(wanted, source, target, preferred), strict=True):
            sentence = sentences[index]
            found[index] = hit if checks.has_letters(sentence) else Translation(sentence, sentence, COPIED)
        return found

    def alike(self, sentence: str, source: str, target: str, own: Sequence[str] = ()) -> Alike | None:
        """What is known of a sentence that is nearly the same, of those the user translated (``own``) or of others.

        Slow where much is known. Asks nobody.
        """
        lengths = range(int(len(sentence) / alike.SLACK), int(len(sentence) * alike.SLACK) + 1)
        others = [*own, *self._references.sentences(source, target), *self._memory.sentences(source, target, lengths)]
        near = alike.nearest(sentence, (other for other in others if len(other) in lengths))
        (hit,) = self.known([near], source, target) if near else (None,)
        return alike.Alike(hit, alike.difference(near, sentence)) if near and hit else None

    def status(self, source: str, target: str) -> Status:
        """What would happen if sentences were asked for now. Asks nobody."""
        engine = self._engine()
        if engine is None:
            return nobody(self._chosen, self.engines)
        return standing(engine, self._memory, source, target, self._now())

    def cost(
        self, sentences: Sequence[str], source: str, target: str, paragraphs: Sequence[int] | None = None
    ) -> Cost:
        """What asking for what is not known would cost. Asks nobody."""
        known = self.known(sentences, source, target)
        waiting = Waiting(sentences, (index for index, hit in enumerate(known) if hit is None), paragraphs)
        engine = self._engine()
        limits = engine.limits if engine else Limits(sys.maxsize, sys.maxsize)
        cost = Cost()
        while waiting:
            batch = waiting.take(limits)
            characters = sum(len(sentences[index]) for index in batch)
            cost += Cost(len(batch), characters, 1 if engine else 0)
        return cost

    def bring_in(self, translations: Sequence[Translation], source: str, target: str) -> tuple[int, int]:
        """Keep those of ``translations`` that can be right; how many are new, and how many were known."""
        good = [each for each in translations if checks.wrong(each.source, each.text) is None]
        known = self._memory.lookup([each.source for each in good], source, target, ("tmx",))
        new = [
            each
            for each, hit in zip(good, known, strict=True)
            if hit is None or hit.provenance.engine != "tmx" or hit.text != each.text
        ]
        self._memory.keep(new, source, target)
        return len(new), len(good) - len(new)

    def agree(self) -> None:
        """Let sentences be sent to the chosen engine from now on."""
        if (engine := self._engine()) is not None:
            self._memory.agree(recipient(engine))

    def revoke(self) -> None:
        """Take that back; what is translated stays."""
        if (engine := self._engine()) is not None:
            self._memory.revoke(recipient(engine))

    def translate(
        self,
        sentences: Sequence[str],
        source: str,
        target: str,
        order: Sequence[int] | None = None,
        paragraphs: Sequence[int] | None = None,
    ) -> Iterator[Step[tuple[int, Translation]]]:
        """A step for each sentence that has a translation: (its index, the translation); and one for each problem.

        Known ones come first and at once. The others are asked for in ``order`` (indexes, the most urgent first;
        those it leaves out follow in text order), together with their neighbours in the same paragraph
        (``paragraphs`` holds each sentence's). What an engine answered is in the memory before it is yielded, so
        closing the generator loses nothing, and asks for nothing more. It ends early, after saying so, when the
        engine may not be asked or refuses; ``done`` is then less than ``total``.
        """
        total = len(sentences)
        sequence = list(dict.fromkeys((*(order or ()), *range(total))))
        known = self.known(sentences, source, target)
        done = 0
        for index in sequence:
            if (hit := known[index]) is not None:
                done += 1
                yield Step(done, total, (index, hit))
        waiting = Waiting(sentences, (index for index in sequence if known[index] is None), paragraphs)
        yield from (Step(done, total, problem=problem) for problem in self.problems())
        yield from self._fetch(waiting, sentences, (source, target), done)

    def problems(self) -> list[str]:
        """Sentences for the user about trouble with the memory and the reference files, each told once."""
        return [*self._references.problems(), *self._memory.problems()]

    def close(self) -> None:
        """End requests under way, from any thread, and let go of everything."""
        for engine in self.engines.values():
            if isinstance(engine, Closable):
                engine.close()
        self._memory.close()

    def _fetch(
        self,
        waiting: Waiting,
        sentences: Sequence[str],
        pair: tuple[str, str],
        done: int,
    ) -> Iterator[Step[tuple[int, Translation]]]:
        total = len(sentences)
        fruitless = 0
        while waiting:
            engine, obstacle = self._engine(), self.status(*pair).obstacle
            if engine is None or obstacle:
                yield Step(done, total, problem=obstacle)
                return
            batch = waiting.take(engine.limits)
            results = self._resolve(engine, [sentences[index] for index in batch], *pair)
            good = [(i, result) for i, result in zip(batch, results, strict=True) if isinstance(result, Translation)]
            for index, hit in good:
                for twin in waiting.alike(index):
                    done += 1
                    yield Step(done, total, (twin, replace(hit, source=sentences[twin])))
            failures = {result.reason: result for result in results if isinstance(result, Failed)}
            if Reason.CANCELLED in failures:
                return
            fruitless = 0 if good else fruitless + 1
            for failure in failures.values():
                if failure.retry_at and engine.kind == "online":  # for the next run of the program, too
                    self._memory.refuse(recipient(engine), failure.retry_at)
                about = (i for i, result in zip(batch, results, strict=True) if _is(result, failure))
                yield Step(done, total, problem=explain(failure, engine), failed=_twins(waiting, about))
            problems = self.problems()
            if fruitless == _PATIENCE:
                problems.append(
                    f"{_PATIENCE} requests in a row brought nothing, so no more are made: try again later."
                )
            yield from (Step(done, total, problem=problem) for problem in problems)
            if fruitless == _PATIENCE or any(failure.halts for failure in failures.values()):
                return

    def _resolve(
        self,
        engine: Engine,
        sentences: list[str],
        source: str,
        target: str,
    ) -> list[Translation | Failed]:
        """A translation of each sentence, from the memory or else the engine; in the memory when it returns."""
        hits = self._memory.lookup(sentences, source, target)  # another program may have asked meanwhile
        missing = [sentence for sentence, hit in zip(sentences, hits, strict=True) if hit is None]
        answers = _ask(engine, missing, source, target, stamp(self._now())) if missing else []
        self._memory.keep((each for each in answers if isinstance(each, Translation)), source, target)
        rest = iter(answers)
        return [hit or next(rest) for hit in hits]

    def _engine(self) -> Engine | None:
        return self.engines.get(self._chosen) if self._chosen else None


def _is(result: Translation | Failed, failure: Failed) -> bool:
    """Whether a sentence failed in a way that concerns it alone."""
    return isinstance(result, Failed) and result.reason is failure.reason and not failure.halts


def _twins(waiting: Waiting, indexes: Iterable[int]) -> tuple[int, ...]:
    return tuple(twin for index in indexes for twin in waiting.alike(index))


def _ask(engine: Engine, sentences: list[str], source: str, target: str, at: str) -> list[Translation | Failed]:
    """What the engine makes of ``sentences``, trusting it in nothing: it may be somebody else's code."""
    try:
        outcomes = list(engine.translate(sentences, source, target))
        if len(outcomes) != len(sentences):
            outcomes = [Failed(Reason.BAD_RESPONSE, "the number of answers differs")] * len(sentences)
        provenance = Provenance(engine.id, version_of(engine, source, target), engine.kind, at, engine.note)
        return [
            replace(outcome, detail=scrubbed(outcome.detail, sentences))
            if isinstance(outcome, Failed)
            else _believed(sentence, outcome, provenance)
            for sentence, outcome in zip(sentences, outcomes, strict=True)
        ]
    except Exception as error:  # noqa: BLE001 - its text may hold the article's
        return [Failed(Reason.ENGINE_CRASHED, type(error).__name__)] * len(sentences)


def _believed(sentence: str, outcome: Ok, provenance: Provenance) -> Translation | Failed:
    text = checks.tidy(outcome.text)
    if reason := checks.notice(text, sentence):
        return Failed(reason, "a notice came in place of a translation")
    if why := checks.wrong(sentence, text):
        return Failed(Reason.UNVERIFIED, why)
    note = "; ".join(filter(None, (provenance.note, outcome.doubt)))
    return Translation(sentence, text, replace(provenance, note=note))
