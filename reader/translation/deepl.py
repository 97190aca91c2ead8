"""DeepL, through its official client, which the extra ``deepl`` brings.

Its client has retries and deadlines of its own, in which a request may take minutes, and logs what is sent. Here what
it asks goes through ``Transport`` as well.
"""

from __future__ import annotations

import importlib
import logging
import random
from functools import cache, cached_property
from importlib import metadata, util
from typing import TYPE_CHECKING, Any, ClassVar

from reader.translation.deepl_glossary import Deposit
from reader.translation.engine import Failed, Limits, Reason
from reader.translation.online import OnlineEngine, code
from reader.translation.transport import Deadlines, ExchangeError, Question, Transport

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import ModuleType

    from reader.translation.glossary import Glossary
    from reader.translation.pace import Clock

SOURCES = frozenset(
    ("ar bg cs da de el en es et fi fr he hu id it ja ko lt lv nb nl pl pt ro ru sk sl sv th tr uk vi zh").split(),
)
TARGETS = (SOURCES - {"en", "pt"}) | {"en-GB", "en-US", "es-419", "pt-BR", "pt-PT", "zh-Hans", "zh-Hant"}
"""DeepL's codes (in lower case, where the client does not care) that every account may use."""
_CODES = {"no": "nb", "iw": "he"}
_TARGET_CODES = {
    **_CODES,
    "en": "en-GB",
    "pt": "pt-PT",
    "zh-cn": "zh-Hans",
    "zh-tw": "zh-Hant",
    "zh-hk": "zh-Hant",
}
_NONE = "-"
_NOT_FOUND = 404


class DeepL(OnlineEngine):
    """The engine ``deepl``: with a key, the paragraph as context, and the user's glossary."""

    id: ClassVar = "deepl"
    name: ClassVar = "DeepL"
    note: ClassVar = "machine translation by DeepL, not revised"
    limits = Limits(max_chars=5000, max_sentences=40, min_interval=0.5)
    statuses: ClassVar[Mapping[int, Reason]] = {401: Reason.AUTH, 403: Reason.AUTH}

    def __init__(
        self,
        address: str = "",
        deadlines: Deadlines | None = None,
        clock: Clock | None = None,
        jitter: Callable[[float, float], float] = random.uniform,
        *,
        key: str = "",
        glossary: str = "",
        own: Glossary | None = None,
    ) -> None:
        """Without an ``address`` the kind of key decides.

        ``glossary`` is the id of one that DeepL keeps; ``-`` for none; where it is empty DeepL is given the user's
        ``own``.
        """
        super().__init__(address, deadlines, clock, jitter)
        self._key = key
        self._glossary = "" if glossary == _NONE else glossary
        self._gives = not glossary and own is not None
        self._deposit = Deposit(own if self._gives else None)

    @property
    def version(self) -> str:
        """The version of the client, and the glossary, as they change what comes."""
        glossary = self._glossary or self._deposit.digest
        return f"{self._client}, glossary {glossary}" if glossary else self._client

    @cached_property
    def _client(self) -> str:
        return f"deepl {metadata.version('deepl')}" if util.find_spec("deepl") else "deepl"

    @property
    def recipient(self) -> str:
        """The service, and what it gets besides sentences: agreeing to the one is not agreeing to the other."""
        return f"{self.id} (with your glossary.tsv, if there is one)" if self._gives else self.id

    @cached_property
    def lack(self) -> Failed | None:
        """The client, or a key."""
        if not util.find_spec("deepl"):
            return Failed(Reason.SETUP, "its client is not there: pip install 'libya-reader[deepl]'")
        if not self._key:
            return Failed(Reason.SETUP, f"it has no key: give it one under [engines.{self.id}]")
        return None

    def pair(self, source: str, target: str) -> tuple[str, str] | None:
        """DeepL's codes."""
        codes = code(source, SOURCES, _CODES), code(target, TARGETS, _TARGET_CODES)
        if codes[0] and codes[1] and codes[0] != codes[1].partition("-")[0]:
            return codes[0], codes[1]
        return None

    def _request(self, lines: Sequence[str], source: str, target: str) -> list[str]:
        client = _module().DeepLClient(self._key, server_url=self._address or None, send_platform_info=False)
        client._client = _Lent(self._transport, self._keep_distance)  # noqa: SLF001 - it takes no transport; a test pins the attribute
        try:
            glossary = self._glossary or self._deposit.id_for(client, source, target)
            found = client.translate_text(
                list(lines),
                source_lang=source,
                target_lang=target,
                context=" ".join(lines) if len(lines) > 1 else None,
                glossary=glossary,
                split_sentences="0",
            )
            return [each.text for each in found]
        except ExchangeError as error:
            raise self._without_glossary(error) from None
        except Exception:  # noqa: BLE001 - its errors may hold the text, so nothing of them may pass
            raise ExchangeError(Reason.BAD_RESPONSE, "it has no translation") from None

    def _without_glossary(self, error: ExchangeError) -> ExchangeError:
        """What an error means, as a glossary that is not there any more is called not found."""
        if error.status == _NOT_FOUND and self._glossary:
            return ExchangeError(Reason.SETUP, f"it has no glossary {self._glossary}: see [engines.{self.id}]")
        if error.status == _NOT_FOUND and self._deposit.forget():
            return ExchangeError(error.reason, error.detail, again=True)
        return error


class _Lent:
    """Stands where the client expects its own way to ask; calls ``pause`` from one request to the next."""

    def __init__(self, transport: Transport, pause: Callable[[], None]) -> None:
        self._transport = transport
        self._pause = pause
        self._asked = False

    def request_with_backoff(
        self, method: str, url: str, *, json: dict[str, Any] | None, headers: Mapping[str, str], **_: object
    ) -> tuple[int, str]:
        if self._asked:
            self._pause()
        self._asked = True
        page = self._transport.ask(Question(url, post=json, headers=headers, delete=method == "DELETE"))
        if method != "DELETE":
            page.json()
        return page.status_code, page.text

    def close(self) -> None:
        """Leave the transport open: it outlives the client."""


@cache
def _module() -> ModuleType:
    """The client's module, loaded on first use, and silenced: it logs the sentences."""
    logging.getLogger("deepl").addFilter(lambda _: False)
    return importlib.import_module("deepl")
