"""Notes in order, and tags by month: the months that there are, and the time that passes between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Anchor, ArticleRef, Excerpt, Note, Placing, Span
from reader.notecards import ORDERS, NoteCards, timeline


def an_excerpt(uid: str, article: int, start: int) -> Excerpt:
    """A note of an article, with a tag of its own; of each four articles one is undated."""
    date = f"2019-0{article}" if article else None
    reference = ArticleRef(f"{article}", f"{article}.txt", "Titel", date)
    anchor = Anchor(Span(start, start + 1), "x", "", "", "")
    tags = (f"t{start % 3}",) if start else ()
    return Excerpt(Note(uid, reference, anchor, "", tags, "", f"2026-01-0{start}"), Placing("orphan", None), None)


@pytest.mark.parametrize(
    ("months", "line"),
    [
        ([], []),
        (["undated"], ["undated"]),
        (["2019"], ["2019"]),
        (["2019-11", "2020-02"], ["2019-11", "2019-12", "2020-01", "2020-02"]),
        (["2019", "2019-02", "2019-04", "undated"], ["2019", "2019-02", "2019-03", "2019-04", "undated"]),
        (["1019-11", "2020-02"], ["1019-11", "2020-02"]),
    ],
)
def test_a_timeline_has_the_months_between(months, line):
    assert timeline(months) == line


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 9))), st.sampled_from(ORDERS))
def test_however_many_notes_are_sorted_at_once_the_order_is_the_same(places, order):
    excerpts = [an_excerpt(f"{n:04}", article, start) for n, (article, start) in enumerate(places)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reader.notecards._RUN", 3)
        parted = NoteCards.of(excerpts, order)
    assert parted == NoteCards.of(excerpts, order)
