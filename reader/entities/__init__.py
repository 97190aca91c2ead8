"""Finds the proper names of an article: persons, organisations, locations and others, and whom they stand for."""

from __future__ import annotations

from reader.entities.recogniser import EntityRecogniser, load

__all__ = ["EntityRecogniser", "load"]
