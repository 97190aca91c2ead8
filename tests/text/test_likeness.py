"""Texts are known again by their pieces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.likeness import KEPT, pieces, shared, sketch

TEXT = "\n".join(f"Bericht nummer {n} over de stad. Ooggetuigen van dag {n} zwijgen." for n in range(20))


def alike(one: str, other: str) -> float:
    return shared(pieces(sketch(one)), pieces(sketch(other)))[1]


@pytest.mark.parametrize(
    ("other", "least", "most"),
    [
        pytest.param(TEXT, 1, 1, id="the same"),
        pytest.param(TEXT.upper().replace(".", " !"), 1, 1, id="other case and punctuation"),
        pytest.param("\n".join(reversed(TEXT.split("\n"))), 1, 1, id="another order"),
        pytest.param(TEXT.replace("nummer 3 ", "nummer drie "), 0.9, 0.99, id="a word changed"),
        pytest.param(f"Een nieuwe inleiding van de redactie. {TEXT}", 0.9, 0.99, id="something added"),
        pytest.param(TEXT[: len(TEXT) // 2], 0.4, 0.6, id="half of it"),
        pytest.param("Iets heel anders staat hier. Niets van het oude bleef bewaard.", 0, 0, id="another text"),
        pytest.param("", 0, 0, id="nothing"),
        pytest.param("Tripoli. Ja, ja! Nee.", 0, 0, id="short pieces only"),
    ],
)
def test_texts_are_as_alike_as_they_share_pieces(other, least, most):
    assert least <= alike(TEXT, other) <= most
    assert alike(other, TEXT) == alike(TEXT, other)


def test_a_long_text_has_a_short_sketch_that_tells_as_much():
    one = [f"Dit is zin nummer {n} van velen" for n in range(5_000)]
    other = [*one[:2_500], *(f"Een heel andere zin nummer {n}" for n in range(2_500))]
    assert len(pieces(sketch(". ".join(one)))) == KEPT
    assert 0.2 < alike(". ".join(one), ". ".join(other)) < 0.5  # a third of all pieces are in both
    assert alike(". ".join(one), ". ".join(one[1:])) > 0.9


def test_texts_without_pieces_are_not_alike():
    assert shared(pieces(b""), pieces(b"")) == (0, 0.0)


@given(st.text())
def test_any_text_has_a_sketch_that_is_as_long_as_its_pieces(text):
    kept = sketch(text)
    assert len(pieces(kept)) * 4 == len(kept) <= KEPT * 4
