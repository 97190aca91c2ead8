"""Google Translate's mobile page, through deep-translator's GoogleTranslator."""

from __future__ import annotations

import random
import re
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from reader.translation import checks, lending
from reader.translation.engine import Limits
from reader.translation.online import OnlineEngine, code
from reader.translation.transport import Deadlines, ExchangeError, Page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import ModuleType

    from reader.translation.pace import Clock

ADDRESS = "https://translate.google.com/m"
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


class Google(OnlineEngine):
    """The engine ``google``: free of charge, without a key, and refused at times."""

    id: ClassVar = "google"
    name: ClassVar = "Google"
    note: ClassVar = "machine translation by Google, not revised"
    limits = Limits(max_chars=1500, max_sentences=40, min_interval=1.0)

    def __init__(
        self,
        address: str = ADDRESS,
        deadlines: Deadlines | None = None,
        clock: Clock | None = None,
        jitter: Callable[[float, float], float] = random.uniform,
        unit: str = "",
    ) -> None:
        super().__init__(address, deadlines, clock, jitter, unit)

    @cached_property
    def version(self) -> str:
        """The version of deep-translator."""
        return lending.version()

    def pair(self, source: str, target: str) -> tuple[str, str] | None:
        """Google's codes."""
        codes = code(source, LANGUAGES, _CODES), code(target, LANGUAGES, _CODES)
        return (codes[0], codes[1]) if codes[0] and codes[1] and codes[0] != codes[1] else None

    def _request(self, lines: Sequence[str], source: str, target: str) -> list[str]:
        translator = _module().GoogleTranslator(source=source, target=target)
        answer = lending.asked(translator, self._address, "\n".join(lines), self._transport)
        return answer.split("\n") if isinstance(answer, str) else []


class _Requests:
    """Brings the page that deep-translator expects, or none."""

    @staticmethod
    def get(url: str, *, params: Mapping[str, str], **_: object) -> Page:
        page = lending.page(url, params)
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


def _module() -> ModuleType:
    return lending.module("google", _Requests)
