"""Engines that are given a whole paragraph: what becomes of which sentence is certain, or the sentence is asked alone."""

from __future__ import annotations

from importlib.metadata import EntryPoint

import pytest

from reader.model import APPROXIMATE
from reader.translation import Failed, Limits, Ok, Reason, TmxMemory, TranslationService, available, explain
from reader.translation.engine import version_of
from reader.translation.engines import PluggedIn
from reader.translation.google import Google
from reader.translation.libretranslate import LibreTranslate
from reader.translation.online import OnlineEngine
from reader.translation.paragraph import resolve, split
from tests.translation.conftest import REFERENCE, by_reference

PARAGRAPH = list(REFERENCE)
WHOLE = " ".join(PARAGRAPH)
FIRST, SECOND, THIRD = REFERENCE.values()


@pytest.fixture
def engine(stub, clock):
    """Google, by paragraph, and careful."""
    stub.translate = by_reference
    made = Google(stub.address, clock=clock, unit="paragraph")
    yield made
    made.close()


def makes(stub, whole: str) -> None:
    """Let ``whole`` be what becomes of the paragraph; sentences asked alone are translated well."""
    stub.translate = lambda text: whole if text == WHOLE else by_reference(text)


class TestAParagraph:
    def test_is_one_request_of_running_text(self, stub, engine):
        outcomes = engine.translate(PARAGRAPH, "nl", "en")

        assert [outcome.text for outcome in outcomes] == [FIRST, SECOND, THIRD]
        assert stub.texts == [WHOLE]

    def test_marks_what_only_its_length_places(self, engine):
        outcomes = engine.translate(PARAGRAPH, "nl", "en")

        assert [outcome.doubt for outcome in outcomes] == ["", APPROXIMATE, ""]

    def test_of_one_sentence_is_asked_as_ever(self, stub, engine):
        assert engine.translate(PARAGRAPH[1:2], "nl", "en") == [Ok(SECOND)]
        assert stub.texts == PARAGRAPH[1:2]

    def test_may_have_a_sentence_that_became_two(self, stub, engine):
        halves = "On Thursday Haftar’s troops took Gharyan. That is just under 80 kilometres from Tripoli."
        makes(stub, f"{halves} {SECOND} {THIRD}")

        assert engine.translate(PARAGRAPH, "nl", "en")[0] == Ok(halves)
        assert stub.texts == [WHOLE]

    @pytest.mark.parametrize(
        "whole",
        [
            f"{FIRST[:-1]}, and nobody had expected that it would go so fast. {THIRD}",
            f"{FIRST} {THIRD}",
            f"{FIRST} {SECOND} It did. Really. {THIRD}",
            f"{FIRST} {SECOND} {THIRD.replace('2011', '2012')}",
            f"{SECOND} {THIRD} {FIRST}",
            f"{FIRST} In 2011 nobody had expected that. The regime of Kadhafi fell after eight months of war.",
            "Something else.",
            WHOLE,
        ],
        ids=["merged", "dropped", "more", "a number changed", "another order", "a number moved", "other", "echo"],
    )
    def test_of_which_some_part_is_uncertain_has_it_asked_alone(self, stub, engine, whole):
        makes(stub, whole)

        outcomes = engine.translate(PARAGRAPH, "nl", "en")

        assert [outcome.text for outcome in outcomes] == [FIRST, SECOND, THIRD]
        assert stub.texts[0] == WHOLE
        alone = stub.texts[1:]
        assert alone
        assert set(alone) <= set(PARAGRAPH)
        assert all(outcome.doubt == "" for line, outcome in zip(PARAGRAPH, outcomes, strict=True) if line in alone)

    def test_without_marks_at_ends_of_sentences_is_asked_sentence_by_sentence(self, stub, engine):
        makes(stub, WHOLE.replace(".", ""))

        assert [outcome.text for outcome in engine.translate(PARAGRAPH, "nl", "en")] == [FIRST, SECOND, THIRD]
        assert stub.texts == [WHOLE, *PARAGRAPH]

    def test_that_is_refused_is_asked_once(self, stub, engine):
        stub.plan.append(("status", 429))

        assert {outcome.reason for outcome in engine.translate(PARAGRAPH, "nl", "en")} == {Reason.REFUSED_RATE}
        assert len(stub.texts) == 1

    def test_refused_when_asked_again_keeps_what_is_certain(self, stub, engine):
        makes(stub, f"{FIRST[:-1]}, and nobody had expected that it would go so fast. {THIRD}")
        stub.plan.extend([("translation",), ("status", 429)])

        outcomes = engine.translate(PARAGRAPH, "nl", "en")

        assert [getattr(outcome, "reason", "") for outcome in outcomes] == [*[Reason.REFUSED_RATE] * 2, ""]
        assert outcomes[2].text == THIRD
        assert len(stub.texts) == 2

    def test_is_never_longer_than_a_request_may_be(self):
        lines = [f"Zin {number} over de stad Gharyan en de rest." for number in range(50)]
        asked: list[str] = []

        def ask(request):
            asked.extend(request)
            return [request[0].replace("Zin", "Clause").replace("over de stad", "on the town")]

        outcomes = resolve(lines, ask, Limits(200, 5))

        assert all(isinstance(outcome, Ok) and str(n) in outcome.text for n, outcome in enumerate(outcomes))
        assert max(map(len, asked)) <= 200
        assert max(len(split(text)) for text in asked) <= 5

    @pytest.mark.parametrize("answer", [[], [""], [" \n"]])
    def test_with_an_empty_answer_is_asked_sentence_by_sentence(self, answer):
        def ask(request):
            return answer if request == [WHOLE] else [by_reference(request[0])]

        assert resolve(PARAGRAPH, ask, Limits(1_000, 9)) == [Ok(FIRST), Ok(SECOND), Ok(THIRD)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", 0),
        ("One. Two! “Three?” Four", 4),
        ("Gen. Haftar met U.S. officers at 5 p.m. in Rome.", 1),
        ("他说了。我们走吧！「好。」再见", 4),
        ("هذا صحيح. هل تعلم؟ نعم.", 3),
        ("यह है। वह है।", 2),
        ("สวัสดีครับ ไปไหนมา", 1),
    ],
)
def test_an_answer_is_cut_where_its_language_ends_sentences(text, sentences):
    assert len(split(text)) == sentences
    assert "".join(split(text)).replace(" ", "") == text.replace(" ", "")


