"""How articles stand in the index: the schema, and the way between SQLite and the program's types."""

from __future__ import annotations

import os
from array import array
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from reader.model import UNDATED, ArticleRow, Date
from reader.text.clean import one_line

SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS article (
    number INTEGER PRIMARY KEY,
    path BLOB NOT NULL UNIQUE,  -- bytes, because a file name need not be text
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    title_source TEXT NOT NULL,
    own_date TEXT,              -- the file's
    date TEXT,                  -- the user's, else the file's
    language TEXT NOT NULL,
    language_source TEXT NOT NULL,
    digest TEXT NOT NULL,
    words INTEGER NOT NULL,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    key TEXT NOT NULL           -- title and path, casefolded
);
CREATE INDEX IF NOT EXISTS article_order ON article (date DESC, path, key);  -- covers what a filter reads
CREATE INDEX IF NOT EXISTS article_id ON article (id);
CREATE INDEX IF NOT EXISTS article_digest ON article (digest);

CREATE TABLE IF NOT EXISTS likeness (
    article INTEGER PRIMARY KEY,
    sketch BLOB NOT NULL,
    since INTEGER NOT NULL      -- the latest of those gone when it came
);
CREATE TABLE IF NOT EXISTS gone (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    sketch BLOB NOT NULL
);

CREATE TABLE IF NOT EXISTS user_date (id TEXT PRIMARY KEY, date TEXT NOT NULL) WITHOUT ROWID;

CREATE VIEW IF NOT EXISTS row AS
SELECT number, path, article.id, title, title_source, article.date, user_date.id IS NOT NULL AS by_user,
    language, digest, words, language_source
FROM article LEFT JOIN user_date ON user_date.id = article.id;

CREATE TABLE IF NOT EXISTS entities (
    digest TEXT NOT NULL,
    recogniser TEXT NOT NULL,
    version TEXT NOT NULL,
    found TEXT NOT NULL,        -- JSON
    PRIMARY KEY (digest, recogniser)
);

CREATE TABLE IF NOT EXISTS body (
    number INTEGER PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL         -- what its mentions were made by
);
CREATE TABLE IF NOT EXISTS form (
    number INTEGER PRIMARY KEY,
    text TEXT NOT NULL,         -- as it is written
    stands_for TEXT NOT NULL,   -- in its article
    label TEXT NOT NULL,
    name TEXT,                  -- what it stands for in the library; NULL until that is settled
    name_label TEXT,
    guess INTEGER,
    key TEXT,                   -- name and text, a line each
    UNIQUE (text, stands_for, label)
);
CREATE INDEX IF NOT EXISTS form_name ON form (name, name_label);
CREATE TABLE IF NOT EXISTS mention (
    body INTEGER NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    form INTEGER NOT NULL,
    PRIMARY KEY (body, start)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS mention_form ON mention (form, body);

CREATE VIEW IF NOT EXISTS told AS
SELECT article.number AS article, article.date, article.path, body.number AS body, mention.start, mention.end,
    form.number AS form, form.text, form.name, form.name_label, form.guess
FROM form JOIN mention ON mention.form = form.number JOIN body ON body.number = mention.body
    JOIN article ON article.digest = body.digest
WHERE form.name IS NOT NULL;

CREATE TABLE IF NOT EXISTS session (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
"""

PUT: Final = """
INSERT INTO article (
    path, id, title, title_source, own_date, date, language, language_source, digest, words, size, mtime_ns, key
) VALUES (
    :path, :id, :title, :title_source, :date, coalesce((SELECT date FROM user_date WHERE id = :id), :date),
    :language, :language_source, :digest, :words, :size, :mtime_ns, :key
) ON CONFLICT (path) DO UPDATE SET
    id = excluded.id, title = excluded.title, title_source = excluded.title_source, own_date = excluded.own_date,
    date = excluded.date, language = excluded.language, language_source = excluded.language_source,
    digest = excluded.digest, words = excluded.words,
    size = excluded.size, mtime_ns = excluded.mtime_ns, key = excluded.key
"""
"""Adds an article or replaces it, with its number kept; takes what ``to_article`` gives."""


PUT_LIKENESS: Final = """
INSERT INTO likeness SELECT number, :sketch, coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'gone'), 0)
FROM article WHERE path = :path
ON CONFLICT (article) DO UPDATE SET sketch = excluded.sketch
"""
"""Keeps by what an article is known again, and with a new one since when it is there."""
DROP: Final = (
    """INSERT OR REPLACE INTO gone (id, sketch)
    SELECT id, sketch FROM article JOIN likeness ON likeness.article = article.number WHERE path = ?""",
    "DELETE FROM likeness WHERE article = (SELECT number FROM article WHERE path = ?)",
    "DELETE FROM article WHERE path = ?",
)
"""Takes an article out, and keeps by what it is known again."""


class Record(NamedTuple):
    """What the index keeps of one article file."""

    row: ArticleRow
    """Its metadata as the file tells it; the user's marks in it are not kept."""
    size: int
    """Bytes of the file."""
    mtime_ns: int
    """When the file last changed, as the file system tells it."""
    sketch: bytes = b""
    """By what its text is known again, as ``text.likeness`` makes it."""


class Listing(NamedTuple):
    """Articles in the order of the list: newest first, by path within a date, the undated last."""

    numbers: array[int]
    """The row number of each."""
    months: Sequence[str | None]
    """The month (or year) of each; None for the undated."""
    undated: int
    """How many have no date."""


def to_article(record: Record) -> dict[str, object]:
    """A record as the table of articles holds it."""
    row = record.row
    return {
        "path": os.fsencode(row.path),
        "id": row.id,
        "title": row.title,
        "title_source": row.title_source,
        "date": row.date.value,
        "language": row.language,
        "language_source": row.language_source,
        "digest": row.digest,
        "words": row.words,
        "size": record.size,
        "mtime_ns": record.mtime_ns,
        "sketch": record.sketch,
        "key": f"{row.title}\n{one_line(row.path)}".casefold(),
    }


def from_row(columns: Sequence[Any]) -> ArticleRow:
    """A row of the view ``row``."""
    _number, path, id_, title, title_source, date, by_user, *rest = columns
    when = UNDATED if date is None else Date(date, "user" if by_user else "text")
    return ArticleRow(id_, os.fsdecode(path), title, title_source, when, *rest)
