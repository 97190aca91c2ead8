"""A terminal reader with annotations for people who study foreign-language news."""

__version__ = "0.1.0"
