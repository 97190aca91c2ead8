"""The fields of what ``--json`` prints; scripts rely on their names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from reader.errors import InputError
from reader.model import (
    Article,
    ArticleRow,
    Date,
    Entity,
    Note,
    Placing,
    Provenance,
    Recogniser,
    Sentence,
    Span,
    Translation,
)
from reader.text.languages import no_language
from reader.text.segments import Document

Fields = dict[str, Any]


def of_row(row: ArticleRow) -> Fields:
    """An article of the list."""
    return {
        "id": row.id,
        "path": row.path,
        "title": row.title,
        "title_source": row.title_source,
        "date": of_date(row.date),
        "language": row.language,
        "language_source": row.language_source,
        "words": row.words,
        "read": row.read,
        "starred": row.starred,
        "tags": row.tags,
        "notes": row.notes,
    }


def language_tag(text: str) -> str:
    """A language that the user named, as a BCP 47 tag.

    Raises:
        InputError: it is none.
    """
    if problem := no_language(text):
        raise InputError(f"{problem}.")
    return text


def of_date(date: Date) -> Fields:
    """A date, however much of it is known."""
    return {"value": date.value, "precision": date.precision, "source": date.source}


def of_analysis(
    article: Article, document: Document, entities: Sequence[Entity], recogniser: Recogniser | None
) -> Fields:
    """All that the program finds in a text."""
    return {
        "path": article.path,
        "digest": article.digest,
        "title": article.title,
        "title_source": article.title_source,
        "date": of_date(article.date),
        "language": article.language,
        "language_source": article.language_source,
        "body": article.body,
        "paragraphs": [{**of_span(block.span), "kind": block.kind} for block in document.paragraphs],
        "sentences": [{**of_span(s.span), "paragraph": s.paragraph} for s in document.sentences],
        "entities": [of_entity(entity) for entity in entities],
        "recogniser": asdict(recogniser) if recogniser else None,
    }


def of_span(span: Span) -> Fields:
    """A range of code points of the body, half-open."""
    return {"start": span.start, "end": span.end}


def of_entity(entity: Entity) -> Fields:
    """A proper name."""
    return {
        **of_span(entity.span),
        "label": entity.label,
        "text": entity.text,
        "score": entity.score,
        "name": entity.name,
        "source": entity.source,
    }


def of_translation(sentence: Sentence, text: str, translation: Translation | None) -> Fields:
    """A sentence and what is known of its translation."""
    return {
        **of_span(sentence.span),
        "text": text,
        "translation": translation.text if translation else None,
        "provenance": of_provenance(translation.provenance) if translation else None,
    }


def of_provenance(provenance: Provenance) -> Fields:
    """Who said so."""
    return asdict(provenance)


def of_note(note: Note, placing: Placing, article: ArticleRow | None) -> Fields:
    """A note; ``start`` and ``end`` are where its passage is now, or was when it is nowhere."""
    anchor = note.anchor
    return {
        "uid": note.uid,
        "article": {
            "id": article.id if article else note.article.id,
            "title": article.title if article else note.article.title,
            "date": article.date.value if article else note.article.date,
        },
        "anchor": {
            **of_span(placing.span or anchor.span),
            "exact": anchor.exact,
            "prefix": anchor.prefix,
            "suffix": anchor.suffix,
            "digest": anchor.digest,
            "state": placing.state,
        },
        "note": note.text,
        "tags": note.tags,
        "created": note.created,
        "modified": note.modified,
    }
