"""What stands above the two columns: an article's metadata, and the truth about its translation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

from textual.content import Content

from reader.model import ArticleRow, Translation, makers
from reader.text.clean import one_line
from reader.text.languages import language_name
from reader.ui.widgets.article_list import month_name

if TYPE_CHECKING:  # the first frame does without it
    from reader.translation import Status

_WORDS_A_MINUTE = 200
_ENGINES = {"user": "you", "memory": "reference"}
"""What people call those that are no services."""


def language(row: ArticleRow, *, listed_only: bool) -> str:
    """What an article is in, who says so, and whether its names are found."""
    name = language_name(row.language)
    said = {"given": name, "detected": name, "assumed": f"{name}?"}[row.language_source]
    return f"{said}: listed names only" if listed_only else said


Lines: TypeAlias = tuple[Content, Content]
"""A title, and a line about it."""


def source(row: ArticleRow, notes: int, *, listed_only: bool = False) -> Lines:
    """The title, and when, how long, how much noted; ``listed_only`` where no recogniser reads the language."""
    minutes = max(1, round(row.words / _WORDS_A_MINUTE))
    day = row.date.value[8:].lstrip("0") + " " if row.date.precision == "day" and row.date.value else ""
    parts = [
        day + month_name(row.date.month) + (" (yours)" if row.date.source == "user" else ""),
        language(row, listed_only=listed_only),
        f"{row.words:,} words",
        f"{minutes} min",
        *([f"{notes} note{'s' if notes > 1 else ''}"] if notes else []),
        *(["title derived"] if row.title_source == "derived" else []),
        "  ".join("#" + one_line(tag) for tag in row.tags),
    ]
    title = ("★ " if row.starred else "") + one_line(row.title)
    meta = " · ".join(part for part in parts if part)
    return Content.styled(title, "bold $foreground"), Content.styled(meta, "$foreground 70%")


def translation(
    translations: Sequence[Translation | None],
    target: str,
    status: Status,
    *,
    running: bool = False,
    failed: int = 0,
    trouble: str = "",
) -> Lines:
    """The language, how much there is, from whom, how much failed; who made it, or how to get what is missing."""
    known = [t for t in translations if t is not None]
    state = None
    if running:
        state = Content.styled(f"asking {status.engine} …", "$accent")
    elif trouble:
        state = Content.styled(one_line(trouble), "$warning")
    elif len(known) < len(translations):
        way = "F asks for the rest" if status.ready or status.needs_consent else one_line(status.obstacle or "")
        state = Content.styled(way, "$warning")
    parts = [
        language_name(target),
        f"{len(known)} of {len(translations)} sentences",
        *([_engines(known)] if state and known else []),
        *([f"{failed} failed"] if failed else []),
    ]
    return Content.styled(" · ".join(parts), "bold"), state or Content.styled(_makers(known), "$foreground 70%")


def _engines(translations: Sequence[Translation]) -> str:
    engines = Counter(t.provenance.engine for t in translations).most_common()
    return ", ".join(_ENGINES.get(engine) or one_line(engine) for engine, _ in engines)


def _makers(translations: Sequence[Translation]) -> str:
    return " · ".join(map(one_line, makers(t.provenance for t in translations)))


def consent(status: Status) -> str:
    """The question before text is sent to anybody."""
    return (
        f"Sentences that have no translation would be sent to {status.recipient}, {status.place}, now and for other "
        "articles you open with the translation on. Nothing else is sent. F8 takes this back at any time.\n\n"
        "May they be sent?"
    )
