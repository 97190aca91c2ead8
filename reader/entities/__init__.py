"""Recognisers of named entities, and what they need."""
