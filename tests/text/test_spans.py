"""Layers of marks become runs of one look, and cells become offsets again."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Span
from reader.text.cells import graphemes, width_of
from reader.text.spans import Layer, Mark, Run, column_at_offset, offset_at_column, runs

TEXT = "Haftar trok naar Tripoli."
LINE = Span(0, len(TEXT))
HAFTAR, TRIPOLI, ALL = Span(0, 6), Span(17, 24), LINE
PIECES = "a b é – 中 文 x\u0323 👩\u200d🚀 👍🏽 ليبيا שלום \n".split(" ")


def drawn(line: list[Run]) -> str:
    """Runs as text: ``<per:Haftar>`` for a style, ``(P)`` for a badge."""
    return "".join(
        f"({run.text})" if not run.length else f"<{'+'.join(run.styles)}:{run.text}>" if run.styles else run.text
        for run in line
    )


def per(span: Span) -> Mark:
    return Mark(span, "per", "P")


def loc(span: Span) -> Mark:
    return Mark(span, "loc", "L")


@pytest.mark.parametrize(
    ("layers", "expected"),
    [
        pytest.param([], TEXT, id="nothing"),
        pytest.param([[Mark(HAFTAR, "per")]], "<per:Haftar> trok naar Tripoli.", id="a mark at the beginning"),
        pytest.param(
            [[Mark(HAFTAR, "per"), Mark(TRIPOLI, "loc")]], "<per:Haftar> trok naar <loc:Tripoli>.", id="two marks"
        ),
        pytest.param(
            [[Mark(ALL, "sentence")], [Mark(HAFTAR, "per")]],
            "<sentence+per:Haftar><sentence: trok naar Tripoli.>",
            id="a mark on a mark: the higher layer comes last",
        ),
        pytest.param(
            [[Mark(Span(0, 11), "note")], [Mark(Span(7, 16), "selection")]],
            "<note:Haftar ><note+selection:trok><selection: naar> Tripoli.",
            id="marks that overlap",
        ),
        pytest.param(
            [[Mark(HAFTAR, "a")], [Mark(HAFTAR, "b")]],
            "<a+b:Haftar> trok naar Tripoli.",
            id="the same passage twice",
        ),
        pytest.param(
            [[per(HAFTAR), loc(TRIPOLI)]], "<per:Haftar>(P) trok naar <loc:Tripoli>(L).", id="badges behind marks"
        ),
        pytest.param([[Mark(Span(90, 99), "note")]], TEXT, id="a mark elsewhere"),
        pytest.param([[Mark(Span(3, 3), "note")]], "Haftar trok naar Tripoli.", id="an empty mark"),
    ],
)
def test_a_line_is_cut_where_its_look_changes(layers, expected):
    line = runs(TEXT, LINE, layers, room=9)
    assert drawn(line) == expected


def test_a_badge_has_a_style_of_its_own_over_those_of_its_mark():
    line = runs(TEXT, LINE, [[Mark(ALL, "sentence")], [per(HAFTAR)]], room=1)
    assert line[1] == Run("P", 6, 0, ("sentence", "per", "per-badge"))


@pytest.mark.parametrize(
    ("room", "expected"),
    [(0, "<per:Haftar> trok naar <loc:Tripoli>."), (1, "<per:Haftar>(P) trok naar <loc:Tripoli>.")],
)
def test_no_more_badges_are_drawn_than_there_is_room_for(room, expected):
    assert drawn(runs(TEXT, LINE, [[per(HAFTAR), loc(TRIPOLI)]], room)) == expected


def test_a_badge_stands_once_on_the_line_where_its_mark_ends():
    text, name = "de stad Sidi Barrani", per(Span(8, 20))
    assert drawn(runs(text, Span(0, 12), [[name]], 9)) == "de stad <per:Sidi>"
    assert drawn(runs(text, Span(13, 20), [[name]], 9)) == "<per:Barrani>(P)"


def test_an_empty_line_still_knows_where_it_is():
    line = runs("een\n\ntwee", Span(4, 4), [[Mark(Span(0, 9), "note")]])
    assert [offset_at_column(line, x) for x in (-1, 0, 5)] == [4, 4, 4]
    assert column_at_offset(line, 4) == 0


@st.composite
def _marked_lines(draw: st.DrawFn) -> tuple[str, Span, list[list[Mark]], int]:
    """A text, a line of it, and layers of marks, all cut between characters."""
    text = "".join(draw(st.lists(st.sampled_from([*PIECES, " "]), max_size=30)))
    edges = [*(start for start, _, _ in graphemes(text)), len(text)]
    spans = st.lists(st.sampled_from(edges), min_size=2, max_size=2).map(lambda pair: Span(min(pair), max(pair)))
    layer = st.lists(st.builds(Mark, spans, st.sampled_from(["a", "b"]), st.sampled_from(["", "X"])), max_size=4)
    return text, draw(spans), draw(st.lists(layer, max_size=3)), draw(st.integers(0, 5))


marked_lines = _marked_lines()


@given(marked_lines)
def test_without_its_badges_a_line_is_its_text(case):
    text, line, layers, room = case
    drawn_runs = runs(text, line, layers, room)
    pieces = [run for run in drawn_runs if run.length]
    assert "".join(run.text for run in pieces) == line.of(text)
    assert [run.start for run in pieces] == [line.start, *(a.start + a.length for a, _ in pairwise(pieces))][
        : len(pieces)
    ]
    assert sum(run.text == "X" and not run.length for run in drawn_runs) <= room


@given(marked_lines)
def test_every_code_point_wears_the_styles_of_the_marks_it_is_in(case):
    text, line, layers, room = case
    for run in runs(text, line, layers, room):
        for offset in range(run.start, run.start + run.length):
            assert run.styles == tuple(m.style for layer in layers for m in layer if m.span.holds(offset))


@given(marked_lines)
def test_cell_and_offset_lead_to_one_another(case):
    text, line, layers, room = case
    laid = runs(text, line, layers, room)
    for start, _end, cells in graphemes(line.of(text)):
        x = column_at_offset(laid, line.start + start)
        for within in range(cells):
            assert offset_at_column(laid, x + within) == line.start + start


@given(marked_lines)
def test_beyond_the_last_cell_is_the_end_of_the_line(case):
    text, line, layers, room = case
    laid = runs(text, line, layers, room)
    width = sum(width_of(run.text) for run in laid)
    assert column_at_offset(laid, line.end) == width
    assert offset_at_column(laid, width) == line.end
    assert offset_at_column(laid, width + 40) == line.end


@pytest.mark.parametrize(
    ("x", "offset"),
    [(-3, 0), (0, 0), (5, 5), (6, 5), (7, 6), (8, 7), (99, len(TEXT))],
    ids=["left of the line", "first", "last of the name", "its badge", "behind it", "and on", "beyond"],
)
def test_a_badge_belongs_to_the_last_character_of_its_mark(x, offset):
    assert offset_at_column(runs(TEXT, LINE, [[per(HAFTAR)]], 1), x) == offset


@st.composite
def _marked_blocks(draw: st.DrawFn) -> tuple[list[Span], list[Mark]]:
    """Blocks with gaps of two between them, and marks that begin and end in a block."""
    lengths = draw(st.lists(st.integers(1, 8), min_size=1, max_size=6))
    blocks: list[Span] = []
    for length in lengths:
        start = blocks[-1].end + 2 if blocks else 0
        blocks.append(Span(start, start + length))
    inside = st.sampled_from([offset for block in blocks for offset in range(block.start, block.end)])
    pairs = draw(st.lists(st.tuples(inside, inside), max_size=8))
    return blocks, [Mark(Span(min(pair), max(pair) + 1), "note") for pair in pairs]


@given(_marked_blocks())
def test_a_layer_finds_the_marks_on_each_block(case):
    blocks, marks = case
    layer = Layer(marks, blocks)
    for i, block in enumerate(blocks):
        assert list(layer.on(i)) == [mark for mark in marks if mark.span.overlaps(block)]
    assert list(layer.on(len(blocks))) == []
