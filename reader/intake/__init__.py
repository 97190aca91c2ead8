"""Bytes to articles: encodings, formats, dates, titles."""

from reader.intake.articles import FORMATS, article_id, doubt, parse
from reader.intake.dates import is_date
from reader.intake.folder import SIZE_LIMIT, read_article, walk

DETECTION = "1"
"""To be raised when the same text may be told to be in another language than before."""

__all__ = ["DETECTION", "FORMATS", "SIZE_LIMIT", "article_id", "doubt", "is_date", "parse", "read_article", "walk"]