@pytest.fixture
def by_paragraph(engine, memory, clock):
    """The engine behind the service, with the user's agreement."""
    memory.agree("google")
    return TranslationService(memory, TmxMemory([]), {"google": engine}, "google", clock.now)


class TestTheService:
    def test_tells_in_the_provenance_how_it_was_asked(self, by_paragraph, google, memory):
        steps = list(by_paragraph.translate(PARAGRAPH, "nl", "en"))

        provenances = [step.item[1].provenance for step in steps]
        assert {by.version for by in provenances} == {f"{google.version}, by paragraph"}
        assert [APPROXIMATE in by.note for by in provenances] == [False, True, False]
        assert [hit.provenance for hit in memory.lookup(PARAGRAPH, "nl", "en")] == provenances

    def test_keeps_side_by_side_what_was_asked_in_both_ways(self, by_paragraph, service, memory, clock):
        by_sentence = [step.item[1] for step in service.translate(PARAGRAPH, "nl", "en")]
        memory._database.write(lambda c: c.execute("DELETE FROM translation"))

        list(by_paragraph.translate(PARAGRAPH, "nl", "en"))
        memory.keep(by_sentence, "nl", "en")

        kept = memory._database.read(lambda c: c.execute("SELECT sentence, version FROM translation").fetchall(), [])
        assert len(set(kept)) == 2 * len(PARAGRAPH)

    def test_sends_only_what_hangs_together(self, by_paragraph, stub):
        list(by_paragraph.translate(PARAGRAPH[1:2], "nl", "en"))
        list(by_paragraph.translate(PARAGRAPH, "nl", "en"))

        assert stub.texts == [PARAGRAPH[1], PARAGRAPH[0], PARAGRAPH[2]]

    @pytest.mark.parametrize("order", [None, (2,), (1, 2, 0)])
    def test_never_sends_two_paragraphs_as_one_and_keeps_the_order_of_the_text(self, by_paragraph, stub, order):
        list(by_paragraph.translate(PARAGRAPH, "nl", "en", order, paragraphs=[0, 0, 1]))

        assert sorted(stub.texts) == sorted([" ".join(PARAGRAPH[:2]), PARAGRAPH[2]])

    def test_tells_the_cost_of_what_it_then_does(self, by_paragraph, stub):
        cost = by_paragraph.cost(PARAGRAPH, "nl", "en", [0, 0, 1])
        list(by_paragraph.translate(PARAGRAPH, "nl", "en", paragraphs=[0, 0, 1]))

        assert (cost.sentences, cost.requests) == (3, len(stub.texts)) == (3, 2)
        assert cost.characters == sum(map(len, PARAGRAPH))


class TestTheUnit:
    @pytest.mark.parametrize("engine", ["google", "libretranslate"])
    @pytest.mark.parametrize(
        ("wish", "unit"), [("", "sentence"), ("sentence", "sentence"), ("paragraph", "paragraph")]
    )
    def test_is_what_the_settings_say(self, engine, wish, unit):
        made = available({engine: {"unit": wish, "url": "http://localhost:5000"}})[engine]

        assert made.limits.unit == unit
        assert made.lack is None

    @pytest.mark.parametrize("engine", ["google", "libretranslate"])
    def test_that_is_neither_is_a_sentence_with_a_remedy(self, engine, stub):
        made = available({engine: {"unit": "page", "url": stub.root}})[engine]

        (failed, *_) = made.translate(PARAGRAPH, "nl", "en")

        assert failed.reason is Reason.SETUP
        assert f"its unit has to be sentence or paragraph under [engines.{engine}]" in explain(failed, made)
        assert stub.texts == []

    def test_of_an_engine_of_another_package_is_what_it_says(self, stub, clock):
        class Whole(LibreTranslate):
            limits = Limits(1_000, 10, unit="paragraph")

        stub.translate = by_reference
        engine = Whole(stub.root, clock=clock)

        assert [outcome.text for outcome in engine.translate(PARAGRAPH, "nl", "en")] == [FIRST, SECOND, THIRD]
        assert stub.asked[0]["q"] == [WHOLE]
        assert isinstance(engine, OnlineEngine)

    def test_of_an_engine_of_another_package_is_in_the_version_once(self, monkeypatch):
        class Whole(LibreTranslate):
            limits = Limits(1_000, 10, unit="paragraph")

        monkeypatch.setattr(EntryPoint, "load", lambda _: Whole)
        engine = PluggedIn(EntryPoint("whole", "whole_package:Engine", "libya_reader.translators"))

        assert version_of(engine, "nl", "en") == f"{Whole.version}, by paragraph"


def test_a_failure_of_one_paragraph_is_one_of_all_its_sentences():
    failed = Failed(Reason.TIMEOUT)
    asked = []

    def ask(request):
        asked.append(request)
        return failed

    assert resolve(PARAGRAPH * 3, ask, Limits(1_000, 3)) == [failed] * 9
    assert len(asked) == 1
