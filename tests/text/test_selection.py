"""A selection grows and shrinks by units at the end that moves, and always holds something."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reader.model import Span
from reader.text.cells import graphemes
from reader.text.segments import Document
from reader.text.selection import Selection, word_at

BODIES = (
    st.lists(
        st.sampled_from(
            [
                *"Haftar al-Serraj ’s een Ja e\u0301 中文 👩\u200d🚀 🇳🇱 👍🏽 1\ufe0f\u20e3 لِيبيا हिन्दी . ! , …".split(),
                *"\n  ",
            ]
        ),
        max_size=30,
    )
    .map(lambda parts: "".join(parts).strip())
    .filter(bool)
)
UNITS = st.sampled_from(["character", "word", "sentence", "paragraph"])
STEPS = st.integers(-4, 4)


@st.composite
def _cases(draw: st.DrawFn) -> tuple[Document, Selection]:
    document = Document.of(draw(BODIES))
    anchor, head = draw(st.lists(st.integers(0, len(document.body)), min_size=2, max_size=2, unique=True))
    return document, Selection(anchor, head)


def units_of(document: Document, unit: str) -> list[Span]:
    """All units of a document."""
    if unit == "character":
        return [Span(start, end) for start, end, _ in graphemes(document.body)]
    if unit == "word":
        words = (word_at(document, offset) for offset in range(len(document.body)))
        return list(dict.fromkeys(word for word in words if word.of(document.body)[0].isalnum()))
    return [segment.span for segment in (document.sentences if unit == "sentence" else document.paragraphs)]


def read(marked: str) -> tuple[Document, Selection]:
    """A document and the selection drawn in it: ``|`` is the anchor, ``^`` the head."""
    anchor = marked.replace("^", "").index("|")
    head = marked.replace("|", "").index("^")
    return Document.of(marked.replace("|", "").replace("^", "")), Selection(anchor, head)


def draw(document: Document, selection: Selection) -> str:
    """The opposite of ``read``."""
    signs = sorted([(selection.anchor, "|"), (selection.head, "^")], reverse=True)
    text = document.body
    for offset, sign in signs:
        text = text[:offset] + sign + text[offset:]
    return text


@pytest.mark.parametrize(
    ("before", "unit", "steps", "after"),
    [
        ("De |stad^ valt.", "character", 1, "De |stad ^valt."),
        ("De |stad^ valt.", "character", -2, "De |st^ad valt."),
        ("De |s^tad valt.", "character", -1, "De^ |stad valt."),
        ("De^ |stad valt.", "character", 1, "De |s^tad valt."),
        ("x|👩\u200d🚀^👩\u200d🚀", "character", 1, "x|👩\u200d🚀👩\u200d🚀^"),
        ("De |stad^ valt nu.", "word", 1, "De |stad valt^ nu."),
        ("De |stad^ valt nu.", "word", 2, "De |stad valt nu^."),
        ("De |stad^, zei hij.", "word", 1, "De |stad, zei^ hij."),
        ("De |stad^ „Tripoli” valt.", "word", 1, "De |stad „Tripoli^” valt."),
        ("De |stad^ van al-Serraj’s leger.", "word", 2, "De |stad van al-Serraj’s^ leger."),
        ("De |stad valt^ nu.", "word", -1, "De |stad^ valt nu."),
        ("De |stad^ valt.", "word", -1, "^De |stad valt."),
        ("^De |stad valt.", "word", 1, "De |stad^ valt."),
        ("De ^stad valt| nu.", "word", 1, "De stad ^valt| nu."),
        ("De stad ^valt| nu.", "word", -1, "De ^stad valt| nu."),
        ("De |stad^ valt. Wij niet.", "sentence", 1, "De |stad valt.^ Wij niet."),
        ("De |stad^ valt. Wij niet.", "sentence", 2, "De |stad valt. Wij niet.^"),
        ("|De stad valt. Wij niet.^", "sentence", -1, "|De stad valt.^ Wij niet."),
        ("De stad valt. Wij |niet^.", "sentence", -1, "De stad valt. ^Wij |niet."),
        ("Wij |niet^. Zij wel.\nEn nu?", "paragraph", 1, "Wij |niet. Zij wel.^\nEn nu?"),
        ("Wij |niet^. Zij wel.\nEn nu?", "paragraph", 2, "Wij |niet. Zij wel.\nEn nu?^"),
        ("|Wij niet.\nEn nu?^", "paragraph", -1, "|Wij niet.^\nEn nu?"),
    ],
)
def test_motions_move_the_head_to_the_edge_of_a_unit(before, unit, steps, after):
    document, selection = read(before)
    assert draw(document, selection.move(document, unit, steps)) == after


@pytest.mark.parametrize(
    ("before", "unit", "steps", "after"),
    [
        pytest.param("Zij |wel^.", "word", 9, "Zij |wel.^", id="the end of the body"),
        pytest.param("„Zij ^wel|.”", "word", -9, "^„Zij wel|.”", id="its beginning"),
        pytest.param("|Zij^ wel.", "word", -9, "|Zij^ wel.", id="the first word is kept at least"),
        pytest.param("Zij ^wel.|", "sentence", 9, "Zij ^wel.|", id="and the last sentence"),
    ],
)
def test_motions_stop_at_the_ends(before, unit, steps, after):
    document, selection = read(before)
    assert draw(document, selection.move(document, unit, steps)) == after


@pytest.mark.parametrize(
    ("stretch", "end", "start"),
    [("a " + "x" * 3000 + " b", 3002, 2), ("a " + "-" * 3000 + " b", 3004, 0), ("a" + " " * 3000 + "b", 3002, 0)],
    ids=["a word", "dashes", "spaces"],
)
def test_a_long_stretch_without_edges_is_one_step_and_no_more(stretch, end, start):
    document, size = Document.of(stretch), len(stretch)
    assert Selection(0, 1).move(document, "word", 1) == Selection(0, end)
    assert Selection(size, size - 1).move(document, "word", -1) == Selection(size, start)


@given(_cases(), UNITS, STEPS)
def test_a_selection_is_never_empty_and_stays_in_the_body(case, unit, steps):
    document, selection = case
    moved = selection.move(document, unit, steps)
    assert moved.anchor == selection.anchor
    assert 0 <= moved.head <= len(document.body)
    assert moved.head != moved.anchor
    assert moved.span(document.body).length > 0


@given(_cases(), UNITS, st.integers(1, 3))
def test_moving_on_never_goes_back(case, unit, steps):
    document, selection = case
    assert selection.move(document, unit, steps).head >= selection.head
    assert selection.move(document, unit, -steps).head <= selection.head


@given(_cases())
def test_a_selection_leaves_out_white_space_at_its_ends(case):
    document, selection = case
    text = selection.span(document.body).of(document.body)
    assert text
    assert text == text.strip()


@given(_cases())
def test_swapping_twice_changes_nothing_and_once_not_what_is_selected(case):
    document, selection = case
    assert selection.swap().swap() == selection
    assert selection.swap().span(document.body) == selection.span(document.body)


@given(BODIES.map(Document.of), UNITS, st.booleans(), st.data())
def test_there_and_back_again(document, unit, forward, data):
    """From whole units to whole units, across the anchor as well, as far as the body goes."""
    units = units_of(document, unit)
    assume(units)
    first = data.draw(st.integers(0, len(units) - 1))
    last = data.draw(st.integers(first, len(units) - 1))
    steps = data.draw(st.integers(0, len(units) - 1 - last if forward else last))
    selection = Selection(units[first].start, units[last].end)
    there = selection.move(document, unit, steps if forward else -steps)
    assert there.move(document, unit, -steps if forward else steps) == selection


@given(_cases(), st.sampled_from(["sentence", "paragraph"]))
def test_snapping_covers_the_selection_with_whole_units_and_once_is_enough(case, unit):
    document, selection = case
    snapped = selection.snap(document, unit)
    units = units_of(document, unit)
    assert snapped.low in {one.start for one in units}
    assert snapped.high in {one.end for one in units}
    if selection.span(document.body).of(document.body).strip():
        assert snapped.span(document.body).covers(selection.span(document.body))
    assert snapped.snap(document, unit) == snapped
    assert (snapped.head > snapped.anchor) == (selection.head > selection.anchor)


@pytest.mark.parametrize(
    ("before", "unit", "after"),
    [
        ("Wij niet. Zij |wel^. Nu?", "sentence", "Wij niet. |Zij wel.^ Nu?"),
        ("Wij niet. Zij ^wel|. Nu?", "sentence", "Wij niet. ^Zij wel.| Nu?"),
        ("Wij niet. Zij |wel. Nu^?", "sentence", "Wij niet. |Zij wel. Nu?^"),
        ("Wij niet. Zij |wel^.\nEn nu?", "paragraph", "|Wij niet. Zij wel.^\nEn nu?"),
    ],
)
def test_snapping_keeps_the_end_that_moves(before, unit, after):
    document, selection = read(before)
    assert draw(document, selection.snap(document, unit)) == after


@pytest.mark.parametrize(
    ("body", "span", "selected"),
    [
        ("„De stad”, zei hij.", Span(0, 19), "De"),
        ("De stad. Zij vlucht.", Span(9, 20), "Zij"),
        ("Ja! — …", Span(4, 7), "— …"),
    ],
    ids=["the first word", "of this sentence", "all of it where there are no words"],
)
def test_selecting_begins_with_the_first_word(body, span, selected):
    document = Document.of(body)
    selection = Selection.at(document, span)
    assert selection.span(body).of(body) == selected
    assert selection.head > selection.anchor


@pytest.mark.parametrize(
    ("anchor", "head", "selected"), [(0, 0, "J"), (2, 2, "e"), (4, 4, "t"), (7, 7, "!"), (2, 3, "e"), (5, 4, "t")]
)
def test_where_nothing_is_between_the_ends_the_next_character_is_selected(anchor, head, selected):
    body = "Ja e t!"
    assert Selection(anchor, head).span(body).of(body) == selected


WHOLE = "een 👩\u200d🚀🇳🇱 naar لِيبيا en 中文"


@pytest.mark.parametrize(
    ("unit", "first", "last", "selected"),
    [
        ("character", "e", "n", "een"),
        ("character", "👩", "👩", "👩\u200d🚀"),
        ("character", "🚀", "🇳", "👩\u200d🚀🇳🇱"),
        ("character", "🇱", "n", "🇳🇱 n"),
        ("character", "ل", "ب", "لِيب"),
        ("character", "中", "文", "中文"),
        ("word", "r", "ب", "naar لِيبيا"),
        ("word", "🚀", "🚀", "👩\u200d🚀"),
        ("sentence", "r", "r", WHOLE),
    ],
)
@pytest.mark.parametrize("backwards", [False, True])
def test_between_two_places_the_units_at_both_are_selected_whole(unit, first, last, selected, backwards):
    document = Document.of(WHOLE)
    ends = WHOLE.index(first), WHOLE.index(last, WHOLE.index(first))
    anchor, head = reversed(ends) if backwards else ends
    selection = Selection.between(document, anchor, head, unit)
    assert selection.span(WHOLE).of(WHOLE) == selected
    assert (selection.head < selection.anchor) is (backwards and anchor != head)


def edges(text: str) -> set[int]:
    """Offsets between two characters, and at the ends."""
    return {0, *(end for _, end, _ in graphemes(text))}


@given(BODIES.map(Document.of), UNITS, st.data())
def test_no_character_is_ever_halved(document, unit, data):
    """Wherever the mouse goes and whatever keys follow."""
    offsets = st.integers(0, len(document.body))
    selection = Selection.between(document, data.draw(offsets), data.draw(offsets), unit)
    whole = edges(document.body)
    for motion in data.draw(st.lists(st.tuples(UNITS, STEPS), max_size=3)):
        assert {selection.anchor, selection.head} <= whole
        selection = selection.move(document, *motion)
    span = selection.span(document.body)
    assert {selection.anchor, selection.head, span.start, span.end} <= whole


@given(BODIES.map(Document.of), UNITS, st.data())
def test_a_drag_covers_both_of_its_ends(document, unit, data):
    offsets = st.integers(0, len(document.body) - 1)
    anchor, head = data.draw(offsets), data.draw(offsets)
    selection = Selection.between(document, anchor, head, unit)
    for offset in (anchor, head):
        inside = unit in ("word", "sentence", "paragraph") and document.body[offset].isspace()
        assert inside or selection.low <= offset < selection.high


@pytest.mark.parametrize(
    ("body", "offset", "word"),
    [
        ("De stad valt.", 0, "De"),
        ("De stad valt.", 6, "stad"),
        ("De stad valt.", 7, "stad"),
        ("De stad valt.", 12, "."),
        ("van al-Serraj’s leger", 9, "al-Serraj’s"),
        ("op nrc.nl, zo", 4, "nrc.nl"),
        ("de x\u0323y, zo", 3, "x\u0323y"),
        ("لِيبيا, zo", 3, "لِيبيا"),
        ("„Ja”", 0, "„"),
        ("een 👩\u200d🚀!", 6, "👩\u200d🚀"),
        ("in 🇳🇱🇱🇾!", 4, "🇳🇱"),
        ("in हिन्दी, zo", 4, "हिन्दी"),
        ("een e\u0301en\u0301, zo", 8, "e\u0301en\u0301"),
        ("a" * 3000, 1500, "a" * 3000),
        ("Ja!", 3, ""),
    ],
)
def test_the_word_at_an_offset(body, offset, word):
    assert word_at(Document.of(body), offset).of(body) == word
