"""Screens and dialogs: they hold the state, ask the library, and hand values down to widgets."""
