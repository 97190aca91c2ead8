"""Measures how fast the program is, each figure as a ratio to a bare Textual app in the same run."""
