"""Notes from other files, made fit for the notes file: nothing in them is trusted.

A record that cannot be a note is left out with a sentence for the user. What comes from a file of ours comes back
as it was, as far as it can have come from the notes file: texts are neutralised, quotes made canonical.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from reader.export import identity
from reader.model import Anchor, ArticleRef, Note, Span
from reader.text.anchors import CONTEXT
from reader.text.clean import canonical, neutralise, one_line

_DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
_LONGEST = 2**53
"""Beyond it, not all readers of JSON have the same numbers."""
_LINE_END = re.compile("\r\n?")


class Unfit(ValueError):  # noqa: N818 - it never reaches the user as an error
    """A record is no note; the text says why, fit to follow "it is left out: "."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a note is, as far as a file says."""

    quote: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    """None when only the quote is known: the anchor then begins at 0, and is placed by quote and context."""
    end: int | None = None
    digest: str = ""
    lost: bool = False
    """Whether the user said that it is gone."""


def note(
    uid: str,
    article: ArticleRef,
    passage: Passage,
    *,
    text: str,
    tags: list[str],
    created: object,
    modified: object,
) -> Note:
    """The note that these fields make; times that are none are empty, for the notes file to fill in.

    Raises:
        Unfit: there is no quote, or a passage that ends before it begins.
    """
    made = time(created)
    return Note(
        identity.uid_of(uid),
        ArticleRef(one_line(article.id), article.path, neutralise(article.title), article.date),
        _anchor(passage),
        neutralise(_LINE_END.sub("\n", text)),
        tuple(dict.fromkeys(filter(None, map(one_line, tags)))),
        created=made,
        modified=time(modified) or made,
    )


def _anchor(passage: Passage) -> Anchor:
    quote = canonical(passage.quote)
    if not quote.strip():
        raise Unfit("it has no quote")
    start, end = passage.start, passage.end
    known = start is not None and end is not None
    if start is None or end is None:
        start, end = 0, 0
    if not 0 <= start <= end <= _LONGEST:
        raise Unfit(f"no passage runs from {start} to {end}")
    return Anchor(
        Span(start, end),
        quote,
        canonical(passage.prefix)[-CONTEXT:],
        canonical(passage.suffix)[:CONTEXT],
        one_line(passage.digest) if known else "",
        passage.lost,
    )


def time(value: object) -> str:
    """A time as notes have it, in UTC with microseconds; empty when ``value`` is none."""
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
        if moment is None:
            return ""
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return ""
    return moment.strftime("%Y").zfill(4) + moment.strftime("-%m-%dT%H:%M:%S.%fZ")


def date(value: object) -> str | None:
    """The date of an article; None when ``value`` is none."""
    return value if isinstance(value, str) and _DATE.fullmatch(value) else None


def text(fields: Mapping[str, Any], name: str) -> str:
    """A text among ``fields``; empty when it is missing.

    Raises:
        Unfit: it is something else.
    """
    value = fields.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Unfit(f"its “{name}” is not a text")
    return value


def number(fields: Mapping[str, Any], name: str) -> int | None:
    """A whole number among ``fields``; None when it is missing.

    Raises:
        Unfit: it is something else.
    """
    value = fields.get(name)
    if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
        raise Unfit(f"its “{name}” is not a whole number")
    return value


def fields(value: object, name: str) -> Mapping[str, Any]:
    """``value`` as an object with fields; one without any when it is missing.

    Raises:
        Unfit: it is something else.
    """
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise Unfit(f"{name} is not an object")
    return value


def texts(value: object) -> list[str]:
    """The texts in a list, or the one that stands for a list of one."""
    found = value if isinstance(value, list) else [value]
    return [item for item in found if isinstance(item, str)]
