"""Widgets: each paints one thing, knows the model and the text package, and reports upwards in messages."""
