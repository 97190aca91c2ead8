"""MyMemory, a translation memory of the whole web with machine translation behind it, through deep-translator."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from reader.translation import checks, lending
from reader.translation.engine import Limits, Reason
from reader.translation.keys import primary
from reader.translation.online import OnlineEngine, code
from reader.translation.transport import Deadlines, ExchangeError, Page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import ModuleType

    from reader.translation.pace import Clock

ADDRESS = "https://api.mymemory.translated.net/get"
"""deep-translator would use plain HTTP, and so show the text to the whole network."""

LANGUAGES = frozenset(
    (
        "af-ZA ar-SA az-AZ be-BY bg-BG bn-IN bs-BA ca-ES cs-CZ cy-GB da-DK de-AT de-CH de-DE el-GR en-AU en-CA en-GB"
        " en-IE en-NZ en-US eo-EU es-AR es-ES es-MX et-EE eu-ES fa-IR fi-FI fr-BE fr-CA fr-CH fr-FR ga-IE gl-ES"
        " he-IL hi-IN hr-HR hu-HU hy-AM id-ID is-IS it-CH it-IT ja-JP ka-GE kk-KZ ko-KR lb-LU lt-LT lv-LV"
        " mk-MK ms-MY mt-MT nb-NO nl-BE nl-NL nn-NO pl-PL ps-PK pt-BR pt-PT ro-RO ru-RU sk-SK sl-SI so-SO sq-AL"
        " sv-SE sw-KE ta-IN th-TH tr-TR uk-UA ur-PK uz-UZ vi-VN zh-CN zh-HK zh-TW"
    ).split(),
)
"""MyMemory's codes for the languages that news comes in, out of those that deep-translator lists."""
_CODES = {
    **{tag.partition("-")[0].lower(): tag for tag in sorted(LANGUAGES)},
    **{primary(tag): tag for tag in "de-DE en-GB es-ES fr-FR it-IT nl-NL pt-PT zh-CN".split()},
    "no": "nb-NO",
    "zh-hans": "zh-CN",
    "zh-hant": "zh-TW",
}
_BYTES = 450
"""The service takes 500."""
_GOOD = "200"


class MyMemory(OnlineEngine):
    """The engine ``mymemory``: free of charge for about an article a day, ten with an address of e-mail."""

    id: ClassVar = "mymemory"
    name: ClassVar = "MyMemory"
    note: ClassVar = "from MyMemory, a translation memory with machine translation, not revised"
    limits = Limits(max_chars=_BYTES, max_sentences=1, min_interval=1.0)

    def __init__(
        self,
        address: str = ADDRESS,
        deadlines: Deadlines | None = None,
        clock: Clock | None = None,
        jitter: Callable[[float, float], float] = random.uniform,
        email: str = "",
    ) -> None:
        """``email`` is sent along with every sentence, and raises the quota."""
        super().__init__(address, deadlines, clock, jitter)
        self._email = email

    @cached_property
    def version(self) -> str:
        """The version of deep-translator."""
        return lending.version()

    def pair(self, source: str, target: str) -> tuple[str, str] | None:
        """MyMemory's codes."""
        codes = code(source, LANGUAGES, _CODES), code(target, LANGUAGES, _CODES)
        known = codes[0] and codes[1] and primary(codes[0]) != primary(codes[1])
        return (codes[0], codes[1]) if codes[0] and codes[1] and known else None

    def _limits_of(self, lines: Sequence[str]) -> Limits:
        """The service counts bytes."""
        share = min((len(line) / len(line.encode()) for line in lines), default=1.0)
        return replace(self.limits, max_chars=int(_BYTES * share))

    def _request(self, lines: Sequence[str], source: str, target: str) -> list[str]:
        more = {"email": self._email} if self._email else {}
        translator = _module().MyMemoryTranslator(source=source, target=target, **more)
        answer = lending.asked(translator, self._address, lines[0], self._transport)
        return [answer] if isinstance(answer, str) else []


class _Requests:
    """Brings the answer that deep-translator expects, or none.

    deep-translator never looks at the status inside the answer, and where there is no translation takes that of
    a sentence that is merely similar.
    """

    @staticmethod
    def get(url: str, *, params: Mapping[str, str], **_: object) -> Page:
        page = lending.page(url, params)
        answer = page.json()
        found = answer.get("responseData")
        text = found.get("translatedText") if isinstance(found, dict) else None
        said = f"{text or ''} {answer.get('responseDetails') or ''}"
        if str(answer.get("responseStatus", _GOOD)) != _GOOD or answer.get("quotaFinished"):
            quota = Reason.REFUSED_QUOTA if answer.get("quotaFinished") else Reason.BAD_RESPONSE
            raise ExchangeError(checks.notice(said) or quota, "it has no translation")
        if not isinstance(text, str) or not text.strip():
            raise ExchangeError(Reason.BAD_RESPONSE, "it is empty")
        return page


def _module() -> ModuleType:
    return lending.module("mymemory", _Requests)
