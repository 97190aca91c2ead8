"""Engines of translation, the memory that keeps their work, and the checks on it."""
