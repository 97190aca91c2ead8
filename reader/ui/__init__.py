"""The screens: they know Textual; nothing else does."""
