"""Where the reader is: at a sentence, or with a passage selected that motions extend or leave."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from reader.model import Span
from reader.text.place import Place
from reader.text.segments import Document
from reader.text.selection import Selection

BODY = "Haftar rukt op. Tripoli wacht.\nNiemand slaapt.\n„Wij blijven.” Zo is het."
HERE = Place(Document.of(BODY))
EMPTY = Place(Document.of(""))


def text(place: Place) -> str:
    return place.passage.of(place.document.body)


@pytest.mark.parametrize(
    ("sentence", "unit", "steps", "expected"),
    [
        (0, "sentence", 1, "Tripoli wacht."),
        (0, "sentence", 2, "Niemand slaapt."),
        (2, "sentence", -1, "Tripoli wacht."),
        (0, "sentence", -1, "Haftar rukt op."),
        (0, "sentence", 99, "Zo is het."),
        (4, "sentence", -99, "Haftar rukt op."),
        (1, "paragraph", 1, "Niemand slaapt."),
        (0, "paragraph", 2, "„Wij blijven.”"),
        (4, "paragraph", -1, "Niemand slaapt."),
        (1, "paragraph", -9, "Haftar rukt op."),
        (1, "paragraph", 9, "„Wij blijven.”"),
    ],
)
def test_steps_go_from_sentence_to_sentence_and_stop_at_the_ends(sentence, unit, steps, expected):
    assert text(Place(HERE.document, sentence).step(unit, steps)) == expected


@pytest.mark.parametrize(("direction", "expected"), [(-1, "Haftar rukt op."), (1, "Zo is het.")])
def test_the_ends_are_the_first_and_the_last_sentence(direction, expected):
    assert text(HERE.step("sentence", 2).end(direction)) == expected


@pytest.mark.parametrize(
    ("offset", "expected"),
    [(0, "Haftar rukt op."), (15, "Haftar rukt op."), (20, "Tripoli wacht."), (999, "Zo is het.")],
)
def test_an_offset_makes_its_sentence_the_place_and_drops_the_selection(offset, expected):
    assert text(HERE.toggle().at(offset)) == expected


def test_selecting_begins_with_a_word_and_grows_with_motions():
    assert text(HERE.toggle()) == "Haftar"
    assert text(HERE.toggle().step("word", 2)) == "Haftar rukt op"
    assert text(HERE.toggle().step("word", 1).snap("sentence")) == "Haftar rukt op."
    assert text(HERE.toggle().snap("paragraph")) == "Haftar rukt op. Tripoli wacht."
    assert text(HERE.toggle().end(1)) == BODY


def test_the_current_sentence_follows_the_end_that_moves():
    grown = HERE.toggle().step("sentence", 2)
    assert (grown.sentence, list(grown.sentences)) == (1, [0, 1])
    assert (grown.swap().sentence, list(grown.swap().sentences)) == (0, [0, 1])
    assert grown.leave().sentence == 1


def test_the_code_point_to_keep_in_view_is_the_last_selected_at_the_end_that_moves():
    grown = HERE.toggle().step("word", 1)
    assert BODY[grown.offset] == "t"
    assert grown.swap().offset == 0
    assert HERE.step("sentence", 1).offset == BODY.index("Tripoli")


@pytest.mark.parametrize(
    ("digits", "unit", "steps", "expected"),
    [
        ([2], "word", 1, "Haftar rukt op"),
        ([1, 0], "character", 1, "Haftar rukt op."),
        ([2], "sentence", 1, "Haftar rukt op. Tripoli wacht."),
        ([9, 9, 9, 9], "word", 1, BODY),
        ([0], "word", 1, "Haftar rukt"),
    ],
)
def test_digits_right_after_taking_hold_of_an_end_count_the_next_motion(digits, unit, steps, expected):
    place = HERE.toggle()
    for digit in digits:
        place = place.digit(digit)
    assert text(place.step(unit, steps)) == expected


def test_a_count_is_for_one_motion_and_for_the_end_that_was_taken_hold_of_last():
    moved = HERE.toggle().digit(2).step("word", 1)
    assert not moved.counting
    assert moved.digit(2) == moved
    assert text(moved.step("word", 1)) == "Haftar rukt op. Tripoli"
    assert text(moved.swap().digit(2).step("word", 1)) == "op"


@pytest.mark.parametrize(
    "place", [HERE, HERE.toggle().settle(), HERE.select(Span(0, 6)), HERE.toggle().snap("sentence")]
)
def test_otherwise_digits_count_nothing(place):
    assert not place.counting
    assert place.digit(3) == place


def test_selecting_can_begin_with_the_whole_sentence():
    assert text(HERE.toggle("sentence")) == "Haftar rukt op."


def test_selecting_again_stops():
    assert HERE.toggle().toggle() == HERE


def test_a_passage_that_was_acted_on_stays_until_the_next_motion():
    settled = HERE.toggle().step("word", 1).settle()
    assert text(settled) == "Haftar rukt"
    assert settled.selection is not None
    assert not settled.selecting
    assert text(settled.step("sentence", 1)) == "Tripoli wacht."
    assert text(settled.end(1)) == "Zo is het."
    assert text(settled.toggle().step("word", 1)) == "Haftar rukt op"


def test_without_a_selection_there_is_nothing_to_swap_snap_settle_or_leave():
    assert HERE.swap() == HERE.snap("sentence") == HERE.settle() == HERE.leave() == HERE


@pytest.mark.parametrize("direction", [-1, 1])
def test_taking_an_end_to_where_the_other_is_changes_nothing(direction):
    span = Span(0, 6) if direction < 0 else Span(len(BODY) - 4, len(BODY))
    place = HERE.select(span) if direction < 0 else HERE.select(span).swap()
    assert place.end(direction) == place


@pytest.mark.parametrize(
    "motion",
    [
        lambda place: place.step("sentence", 1),
        lambda place: place.step("paragraph", -1),
        lambda place: place.end(1),
        lambda place: place.at(3),
        lambda place: place.toggle(),
        lambda place: place.swap(),
        lambda place: place.snap("sentence"),
    ],
)
def test_in_an_empty_article_every_motion_stays_at_its_beginning(motion):
    assert motion(EMPTY) == EMPTY
    assert EMPTY.passage == Span(0, 0)
    assert EMPTY.offset == 0
    assert list(EMPTY.sentences) == []


@given(st.integers(0, len(BODY)), st.integers(0, len(BODY)))
def test_any_two_ends_can_be_selected(anchor, head):
    place = HERE.with_selection(Selection(anchor, head))
    assert place.passage.length
    assert place.sentence == (place.sentences[-1] if head > anchor else place.sentences[0])


class Wandering(RuleBasedStateMachine):
    """Whatever keys are pressed, the place is one in the document."""

    def __init__(self) -> None:
        super().__init__()
        self.place = HERE

    @rule(unit=st.sampled_from(["sentence", "paragraph", "word", "character"]), steps=st.integers(-3, 3))
    def step(self, unit, steps):
        if self.place.selecting or unit in {"sentence", "paragraph"}:
            self.place = self.place.step(unit, steps)

    @rule(verb=st.sampled_from(["toggle", "swap", "settle", "leave"]))
    def do(self, verb):
        self.place = getattr(self.place, verb)()

    @rule(unit=st.sampled_from(["sentence", "paragraph"]))
    def snap(self, unit):
        self.place = self.place.snap(unit)

    @rule(direction=st.sampled_from([-1, 1]))
    def end(self, direction):
        self.place = self.place.end(direction)

    @rule(offset=st.integers(0, len(BODY)))
    def click(self, offset):
        self.place = self.place.at(offset)

    @invariant()
    def is_somewhere(self):
        assert self.place.sentence in range(len(HERE.document.sentences))
        assert text(self.place).strip()
        assert 0 <= self.place.offset < len(BODY)


TestWandering = Wandering.TestCase
