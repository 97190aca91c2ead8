"""Which sentences of a translation belong to which sentences of its source, and how surely."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.paths import shipped
from reader.translation import Limits
from reader.translation.alignment import align, ratio
from reader.translation.paragraph import CERTAIN, resolve
from reader.translation.tmx_format import read

A, B, C = "a" * 120 + ".", "b" * 40 + ".", "c" * 80 + "."


def beads(source: list[str], target: list[str]) -> list[tuple[list[int], list[int]]]:
    """The alignment as pairs of lists of numbers."""
    return [(list(bead.source), list(bead.target)) for bead in align(source, target)]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ([], [], []),
        ([A], [], [([0], [])]),
        ([], [A], [([], [0])]),
        ([A], [A], [([0], [0])]),
        ([A, B, C], [A, B, C], [([0], [0]), ([1], [1]), ([2], [2])]),
        ([A, B, C], [A + B, C], [([0, 1], [0]), ([2], [1])]),
        ([A, B, C], [A[:60], A[60:], B, C], [([0], [0, 1]), ([1], [2]), ([2], [3])]),
        ([A, A, C], [A[:60], A[60:] + A, C], [([0, 1], [0, 1]), ([2], [2])]),
        ([A, B, B, A], [A, B + B, A], [([0], [0]), ([1, 2], [1]), ([3], [2])]),
    ],
    ids=["nothing", "lost", "added", "one", "each", "merged", "parted", "cut elsewhere", "merged inside"],
)
def test_lengths_tell_what_became_of_which_sentence(source, target, expected):
    assert beads(source, target) == expected


def test_names_and_numbers_tell_it_where_lengths_do_not():
    source = ["Dit is een zin over Haftars troepen.", "Dit is een zin over Serraj en over 2019."]
    target = ["A clause about the troops of Haftar and so on.", "This one is about Serraj.", "And 2019."]

    first, second = align(source, target)

    assert (first.target, second.target) == (range(1), range(1, 3))
    assert first.shared == {"haftar"}
    assert second.shared == {"serraj", "2019"}
    assert not first.missed | second.missed


def test_a_name_that_stands_elsewhere_in_the_translation_is_missed():
    source = [
        "De generaal Haftar kwam hier gisteren aan.",
        "Het was 2019.",
        "De premier Serraj vertrok hier vandaag.",
    ]
    target = [
        "The premier Serraj did arrive here yesterday.",
        "It was 2019.",
        "The general Haftar left from here today.",
    ]

    assert [bead.missed for bead in align(source, target)] == [{"haftar", "serraj"}, set(), {"haftar", "serraj"}]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("In de stad is het stil.", "In the city all is quiet."),  # a capital because it comes first
        ("Het verdrag is er.", "The Treaty is there."),  # a capital on one side only
    ],
)
def test_a_capital_alone_is_no_name(source, target):
    (bead,) = align([source], [target])

    assert not bead.shared | bead.missed


def test_digits_are_the_same_in_every_script():
    (bead,) = align(["Er vielen 1.250 doden."], ["قتل ١٬٢٥٠ شخصا."])

    assert bead.shared == {"1", "250"}


def test_certainty_tells_a_clear_case_from_a_toss():
    clear = align([A, B, C], [A, B, C])
    toss = align(["een zin"] * 3, ["a clause"] * 2)

    assert min(bead.certainty for bead in clear) > CERTAIN
    assert max(bead.certainty for bead in toss) < CERTAIN


def test_the_ratio_is_that_of_the_languages_where_it_was_measured():
    assert ratio("nl-BE", "en-GB") == 0.9
    assert ratio("fa", "nl") is None


TEXTS = st.lists(st.text(st.sampled_from("ab N1,.’é的 "), max_size=40), max_size=7)


@given(TEXTS, TEXTS, st.none() | st.floats(0.2, 5))
def test_every_alignment_has_all_sentences_once_and_in_order(source, target, ratio):
    found = align(source, target, ratio)

    assert [i for bead in found for i in bead.source] == list(range(len(source)))
    assert [j for bead in found for j in bead.target] == list(range(len(target)))
    assert all(
        (len(bead.source), len(bead.target)) in {(1, 1), (1, 2), (2, 1), (2, 2), (1, 0), (0, 1)} for bead in found
    )
    assert all(0 <= bead.certainty <= 1 for bead in found)
    assert all(one.source.stop == other.source.start for one, other in pairwise(found))


REFERENCE = [
    (unit.text("nl"), unit.text("en"))
    for unit in read(shipped("seeds") / "nl-en.tmx").units
    if unit.text("nl")[-1] in ".!?’”"
]
"""Sentences that are whole ones, and their translations."""


class Careless:
    """An engine that now and then merges, parts or drops sentences of a paragraph, but none that is asked alone."""

    def __init__(self, chance: random.Random, merged: int, parted: int, dropped: int) -> None:
        """So many of a hundred."""
        self._chance = chance
        self._bounds = merged, merged + parted, merged + parted + dropped
        self.gold: list[tuple[int, int]] = []
        """How many sentences became how many."""
        self.rights: list[str | None] = []
        """What became of each sentence, None where it has nothing of its own."""

    def translate(self, pairs: list[tuple[str, str]]) -> list[str]:
        """The sentences of the translation of a paragraph."""
        self.gold, self.rights, told = [], [], []
        waiting = [english for _, english in pairs]
        while waiting:
            sentence, fate = waiting.pop(0), self._chance.randrange(100)
            if fate < self._bounds[0] and waiting:
                told.append(sentence.rstrip(".") + ", and " + waiting.pop(0))
                self._note((2, 1), None, None)
            elif self._bounds[0] <= fate < self._bounds[1] and len(words := sentence.split()) > 8:
                cut = self._chance.randint(len(words) // 3, 2 * len(words) // 3)
                halves = [" ".join(words[:cut]) + ".", " ".join(words[cut:]).capitalize()]
                told += halves
                self._note((1, 2), " ".join(halves))
            elif self._bounds[1] <= fate < self._bounds[2]:
                self._note((1, 0), None)
            else:
                told.append(sentence)
                self._note((1, 1), sentence)
        return told

    def _note(self, kind: tuple[int, int], *rights: str | None) -> None:
        self.gold.append(kind)
        self.rights += rights


def paragraphs(chance: random.Random, count: int) -> list[list[tuple[str, str]]]:
    """Neighbours in the reference, two to eight at a time."""
    sizes = [chance.randint(2, 8) for _ in range(count)]
    starts = [chance.randrange(len(REFERENCE) - size) for size in sizes]
    return [REFERENCE[start : start + size] for start, size in zip(starts, sizes, strict=True)]


CARELESS = pytest.mark.parametrize(
    ("merged", "parted", "dropped", "least"), [(0, 0, 0, 1.0), (5, 5, 0, 0.98), (15, 15, 0, 0.96), (5, 5, 5, 0.86)]
)


@CARELESS
def test_most_of_what_a_careless_engine_did_is_found_out(merged, parted, dropped, least):
    chance = random.Random(merged + dropped)
    engine = Careless(chance, merged, parted, dropped)
    right = total = 0
    for pairs in paragraphs(chance, 150):
        told = engine.translate(pairs)
        found = align([dutch for dutch, _ in pairs], told, ratio("nl", "en"))
        gold = set(_ends(engine.gold))
        right += 2 * len(gold & set(_ends((len(b.source), len(b.target)) for b in found)))
        total += len(gold) + len(found)

    assert right / total >= least


def _ends(kinds):
    """Where each bead begins and ends."""
    i = j = 0
    for di, dj in kinds:
        yield i, j, i + di, j + dj
        i, j = i + di, j + dj


@CARELESS
@pytest.mark.parametrize("known", [0.9, None])
def test_what_it_did_never_stands_beside_a_sentence_unasked(merged, parted, dropped, least, known):
    chance = random.Random(merged + parted + dropped)
    engine = Careless(chance, merged, parted, dropped)
    kept = wrong = 0
    for pairs in paragraphs(chance, 150):
        told, alone = " ".join(engine.translate(pairs)), dict(pairs)
        lines = [dutch for dutch, _ in pairs]
        if not told:
            continue
        asked: list[str] = []

        def ask(request, told=told, alone=alone, asked=asked):
            asked.extend(request)
            return [alone.get(request[0], told)]

        outcomes = resolve(lines, ask, Limits(5_000, 40), known)
        own = zip(lines, outcomes, engine.rights, strict=True)
        unasked = [(outcome, right) for line, outcome, right in own if line not in asked]
        kept += len(unasked)
        wrong += sum(outcome.text != right for outcome, right in unasked)

    assert wrong <= kept / 1_000
    assert kept > 0.6 * 150 * 5 * (1 - (2 * merged + dropped) / 100)
