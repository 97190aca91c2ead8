"""LibreTranslate, on a server of the user's own or anybody else's.

deep-translator's client for it does not know Dutch, demands a key, and puts the text into the address; this one
speaks the protocol of the server itself.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any, ClassVar, Final
from urllib.parse import urlsplit

from reader import __version__
from reader.translation.engine import Failed, Limits, Reason
from reader.translation.keys import primary
from reader.translation.online import OnlineEngine, code
from reader.translation.transport import Deadlines, ExchangeError, Question

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reader.translation.pace import Clock

LANGUAGES = frozenset(
    (
        "ar az bg bn ca cs da de el en eo es et eu fa fi fr ga gl he hi hu id it ja ko ky lt lv ms nb nl pl pt pt-BR"
        " ro ru sk sl sq sr sv th tl tr uk ur vi zh-Hans zh-Hant"
    ).split(),
)
"""The codes of LibreTranslate 1.9; a server may have fewer and then says so."""
_CODES = {"zh": "zh-Hans", "zh-cn": "zh-Hans", "zh-tw": "zh-Hant", "zh-hk": "zh-Hant", "no": "nb", "pt-br": "pt-BR"}


class LibreTranslate(OnlineEngine):
    """The engine ``libretranslate``: a server at an address that the user gives."""

    id: ClassVar = "libretranslate"
    name: ClassVar = "LibreTranslate"
    note: ClassVar = "machine translation by LibreTranslate, not revised"
    limits = Limits(max_chars=1500, max_sentences=40, min_interval=0.05)
    statuses: ClassVar[Mapping[int, Reason]] = {401: Reason.AUTH, 403: Reason.AUTH}
    version: Final = f"libya-reader {__version__}"

    def __init__(
        self,
        address: str = "",
        deadlines: Deadlines | None = None,
        clock: Clock | None = None,
        jitter: Callable[[float, float], float] = random.uniform,
        unit: str = "",
        *,
        key: str = "",
    ) -> None:
        super().__init__(address.rstrip("/"), deadlines, clock, jitter, unit)
        self._key = key

    @property
    def recipient(self) -> str:
        """The server: agreeing to one is not agreeing to another."""
        return f"{self.id} at {self._server}"

    @property
    def lack(self) -> Failed | None:
        """An address."""
        if self._server:
            return super().lack
        what = "its address is no web address" if self._address else "it has no address"
        return Failed(Reason.SETUP, f"{what}: give it a url under [engines.{self.id}]")

    @property
    def _server(self) -> str:
        try:
            parts = urlsplit(self._address)
            return parts.netloc.rpartition("@")[2] if parts.scheme in {"http", "https"} else ""
        except ValueError:
            return ""

    def pair(self, source: str, target: str) -> tuple[str, str] | None:
        """LibreTranslate's codes."""
        codes = code(source, LANGUAGES, _CODES), code(target, LANGUAGES, _CODES)
        known = codes[0] and codes[1] and primary(codes[0]) != primary(codes[1])
        return (codes[0], codes[1]) if codes[0] and codes[1] and known else None

    def _request(self, lines: Sequence[str], source: str, target: str) -> list[str]:
        wish: dict[str, Any] = {"q": list(lines), "source": source, "target": target, "format": "text"}
        post = {**wish, "api_key": self._key} if self._key else wish
        answer = self._transport.ask(Question(f"{self._address}/translate", post=post)).json()
        found = answer.get("translatedText")
        if not isinstance(found, list):
            raise ExchangeError(Reason.BAD_RESPONSE, "it has no translation")
        return found
