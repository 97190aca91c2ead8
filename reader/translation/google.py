"""Google Translate's mobile page, through deep-translator's GoogleTranslator behind a transport of ours.

deep-translator brings no timeouts, keeps its query in the object (so that a shared one swaps sentences between
threads), follows redirects and prints the text in its errors. Here every call has its own translator, requests
go one at a time through ``Transport``, and each answer is checked before it is believed.
"""

from __future__ import annotations

import importlib
import random
import re
import threading
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, Final

from reader.text.clean import one_line
from reader.translation import checks
from reader.translation.engine import Failed, Limits, Ok, Outcome, Reason, network_forbidden
from reader.translation.pace import Circuit, Clock, delay_before
from reader.translation.together import resolve
from reader.translation.transport import Deadlines, ExchangeError, Page, Transport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime
    from types import ModuleType

    from reader.model import TranslationKind

ADDRESS = "https://translate.google.com/m"
TRIES = 3
"""How often one request is tried at most."""

LANGUAGES = frozenset(
    (
        "af ak am ar as ay az be bg bho bm bn bs ca ceb ckb co cs cy da de doi dv ee el en eo es et eu fa fi fr"
        " fy ga gd gl gn gom gu ha haw hi hmn hr ht hu hy id ig ilo is it iw ja jw ka kk km kn ko kri ku ky la lb"
        " lg ln lo lt lus lv mai mg mi mk ml mn mni-Mtei mr ms mt my ne nl no nso ny om or pa pl ps pt qu ro ru rw"
        " sa sd si sk sl sm sn so sq sr st su sv sw ta te tg th ti tk tl tr ts tt ug uk ur uz vi xh yi yo zh-CN"
        " zh-TW zu"
    ).split(),
)
"""Google's codes, as deep-translator lists them (a test compares the two)."""
_CODES = {
    "he": "iw",
    "jv": "jw",
    "nb": "no",
    "nn": "no",
    "fil": "tl",
    "zh": "zh-CN",
    "zh-hans": "zh-CN",
    "zh-sg": "zh-CN",
    "zh-hant": "zh-TW",
    "zh-hk": "zh-TW",
    "zh-tw": "zh-TW",
    "mni": "mni-Mtei",
}
_CONTAINER = re.compile(r"""<div[^>]{0,200}class=["'](?:t0|result-container)["'][^>]{0,200}>""")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^>]{0,200}>")


class Google:
    """The engine ``google``: online, free of charge, without a key, and refused at times."""

    id: Final = "google"
    kind: Final[TranslationKind] = "online"
    note: Final = "machine translation by Google, not revised"
    limits: Final = Limits(max_chars=1500, max_sentences=40, min_interval=1.0)

    def __init__(
        self,
        address: str = ADDRESS,
        deadlines: Deadlines | None = None,
        clock: Clock | None = None,
        jitter: Callable[[float, float], float] = random.uniform,
    ) -> None:
        self._address = address
        self._clock = clock or Clock()
        self._jitter = jitter
        self._transport = Transport(deadlines or Deadlines())
        self._circuit = Circuit(self._clock)
        self._refusal = Failed(Reason.REFUSED_RATE)
        self._one_at_a_time = threading.Lock()
        self._next_at = float("-inf")
        self._closed = threading.Event()

    @cached_property
    def version(self) -> str:
        """The version of deep-translator, as the service itself has none."""
        from importlib import metadata  # noqa: PLC0415 - not needed for the first screen

        return f"deep-translator {metadata.version('deep-translator')}"

    @property
    def refused_until(self) -> datetime | None:
        """After a refusal nothing is asked before this time."""
        return self._circuit.until

    def supports(self, source: str, target: str) -> bool:
        """Whether Google lists both languages and they differ."""
        codes = code(source), code(target)
        return None not in codes and codes[0] != codes[1]

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
        codes = code(source), code(target)
        if codes[0] is None or codes[1] is None or codes[0] == codes[1]:
            return [Failed(Reason.UNSUPPORTED, f"from {source} to {target}")] * len(lines)
        if network_forbidden():
            return [Failed(Reason.NO_NETWORK)] * len(lines)
        try:
            ask = partial(self._ask, source=codes[0], target=codes[1])
            return resolve(lines, ask, self.limits.max_chars)
        except Exception as error:  # noqa: BLE001 - an engine never raises; the type alone holds no article text
            return [Failed(Reason.ENGINE_CRASHED, type(error).__name__)] * len(lines)

    def _ask(self, text: str, source: str, target: str) -> str | Failed:
        """Send one text, again where that may help; a refusal opens the circuit at once."""
        with self._one_at_a_time:
            for attempt in range(1, TRIES + 1):
                if self._circuit.until:
                    return self._refusal
                self._keep_distance()
                try:
                    answer = _request(self._transport, self._address, text, source, target)
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

    def _keep_distance(self) -> None:
        """Wait until the smallest interval since the request before has passed."""
        now = self._clock.monotonic()
        if now < self._next_at:
            self._clock.wait(self._next_at - now, self._closed)
        self._next_at = max(now, self._next_at) + self.limits.min_interval


