"""Engines of translation, the memory that keeps their work, and the checks on it.

Importing the package loads no engine and no network library.
"""

from reader.translation.cost import Cost
from reader.translation.engine import Engine, Failed, Lacking, Limits, Ok, Outcome, Reason, explain, name_of
from reader.translation.engines import available, choose
from reader.translation.memory import Memory
from reader.translation.service import TranslationService
from reader.translation.status import Status
from reader.translation.tmx import TmxMemory

__all__ = [
    "Cost",
    "Engine",
    "Failed",
    "Lacking",
    "Limits",
    "Memory",
    "Ok",
    "Outcome",
    "Reason",
    "Status",
    "TmxMemory",
    "TranslationService",
    "available",
    "choose",
    "explain",
    "name_of",
]
