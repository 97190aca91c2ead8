"""The names of a library: what the mentions in all its articles stand for, and what the user calls things."""

from __future__ import annotations

from reader.names.corrections import Corrections
from reader.names.finding import find, overlaid
from reader.names.grouping import Form, Resolved, resolve
from reader.names.table import NameTable, Own, read_own, shipped_table

__all__ = [
    "Corrections",
    "Form",
    "NameTable",
    "Own",
    "Resolved",
    "find",
    "overlaid",
    "read_own",
    "resolve",
    "shipped_table",
]
