"""A translation stands beside its document, sentence by sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.parallel import Parallel
from reader.text.segments import Document

DOCUMENT = Document.of("Haftar rukt op. Tripoli wacht.\nNiemand slaapt.")
FULL = ("Haftar advances.", "Tripoli waits.", "Nobody sleeps.")


def test_paragraphs_stay_apart_and_sentences_in_order():
    parallel = Parallel.of(DOCUMENT, FULL)
    assert parallel.text == "Haftar advances. Tripoli waits.\n\nNobody sleeps."
    assert [block.of(parallel.text) for block in parallel.blocks] == [
        "Haftar advances. Tripoli waits.",
        "Nobody sleeps.",
    ]
    assert parallel.missing == ()


def test_a_sentence_without_a_translation_keeps_its_own_words_and_is_named():
    parallel = Parallel.of(DOCUMENT, ("Haftar advances.", None, None))
    assert parallel.text == "Haftar advances. Tripoli wacht.\n\nNiemand slaapt."
    assert parallel.missing == (1, 2)


@pytest.mark.parametrize(
    ("word", "sentence"),
    [("Haftar", 0), ("waits", 1), ("Nobody", 2), ("sleeps.", 2)],
)
def test_an_offset_belongs_to_a_sentence(word, sentence):
    parallel = Parallel.of(DOCUMENT, FULL)
    assert parallel.sentence_at(parallel.text.index(word)) == sentence


def test_the_space_behind_a_sentence_belongs_to_it():
    assert Parallel.of(DOCUMENT, FULL).sentence_at(len("Haftar advances.")) == 0


def test_an_empty_document_has_an_empty_translation():
    parallel = Parallel.of(Document.of(""), ())
    assert (parallel.text, parallel.blocks, parallel.sentences) == ("", (), ())
    assert parallel.sentence_at(0) == 0


@pytest.mark.parametrize("count", [0, 2, 4])
def test_there_is_one_answer_for_each_sentence(count):
    with pytest.raises(ValueError, match="zip"):
        Parallel.of(DOCUMENT, (None,) * count)


@given(st.lists(st.lists(st.sampled_from(["Ja.", "Nee!", "Wie weet?"]), min_size=1), max_size=5), st.data())
def test_every_span_cuts_out_its_translation(blocks, data):
    document = Document.of("\n".join(map(" ".join, blocks)))
    said = st.one_of(st.none(), st.text("abc é中\n", max_size=8))
    translations = data.draw(
        st.lists(said, min_size=len(document.sentences), max_size=len(document.sentences)),
    )
    parallel = Parallel.of(document, translations)
    assert len(parallel.blocks) == len(document.paragraphs)
    for sentence, span, translation in zip(document.sentences, parallel.sentences, translations, strict=True):
        assert span.of(parallel.text) == (sentence.span.of(document.body) if translation is None else translation)
        assert parallel.blocks[sentence.paragraph].covers(span)
    assert [i for i, translation in enumerate(translations) if translation is None] == list(parallel.missing)
