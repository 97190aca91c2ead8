"""The types that flow through the program: frozen values, one unit of position, no input or output.

Every position is a half-open range of code points (``Span``) in the body of one article. Times are ISO 8601
strings in UTC with microseconds (``2026-11-22T02:19:43.000123Z``), so that they sort as text.

A module of these is loaded when the first of its names is asked for, so that a start loads what it shows.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.model.articles import (
        ASSUMED_LANGUAGE,
        UNDATED,
        ArticleRow,
        Date,
        DateSource,
        LanguageSource,
        Precision,
        TitleSource,
    )
    from reader.model.corrections import SAYINGS, Correction, Saying
    from reader.model.findings import (
        APPROXIMATE,
        CORRECTED,
        LABELS,
        LISTED,
        Entity,
        Label,
        Mention,
        Name,
        Provenance,
        Recogniser,
        Translation,
        TranslationKind,
        makers,
    )
    from reader.model.notes import Anchor, AnchorState, ArticleRef, Excerpt, Marks, Note, Placing, Revision, TagInfo
    from reader.model.steps import Step
    from reader.model.texts import Article, Paragraph, ParagraphKind, Sentence, Span

__all__ = [
    "APPROXIMATE",
    "ASSUMED_LANGUAGE",
    "CORRECTED",
    "LABELS",
    "LISTED",
    "SAYINGS",
    "UNDATED",
    "Anchor",
    "AnchorState",
    "Article",
    "ArticleRef",
    "ArticleRow",
    "Correction",
    "Date",
    "DateSource",
    "Entity",
    "Excerpt",
    "Label",
    "LanguageSource",
    "Marks",
    "Mention",
    "Name",
    "Note",
    "Paragraph",
    "ParagraphKind",
    "Placing",
    "Precision",
    "Provenance",
    "Recogniser",
    "Revision",
    "Saying",
    "Sentence",
    "Span",
    "Step",
    "TagInfo",
    "TitleSource",
    "Translation",
    "TranslationKind",
    "makers",
]

_HOMES = {
    "articles": "ASSUMED_LANGUAGE UNDATED ArticleRow Date DateSource LanguageSource Precision TitleSource",
    "corrections": "SAYINGS Correction Saying",
    "findings": (
        "APPROXIMATE CORRECTED LABELS LISTED Entity Label Mention Name Provenance Recogniser Translation "
        "TranslationKind makers"
    ),
    "notes": "Anchor AnchorState ArticleRef Excerpt Marks Note Placing Revision TagInfo",
    "steps": "Step",
    "texts": "Article Paragraph ParagraphKind Sentence Span",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}

if not TYPE_CHECKING:  # a type checker is to know every name

    def __getattr__(name: str) -> object:
        home = _HOME_OF.get(name)
        if home is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = globals()[name] = getattr(import_module(f"{__name__}.{home}"), name)
        return value