def code(language: str) -> str | None:
    """Google's code for a BCP 47 tag, None if it has none."""
    tag = language.replace("_", "-")
    while tag:
        found = _CODES.get(tag.lower(), tag)
        if found in LANGUAGES:
            return found
        tag = tag.rpartition("-")[0]
    return None


def _request(transport: Transport, address: str, text: str, source: str, target: str) -> str:
    """What Google answers to ``text``.

    Raises:
        ExchangeError: no page, another page, or a notice in place of a translation.
    """
    translator = _module().GoogleTranslator(source=source, target=target)
    translator._base_url = address  # noqa: SLF001 - the constructor takes no address; a test pins the attribute
    try:
        with _lent(transport):
            answer = translator.translate(text)
    except ExchangeError:
        raise
    except Exception:  # noqa: BLE001 - its errors hold the text, so nothing of them may pass
        answer = None
    if not isinstance(answer, str) or not answer.strip():
        raise ExchangeError(Reason.BAD_RESPONSE, "it is empty")
    if reason := checks.notice(answer, text):
        raise ExchangeError(reason, "a notice came in place of a translation")
    return answer


_REFUSALS = frozenset({Reason.REFUSED_RATE, Reason.REFUSED_QUOTA})
_transport: ContextVar[Transport] = ContextVar("transport")


@contextmanager
def _lent(transport: Transport) -> Iterator[None]:
    """While it lasts, what deep-translator asks in this thread goes through ``transport``."""
    token = _transport.set(transport)
    try:
        yield
    finally:
        _transport.reset(token)


class _Requests:
    """Stands where deep-translator's module expects ``requests``."""

    @staticmethod
    def get(url: str, *, params: Mapping[str, str], **_: object) -> Page:
        """Ask through the transport lent to this thread; proxies come from the environment alone."""
        page = _transport.get().get(url, params)
        container = _CONTAINER.search(page.text)
        if container is None:
            raise ExchangeError(checks.foreign_page(page.text), "another page came")
        return Page(page.status_code, _flat(page.text, container.end()))


def _flat(page: str, start: int) -> str:
    """``page`` without tags inside the container that starts at ``start``.

    deep-translator would glue together the words on both sides of one.
    """
    inside, end, rest = page[start:].partition("</div>")
    return page[:start] + _TAG.sub("", _BREAK.sub("\n", inside)) + end + rest


@cache
def _module() -> ModuleType:
    """deep-translator's Google module, loaded on first use (about a second), its transport replaced."""
    module = importlib.import_module("deep_translator.google")
    vars(module)["requests"] = _Requests  # the name it calls; a test pins it
    return module
