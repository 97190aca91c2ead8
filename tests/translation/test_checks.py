"""Which answers are believed, and which sentences are the same."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.translation import Reason, checks
from reader.translation.keys import digest, fold
from reader.translation.tmx_format import read

GOOD = [
    ("Niemand kan ooit nog op Haftar wedden.", "Nobody can ever bet on Haftar again."),
    ("Beeld AFP", "Image AFP"),
    ("Beeld AFP", "Beeld AFP"),
    ("Om 14.00 uur viel Gharyan.", "Gharyan fell at 2:00 p.m."),
    ("Drie van de 8 drones.", "Three of the eight drones."),
    ("Nee.", "No."),
    ("De regering in Tripoli heeft alle partijen opgeroepen tot vrede.", "的黎波里政府呼吁各方实现和平。"),
    ("的黎波里政府呼吁各方实现和平。", "The government in Tripoli called on all parties to make peace."),
]


class TestAnAnswer:
    @pytest.mark.parametrize(("sentence", "answer"), GOOD)
    def test_that_may_be_right_is_believed(self, sentence, answer):
        assert checks.wrong(sentence, answer) is None

    @pytest.mark.parametrize(
        ("sentence", "answer", "why"),
        [
            ("Een zin.", "", "it is empty"),
            ("Een zin.", " \n", "it is empty"),
            ("Een zin.", "A caf\ufffd.", "it has broken characters"),
            ("De troepen van Haftar rukken op.", "de troepen van Haftar rukken op", "it repeats the sentence"),
            (
                "De troepen van Haftar rukken op naar de hoofdstad, zei hij. " * 3,
                "Troops.",
                "its length is impossible",
            ),
            ("Nee.", "No, " * 20, "its length is impossible"),
            ("In 2011 viel het bewind.", "The regime fell.", "its numbers are gone"),
        ],
    )
    def test_that_cannot_be_right_is_not(self, sentence, answer, why):
        assert checks.wrong(sentence, answer) == why

    def test_that_is_huge_is_looked_through_at_its_beginning(self):
        warning, filling = "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS", " " * 100_000

        assert checks.notice(warning + filling) is Reason.REFUSED_QUOTA
        assert checks.notice(filling + warning) is None
        assert checks.foreign_page("<form action='/login'>" + filling) is Reason.PORTAL
        assert checks.foreign_page(filling + "<form action='/login'>") is Reason.BAD_RESPONSE

    def test_is_doubted_when_numbers_or_length_are_unusual(self):
        assert checks.doubtful("In 2011 viel hij.", "In 2012 he fell.") == "numbers differ from the source"
        assert checks.doubtful("Hij viel. " * 10, "He fell. " * 3) == "length differs much from the source"
        assert checks.doubtful("Hij viel.", "He fell.") is None

    @pytest.mark.parametrize(
        ("answer", "sentence", "reason"),
        [
            (
                "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY.",
                "Zin.",
                Reason.REFUSED_QUOTA,
            ),
            ("Quota exceeded.", "Zin.", Reason.REFUSED_QUOTA),
            ("Error: daily limit reached", "Zin.", Reason.REFUSED_QUOTA),
            ("Our systems have detected unusual traffic from your computer network.", "Zin.", Reason.REFUSED_RATE),
            ("'NL' IS AN INVALID TARGET LANGUAGE . EXAMPLE: LANGPAIR=EN|IT", "Zin.", Reason.UNSUPPORTED),
            ("The fishing quota was exceeded in 2019.", "Het visquotum is in 2019 overschreden.", None),
            ("There were too many requests for visas.", "Er waren te veel aanvragen voor visa.", None),
            ("Het bericht ‘MYMEMORY WARNING’ verscheen.", "The notice ‘MYMEMORY WARNING’ appeared.", None),
        ],
    )
    def test_that_is_a_notice_is_known_as_one(self, answer, sentence, reason):
        assert checks.notice(answer, sentence) is reason

    @pytest.mark.parametrize(
        ("answer", "tidied"),
        [
            ("He said &quot;no&quot; &#39;now&#39;", "He said \"no\" 'now'"),
            ("R&D and A&B; more", "R&D and A&B; more"),
            (" two\n lines ", "two lines"),
            ("e\u0301\u202e\ufeff", "é"),
            ("a\x1b[31mred", "a␛[31mred"),
        ],
    )
    def test_is_tidied_before_it_is_kept(self, answer, tidied):
        assert checks.tidy(answer) == tidied


class TestSeveralAnswers:
    SOURCE = ("Het viel in 2011.", "Er waren 490 doden bij de luchtmachtbasis.", "Nee.")
    ANSWER = ("It fell in 2011.", "There were 490 deaths at the air base.", "No.")

    def test_in_their_places_are_believed(self):
        assert checks.misaligned(self.SOURCE, self.ANSWER) is None

    @pytest.mark.parametrize("answer", [ANSWER[:2], (*ANSWER, "Yes."), ANSWER[::-1], ANSWER[1:] + ANSWER[:1], ()])
    def test_that_are_not_are_doubted(self, answer):
        assert checks.misaligned(self.SOURCE, answer)


@pytest.mark.parametrize(
    ("text", "expected"), [("42", False), ("* * *", False), ("…", False), ("a", True), ("٣", False)]
)
def test_a_sentence_without_letters_needs_no_translation(text, expected):
    assert checks.has_letters(text) is expected


class TestTheKeyOfASentence:
    @settings(deadline=None)
    @given(st.text())
    def test_is_of_its_folded_form(self, text):
        assert fold(fold(text)) == fold(text)
        assert digest(fold(text)) == digest(text)
        assert len(digest(text)) == 32

    @settings(deadline=None)
    @given(st.text(), st.sampled_from([" ", "\n", "\t ", "\u00a0", "\u2003"]))
    def test_does_not_depend_on_spacing_or_composition(self, text, space):
        assert digest(space + text.replace(" ", space) + space) == digest(text)
        assert digest(unicodedata.normalize("NFD", text)) == digest(unicodedata.normalize("NFC", text))

    @settings(deadline=None)
    @given(st.text(), st.text())
    def test_is_another_for_another_sentence(self, one, other):
        assert (digest(one) == digest(other)) == (fold(one) == fold(other))

    def test_keeps_quotation_marks_and_case_apart(self):
        assert len({digest(text) for text in ("‘Ja’", "'Ja'", "„Ja”", "‘ja’")}) == 4


def test_nothing_in_the_reference_translation_of_the_samples_raises_an_alarm():
    units = read(Path(__file__).parents[2] / "seeds" / "nl-en.tmx").units
    pairs = [(unit.text("nl"), unit.text("en")) for unit in units]

    assert pairs
    assert [pair for pair in pairs if checks.wrong(*pair) or checks.doubtful(*pair)] == []
