"""What the user says of an article as a whole: read, starred, its date and tags."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.screen import Screen

from reader.library import Library, parse_date
from reader.text.clean import one_line
from reader.ui.screens.changes import Changes

if TYPE_CHECKING:
    from reader.model import ArticleRow


class Marking:
    """Changes the marks of articles, asking for a value where one is needed."""

    def __init__(self, screen: Screen[None], library: Library, changes: Changes, reload: Callable[[], None]) -> None:
        """``reload`` is called when the order of the list may have changed."""
        self._screen, self._library, self._changes, self._reload = screen, library, changes, reload

    def do(self, verb: str, row: ArticleRow) -> None:
        """Do with an article what the user asked for: ``read``, ``star``, ``date`` or ``tag``."""
        if verb == "read":
            label = "Unread" if row.read else "Read"
            self._changes.make(label, lambda: self._library.mark(row, read=not row.read))
        elif verb == "star":
            label = "No star" if row.starred else "Star"
            self._changes.make(label, lambda: self._library.mark(row, starred=not row.starred))
        elif verb == "date":
            self._ask_date(row)
        elif verb == "tag":
            self._ask_tags(row)

    def _ask_date(self, row: ArticleRow) -> None:
        from reader.ui.screens.dialogs import AskLine  # noqa: PLC0415 - not before the first frame

        def on_date(value: str | None) -> None:
            if value is not None:
                self._changes.make("Date", lambda: self._library.set_date(row, value))
                self._reload()

        question = f"When did “{one_line(row.title)}” appear? Its file is not touched; empty takes your date away."
        dialog = AskLine(question, row.date.value or "", "2019, 2019-04 or 2019-04-07", parse_date)
        self._screen.app.push_screen(dialog, on_date)

    def _ask_tags(self, row: ArticleRow) -> None:
        from reader.library.tags import told  # noqa: PLC0415 - not before the first frame
        from reader.ui.screens import noting  # noqa: PLC0415 - as above

        def take(tags: tuple[str, ...]) -> None:
            if tags != row.tags:
                label = f"The article: {told(row.tags, tags)}"
                self._changes.make(label, lambda: self._library.mark(row, tags=tags))

        noting.pick(self._screen, self._library, one_line(row.title), row.tags, take)
