"""Bytes to articles: encodings, formats, dates, titles."""

from reader.intake.articles import FORMATS, article_id, parse
from reader.intake.dates import is_date
from reader.intake.folder import SIZE_LIMIT, read_article, walk

__all__ = ["FORMATS", "SIZE_LIMIT", "article_id", "is_date", "parse", "read_article", "walk"]
