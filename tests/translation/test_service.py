"""The service: what is known at once, what is missing politely, nothing twice, nothing without leave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from reader.model import Provenance, Translation
from reader.translation import Failed, Limits, Memory, Ok, Outcome, Reason, TmxMemory, TranslationService

SENTENCES = [f"Zin nummer {i} over Tripoli." for i in range(12)]
PARAGRAPHS = [i // 4 for i in range(12)]


class Fake:
    """An engine that writes down what it is asked."""

    id = "fake"
    version = "3"
    note = "made up"
    limits = Limits(max_chars=1000, max_sentences=10)

    def __init__(self, kind: str = "offline", answer: Callable[[str], Outcome] = lambda s: Ok(f"EN: {s}")) -> None:
        self.kind = kind
        self.answer = answer
        self.asked: list[list[str]] = []

    def supports(self, source: str, target: str) -> bool:
        return (source, target) == ("nl", "en")

    def translate(self, sentences: Sequence[str], source: str, target: str) -> list[Outcome]:
        self.asked.append(list(sentences))
        return [self.answer(sentence) for sentence in sentences]


def serve(memory: Memory, engine: Fake | None = None, references: TmxMemory | None = None) -> TranslationService:
    engines = {engine.id: engine} if engine else {}
    return TranslationService(memory, references or TmxMemory([]), engines, engine.id if engine else None)


def items(steps) -> dict[int, str]:
    return {step.item[0]: step.item[1].text for step in steps if step.item}


def problems(steps) -> list[str]:
    return [step.problem for step in steps if step.problem]


class TestARefusal:
    UNTIL = datetime(2026, 11, 22, 12, 14, tzinfo=UTC)

    @pytest.fixture
    def refusing(self, tmp_path, monkeypatch):
        """Runs of the program, each with an engine of its own; the first is refused."""
        monkeypatch.delenv("LIBYA_READER_NO_NETWORK")  # nothing is on it
        memories = []

        def run(*, after: timedelta = timedelta(0), answer=lambda s: Ok(f"EN: {s}")):
            memories.append(Memory(tmp_path / "translations.sqlite"))
            engine = Fake("online", answer)
            now = self.UNTIL - timedelta(minutes=15) + after
            return TranslationService(memories[-1], TmxMemory([]), {"fake": engine}, "fake", lambda: now), engine

        first, engine = run(answer=lambda _: Failed(Reason.REFUSED_RATE, retry_at=self.UNTIL))
        first.agree()
        assert len(problems(first.translate(SENTENCES, "nl", "en"))) == 1
        assert len(engine.asked) == 1
        yield run
        for memory in memories:
            memory.close()

    @pytest.mark.parametrize(
        ("after", "asks"),
        [
            (timedelta(0), False),
            (timedelta(minutes=14), False),
            (timedelta(minutes=15), True),
            (timedelta(days=-3), True),
        ],
        ids=["at once", "a minute too early", "when it is over", "after the clock was set back"],
    )
    def test_is_remembered_by_the_next_run(self, refusing, after, asks):
        service, engine = refusing(after=after)
        status = service.status("nl", "en")
        steps = list(service.translate(SENTENCES, "nl", "en"))
        assert (bool(engine.asked), status.ready, bool(items(steps))) == (asks, asks, asks)
        if not asks:
            assert problems(steps) == [status.obstacle]
            assert f"the next request waits until {self.UNTIL.astimezone():%H:%M}" in status.obstacle

    def test_is_forgotten_with_the_agreement(self, refusing):
        service, _ = refusing()
        service.revoke()
        service.agree()
        assert service.status("nl", "en").ready


class TestAsking:
    def test_is_for_everything_once_and_then_never_again(self, memory):
        engine = Fake()
        service = serve(memory, engine)

        first = list(service.translate(SENTENCES, "nl", "en", paragraphs=PARAGRAPHS))
        second = list(service.translate(SENTENCES, "nl", "en", paragraphs=PARAGRAPHS))

        assert items(first) == items(second) == {i: f"EN: {s}" for i, s in enumerate(SENTENCES)}
        assert [(step.done, step.total) for step in first] == [(i + 1, 12) for i in range(12)]
        assert engine.asked == [SENTENCES[:4], SENTENCES[4:8], SENTENCES[8:]]

    def test_begins_with_what_is_on_screen(self, memory):
        engine = Fake()
        engine.limits = Limits(max_chars=1000, max_sentences=2)

        list(serve(memory, engine).translate(SENTENCES, "nl", "en", order=[9, 10, 6], paragraphs=PARAGRAPHS))

        assert engine.asked[:4] == [SENTENCES[9:11], SENTENCES[6:8], SENTENCES[0:2], SENTENCES[2:4]]
        assert sum(map(len, engine.asked)) == 12

    def test_keeps_to_the_limits_of_the_engine(self, memory):
        engine = Fake()
        engine.limits = Limits(max_chars=60, max_sentences=10)

        list(serve(memory, engine).translate(SENTENCES, "nl", "en"))

        assert {len(batch) for batch in engine.asked} == {2}

    def test_is_for_the_missing_alone(self, memory):
        engine = Fake()
        service = serve(memory, engine)
        list(service.translate(SENTENCES[2:4], "nl", "en"))

        list(service.translate(SENTENCES[:6], "nl", "en"))

        assert engine.asked[1:] == [[*SENTENCES[:2], *SENTENCES[4:6]]]

    def test_is_once_for_identical_sentences(self, memory):
        engine = Fake()

        steps = list(serve(memory, engine).translate(["Beeld AFP", "Een zin.", "Beeld  AFP"], "nl", "en"))

        assert items(steps) == {0: "EN: Beeld AFP", 1: "EN: Een zin.", 2: "EN: Beeld AFP"}
        assert engine.asked == [["Beeld AFP", "Een zin."]]
        assert next(s.item[1] for s in steps if s.item[0] == 2).source == "Beeld  AFP"

    def test_is_not_needed_for_sentences_without_letters(self, memory):
        service = serve(memory)

        assert [hit.text for hit in service.known(["* * *", "2019"], "nl", "en")] == ["* * *", "2019"]
        assert items(service.translate(["* * *"], "nl", "en")) == {0: "* * *"}

    def test_ends_when_nobody_listens_and_what_came_is_kept(self, memory):
        engine = Fake()
        service = serve(memory, engine)
        steps = service.translate(SENTENCES, "nl", "en", paragraphs=PARAGRAPHS)

        next(steps)
        steps.close()

        assert len(engine.asked) == 1
        assert [hit is not None for hit in service.known(SENTENCES, "nl", "en")] == [True] * 4 + [False] * 8

    def test_notices_what_another_copy_of_the_program_did_meanwhile(self, memory):
        engine, other = Fake(), Fake()
        steps = serve(memory, engine).translate(SENTENCES, "nl", "en", paragraphs=PARAGRAPHS)
        next(steps)
        list(serve(memory, other).translate(SENTENCES[:8], "nl", "en", paragraphs=PARAGRAPHS))

        list(steps)

        assert engine.asked == [SENTENCES[:4], SENTENCES[8:]]

    def test_carries_its_provenance(self, memory):
        engine = Fake(answer=lambda s: Ok(f"EN: {s}", "numbers differ from the source"))

        (step,) = serve(memory, engine).translate(["Een zin."], "nl", "en")

        by = step.item[1].provenance
        assert (by.engine, by.version, by.kind) == ("fake", "3", "offline")
        assert by.note == "made up; numbers differ from the source"
        assert serve(memory).known(["Een zin."], "nl", "en") == [step.item[1]]


class TestFailure:
    def test_of_one_sentence_does_not_keep_the_others(self, memory):
        engine = Fake(answer=lambda s: Failed(Reason.UNVERIFIED, "it is odd") if "7" in s else Ok(f"EN: {s}"))

        steps = list(serve(memory, engine).translate(SENTENCES, "nl", "en", paragraphs=PARAGRAPHS))

        assert sorted(items(steps)) == [i for i in range(12) if i != 7]
        assert [step.failed for step in steps if step.problem] == [(7,)]
        assert problems(steps) == [
            "An answer of Fake did not fit its sentence (it is odd): it was not kept; try again later."
        ]
        assert steps[-1].done == 11

    @pytest.mark.parametrize("reason", [Reason.OFFLINE, Reason.REFUSED_RATE, Reason.REFUSED_QUOTA, Reason.TIMEOUT])
    def test_that_would_repeat_itself_ends_it_with_one_sentence(self, memory, reason):
        engine = Fake(answer=lambda _: Failed(reason))

        steps = list(serve(memory, engine).translate(SENTENCES, "nl", "en", paragraphs=PARAGRAPHS))

        assert len(steps) == len(engine.asked) == 1
        assert steps[0].problem.endswith(".")

    def test_of_three_requests_in_a_row_ends_it(self, memory):
        engine = Fake(answer=lambda _: Failed(Reason.BAD_RESPONSE))

        steps = list(serve(memory, engine).translate(SENTENCES, "nl", "en", paragraphs=range(12)))

        assert len(engine.asked) == 3
        assert "3 requests in a row" in problems(steps)[-1]

    def test_because_it_was_stopped_is_silent(self, memory):
        engine = Fake(answer=lambda _: Failed(Reason.CANCELLED))

        assert list(serve(memory, engine).translate(SENTENCES, "nl", "en")) == []

    @pytest.mark.parametrize(
        ("answer", "reason"),
        [
            (Ok, "it repeats the sentence"),
            (lambda _: Ok(" "), "it is empty"),
            (lambda _: Ok("MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS"), "a notice came"),
            (lambda s: Failed(Reason.BAD_RESPONSE, f"for {s} at http://x/?q={s}"), "for … at http://x/"),
            (lambda s: {}[s], "KeyError"),
            (lambda _: None, "AttributeError"),
        ],
    )
    def test_of_an_engine_of_somebody_else_is_noticed_and_says_nothing_of_the_text(self, memory, answer, reason):
        steps = list(serve(memory, Fake(answer=answer)).translate(SENTENCES[:1], "nl", "en"))

        assert items(steps) == {}
        assert reason in steps[0].problem
        assert "Zin" not in steps[0].problem
        assert memory.lookup(SENTENCES[:1], "nl", "en") == [None]

    def test_of_a_whole_request_says_nothing_of_its_other_sentences(self, memory):
        engine = Fake()
        engine.translate = lambda sentences, *_: [Failed(Reason.OFFLINE, " ".join(sentences))] * len(sentences)

        (step,) = serve(memory, engine).translate(SENTENCES[:3], "nl", "en")

        assert "(… … …)" in step.problem

    def test_to_answer_each_sentence_is_noticed(self, memory):
        engine = Fake()
        engine.translate = lambda *_: [Ok("EN")]

        steps = list(serve(memory, engine).translate(SENTENCES[:3], "nl", "en"))

        assert "the number of answers differs" in steps[0].problem


class TestLeave:
    def test_is_needed_for_an_online_engine(self, memory, monkeypatch):
        monkeypatch.delenv("LIBYA_READER_NO_NETWORK")
        engine = Fake("online")
        service = serve(memory, engine)

        before = service.status("nl", "en")
        steps = list(service.translate(SENTENCES, "nl", "en"))
        memory.agree("fake")
        after = service.status("nl", "en")

        assert (before.needs_consent, before.consent, before.ready) == (True, False, False)
        assert problems(steps) == [before.obstacle]
        assert before.obstacle == (
            "Fake is an online service: no sentence is sent to it until you agree (F in the app, or --agree)."
        )
        assert engine.asked == []
        assert (after.needs_consent, after.consent, after.ready, after.obstacle) == (False, True, True, None)

    def test_can_be_taken_back_in_the_middle(self, memory, monkeypatch):
        monkeypatch.delenv("LIBYA_READER_NO_NETWORK")
        engine = Fake("online")
        memory.agree("fake")
        steps = serve(memory, engine).translate(SENTENCES, "nl", "en", paragraphs=PARAGRAPHS)
        next(steps)

        memory.revoke("fake")

        assert "until you agree" in problems(steps)[0]
        assert len(engine.asked) == 1

    def test_is_not_needed_for_an_offline_engine_even_without_network(self, memory):
        assert serve(memory, Fake()).status("nl", "en").ready

    def test_does_not_help_where_the_network_is_forbidden(self, memory):
        memory.agree("fake")
        service = serve(memory, Fake("online"))

        status = service.status("nl", "en")

        assert status.online
        assert status.blocked
        assert "LIBYA_READER_NO_NETWORK" in status.obstacle
        assert problems(service.translate(SENTENCES, "nl", "en")) == [status.obstacle]


class TestStatus:
    def test_without_an_engine_names_those_there_are(self, memory):
        service = TranslationService(memory, TmxMemory([]), {"fake": Fake()}, None)

        status = service.status("nl", "en")

        assert (status.engine, status.kind, status.ready) == (None, None, False)
        assert status.obstacle.startswith("No translation engine is chosen")
        assert status.obstacle.endswith("(there are: fake).")
        assert problems(service.translate(["Een zin."], "nl", "en")) == [status.obstacle]

    def test_of_an_engine_that_does_not_exist_says_so(self, memory):
        service = TranslationService(memory, TmxMemory([]), {}, "deepl")

        assert service.status("nl", "en").obstacle.startswith("There is no translation engine deepl")

    def test_of_a_pair_the_engine_does_not_know_says_so(self, memory):
        status = serve(memory, Fake()).status("nl", "nl")

        assert not status.supported
        assert "from nl to nl" in status.obstacle


class TestKnowledge:
    def test_is_the_references_before_the_memorys(self, memory, shipped):
        by = Provenance("google", "1", "online", "2026-01-01T00:00:00.000000Z")
        memory.keep(
            [Translation("Een zin.", "Machine made.", by), Translation("Nog een.", "Another.", by)], "nl", "en"
        )

        hits = serve(memory, references=TmxMemory([shipped])).known(["Een zin.", "Nog een.", "Geen."], "nl", "en")

        assert [hit and hit.text for hit in hits] == ["One sentence.", "Another.", None]

    def test_prefers_the_chosen_engine(self, memory):
        old = Provenance("fake", "1", "offline", "2020-01-01T00:00:00.000000Z")
        new = Provenance("google", "1", "online", "2026-01-01T00:00:00.000000Z")
        memory.keep([Translation("Een zin.", "fake", old), Translation("Een zin.", "google", new)], "nl", "en")

        assert serve(memory, Fake()).known(["Een zin."], "nl", "en")[0].text == "fake"
        assert serve(memory).known(["Een zin."], "nl", "en")[0].text == "google"

    def test_troubles_are_told_once(self, memory, tmp_path):
        service = serve(memory, Fake(), TmxMemory([tmp_path / "gone.tmx"]))

        first = list(service.translate(["Een zin."], "nl", "en"))

        assert "gone.tmx" in problems(first)[0]
        assert items(first) == {0: "EN: Een zin."}
        assert problems(service.translate(["Een zin."], "nl", "en")) == []
