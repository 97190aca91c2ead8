"""The article being read, when its file was changed, moved or removed meanwhile."""

from __future__ import annotations

from typing import Final

from reader.errors import InputError, NotFoundError
from reader.library import Library, Opened
from reader.model import ArticleRow
from reader.text import anchors
from reader.text.clean import one_line, shorten
from reader.ui.screens.article_pane import ArticlePane

_GONE: Final = "The file of {name} is gone: this is its text from before, which takes no new notes until it is back."
_TITLE: Final = 40
_SECONDS: Final = 12


def renew(pane: ArticlePane) -> None:
    """Show the article as its file is now, at the same place, and say so; or say that it is gone."""
    row, opened = pane.row, pane.opened
    if row is None or opened is None:
        return
    name = f"“{shorten(one_line(row.title), _TITLE)}”"
    now = _now(pane.library, row, opened)
    if now is None:
        if not pane.is_gone:
            _say(pane, _GONE.format(name=name))
        pane.is_gone = True
        return
    pane.is_gone = False
    if now.digest == opened.article.digest and now.id == row.id:
        if now != row:
            pane.retitle(now)
        return
    try:
        fresh = pane.library.open(now)
    except InputError as error:
        _say(pane, str(error))
        return
    found = _show(pane, now, fresh)
    if fresh.article.digest != opened.article.digest:
        lost = "" if found else "; the passage you were at is no longer in it"
        _say(pane, f"The file of {name} was changed: this is its text now{lost}.")


def _now(library: Library, row: ArticleRow, opened: Opened) -> ArticleRow | None:
    """The article now, maybe in another file; None when it is gone."""
    heirs = [mark.article.id for mark in library.notebook.marks.values() if row.id in mark.was]
    same = [each.id for each in library.shelf.index.by_digest(opened.article.digest)]
    for name in (row.id, *heirs, *same):
        try:
            return library.find(name)
        except NotFoundError:
            continue
    return None


def _show(pane: ArticlePane, row: ArticleRow, fresh: Opened) -> bool:
    """Show the text at the passage where the reader was; whether that is still in it."""
    assert pane.opened is not None
    before, place = pane.opened.article, pane.reading.place
    anchor = anchors.make(before.body, place.passage, before.digest)
    span = anchors.place(anchor, fresh.article.body, fresh.article.digest).span
    pane.open(row, fresh)
    if span is not None:
        here = pane.reading.place
        pane.reading.go(here.select(span).settle() if place.selection else here.at(span.start))
    return span is not None


def _say(pane: ArticlePane, sentence: str) -> None:
    pane.notify(sentence, severity="warning", timeout=_SECONDS, markup=False)
