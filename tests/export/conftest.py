"""Builders of excerpts: each test names only what it is about."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from reader.model import (
    Anchor,
    ArticleRef,
    ArticleRow,
    Date,
    Entity,
    Excerpt,
    Note,
    Placing,
    Provenance,
    Span,
    TitleSource,
    Translation,
)

REFERENCE = Provenance(
    engine="memory",
    version="1",
    kind="memory",
    at="2026-11-22T02:30:00.000000Z",
    note="reference translation shipped with libya-reader",
)


def _excerpt(
    uid: str = "3f2a9c01" + 24 * "0",
    *,
    quote: str = "Het plan heeft steun van Rusland en Egypte.",
    text: str = "",
    tags: tuple[str, ...] = (),
    span: tuple[int, int] = (812, 947),
    around: tuple[str, str] = ("", ""),
    path: str = "000_ece2383aa4714dc8.txt",
    title: str = "In Tripoli zetelt de regering…",
    title_source: TitleSource = "derived",
    article_tags: tuple[str, ...] = (),
    date: str | None = "2019-04",
    modified: str = "2026-11-22T10:05:00.000000Z",
    english: tuple[tuple[str, Provenance] | str, ...] = (),
    entities: tuple[tuple[str, str], ...] = (),
    placing: Placing | None = None,
    gone: bool = False,
) -> Excerpt:
    article = sha256(path.encode(errors="replace")).hexdigest()[:12]
    dated = Date(date, "text" if date else None)
    row = ArticleRow(article, path, title, title_source, dated, "nl", "d", 500, tags=article_tags)
    anchor = Anchor(Span(*span), quote, *around, "d")
    ref = ArticleRef(article, path, title, date)
    pairs = [(said, REFERENCE) if isinstance(said, str) else said for said in english]
    return Excerpt(
        note=Note(uid, ref, anchor, text, tags, "2026-11-22T10:04:59.000000Z", modified),
        placing=placing or Placing("exact", anchor.span),
        article=None if gone else row,
        translations=tuple(Translation("…", text, provenance) for text, provenance in pairs),
        entities=tuple(Entity(Span(0, 1), label, name, 1.0, name, "model") for name, label in entities),
    )


@pytest.fixture(scope="session")
def excerpt() -> Callable[..., Excerpt]:
    """Makes an excerpt out of what differs from a plain one."""
    return _excerpt


@pytest.fixture(scope="session")
def said_by() -> Callable[..., Provenance]:
    """Makes a provenance out of what differs from the shipped reference's."""

    def build(**changes: str) -> Provenance:
        return replace(REFERENCE, **changes)

    return build


@pytest.fixture(scope="session")
def schema() -> Callable[[str], Path]:
    """Finds a file or folder of the schemas that others publish and that are not ours to ship."""
    root = Path(__file__).parents[2]
    folder = Path(os.environ.get("LIBYA_READER_SCHEMAS") or root.parent / "shared" / "data")

    def find(name: str) -> Path:
        if not (folder / name).exists():
            pytest.skip(f"{name} is not in {folder}: name a folder that has it in LIBYA_READER_SCHEMAS")
        return folder / name

    return find
