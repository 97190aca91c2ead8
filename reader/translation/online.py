"""What all engines have in common that ask a web service: politeness, patience, and distrust of answers."""

from __future__ import annotations

import random
import threading
from abc import ABC, abstractmethod
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from reader.text.clean import one_line
from reader.translation import checks, paragraph, together
from reader.translation.alignment import ratio
from reader.translation.engine import UNITS, Failed, Limits, Ok, Outcome, Reason, network_forbidden
from reader.translation.pace import Circuit, Clock, delay_before
from reader.translation.transport import Deadlines, ExchangeError, Transport

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from reader.model import TranslationKind

TRIES = 3
"""How often one request is tried at most."""
_REFUSALS = frozenset({Reason.REFUSED_RATE, Reason.REFUSED_QUOTA})


class OnlineEngine(ABC):
    """An engine behind a web service: one request at a time, at a distance, silent after a refusal.

    A service says how its languages are called (``pair``) and how lines are asked for (``_request``); and in the
    ``unit`` of its limits whether it is to be given whole paragraphs.
    """

    id: ClassVar[str]
    name: ClassVar[str]
    """What people call the service."""
    kind: TranslationKind = "online"
    note: ClassVar[str]
    limits: Limits
    statuses: ClassVar[Mapping[int, Reason]] = {}
    """What the service means by a status, where that is not the usual."""

    def __init__(
        self,
        address: str,
        deadlines: Deadlines | None = None,
        clock: Clock | None = None,
        jitter: Callable[[float, float], float] = random.uniform,
        unit: str = "",
    ) -> None:
        """``unit`` is the user's wish in the place of that of ``limits``."""
        self.limits = replace(self.limits, unit=next((each for each in UNITS if each == unit), self.limits.unit))
        self._unit = unit
        self._address = address
        self._clock = clock or Clock()
        self._jitter = jitter
        self._transport = Transport(deadlines or Deadlines(), self.statuses)
        self._circuit = Circuit(self._clock)
        self._refusal = Failed(Reason.REFUSED_RATE)
        self._one_at_a_time = threading.Lock()
        self._next_at = float("-inf")
        self._closed = threading.Event()

    @property
    @abstractmethod
    def version(self) -> str:
        """The version of what asks, as services themselves have none."""

    @abstractmethod
    def pair(self, source: str, target: str) -> tuple[str, str] | None:
        """The service's codes for two BCP 47 tags; None if it does not translate between these languages."""

    @abstractmethod
    def _request(self, lines: Sequence[str], source: str, target: str) -> list[str]:
        """The lines that the service answers to ``lines``, in its own codes.

        Raises:
            ExchangeError: there is no usable answer.
        """

    @property
    def recipient(self) -> str:
        """Who gets the text: what the user agrees to."""
        return self.id

    @property
    def lack(self) -> Failed | None:
        """Why it cannot be asked before the user does something; None if it can."""
        if self._unit in {"", self.limits.unit}:
            return None
        return Failed(Reason.SETUP, f"its unit has to be sentence or paragraph under [engines.{self.id}]")

    @property
    def refused_until(self) -> datetime | None:
        """After a refusal nothing is asked before this time."""
        return self._circuit.until

    def supports(self, source: str, target: str) -> bool:
        """Whether the service knows both languages and they differ."""
        return self.pair(source, target) is not None

    def close(self) -> None:
        """Cut the request under way, from any thread."""
        self._closed.set()
        self._transport.close()

    def translate(self, sentences: Sequence[str], source: str, target: str) -> list[Outcome]:
        """One outcome for each sentence; those without letters are copied, and the others asked together."""
        lines = [one_line(sentence) for sentence in sentences]
        asked = [line for line in lines if checks.has_letters(line)]
        answers = iter(self._answers(asked, source, target))
        return [next(answers) if checks.has_letters(line) else Ok(line) for line in lines]

    def _answers(self, lines: list[str], source: str, target: str) -> list[Outcome]:
        codes = self.pair(source, target)
        if codes is None:
            return [Failed(Reason.UNSUPPORTED, f"from {source} to {target}")] * len(lines)
        if network_forbidden():
            return [Failed(Reason.NO_NETWORK)] * len(lines)
        if self.lack is not None:
            return [self.lack] * len(lines)
        try:
            ask, limits = partial(self._ask, source=codes[0], target=codes[1]), self._limits_of(lines)
            if limits.unit == "paragraph":
                return paragraph.resolve(lines, ask, limits, ratio(source, target))
            return together.resolve(lines, ask, limits)
        except Exception as error:  # noqa: BLE001 - an engine never raises; the type alone holds no article text
            return [Failed(Reason.ENGINE_CRASHED, type(error).__name__)] * len(lines)

    def _limits_of(self, lines: Sequence[str]) -> Limits:  # noqa: ARG002 - for services that count something else
        """How much of ``lines`` may be asked at once."""
        return self.limits

    def _ask(self, lines: Sequence[str], source: str, target: str) -> list[str] | Failed:
        """Send one request, again where that may help; a refusal opens the circuit at once."""
        with self._one_at_a_time:
            for attempt in range(1, TRIES + 1):
                if self._circuit.until:
                    return self._refusal
                self._keep_distance()
                try:
                    answer = self._believable(lines, source, target)
                except ExchangeError as error:
                    if error.reason in _REFUSALS:
                        until = self._circuit.refuse(error.retry_after)
                        self._refusal = Failed(error.reason, error.detail, until)
                        return self._refusal
                    if not error.again or attempt == TRIES:
                        return Failed(error.reason, error.detail)
                    self._clock.wait(delay_before(attempt, self._jitter), self._closed)
                else:
                    self._circuit.heal()
                    return answer
        raise AssertionError

    def _believable(self, lines: Sequence[str], source: str, target: str) -> list[str]:
        """What the service answers, if it is an answer at all.

        Raises:
            ExchangeError: no page, another page, nothing, or a notice in place of a translation.
        """
        answer = self._request(lines, source, target)
        if not all(isinstance(line, str) for line in answer) or not any(line.strip() for line in answer):
            raise ExchangeError(Reason.BAD_RESPONSE, "it is empty")
        if reason := checks.notice("\n".join(answer), "\n".join(lines)):
            raise ExchangeError(reason, "a notice came in place of a translation")
        return answer

    def _keep_distance(self) -> None:
        """Wait until the smallest interval since the request before has passed."""
        now = self._clock.monotonic()
        if now < self._next_at:
            self._clock.wait(self._next_at - now, self._closed)
        self._next_at = max(now, self._next_at) + self.limits.min_interval


def code(language: str, codes: frozenset[str], others: Mapping[str, str] = {}) -> str | None:
    """The one of ``codes`` for a BCP 47 tag, None if there is none.

    ``others`` are the tags (lower case) that a service calls by another name. A longer tag stands for what it
    begins with.
    """
    tag, known = language.replace("_", "-").lower(), {each.lower(): each for each in codes}
    while tag:
        found = known.get(others.get(tag, tag).lower())
        if found:
            return found
        tag = tag.rpartition("-")[0]
    return None
