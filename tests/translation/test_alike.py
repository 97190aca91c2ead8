"""What is known of nearly the same sentence may be offered, and is never used by itself."""

from __future__ import annotations

import pytest

from reader.model import Provenance, Translation
from reader.translation import TmxMemory, TranslationService
from reader.translation.alike import difference, nearest

ATTACK = "De militie viel vrijdag de stad Gharyan aan."
AGAIN = "De militie viel zondag de stad Gharyan aan."
OTHER = "In Tripoli werd niemand gewond bij de aanval."


@pytest.mark.parametrize(
    ("sentence", "others", "found"),
    [
        (AGAIN, [OTHER, ATTACK], ATTACK),
        (AGAIN, [OTHER], None),
        (AGAIN, [], None),
        ("Nee.", [ATTACK, "Ja."], None),
    ],
)
def test_the_nearest_is_found_where_one_is_near(sentence, others, found):
    assert nearest(sentence, others) == found


@pytest.mark.parametrize(
    ("other", "sentence", "shown"),
    [
        (ATTACK, AGAIN, "De militie viel [-vrijdag-] {+zondag+} de stad Gharyan aan."),
        ("Een zin.", "Nog een zin.", "{+Nog+} [-Een-] {+een+} zin."),
        ("Een hele zin.", "Een zin.", "Een [-hele-] zin."),
        ("Een zin.", "Een zin.", "Een zin."),
    ],
)
def test_the_difference_is_shown_in_words(other, sentence, shown):
    assert difference(other, sentence) == shown


@pytest.fixture
def knowing(memory):
    by = Provenance("google", "1", "online", "2026-11-22T00:00:00.000000Z")
    memory.keep([Translation(ATTACK, "The militia attacked.", by), Translation(OTHER, "Nobody.", by)], "nl", "en")
    return TranslationService(memory, TmxMemory([]), {}, None)


def test_a_sentence_in_the_memory_is_offered_with_its_translation(knowing):
    offer = knowing.alike(AGAIN, "nl", "en")
    assert offer.translation.source == ATTACK
    assert offer.translation.text == "The militia attacked."
    assert knowing.known([AGAIN], "nl", "en") == [None]


@pytest.mark.parametrize(("source", "target"), [("nl", "de"), ("fr", "en")])
def test_not_one_of_other_languages(knowing, source, target):
    assert knowing.alike(AGAIN, source, target) is None


def test_a_reference_is_offered_too(memory, shipped):
    service = TranslationService(memory, TmxMemory([shipped]), {}, None)
    assert service.alike("Een zin!", "nl", "en").translation.text == "One sentence."
