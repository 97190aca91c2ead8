"""Bytes to articles: encodings, formats, dates, titles."""
