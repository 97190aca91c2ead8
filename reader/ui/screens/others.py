"""Notes that other programs write while the app is open: a second window, the command line, a script."""

from __future__ import annotations

from typing import Final

from textual.widget import Widget

from reader.library import Library
from reader.ui import jobs
from reader.ui.screens.changes import Carried, Changes

EVERY: Final = 2.0
"""Seconds from one look at the file to the next."""


class Others:
    """Looks at the file now and then, and has every screen show what came in."""

    def __init__(self, screen: Widget, library: Library) -> None:
        """``screen`` lasts as long as the app; the notes are open."""
        self._screen, self._library = screen, library
        self._seen = library.notebook.file.refresh()
        screen.set_interval(EVERY, self.look)

    def look(self) -> None:
        """Have the file looked at, and show what has come in since the last time."""
        seen = self._library.notebook.file.refresh()
        if seen != self._seen:
            self._seen = seen
            self._screen.run_worker(self._show, thread=True, exit_on_error=False)

    def _show(self) -> None:
        with jobs.sparing():
            self._library.catch_up()
            self._library.sync_dates()
        for each in self._screen.app.screen_stack:
            each.post_message(Carried(Changes.renew))
